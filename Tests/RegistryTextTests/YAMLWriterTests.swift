import CLibYAML
import RegistryText
import TestSupport
import Testing

/// What the writer writes, libyaml reads back unchanged, and no reader takes for anything but a text.
@Suite struct YAMLWriterTests {
    /// Every character of Latin and its neighbours, and those at the edges of what YAML knows.
    private static let characters: [Unicode.Scalar] =
        (0x00..<0x180).compactMap { Unicode.Scalar($0) }
        + [
            0x2028, 0x2029, 0x202A, 0x202E, 0x2066, 0x2069, 0xFEFF, 0xFDD0, 0xFFFD, 0xFFFE, 0xFFFF, 0x3000, 0xD7FF,
            0xE000, 0x1F600, 0x1FFFE, 0x10FFFF,
        ].compactMap { Unicode.Scalar($0) }

    @Test(arguments: [("", ""), ("a", ""), ("", "a"), ("a", "b"), ("a ", " b"), ("a:", ""), ("", ":a"), ("-", "")])
    func everyCharacterComesBackInEveryPlace(_ before: String, _ after: String) throws {
        for character in Self.characters { try expectRoundTrip(before + String(character) + after) }
    }

    @Test(arguments: [
        "", " ", "a ", " a", "y", "Y", "yes", "NO", "On", "off", "true", "False", "null", "NULL", "~", "nan", ".inf",
        "-.INF",
        "08", "0x1F", "0o17", "1_000", "1e3", "22:22", "2026-01-31", "+1", ".5", "-1", "1.0", "-", "- a", "?", "? a",
        ":",
        "a: b", "a:", ": a", "a #b", "#a", "a#b", "&a", "*a", "!a", "!!str a", "%a", "@a", "`a", "'a'", "\"a\"", "a\"b",
        "a'b", "\\", "\\n", "|", ">", "<<", "=", "---", "...", "--- a", "{id}", "/srv/{id}", "[a]", "a, b", "a]", "{{",
        "a\nb", "a\n", "\na", "a\r\nb", "\t", "a\tb", "Lycée d'Été", "e\u{301}", "\u{301}", "日本", "C:\\x",
        "https://a.example/b?c=d#e",
    ])
    func textsThatYAMLHasAMeaningForComeBackAsTexts(_ text: String) throws { try expectRoundTrip(text) }

    @Test func longTextsAndKeysComeBack() throws {
        for count in [199, 200, 201, 999, 1000, 1001, 1023, 1024, 1025, 5000] {
            try expectRoundTrip(String(repeating: "x", count: count))
            try expectRoundTrip(String(repeating: "é ", count: count) + "\u{1}")
        }
    }

    @Test func randomTreesComeBack() throws {
        var random = SplitMix64(seed: 7)
        for _ in 0..<400 {
            let tree = Self.tree(&random, depth: 0)
            #expect(try Self.read(YAMLWriter.text(of: tree)) == Self.meaning(of: tree))
        }
    }

    @Test func writingIsInBlockStyleButForInlineNodes() {
        let tree = YAMLNode.map([
            YAMLEntry("a", .pairs(["b": .word("1"), "c": .quoted("x")]), comment: "first\nsecond\u{1B}[2J"),
            YAMLEntry("d", .list([.text("e"), .pairs(["f": .text("no")])])),
            YAMLEntry("g", .inline(.pairs(["h": .list([.text("i, j")]), "k": .map([])]))), YAMLEntry("l", .list([])),
        ])
        #expect(
            YAMLWriter.text(of: tree) == """
                # first
                # second?[2J
                a:
                  b: 1
                  c: "x"
                d:
                  - e
                  -
                    f: "no"
                g: { h: ["i, j"], k: {} }
                l: []

                """)
    }

    // MARK: Reading back

    /// In block and inline style, as a value, an item and a key.
    private func expectRoundTrip(_ text: String) throws {
        let trees: [YAMLNode] = [
            .pairs(["k": .text(text)]), .list([.text(text), .text("z")]), .map([YAMLEntry(text, .text("v"))]),
            .pairs(["k": .inline(.list([.text(text), .text(text)]))]),
            .pairs(["k": .inline(.map([YAMLEntry(text, .text(text))]))]), .pairs(["k": .quoted(text)]),
        ]
        for tree in trees {
            let written = YAMLWriter.text(of: tree)
            let read = try Self.read(written)
            #expect(read == Self.meaning(of: tree), "\(written)")
        }
    }

    /// A tree as bytes, in which texts are told from words, and 'é' in one code point from 'é' in two.
    private static func meaning(of node: YAMLNode) -> String {
        switch node {
        case .text(let text), .quoted(let text): "s\(Array(text.utf8))"
        case .word(let word): "w\(Array(word.utf8))"
        case .inline(let node): meaning(of: node)
        case .list(let items): "[" + items.map(meaning).joined() + "]"
        case .map(let entries):
            "{" + entries.map { "\(meaning(of: .text($0.key)))\(meaning(of: $0.value))" }.joined() + "}"
        }
    }

    /// The same of a text, through libyaml's events.
    private static func read(_ text: String) throws -> String {
        var parser = yaml_parser_t()
        yaml_parser_initialize(&parser)
        defer { yaml_parser_delete(&parser) }
        var meaning = ""
        var bytes = Array(text.utf8)
        try bytes.withUnsafeMutableBufferPointer { buffer in
            yaml_parser_set_input_string(&parser, buffer.baseAddress, buffer.count)
            while true {
                var event = yaml_event_t()
                try #require(
                    yaml_parser_parse(&parser, &event) == 1, "\(String(cString: parser.problem)) in:\n\(text)")
                defer { yaml_event_delete(&event) }
                switch event.type {
                case YAML_SCALAR_EVENT: meaning += Self.meaning(of: event.data.scalar)
                case YAML_SEQUENCE_START_EVENT: meaning += "["
                case YAML_SEQUENCE_END_EVENT: meaning += "]"
                case YAML_MAPPING_START_EVENT: meaning += "{"
                case YAML_MAPPING_END_EVENT: meaning += "}"
                case YAML_STREAM_END_EVENT: return
                default: break
                }
            }
        }
        return meaning
    }

    /// A plain scalar is a text only if no version of YAML has another type for it.
    private static func meaning(of scalar: yaml_event_s.__Unnamed_union_data.__Unnamed_struct_scalar) -> String {
        let bytes = Array(UnsafeBufferPointer(start: scalar.value, count: scalar.length))
        let text = String(decoding: bytes, as: UTF8.self)
        let isTyped =
            text.wholeMatch(of: /(?i)~|null|y|yes|n|no|true|false|on|off|[-+]?\.inf|\.nan|=|<</) != nil
            || text.wholeMatch(of: /[-+.]?[0-9][0-9a-fA-FxXo_.eE:+TZ -]*/) != nil || text.isEmpty
        return (scalar.style == YAML_PLAIN_SCALAR_STYLE && isTyped ? "w" : "s") + "\(bytes)"
    }

    private static func tree(_ random: inout SplitMix64, depth: Int) -> YAMLNode {
        func text() -> String {
            let parts = [
                "a", "b c", ": ", " #", "\n", "\"", "{", "}", "]", ",", "é", "0", "-", "'", "\\", "\u{7F}", " ",
            ]
            return (0..<Int.random(in: 0..<6, using: &random)).map { _ in parts.randomElement(using: &random) ?? "" }
                .joined()
        }
        switch Int.random(in: 0..<(depth > 3 ? 3 : 6), using: &random) {
        case 0: return .text(text())
        case 1: return .quoted(text())
        case 2: return .word(["true", "12", "null"].randomElement(using: &random) ?? "1")
        case 3: return .list((0..<Int.random(in: 0..<4, using: &random)).map { _ in tree(&random, depth: depth + 1) })
        case 4: return .inline(tree(&random, depth: depth + 1))
        default:
            return .map(
                (0..<Int.random(in: 0..<4, using: &random)).map {
                    YAMLEntry("\($0)" + text(), tree(&random, depth: depth + 1))
                })
        }
    }
}
