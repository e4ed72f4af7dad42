/// logrotate's configuration: where a path stands alone it becomes one in double quotes, which is a pattern to glob(3) all the same;
/// elsewhere a value is a plain word.
///
/// Its reader looks for `{` before it looks at quotes, so that some characters cannot be written at all. (Tried with logrotate 3.21.)
public struct LogrotateSyntax: Syntax {
    public var name: String { "logrotate" }
    public var quote: UInt8 { UInt8(ascii: "\"") }
    public var literals: LiteralForms? { nil }
    public var hasLines: Bool { false }
    private static let unquotable: UInt8 = 1
    private static let unsafe: UInt8 = 2
    private static let classes = ByteClasses(
        (unquotable, ByteSet(0x00...0x1F, 0x7F...0x7F)), (unquotable, ByteSet("\"\\{}*?[]~")),
        (unsafe, ByteSet(wordsAnd: "_./:@,+-").inverted))

    /// What `LexicalState.field` says of the code on a line.
    private static let directive = 1

    public init() {}

    public func advance(_ state: inout LexicalState, over byte: UInt8) {
        defer { state.previous = byte }
        if byte == 0x0A {
            (state.mode, state.field, state.isAtLineStart) = (.code, 0, true)
            return
        }
        if state.isAtLineStart, byte == UInt8(ascii: "#") { state.mode = .lineComment }
        if byte != 0x20, byte != 0x09 {
            state.isAtLineStart = false
            state.field = Self.directive
        }
        guard state.mode != .lineComment else { return }
        switch byte {
        case UInt8(ascii: "{"): state.depth += 1
        case UInt8(ascii: "}"): state.depth -= 1
        case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "\\"): state.mode = .opaque
        default: break
        }
    }

    public func position(_ state: LexicalState, before: UInt8?, after: UInt8?) -> Result<Position, PositionRefusal> {
        switch state.mode {
        case .lineComment: return .failure(PositionRefusal("a comment holds no values"))
        case .opaque, .singleQuoted, .doubleQuoted, .blockComment:
            return .failure(PositionRefusal("a quote stands before it; a path becomes one in quotes by itself"))
        case .code:
            guard state.depth == 0 else { return .success(.bare) }
            guard state.field != Self.directive, after == 0x0A else {
                return .failure(PositionRefusal("a path stands alone on its line"))
            }
            return .success(.string)
        }
    }

    public func finish(_ position: Position, from start: Int, in output: inout ByteBuffer) -> String? {
        let found = Self.classes.found(in: output, from: start)
        if position == .bare {
            return output.count == start || found & Self.unsafe != 0
                ? "here only letters, digits and '_./:@,+-' are safe" : nil
        }
        guard output.count > start, found & Self.unquotable == 0 else {
            return "logrotate takes quotes, backslashes, '{}*?[]~' and control characters for something else"
        }
        output.append(quote)
        return nil
    }
}
