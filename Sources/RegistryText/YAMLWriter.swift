import Diagnostics

/// Writes YAML in block style, two spaces a level; the same tree always gives the same bytes.
public struct YAMLWriter {
    /// What was written so far.
    public private(set) var text = ""

    public init() {}

    /// A document, with a line feed at its end.
    public static func text(of node: YAMLNode) -> String {
        var writer = YAMLWriter()
        writer.write(node)
        return writer.text
    }

    /// Writes one document.
    public mutating func write(_ node: YAMLNode) {
        switch node {
        case .map(let entries) where !entries.isEmpty: write(entries, indent: 0)
        case .list(let items) where !items.isEmpty: write(items, indent: 0)
        default: text += Self.inline(node) + "\n"
        }
    }

    /// `#` before each line; what could end the line or drive a terminal becomes `?`.
    public mutating func comment(_ comment: String, indent: Int = 0) {
        for line in comment.split(separator: "\n", omittingEmptySubsequences: false) {
            let shown = printable(String(line))
            text += Self.spaces(indent) + (shown.isEmpty ? "#" : "# \(shown)") + "\n"
        }
    }

    /// An empty line between sections.
    public mutating func blankLine() { text += "\n" }

    // MARK: Block style

    private mutating func write(_ entries: [YAMLEntry], indent: Int) {
        for entry in entries {
            if let comment = entry.comment { self.comment(comment, indent: indent) }
            text += Self.spaces(indent) + Self.key(entry.key, indent: indent)
            writeValue(entry.value, indent: indent)
        }
    }

    private mutating func write(_ items: [YAMLNode], indent: Int) {
        for item in items {
            text += Self.spaces(indent) + "-"
            writeValue(item, indent: indent)
        }
    }

    private mutating func writeValue(_ node: YAMLNode, indent: Int) {
        switch node {
        case .map(let entries) where !entries.isEmpty:
            text += "\n"
            write(entries, indent: indent + 2)
        case .list(let items) where !items.isEmpty:
            text += "\n"
            write(items, indent: indent + 2)
        case .text(let value): text += " " + (Self.isPlain(value) ? value : Self.quoted(value)) + "\n"
        default: text += " " + Self.inline(node) + "\n"
        }
    }

    /// A key of more than 1,024 bytes is no simple key to a YAML reader and wants its `?`.
    private static func key(_ key: String, indent: Int) -> String {
        let written = isPlain(key) && isPlainInside(key) ? key : quoted(key)
        return written.utf8.count <= 1000 ? written + ":" : "? \(written)\n\(spaces(indent)):"
    }

    // MARK: One line

    private static func inline(_ node: YAMLNode) -> String {
        switch node {
        case .text(let value): isPlain(value) && isPlainInside(value) ? value : quoted(value)
        case .quoted(let value): quoted(value)
        case .word(let value): value
        case .inline(let node): inline(node)
        case .list(let items): items.isEmpty ? "[]" : "[" + items.map(inline).joined(separator: ", ") + "]"
        case .map(let entries):
            entries.isEmpty
                ? "{}"
                : "{ "
                    + entries.map { entry in
                        let key =
                            isPlain(entry.key) && isPlainInside(entry.key) ? entry.key : quoted(entry.key)
                        return (key.utf8.count <= 1000 ? key : "? " + key) + ": " + inline(entry.value)
                    }.joined(separator: ", ") + " }"
        }
    }

    private static func spaces(_ count: Int) -> String { String(repeating: " ", count: count) }
}
