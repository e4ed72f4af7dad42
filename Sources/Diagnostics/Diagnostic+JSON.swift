/// A text as JSON writes it, quotes included.
public func jsonText(_ text: String) -> String {
    var json = "\""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\"": json += "\\\""
        case "\\": json += "\\\\"
        case "\n": json += "\\n"
        case _ where scalar.isPrintable: json.unicodeScalars.append(scalar)
        default:
            // JSON goes to terminals, too.
            for unit in String(scalar).utf16 {
                let digits = String(unit, radix: 16)
                json += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            }
        }
    }
    return json + "\""
}

/// The same for bytes, which are UTF-8.
public func jsonText(_ bytes: [UInt8]) -> String { jsonText(String(decoding: bytes, as: UTF8.self)) }

extension Diagnostics {
    /// All findings as one JSON document: `{"schema": 1, "errors": …, "warnings": …, "diagnostics": […]}`.
    public var json: String {
        let sorted = sorted
        let errors = sorted.count { $0.severity == .error }
        let list = sorted.isEmpty ? "" : "\n  " + sorted.map(\.json).joined(separator: ",\n  ") + "\n"
        return
            "{\"schema\": 1, \"errors\": \(errors), \"warnings\": \(sorted.count - errors), \"diagnostics\": [\(list)]}\n"
    }

    /// All findings as a log in the Static Analysis Results Interchange Format 2.1.0 (OASIS), which code hosts show in place.
    public var sarif: String {
        let sorted = sorted
        let numbers = Set(sorted.map(\.code.number)).sorted()
        let rules = numbers.map { number in
            let entry = Code(number).entry
            return
                "{\"id\": \"VM\(number)\", \"shortDescription\": {\"text\": \(jsonText(entry?.title ?? "VM\(number)"))}, "
                + "\"fullDescription\": {\"text\": \(jsonText(entry?.text ?? "VM\(number)"))}}"
        }
        let results = sorted.map { $0.sarif(ruleIndex: numbers.firstIndex(of: $0.code.number) ?? 0) }
        return """
            {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [{
              "tool": {"driver": {"name": "vmoodle-gen", "rules": [\(rules.joined(separator: ",\n    "))]}},
              "columnKind": "unicodeCodePoints",
              "results": [\(results.joined(separator: ",\n    "))]
            }]}

            """
    }

}

extension Diagnostic {
    /// One object.
    public var json: String {
        let notes = notes.map { "{\"message\": \(jsonText($0.message)), \($0.place.jsonFields)}" }
        return "{\"code\": \"\(code)\", \"severity\": \"\(severity.rawValue)\", \"message\": \(jsonText(message))"
            + (place.map { ", \($0.jsonFields)" } ?? "") + ", \"notes\": [\(notes.joined(separator: ", "))]}"
    }

    /// A message in which `{0}` stands for nothing else (SARIF 2.1.0, 3.11.5).
    private static func sarifText(_ message: String) -> String {
        jsonText(message.replacing("{", with: "{{").replacing("}", with: "}}"))
    }

    fileprivate func sarif(ruleIndex: Int) -> String {
        let related = notes.enumerated().map { index, note in
            "{\"id\": \(index), \"message\": {\"text\": \(Self.sarifText(note.message))}, \(note.place.sarifLocation)}"
        }
        return "{\"ruleId\": \"\(code)\", \"ruleIndex\": \(ruleIndex), \"level\": \"\(severity.rawValue)\", "
            + "\"message\": {\"text\": \(Self.sarifText(message))}"
            + (place.map { ", \"locations\": [{\($0.sarifLocation)}]" } ?? "")
            + (related.isEmpty ? "" : ", \"relatedLocations\": [\(related.joined(separator: ", "))]") + "}"
    }
}

extension Place {
    fileprivate var jsonFields: String {
        "\"file\": \(jsonText(file.name)), \"line\": \(line), \"column\": \(column), \"endColumn\": \(column + length)"
    }

    fileprivate var sarifLocation: String {
        "\"physicalLocation\": {\"artifactLocation\": {\"uri\": \(jsonText(Self.uri(file.name)))}, "
            + "\"region\": {\"startLine\": \(line), \"startColumn\": \(column), \"endColumn\": \(column + length)}}"
    }

    /// A path as a URI reference (RFC 3986).
    private static func uri(_ path: String) -> String {
        let reference = path.utf8.map { byte in
            let isLiteral =
                (0x61...0x7A).contains(byte | 0x20) || (0x2D...0x39).contains(byte) || byte == 0x5F || byte == 0x7E
            return isLiteral ? String(UnicodeScalar(byte)) : "%" + hex(byte)
        }.joined()
        return path.hasPrefix("/") ? "file://" + reference : reference
    }

    private static func hex(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16, uppercase: true)
        return digits.count == 1 ? "0" + digits : digits
    }
}
