/// php.ini and php-fpm's pools: a value becomes a string in double quotes, which holds for numbers and switches, too.
///
/// `${…}` is replaced in quotes and outside; a backslash stops it. (Tried with PHP 8.2.)
public struct INISyntax: Syntax {
    /// Of which files.
    public enum Dialect: Sendable {
        case settings
        /// php-fpm reads line by line, takes `$NAME` at the beginning of an `env` value for a variable of its own, and no
        /// empty one.
        case pool
    }

    private let dialect: Dialect

    public var name: String { dialect == .pool ? "php-fpm" : "php.ini" }
    public var quote: UInt8 { UInt8(ascii: "\"") }
    public var literals: LiteralForms? { nil }
    public var hasLines: Bool { false }
    private static let afterValue = ByteSet(" \t\r\n;")
    private static let escaped = ByteSet("\"\\$")
    private static let nul: UInt8 = 1
    private static let special: UInt8 = 2
    private static let lineEnd: UInt8 = 4
    private static let unsafe: UInt8 = 8
    private static let classes = ByteClasses(
        (nul, ByteSet("\0")), (special, escaped), (lineEnd, ByteSet("\r\n")),
        (unsafe, ByteSet(wordsAnd: "_./:@,+-").inverted))

    /// What `LexicalState.field` says of the code on a line.
    private enum Place {
        static let key = 0
        /// Behind the `=`, where a value may begin.
        static let free = 1
        static let value = 2
    }

    public init(_ dialect: Dialect) { self.dialect = dialect }

    public func advance(_ state: inout LexicalState, over byte: UInt8) {
        defer { state.previous = byte }
        if state.depth > 0 {
            // Inside "${…}".
            if byte == UInt8(ascii: "}") { state.depth = 0 }
            return
        }
        if byte == UInt8(ascii: "{"), state.previous == UInt8(ascii: "$"), state.mode != .lineComment,
            state.mode != .singleQuoted, !state.isEscaped
        {
            state.depth = 1
            return
        }
        switch state.mode {
        case .code: advanceCode(&state, byte)
        case .doubleQuoted:
            if byte == quote, !state.isEscaped { state.mode = .code }
            state.isEscaped = state.mode == .doubleQuoted && byte == UInt8(ascii: "\\") && !state.isEscaped
        case .singleQuoted: if byte == UInt8(ascii: "'") { state.mode = .code }
        case .lineComment: if byte == 0x0A { beginLine(&state) }
        case .blockComment, .opaque: break
        }
    }

    private func beginLine(_ state: inout LexicalState) {
        state.mode = .code
        state.field = Place.key
    }

    private func advanceCode(_ state: inout LexicalState, _ byte: UInt8) {
        switch byte {
        case 0x0A: beginLine(&state)
        case 0x20, 0x09, 0x0D: break
        case UInt8(ascii: ";"): state.mode = .lineComment
        case quote:
            state.mode = .doubleQuoted
            state.field = max(state.field, Place.value)
        case UInt8(ascii: "'"):
            state.mode = .singleQuoted
            state.field = max(state.field, Place.value)
        case UInt8(ascii: "=") where state.field == Place.key: state.field = Place.free
        default: if state.field == Place.free { state.field = Place.value }
        }
    }

    public func position(_ state: LexicalState, before: UInt8?, after: UInt8?) -> Result<Position, PositionRefusal> {
        guard state.depth == 0, state.previous != UInt8(ascii: "$") else {
            return .failure(PositionRefusal("a '$' before a value gives it a meaning"))
        }
        switch state.mode {
        case .doubleQuoted:
            // php.ini ends a string at a quote before the end of a line, escaped or not: no other value, and no end of a
            // line, may follow one, or come before. (Tried with PHP 8.2.)
            guard dialect == .pool || before != nil && after.map({ $0 != 0x0A && $0 != 0x0D }) ?? false else {
                return .failure(
                    PositionRefusal("inside double quotes a value stands between plain text and on one line"))
            }
            return .success(.doubleQuoted)
        case .singleQuoted: return .failure(PositionRefusal("use double quotes around a value"))
        case .lineComment, .blockComment, .opaque: return .failure(PositionRefusal("a comment holds no values"))
        case .code:
            if state.field == Place.key { return .success(.bare) }
            guard state.field == Place.free, before != nil, let after, Self.afterValue.contains(after) else {
                return .failure(
                    PositionRefusal("a value is all that stands behind the '=', or stands inside double quotes"))
            }
            return .success(.string)
        }
    }

    public func finish(_ position: Position, from start: Int, in output: inout ByteBuffer) -> String? {
        let found = Self.classes.found(in: output, from: start)
        let isEmpty = output.count == start
        guard found & Self.nul == 0 else { return "\(name) cannot hold NUL" }
        if position == .bare {
            return isEmpty || found & Self.unsafe != 0
                ? "outside quotes only letters, digits and '_./:@,+-' are safe" : nil
        }
        if dialect == .pool {
            guard found & Self.lineEnd == 0 else { return "php-fpm cannot hold an end of a line" }
            guard position != .string || !isEmpty else { return "php-fpm takes no empty value" }
            guard isEmpty || output[start] != UInt8(ascii: "$") else {
                return "php-fpm takes a '$' at the beginning for a variable"
            }
        } else if found & Self.lineEnd != 0, hasQuoteAtLineEnd(output, from: start) {
            return "php.ini cannot hold a double quote at the end of a line"
        }
        if found & Self.special != 0 { output.escape(Self.escaped, with: UInt8(ascii: "\\"), from: start) }
        if position == .string { output.append(quote) }
        return nil
    }

    private func hasQuoteAtLineEnd(_ output: borrowing ByteBuffer, from start: Int) -> Bool {
        for offset in start..<(output.count - 1) where output[offset] == quote {
            if output[offset + 1] == 0x0A || output[offset + 1] == 0x0D { return true }
        }
        return false
    }
}
