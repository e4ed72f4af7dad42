import Diagnostics
import Foundation
import Registry
import RegistryYAML
import TestSupport
import Testing

/// Tests/Rejected: each file has mistakes, and `# error: …` or `# warning: …` with code and message on the line of each.
@Suite struct RejectedTests {
    @Test(arguments: Repository.names(in: "Tests/Rejected"))
    func everyMistakeIsReportedInItsPlace(_ name: String) throws {
        let file = SourceFile(name: name, bytes: try Repository.bytes("Tests/Rejected/\(name)"))
        var diagnostics = Diagnostics()
        #expect(Registry(yaml: file, reporting: &diagnostics) == nil)
        let expected = String(decoding: file.bytes, as: UTF8.self).split(
            separator: "\n", omittingEmptySubsequences: false
        )
        .enumerated().flatMap { number, line in
            line.components(separatedBy: "# ").dropFirst().filter {
                $0.hasPrefix("error: ") || $0.hasPrefix("warning: ")
            }
            .map { "\(number + 1): \($0.trimmingCharacters(in: .whitespaces))" }
        }
        let found = diagnostics.sorted.map { "\($0.place?.line ?? 0): \($0.severity): \($0.code) \($0.message)" }
        #expect(found.sorted() == expected.sorted())
        #expect(!expected.isEmpty)
    }
}
