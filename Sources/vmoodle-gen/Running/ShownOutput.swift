import Diagnostics

/// What a program has said, as people see it.
enum ShownOutput {
    /// A line for a terminal, which takes control characters for commands and marks of direction for text.
    static func line(_ bytes: some Collection<UInt8>) -> String { text(String(decoding: bytes, as: UTF8.self)) }

    /// Each character that is neither a tab nor shown becomes U+FFFD; one carriage return at the end is the line's.
    static func text(_ line: String) -> String {
        let scalars = line.unicodeScalars
        let rest = scalars.last == "\r" ? scalars.dropLast() : scalars[...]
        return String(String.UnicodeScalarView(rest.map { $0 == "\t" || $0.isPrintable ? $0 : "\u{FFFD}" }))
    }
}
