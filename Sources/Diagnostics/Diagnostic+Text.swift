extension Diagnostic {
    /// The finding as a person reads it: place, code, message, the source line and a caret, then the notes.
    ///
    /// Control characters of the source, of messages and of names of files are shown as `?`, so that a hostile file cannot drive
    /// the terminal.
    public var text: String { text(in: .plain) }

    /// - Parameter style: how a terminal is told to show severity and caret.
    public func text(in style: Style) -> String {
        var text = place.map { "\(printable("\($0)")): " } ?? ""
        text += "\(style.severity(severity)): \(code): \(printable(message))\n"
        if let place { text += Self.excerpt(place, style, isHidden: hidesValue) }
        for note in notes {
            text += printable("\(note.place): note: \(note.message)") + "\n" + Self.excerpt(note.place, style)
        }
        return text
    }

    /// Plain, or with a terminal's colours (ECMA-48).
    public enum Style: Sendable {
        case plain, coloured

        func severity(_ severity: Severity) -> String {
            switch (self, severity) {
            case (.plain, _): severity.rawValue
            case (.coloured, .error): "\u{1B}[1;31merror\u{1B}[0m"
            case (.coloured, .warning): "\u{1B}[1;33mwarning\u{1B}[0m"
            }
        }

        func caret(_ caret: String) -> String { self == .plain ? caret : "\u{1B}[32m\(caret)\u{1B}[0m" }
    }

    private static func excerpt(_ place: Place, _ style: Style, isHidden: Bool = false) -> String {
        // A line that nobody could read is not worth its copies.
        guard place.file.line(place.line).count <= 1 << 16 else { return "" }
        let bytes = place.file.shownLine(place.line, hiddenFrom: isHidden ? place.column : .max)
        let line = String(decoding: bytes, as: UTF8.self).unicodeScalars
        guard !line.isEmpty else { return "" }
        // A very long line is cut around the place, so that the caret stays in sight.
        let first = place.column > 120 ? place.column - 60 : 1
        let shown = line.dropFirst(first - 1).prefix(160)
        let printable = String(String.UnicodeScalarView(shown.map { $0 == "\t" || $0.isPrintable ? $0 : "?" }))
        let before = line.dropFirst(first - 1).prefix(place.column - first).map { $0 == "\t" ? "\t" : " " }.joined()
        let room = max(1, shown.count - (place.column - first))
        let number = String(place.line)
        let gutter = String(repeating: " ", count: number.count)
        return
            " \(number) | \(printable)\n \(gutter) | \(before)\(style.caret(String(repeating: "^", count: min(place.length, room))))\n"
    }
}
