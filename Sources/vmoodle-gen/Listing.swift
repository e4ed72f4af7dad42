import ArgumentParser
import Diagnostics
import RegistryText
import RegistryYAML

/// Rows of values under names, in whichever format is asked for.
struct Listing {
    enum Format: String, ExpressibleByArgument, CaseIterable { case table, json, yaml, csv, ids, urls }

    /// What the list is of, in JSON and YAML.
    let what: String
    let columns: [String]
    let rows: [[ResolvedValue]]

    func text(_ format: Format) -> String {
        switch format {
        case .table: table([columns.map { $0.uppercased() }] + rows.map { $0.map(\.text) })
        case .json: json
        case .yaml: yaml
        case .csv:
            ([columns] + rows.map { $0.map(\.text) }).map { $0.map(Self.csv).joined(separator: ",") + "\r\n" }.joined()
        case .ids, .urls: rows.map { ($0.first?.text ?? "") + "\n" }.joined()
        }
    }

    /// Values alone, a line a row.
    var values: String { rows.map { $0.map(\.text).joined(separator: "\t") + "\n" }.joined() }

    private var json: String {
        let objects = rows.map { row in
            "{" + zip(columns, row).map { "\(jsonText($0)): \($1.json)" }.joined(separator: ", ") + "}"
        }
        let list = objects.isEmpty ? "" : "\n  " + objects.joined(separator: ",\n  ") + "\n"
        return "{\"schema\": 1, \"\(what)\": [\(list)]}\n"
    }

    private var yaml: String {
        let rows = rows.map { row in YAMLNode.map(zip(columns, row).map { YAMLEntry($0, .inline($1.yaml)) }) }
        return YAMLWriter.text(of: .map([YAMLEntry("schema", .word("1")), YAMLEntry(what, .list(rows))]))
    }

    /// RFC 4180.
    private static func csv(_ value: String) -> String {
        guard value.utf8.contains(where: { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }) else { return value }
        var quoted = "\""
        for scalar in value.unicodeScalars { quoted += scalar == "\"" ? "\"\"" : String(scalar) }
        return quoted + "\""
    }

    /// Columns as wide as their widest value; the last one is not filled up.
    private func table(_ rows: [[String]]) -> String {
        let widths = (rows.first ?? []).indices.map { column in rows.map { $0[column].unicodeScalars.count }.max() ?? 0
        }
        return rows.map { row in
            let cells = zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.unicodeScalars.count) }
            var line = cells.joined(separator: "  ")
            while line.last == " " { line.removeLast() }
            return line + "\n"
        }.joined()
    }
}

extension ResolvedValue {
    /// As YAML: a number or truth value that was written without quotes stays one.
    var yaml: YAMLNode {
        switch self {
        case .text(let bytes, let isPlain):
            let text = String(decoding: bytes, as: UTF8.self)
            let isWord = isPlain && (text == "true" || text == "false" || Self.isWord(bytes))
            return isWord ? .word(text) : .text(text)
        case .list(let items): return .inline(.list(items.map(\.yaml)))
        case .map: return .map(entries)
        case .redacted: return .quoted("«secret»")
        }
    }

    /// Those of a map.
    var entries: [YAMLEntry] {
        guard case .map(let pairs) = self else { return [] }
        return pairs.map { YAMLEntry(String(decoding: $0.key, as: UTF8.self), $0.value.yaml) }
    }

    /// What begins like a number and holds nothing that means something to YAML.
    private static func isWord(_ bytes: [UInt8]) -> Bool {
        guard let first = bytes.first, (0x30...0x39).contains(first) || first == 0x2D else { return false }
        return bytes.dropFirst().allSatisfy {
            (0x30...0x39).contains($0) || (0x61...0x7A).contains($0 | 0x20) || $0 == 0x2E
        }
    }

    /// As JSON: a number or truth value that was written without quotes stays one.
    var json: String {
        switch self {
        case .text(let bytes, let isPlain):
            let text = String(decoding: bytes, as: UTF8.self)
            let isBare = isPlain && (text == "true" || text == "false" || Self.isNumber(bytes))
            return isBare ? text : jsonText(text)
        case .list(let items): return "[" + items.map(\.json).joined(separator: ", ") + "]"
        case .map(let pairs):
            return "{" + pairs.map { "\(jsonText($0.key)): \($0.value.json)" }.joined(separator: ", ") + "}"
        case .redacted: return jsonText("«secret»")
        }
    }

    /// A decimal number that JSON writes alike.
    private static func isNumber(_ bytes: [UInt8]) -> Bool {
        let digits = bytes.first == 0x2D ? bytes.dropFirst() : bytes[...]
        guard !digits.isEmpty, digits.count <= 15, digits.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return false
        }
        return digits.count == 1 || digits.first != 0x30
    }
}
