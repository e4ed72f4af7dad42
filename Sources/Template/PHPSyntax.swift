/// PHP: a hole in code becomes a whole literal.
///
/// A string of printable ASCII stands in single quotes, where only `\` and `'` need a backslash; any other in double quotes with
/// `\xHH` for all that is not plain, which holds even under `zend.multibyte` with a Shift-JIS script encoding.
public struct PHPSyntax: Syntax {
    public var name: String { "PHP" }
    public var quote: UInt8 { UInt8(ascii: "'") }
    // PHP reads the least integer as minus an overflowing one.
    public var literals: LiteralForms? {
        LiteralForms(list: ("[", "]"), map: ("[", "]"), pair: " => ", leastInteger: "PHP_INT_MIN")
    }
    public var hasLines: Bool { false }
    private static let separators = ByteSet(" \n\t,;()[]=>.{}")
    private static let escaped = ByteSet("'\\")
    private static let quoted: UInt8 = 1
    private static let unprintable: UInt8 = 2
    private static let classes = ByteClasses((quoted, escaped), (unprintable, ByteSet(0x20...0x7E).inverted))
    private static let plain = ByteSet(wordsAnd: " ._/:@-")

    public init() {}

    public func advance(_ state: inout LexicalState, over byte: UInt8) {
        defer { state.previous = byte }
        switch state.mode {
        case .code:
            switch (state.previous, byte) {
            case (_, UInt8(ascii: "'")): state.mode = .singleQuoted
            case (_, UInt8(ascii: "\"")): state.mode = .doubleQuoted
            case (_, UInt8(ascii: "#")), (UInt8(ascii: "/"), UInt8(ascii: "/")): state.mode = .lineComment
            case (UInt8(ascii: "/"), UInt8(ascii: "*")): state.mode = .blockComment
            // Commands of a shell, the end of PHP, here-documents.
            case (_, UInt8(ascii: "`")), (UInt8(ascii: "?"), UInt8(ascii: ">")), (UInt8(ascii: "<"), UInt8(ascii: "<")):
                state.mode = .opaque
            default: break
            }
        case .singleQuoted, .doubleQuoted:
            let quote = state.mode == .singleQuoted ? UInt8(ascii: "'") : UInt8(ascii: "\"")
            if byte == quote, !state.isEscaped { state.mode = .code }
            state.isEscaped = byte == UInt8(ascii: "\\") && !state.isEscaped
        case .lineComment:
            if byte == 0x0A || byte == 0x0D { state.mode = .code }
            // This ends PHP in a comment, too.
            if state.previous == UInt8(ascii: "?"), byte == UInt8(ascii: ">") { state.mode = .opaque }
        case .blockComment:
            if state.previous == UInt8(ascii: "*"), byte == UInt8(ascii: "/") { state.mode = .code }
        case .opaque: break
        }
    }

    public func position(_ state: LexicalState, before: UInt8?, after: UInt8?) -> Result<Position, PositionRefusal> {
        guard state.mode != .opaque else {
            return .failure(
                PositionRefusal("it stands behind '?>', '<<' or a backquote, where it would be read otherwise"))
        }
        guard state.mode == .code else {
            return .failure(PositionRefusal("a value becomes a whole literal; it stands outside quotes and comments"))
        }
        guard let before, let after, Self.separators.contains(before), Self.separators.contains(after) else {
            return .failure(
                PositionRefusal("a value becomes a whole literal; it stands apart from other words and tags"))
        }
        return .success(.string)
    }

    public func finish(_ position: Position, from start: Int, in output: inout ByteBuffer) -> String? {
        precondition(position == .string, "PHP has strings only")
        let found = Self.classes.found(in: output, from: start)
        if found & Self.unprintable == 0 {
            if found & Self.quoted != 0 { output.escape(Self.escaped, with: UInt8(ascii: "\\"), from: start) }
            output.append(quote)
            return nil
        }
        output[start - 1] = UInt8(ascii: "\"")
        let plain = Self.plain
        output.rewrite(from: start, widest: 4) { byte, place in
            guard !plain.contains(byte) else {
                place[0] = byte
                return 1
            }
            place[0] = UInt8(ascii: "\\")
            place[1] = UInt8(ascii: "x")
            place[2] = hexadecimalDigit(byte >> 4)
            place[3] = hexadecimalDigit(byte & 15)
            return 4
        }
        output.append(UInt8(ascii: "\""))
        return nil
    }
}
