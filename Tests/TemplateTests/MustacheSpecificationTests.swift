import Diagnostics
import Foundation
import Template
import TestSupport
import Testing

/// The published cases of the Mustache specification. What is deliberately otherwise here stands below with its reason.
@Suite(
    .enabled(if: Repository.publicData("mustache-spec") != nil, "the public test data are not beside the repository"))
struct MustacheSpecificationTests {
    private enum Deviation {
        /// There is no raw hole: whatever is not quoted for its place can be code in that place.
        case rawHole
        /// A name that there is not is a slip, and what stands there would silently be nothing.
        case missingName
        /// A text has no turn: a section is of a flag or a list, so that a slip is found.
        case sectionOfValue
        /// What can never be written is a mistake.
        case neverWritten
        case missingPartial
        /// A partial that includes itself has no end that could be seen before it is run.
        case recursion

        var code: String {
            switch self {
            case .rawHole: "VM404"
            case .missingName: "VM402"
            case .sectionOfValue, .neverWritten: "VM403"
            case .missingPartial, .recursion: "VM408"
            }
        }
    }

    private static let deviations: [String: [String: Deviation]] = [
        "interpolation": [
            "Basic Context Miss Interpolation": .missingName,
            "Dotted Names - Broken Chains": .missingName,
            "Dotted Names - Broken Chain Resolution": .missingName,
            "Dotted Names - Context Precedence": .missingName,
            "Dotted Names are never single keys": .missingName,
        ],
        "inverted": [
            "Context": .neverWritten,
            "List": .missingName,
            "Context Misses": .missingName,
            "Dotted Names - Broken Chains": .missingName,
        ],
        "sections": [
            "Variable test": .sectionOfValue,
            "Deeply Nested Contexts": .sectionOfValue,
            "Context Misses": .missingName,
            "Dotted Names - Broken Chains": .missingName,
        ],
        "partials": ["Failed Lookup": .missingPartial, "Recursion": .recursion, "Standalone Indentation": .rawHole],
    ]

    /// The optional parts, inheritance among them, are not implemented.
    private static let parts = ["comments", "delimiters", "interpolation", "inverted", "partials", "sections"]

    private struct Specification: Decodable {
        var tests: [Case]
    }

    private struct Case: Decodable {
        var name: String
        var data: JSON
        var template: String
        var partials: [String: String]?
        var expected: String
    }

    @Test(arguments: parts)
    func publishedCasesHold(_ part: String) throws {
        let folder = try #require(Repository.publicData("mustache-spec"))
        let data = try Data(contentsOf: folder.appending(path: "\(part).json"))
        let cases = try JSONDecoder().decode(Specification.self, from: data).tests
        #expect(cases.count >= 12)
        var deviations = Self.deviations[part] ?? [:]
        for test in cases {
            let deviation = deviations.removeValue(forKey: test.name) ?? Self.deviation(of: test)
            let (text, codes) = try render(test)
            if let deviation {
                #expect(text == nil && codes.contains(deviation.code), "\(part): \(test.name): \(codes)")
            } else {
                #expect(text == test.expected, "\(part): \(test.name): \(codes)")
            }
        }
        #expect(deviations.isEmpty, "deviations of cases that there are not")
    }

    private static func deviation(of test: Case) -> Deviation? {
        test.template.contains("{{{") || test.template.contains("{{&") ? .rawHole : nil
    }

    private func render(_ test: Case) throws -> (String?, Set<String>) {
        var tree = JSONTree(test.data, template: test.template + (test.partials ?? [:]).values.joined())
        let vocabulary = tree.vocabulary
        return try JSONSubject.$current.withValue(vocabulary) {
            var diagnostics = Diagnostics()
            let partials = (test.partials ?? [:]).map { name, text in
                (name, SourceFile(name: name, bytes: Array(text.utf8)))
            }
            let template = Template<JSONSubject>(
                SourceFile(name: "t", bytes: Array(test.template.utf8)), syntax: HTMLSyntax(),
                partials: Partials(Dictionary(uniqueKeysWithValues: partials)), reporting: &diagnostics)
            guard let template else { return (nil, Set(diagnostics.all.map { "\($0.code)" })) }
            var subject = JSONSubject(tree)
            var output = ByteBuffer()
            try template.render(&subject, into: &output)
            return (String(decoding: output.bytes(), as: UTF8.self), [])
        }
    }
}

/// HTML, as the specification has it: texts anywhere, with four characters escaped.
private struct HTMLSyntax: Syntax {
    var name: String { "HTML" }
    var literals: LiteralForms? { nil }
    var quote: UInt8 { 0x22 }
    var hasLines: Bool { false }

    func advance(_ state: inout LexicalState, over byte: UInt8) {}

    func position(_ state: LexicalState, before: UInt8?, after: UInt8?) -> Result<Position, PositionRefusal> {
        .success(.bare)
    }

    func finish(_ position: Position, from start: Int, in output: inout ByteBuffer) -> String? {
        let text = output.bytes(from: start)
        output.truncate(to: start)
        for byte in text {
            switch byte {
            case UInt8(ascii: "&"): output.append("&amp;")
            case UInt8(ascii: "\""): output.append("&quot;")
            case UInt8(ascii: "<"): output.append("&lt;")
            case UInt8(ascii: ">"): output.append("&gt;")
            default: output.append(byte)
            }
        }
        return nil
    }
}
