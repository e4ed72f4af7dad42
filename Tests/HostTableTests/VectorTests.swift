import Foundation
import TestSupport
import Testing

@testable import HostTable

/// What Swift and PHP must agree on; PHPUnit reads the same files.
@Suite struct VectorTests {
    private func object(_ path: String) throws -> [String: Any] {
        let json = try JSONSerialization.jsonObject(with: Data(Repository.bytes(path)))
        return try #require(json as? [String: Any])
    }

    private func bases(_ host: [UInt8]) -> [[UInt8]]? { HostKey.authority(host)?.bases }

    @Test func hostHeadersAreReadAlike() throws {
        let cases = try #require(try object("Tests/Vectors/http-host.json")["cases"] as? [[String: Any]])
        #expect(cases.count > 200)
        for vector in cases {
            let header = vectorHost(vector)
            let expected = (vector["bases"] as? [String]).map { $0.map { Array($0.utf8) } }
            #expect(bases(header) == expected, "\(vector)")
        }
    }

    /// Too many to be stored: of each the file has how many are well-formed, and a sum over all bases.
    @Test func everyByteInEveryPositionIsReadAlike() throws {
        let cases = try #require(try object("Tests/Vectors/http-host.json")["generated"] as? [[String: Any]])
        #expect(cases.count > 3)
        for vector in cases {
            let host = try #require(vectorBytes(vector["host"]))
            var (lines, wellFormed) = ([UInt8](), 0)
            for position in host.indices {
                for byte in UInt8.min...UInt8.max {
                    var header = host
                    header[position] = byte
                    let bases = bases(header)
                    wellFormed += bases == nil ? 0 : 1
                    lines += digits(of: header) + [0x09] + (bases ?? []).joined(separator: [0x20]) + [0x0A]
                }
            }
            let sum = hexadecimal(CRC32.of(lines))
            #expect(wellFormed == vector["well_formed"] as? Int, "\(vector)")
            #expect(String(decoding: sum, as: UTF8.self) == vector["crc32"] as? String, "\(vector)")
        }
    }

    private func digits(of bytes: [UInt8]) -> [UInt8] {
        bytes.flatMap { hexadecimal(UInt32($0)).suffix(2) }
    }

    /// `current`, and the formats of before, in which releases may be that `rollback` goes back to.
    @Test(arguments: ["current", "former"]) func requestsAreResolvedAlike(_ formats: String) throws {
        let vectors = try object("Tests/Vectors/resolution.json")
        let keys = try #require(vectors["keys"] as? [String: String])
        let entries = keys.map { HostTable.Entry(key: Array($0.utf8), record: Array($1.utf8)) }
        let folder = "Tests/Vectors/former-tables"
        let root =
            try formats == "former"
            ? Repository.bytes("\(folder)/hosts.php")
            : HostTable(entries, reference: { _ in preconditionFailure("one file") }).root
        let reader = try HostTableReader(root: root) { reference in
            try Repository.bytes("\(folder)/shards/\(String(decoding: reference, as: UTF8.self)).php")
        }
        #expect(try reader.entries().count == keys.count)
        for entry in entries { #expect(try reader.record(of: entry.key) == entry.record) }
        let requests = try #require(vectors["requests"] as? [[String: Any]])
        #expect(requests.count > 30)
        for request in requests {
            let resolution = try Resolution(
                host: vectorBytes(request["host"]) ?? [], script: vectorBytes(request["script"]) ?? [],
                serverKey: vectorBytes(request["server_key"]), in: reader)
            #expect(resolution.status == request["status"] as? Int, "\(request)")
            let id = resolution.status == 421 ? nil : resolution.record.map { String(decoding: $0.id, as: UTF8.self) }
            #expect(id == request["id"] as? String, "\(request)")
            let location = resolution.location(of: vectorBytes(request["uri"]) ?? [])
            #expect(
                location.map { String(decoding: $0, as: UTF8.self) } == request["location"] as? String, "\(request)")
        }
    }
}

/// A text of a vector, or `{"repeat": text, "times": number}`; nil for what is neither.
func vectorBytes(_ value: Any?) -> [UInt8]? {
    if let text = value as? String { return Array(text.utf8) }
    let long = value as? [String: Any]
    guard let text = long?["repeat"] as? String, let times = long?["times"] as? Int else { return nil }
    return Array(String(repeating: text, count: times).utf8)
}

/// The host of a vector, which may be written in hex.
func vectorHost(_ vector: [String: Any]) -> [UInt8] {
    let hex = vector["hex"] as? String ?? ""
    return vectorBytes(vector["host"])
        ?? stride(from: 0, to: hex.count, by: 2).compactMap { UInt8(hex.dropFirst($0).prefix(2), radix: 16) }
}
