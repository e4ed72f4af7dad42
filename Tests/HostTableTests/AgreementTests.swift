import Foundation
import TestSupport
import Testing

@testable import HostTable

/// The resolution of `resolve` and the PHP runtime's give one answer to whatever bytes a request has.
@Suite struct AgreementTests {
    private let directory: TemporaryDirectory
    private let reader: HostTableReader
    private let vectors: [Request]
    private let keys: [[UInt8]]

    init() throws {
        directory = try TemporaryDirectory()
        let json = try JSONSerialization.jsonObject(with: Data(Repository.bytes("Tests/Vectors/resolution.json")))
        let file = try #require(json as? [String: Any])
        let records = try #require(file["keys"] as? [String: String])
        let hosts = try JSONSerialization.jsonObject(with: Data(Repository.bytes("Tests/Vectors/http-host.json")))
        let cases = try #require((hosts as? [String: Any])?["cases"] as? [[String: Any]])
        let requests = try #require(file["requests"] as? [[String: Any]])
        vectors =
            requests.map { request in
                let text = { vectorBytes(request[$0]) ?? [] }
                return Request(
                    host: text("host"), script: text("script"), serverKey: text("server_key"), uri: text("uri"))
            }
            + cases.map { Request(host: vectorHost($0), script: [0x2F], serverKey: [], uri: []) }
        keys = records.keys.sorted().map { Array($0.utf8) }
        reader = try Self.publish(records, in: directory)
    }

    /// Writes the table and the runtime, as a build does.
    private static func publish(_ records: [String: String], in directory: TemporaryDirectory) throws -> HostTableReader
    {
        var shards: [[UInt8]: [UInt8]] = [:]
        let entries = records.map { HostTable.Entry(key: Array($0.utf8), record: Array($1.utf8)) }
        let table = HostTable(entries) { shard in
            let reference = hexadecimal(CRC32.of(shard)) + [UInt8](repeating: 0x30, count: 24)
            shards[reference] = shard
            return reference
        }
        for (reference, shard) in shards {
            let digits = String(decoding: reference, as: UTF8.self)
            _ = try directory.write(
                String(decoding: shard, as: UTF8.self), to: "shards/\(digits.prefix(2))/\(digits.dropFirst(2)).php")
        }
        let release = "releases/" + String(repeating: "0", count: 32)
        _ = try directory.write(String(decoding: table.root, as: UTF8.self), to: "\(release)/hosts.php")
        try FileManager.default.createSymbolicLink(atPath: directory.path + "/current", withDestinationPath: release)
        try FileManager.default.createSymbolicLink(
            at: directory.url.appending(path: "vmoodle"),
            withDestinationURL: Repository.root.appending(path: "Sources/Shim/runtime/vmoodle"))
        let stored = shards
        return try HostTableReader(root: table.root) { stored[Array($0)] ?? [] }
    }

    /// VMOODLE_AGREEMENT says how many there are to be besides the vectors.
    @Test func phpAnswersWhateverIsAskedAlike() throws {
        let count = ProcessInfo.processInfo.environment["VMOODLE_AGREEMENT"].flatMap { Int($0) } ?? 100_000
        let start = ContinuousClock.now
        var forger = Forger(keys: keys, seed: Self.seed)
        var tally = Tally()
        try compare(vectors, into: &tally)
        // A request with its answers is a kilobyte.
        for first in stride(from: 0, to: count, by: 200_000) {
            let requests = (first..<min(first + 200_000, count)).map { _ in forger.request() }
            try compare(requests, into: &tally)
        }
        for example in tally.examples { Issue.record("\(example)") }
        print(
            "resolve and the PHP runtime, seed \(Self.seed), \((ContinuousClock.now - start).components.seconds) s: \(tally)"
        )
        #expect(tally.requests == vectors.count + count)
        // Random bytes that all end at the grammar would prove little.
        for status in [200, 308, 400, 403, 404, 410, 421, 503] {
            #expect(tally.statuses[status, default: 0] > count / 1000)
        }
    }

    /// The same comparison with a runtime that leaves the last letter of the alphabet as it is.
    @Test func aRuntimeWithOneMistakeIsFound() throws {
        let runtime = directory.url.appending(path: "vmoodle")
        let original = runtime.resolvingSymlinksInPath()
        try FileManager.default.removeItem(at: runtime)
        let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
        var mistakes = 0
        for name in try FileManager.default.contentsOfDirectory(atPath: original.path) {
            let text = try String(contentsOf: original.appending(path: name), encoding: .utf8)
            mistakes += text.components(separatedBy: alphabet).count - 1
            let mistaken = text.replacingOccurrences(of: alphabet, with: alphabet.dropLast() + "z")
            _ = try directory.write(mistaken, to: "vmoodle/\(name)")
        }
        try #require(mistakes > 0, "the runtime folds letters in another way: this test has to make another mistake")
        var forger = Forger(keys: keys, seed: Self.seed)
        var tally = Tally()
        try compare((0..<20_000).map { _ in forger.request() }, into: &tally)
        print("resolve and a runtime with one mistake: \(tally)")
        #expect(tally.differences > 0)
    }

    private static let seed: UInt64 = 4

    /// Asks both, and counts.
    private func compare(_ requests: [Request], into tally: inout Tally) throws {
        let answers = try php(requests)
        try #require(answers.count == requests.count)
        for (request, answer) in zip(requests, answers) {
            let own = try self.answer(to: request)
            tally.requests += 1
            tally.statuses[Int(String(decoding: own[1], as: UTF8.self)) ?? 0, default: 0] += 1
            guard own != answer else { continue }
            tally.differences += 1
            guard tally.differences <= 20 else { continue }
            let texts = [request.fields, own, answer].map { $0.map { String(decoding: $0, as: UTF8.self) } }
            tally.examples.append("\(texts[0]): \(texts[1]), but PHP \(texts[2])")
        }
    }

    private func answer(to request: Request) throws -> [[UInt8]] {
        let resolution = try Resolution(
            host: request.host, script: request.script, serverKey: request.serverKey, in: reader)
        let record = resolution.status == 421 ? nil : resolution.record
        let bases = HostKey.authority(request.host)?.bases ?? []
        return [
            Array(bases.joined(separator: [0x20])), Array(String(resolution.status).utf8), record?.id ?? [],
            record?.payload ?? [],
            resolution.location(of: request.uri) ?? [],
        ]
    }

    private func php(_ requests: [Request]) throws -> [[[UInt8]]] {
        var input: [UInt8] = []
        for field in requests.flatMap(\.fields) {
            withUnsafeBytes(of: UInt32(field.count).bigEndian) { input += $0 }
            input += field
        }
        let script = Repository.root.appending(path: "Tests/answer.php").path
        let options = ["opcache.enable_cli=1", "memory_limit=-1", "display_errors=stderr"].flatMap { ["-d", $0] }
        let outcome = try run("/usr/bin/php", options + [script, directory.path], input: input)
        try #require(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
        var fields: [[UInt8]] = []
        var at = 0
        while at < outcome.output.count {
            let length = outcome.output[at..<(at + 4)].reduce(0) { $0 << 8 | Int($1) }
            fields.append(Array(outcome.output[(at + 4)..<(at + 4 + length)]))
            at += 4 + length
        }
        return stride(from: 0, to: fields.count, by: 5).map { Array(fields[$0..<($0 + 5)]) }
    }
}

/// How often the two agreed.
private struct Tally: CustomStringConvertible {
    var requests = 0
    var differences = 0
    /// Requests by the status of the answer.
    var statuses: [Int: Int] = [:]
    /// The first differences.
    var examples: [String] = []

    var description: String {
        let counts = statuses.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value) times" }
        return "\(requests) requests, \(differences) differences (\(counts.joined(separator: ", ")))"
    }
}

/// What a server hands to the runtime.
private struct Request {
    var host: [UInt8]
    var script: [UInt8]
    var serverKey: [UInt8]
    var uri: [UInt8]

    var fields: [[UInt8]] { [host, script, serverKey, uri] }
}

/// Makes requests: random bytes, and declared keys with a few bytes altered.
private struct Forger {
    let keys: [[UInt8]]
    private var random: SplitMix64

    init(keys: [[UInt8]], seed: UInt64) {
        self.keys = keys
        random = SplitMix64(seed: seed)
    }

    private static let letters = Array("abcxyz0123456789..--__::[]ABCXYZ*%/\\@ \t\0é".utf8)

    mutating func request() -> Request {
        let key = keys[random.next(below: keys.count)]
        let slash = key.firstIndex(of: 0x2F) ?? key.endIndex
        var host = Array(key[..<slash])
        if host.first == 0x2A { host = word(below: 5) + host.dropFirst() }
        switch random.next(below: 10) {
        case 0: host = bytes(below: 40)
        case 1: host = word(below: 40)
        case 2: host = word(below: 6) + [0x2E] + host
        case 3: host += Array(":\(random.next(below: 70_000))".utf8)
        case 4: host = address()
        case 5, 6: host = altered(host)
        default: break
        }
        var script = Array(key[slash...]) + [[], [0x2F], Array("/x.php".utf8), word(below: 8)][random.next(below: 4)]
        if random.next(below: 3) == 0 { script = altered(script) }
        if random.next(below: 10) == 0 { script = bytes(below: 30) }
        let serverKey = random.next(below: 4) > 0 ? [] : random.next(below: 3) > 0 ? key : altered(key)
        let uri = random.next(below: 2) == 0 ? script : bytes(below: 20)
        return Request(host: host, script: script, serverKey: serverKey, uri: uri)
    }

    private mutating func altered(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        for _ in 0...random.next(below: 3) {
            let at = random.next(below: bytes.count + 1)
            let byte = random.next(below: 2) == 0 ? UInt8(random.next(below: 256)) : letter()
            switch random.next(below: 3) {
            case 0: bytes.insert(byte, at: at)
            case 1 where at < bytes.count: bytes.remove(at: at)
            default: if at < bytes.count { bytes[at] = byte }
            }
        }
        return bytes
    }

    /// What may be an IPv6 address.
    private mutating func address() -> [UInt8] {
        let groups = (0..<(1 + random.next(below: 9))).map { _ in
            switch random.next(below: 6) {
            case 0: ""
            case 1, 2: "0"
            case 3: "192.0.2.\(random.next(below: 260))"
            default: String(random.next(below: 1 << (4 * (1 + random.next(below: 4)))), radix: 16)
            }
        }
        let port = random.next(below: 3) == 0 ? ":\(random.next(below: 9000))" : ""
        return Array("[\(groups.joined(separator: ":"))]\(port)".utf8)
    }

    private mutating func letter() -> UInt8 { Self.letters[random.next(below: Self.letters.count)] }
    private mutating func word(below count: Int) -> [UInt8] { (0..<random.next(below: count)).map { _ in letter() } }
    private mutating func bytes(below count: Int) -> [UInt8] {
        (0..<random.next(below: count)).map { _ in UInt8(random.next(below: 256)) }
    }
}
