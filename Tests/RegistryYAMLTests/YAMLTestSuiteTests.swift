import CLibYAML
import Diagnostics
import Foundation
import Registry
import RegistryYAML
import TestSupport
import Testing

/// The yaml-test-suite: what libyaml is known to do otherwise is listed, so that another version of it shows as a difference.
@Suite(
    .enabled(if: Repository.publicData("yaml-test-suite") != nil, "the public test data are not beside the repository"))
struct YAMLTestSuiteTests {
    /// The cases: ids such as `229Q` or `2G84/00`, with their folders.
    private func cases() throws -> [(id: String, folder: URL)] {
        let root = try #require(Repository.publicData("yaml-test-suite"))
        let paths = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String } ?? []
        return paths.filter { $0.hasSuffix("/in.yaml") }.map { String($0.dropLast(8)) }.sorted()
            .map { ($0, root.appending(path: $0)) }
    }

    private func known(_ list: String) throws -> Set<String> {
        let text = String(decoding: try Repository.bytes("Tests/RegistryYAMLTests/libyaml-0.2.5.txt"), as: UTF8.self)
        let line = try #require(text.split(separator: "\n").first { $0.hasPrefix(list + ":") })
        return Set(line.dropFirst(list.count + 1).split(separator: " ").map(String.init))
    }

    @Test func libyamlFailsWhereItIsKnownTo() throws {
        var verdicts: [String: Set<String>] = ["accepted": [], "rejected": [], "different": []]
        let cases = try cases()
        for (id, folder) in cases {
            let bytes = [UInt8](try Data(contentsOf: folder.appending(path: "in.yaml")))
            let mustFail = FileManager.default.fileExists(atPath: folder.appending(path: "error").path)
            let events = Self.events(bytes)
            if mustFail {
                if events != nil { verdicts["accepted"]?.insert(id) }
            } else if let events {
                let expected = try String(contentsOf: folder.appending(path: "test.event"), encoding: .utf8)
                if Self.plain(expected) != events { verdicts["different"]?.insert(id) }
            } else {
                verdicts["rejected"]?.insert(id)
            }
        }
        #expect(cases.count == 402)
        for (list, found) in verdicts {
            let known = try known(list)
            #expect(found.subtracting(known).sorted() == [], "new in '\(list)'")
            #expect(known.subtracting(found).sorted() == [], "no longer in '\(list)'")
        }
        print(
            "yaml-test-suite: \(cases.count) cases; "
                + verdicts.map { "\($0.value.count) \($0.key)" }.sorted().joined(separator: ", "))
    }

    /// None of the texts is a registry; none may be taken for one, or end the program.
    @Test func noneIsARegistryAndNoneIsLost() throws {
        for (id, folder) in try cases() {
            let file = SourceFile(name: id, bytes: [UInt8](try Data(contentsOf: folder.appending(path: "in.yaml"))))
            var diagnostics = Diagnostics()
            #expect(Registry(yaml: file, reporting: &diagnostics) == nil && diagnostics.hasErrors, "\(id)")
            var second = Diagnostics()
            let formatted = FormattedRegistry(file, reporting: &second)
            #expect((formatted == nil) == second.hasErrors, "\(id)")
            // Keys that are nothing but their ':' are laid out in no way that libyaml reads alike.
            if ["DFF7", "JTV5"].contains(id) { continue }
            #expect(!second.all.contains { $0.code == Code(108) }, "\(id)")
        }
    }

    // MARK: Events

    /// The suite's notation without what says how a collection is written.
    private static func plain(_ events: String) -> [String] {
        events.split(separator: "\n").map { line in
            String(line).replacingOccurrences(
                of: #"^(\+MAP|\+SEQ) (\{\}|\[\])"#, with: "$1", options: .regularExpression
            )
            .replacingOccurrences(of: #"^([+-]DOC) .*"#, with: "$1", options: .regularExpression)
        }
    }

    /// What libyaml gives, read as the registry's reader reads it; nil: it refuses.
    private static func events(_ bytes: [UInt8]) -> [String]? {
        var parser = yaml_parser_t()
        yaml_parser_initialize(&parser)
        defer { yaml_parser_delete(&parser) }
        return bytes.withUnsafeBufferPointer { buffer in
            var nothing: UInt8 = 0
            withUnsafePointer(to: &nothing) {
                yaml_parser_set_input_string(&parser, buffer.baseAddress ?? $0, buffer.count)
            }
            yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING)
            var events: [String] = []
            while events.count < 10_000 {
                var event = yaml_event_t()
                guard yaml_parser_parse(&parser, &event) == 1 else { return nil }
                defer { yaml_event_delete(&event) }
                events.append(line(event))
                if event.type == YAML_STREAM_END_EVENT { return events }
            }
            return nil
        }
    }

    private static func line(_ event: yaml_event_t) -> String {
        let text = { (bytes: UnsafeMutablePointer<yaml_char_t>?) in bytes.map { String(cString: $0) } }
        let properties = { (anchor: UnsafeMutablePointer<yaml_char_t>?, tag: UnsafeMutablePointer<yaml_char_t>?) in
            (text(anchor).map { " &\($0)" } ?? "") + (text(tag).map { " <\($0)>" } ?? "")
        }
        switch event.type {
        case YAML_STREAM_START_EVENT: return "+STR"
        case YAML_STREAM_END_EVENT: return "-STR"
        case YAML_DOCUMENT_START_EVENT: return "+DOC"
        case YAML_DOCUMENT_END_EVENT: return "-DOC"
        case YAML_MAPPING_START_EVENT:
            return "+MAP" + properties(event.data.mapping_start.anchor, event.data.mapping_start.tag)
        case YAML_MAPPING_END_EVENT: return "-MAP"
        case YAML_SEQUENCE_START_EVENT:
            return "+SEQ" + properties(event.data.sequence_start.anchor, event.data.sequence_start.tag)
        case YAML_SEQUENCE_END_EVENT: return "-SEQ"
        case YAML_ALIAS_EVENT: return "=ALI *" + (text(event.data.alias.anchor) ?? "")
        default:
            let scalar = event.data.scalar
            let style =
                switch scalar.style {
                case YAML_SINGLE_QUOTED_SCALAR_STYLE: "'"
                case YAML_DOUBLE_QUOTED_SCALAR_STYLE: "\""
                case YAML_LITERAL_SCALAR_STYLE: "|"
                case YAML_FOLDED_SCALAR_STYLE: ">"
                default: ":"
                }
            let value = String(decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
            let escaped = value.unicodeScalars.map { scalar -> String in
                switch scalar {
                case "\\": "\\\\"
                case "\n": "\\n"
                case "\t": "\\t"
                case "\r": "\\r"
                case "\u{8}": "\\b"
                default: String(scalar)
                }
            }.joined()
            return "=VAL" + properties(scalar.anchor, scalar.tag) + " \(style)\(escaped)"
        }
    }
}
