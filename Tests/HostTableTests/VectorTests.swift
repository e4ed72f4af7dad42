import Foundation
import HostTable
import TestSupport
import Testing

/// What Swift and PHP must agree on; PHPUnit reads the same files.
@Suite struct VectorTests {
    private func object(_ path: String) throws -> [String: Any] {
        let json = try JSONSerialization.jsonObject(with: Data(Repository.bytes(path)))
        return try #require(json as? [String: Any])
    }

    private func bytes(hex: String) -> [UInt8] {
        stride(from: 0, to: hex.count, by: 2).compactMap { UInt8(hex.dropFirst($0).prefix(2), radix: 16) }
    }

    @Test func hostHeadersAreReadAlike() throws {
        let cases = try #require(try object("Tests/Vectors/http-host.json")["cases"] as? [[String: Any]])
        #expect(cases.count > 200)
        for vector in cases {
            let header =
                (vector["host"] as? String).map { Array($0.utf8) } ?? bytes(hex: vector["hex"] as? String ?? "")
            let authority = HostKey.authority(header)
            let bases = authority.map { $0.port == nil ? [$0.host] : [$0.key, $0.host] }
            let expected = (vector["bases"] as? [String]).map { $0.map { Array($0.utf8) } }
            #expect(bases == expected, "\(vector)")
        }
    }

    @Test func requestsAreResolvedAlike() throws {
        let vectors = try object("Tests/Vectors/resolution.json")
        let keys = try #require(vectors["keys"] as? [String: String])
        let entries = keys.map { HostTable.Entry(key: Array($0.utf8), record: Array($1.utf8)) }
        var shards: [[UInt8]] = []
        let table = HostTable(entries) {
            shards.append($0)
            return [UInt8](repeating: 0x30, count: 32)
        }
        try #require(shards.count == 1)
        let shard = shards[0]
        let reader = try HostTableReader(root: table.root) { _ in shard }
        let requests = try #require(vectors["requests"] as? [[String: Any]])
        #expect(requests.count > 30)
        for request in requests {
            let text = { (name: String) in (request[name] as? String).map { Array($0.utf8) } }
            let resolution = try Resolution(
                host: text("host") ?? [], script: text("script") ?? [], serverKey: text("server_key"), in: reader)
            #expect(resolution.status == request["status"] as? Int, "\(request)")
            let id = resolution.status == 421 ? nil : resolution.record.map { String(decoding: $0.id, as: UTF8.self) }
            #expect(id == request["id"] as? String, "\(request)")
        }
    }
}
