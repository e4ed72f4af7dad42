import Diagnostics
import Foundation
import Importing
import Registry
import RegistryYAML
import TestSupport
import Testing

/// Sources with bytes changed, taken out and put in: an import ends, and shows no password.
@Suite struct HostileSourceTests {
    private static let sources = Repository.names(in: "Tests/Imports").flatMap { name in
        ["nodelist.csv", "dump.sql", "config.php"].map { "Tests/Imports/\(name)/\($0)" }
    }.filter { FileManager.default.fileExists(atPath: Repository.root.appending(path: $0).path) }

    private func hosts(of bytes: [UInt8], _ path: String, _ report: inout ImportReport) -> [ImportedHost] {
        let file = SourceFile(name: "source", bytes: bytes)
        if path.hasSuffix(".php") { return PHPConfiguration.hosts(of: file, in: "/srv/moodle", reporting: &report) }
        let records =
            path.hasSuffix(".csv")
            ? NodelistReading.records(of: file, reporting: &report) : DumpReading.records(of: file, reporting: &report)
        return RecordConversion.hosts(of: records ?? [], reporting: &report)
    }

    @Test(arguments: sources) func changedBytesDoNoHarm(_ path: String) throws {
        let original = try Repository.bytes(path)
        var random = Numbers(state: UInt64(original.count))
        let interesting = Array("'\"\\;,()[]{}$<>=\n\r\t\0&#?:*/-.@|".utf8) + [0x80, 0xC3, 0xFF]
        for _ in 0..<100 {
            var bytes = original
            for _ in 0..<Int.random(in: 1...4, using: &random) where !bytes.isEmpty {
                let at = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: bytes[at] = interesting.randomElement(using: &random) ?? 0
                case 1: bytes.remove(at: at)
                case 2: bytes.insert(interesting.randomElement(using: &random) ?? 0, at: at)
                default: bytes.removeSubrange(at..<min(bytes.count, at + Int.random(in: 1...40, using: &random)))
                }
            }
            var report = ImportReport()
            let hosts = hosts(of: bytes, path, &report)
            let draft = RegistryDraft(hosts, options: DraftOptions(), reporting: &report)
            try expectYAML(draft.text)
        }
    }

    /// Whatever came in, what comes out is a registry in form, with fields that the reader may not know.
    private func expectYAML(_ text: String) throws {
        var diagnostics = Diagnostics()
        _ = Registry(yaml: SourceFile(name: "registry.yaml", bytes: Array(text.utf8)), reporting: &diagnostics)
        let malformed = diagnostics.all.filter { (101...106).contains($0.code.number) || $0.code == Code(205) }
        #expect(malformed.isEmpty, "\(malformed.map(\.text).joined())\(text)")
    }
}

/// The same random numbers on each run.
private struct Numbers: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ (state >> 29)
    }
}
