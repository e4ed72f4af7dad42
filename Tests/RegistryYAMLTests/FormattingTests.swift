import Diagnostics
import Foundation
import RegistryYAML
import TestSupport
import Testing

/// The canonical layout. That values, quotes and comments stay what they are, and that a second time changes nothing, is
/// checked by the code itself on each text: a text that is laid out at all has passed.
@Suite struct FormattingTests {
    private func format(_ bytes: [UInt8]) -> (text: String?, codes: [Code]) {
        var diagnostics = Diagnostics()
        let formatted = FormattedRegistry(SourceFile(name: "r", bytes: bytes), reporting: &diagnostics)
        return (formatted.map { String(decoding: $0.bytes, as: UTF8.self) }, diagnostics.all.map(\.code))
    }

    @Test(arguments: Repository.names(in: "Tests/Formatted").filter { $0.hasSuffix(".before.yaml") })
    func layoutIsWhatWasReviewed(_ name: String) throws {
        let after = name.replacingOccurrences(of: ".before.", with: ".after.")
        let found = format(try Repository.bytes("Tests/Formatted/\(name)")).text
        #expect(found == String(decoding: try Repository.bytes("Tests/Formatted/\(after)"), as: UTF8.self))
    }

    @Test func everyRegistryOfTheTestsCanBeLaidOut() throws {
        let files =
            Repository.names(in: "Tests/Accepted").map { "Tests/Accepted/\($0)/registry.yaml" }
            + Repository.names(in: "Tests/Rejected").map { "Tests/Rejected/\($0)" }
        for file in files where !file.hasSuffix("references.yaml") {
            let bytes = try Repository.bytes(file)
            let (text, codes) = format(bytes)
            #expect(text != nil, "\(file): \(codes)")
            // As a person counts them: whatever stands behind a '#' after a blank.
            let comments = { (text: String) in
                text.components(separatedBy: "\n").compactMap { line in
                    line.range(of: #"(^|\s)#.*"#, options: .regularExpression).map { range in
                        line[range].trimmingCharacters(in: .whitespaces)
                    }
                }
            }
            #expect(
                text.map { comments($0).sorted() } == comments(String(decoding: bytes, as: UTF8.self)).sorted(),
                "\(file)")
        }
    }

    @Test(arguments: ["registry.yaml", "Sources/CEmbedded/init/starter.yaml", "Sources/CEmbedded/init/district.yaml"])
    func examplesAreInCanonicalLayout(_ file: String) throws {
        let bytes = try Repository.bytes(file)
        #expect(format(bytes).text == String(decoding: bytes, as: UTF8.self))
    }

    @Test(arguments: [
        ("a: &x 1\n", 103), ("a: [\n", 101), ("- a\n", 106), ("", 106), ("a: \"\\0\"\n", 102),
        ("--- {}\n--- {}\n", 106),
    ])
    func whatIsNoRegistryIsRefused(_ text: String, _ code: Int) {
        let (formatted, codes) = format(Array(text.utf8))
        #expect(formatted == nil && codes == [Code(code)])
    }

    /// Every way to put blanks, line ends and comments into one small registry gives a text that is the same in meaning.
    @Test func blanksAndCommentsAnywhereAreSurvived() {
        let parts = [
            "a", ":", " {", "b", ": ", "1", ",", " c: ", "[", "'x'", ",", "y", "]", "}", "\n", "d", ":", "\n  ", "- e",
            "\n  ", "- f: ", "g",
        ]
        let insertions = [" ", "  ", "\n", "\n\n", " # c\n", "\n# c\n", " # c\n  # d\n\n  "]
        var laidOut = 0
        for (number, insertion) in insertions.enumerated() {
            for place in 0...parts.count {
                for second in stride(from: place, through: parts.count, by: 1 + number % 3) {
                    var text = parts
                    text.insert(insertion, at: second)
                    text.insert(insertion, at: place)
                    let (formatted, codes) = format(Array((text.joined() + "\n").utf8))
                    // Many of them are no YAML, which is theirs to say.
                    #expect(formatted != nil || codes.allSatisfy { $0 != Code(108) }, "\(text.joined())")
                    if formatted != nil { laidOut += 1 }
                }
            }
        }
        #expect(laidOut > 500)
    }
}
