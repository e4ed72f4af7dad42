/// POSIX sh: in code a value becomes a piece in single quotes, which nothing in it can end and no shell reads on in.
///
/// Tried with dash and bash. Where a shell reads text twice (backquotes, here-documents, substitutions inside double quotes,
/// arithmetic) nothing is safe, and nothing is written.
public struct ShellSyntax: Syntax {
    public var name: String { "sh" }
    public var quote: UInt8 { UInt8(ascii: "'") }
    public var literals: LiteralForms? { nil }
    public var hasLines: Bool { false }
    private static let beforeWord = ByteSet(" \t\n;&|()<>")
    private static let nul: UInt8 = 1
    private static let single: UInt8 = 2
    private static let double: UInt8 = 4
    private static let specialInDouble = ByteSet("\"\\$`")
    private static let classes = ByteClasses(
        (nul, ByteSet("\0")), (single, ByteSet("'")), (double, specialInDouble))

    public init() {}

    public func advance(_ state: inout LexicalState, over byte: UInt8) {
        defer { state.previous = byte }
        if state.isEscaped {
            state.isEscaped = false
            return
        }
        switch state.mode {
        case .code: advanceCode(&state, byte)
        case .doubleQuoted:
            switch byte {
            case UInt8(ascii: "\""): state.mode = .code
            case UInt8(ascii: "\\"): state.isEscaped = true
            case UInt8(ascii: "`"): state.mode = .opaque
            case UInt8(ascii: "("), UInt8(ascii: "{"): if state.previous == UInt8(ascii: "$") { state.mode = .opaque }
            default: break
            }
        case .singleQuoted: if byte == UInt8(ascii: "'") { state.mode = .code }
        case .lineComment: if byte == 0x0A { state.mode = .code }
        case .blockComment, .opaque: break
        }
    }

    private func advanceCode(_ state: inout LexicalState, _ byte: UInt8) {
        switch byte {
        // bash's `$'…'` has escapes.
        case UInt8(ascii: "'"): state.mode = state.previous == UInt8(ascii: "$") ? .opaque : .singleQuoted
        case UInt8(ascii: "\""): state.mode = .doubleQuoted
        case UInt8(ascii: "\\"): state.isEscaped = true
        case UInt8(ascii: "#"): if Self.beforeWord.contains(state.previous) { state.mode = .lineComment }
        case UInt8(ascii: "`"): state.mode = .opaque
        case UInt8(ascii: "<"): if state.previous == UInt8(ascii: "<") { state.mode = .opaque }
        case UInt8(ascii: "("): if state.previous == UInt8(ascii: "(") { state.mode = .opaque }
        case UInt8(ascii: "{"): if state.previous == UInt8(ascii: "$") { state.mode = .opaque }
        default: break
        }
    }

    public func position(_ state: LexicalState, before: UInt8?, after: UInt8?) -> Result<Position, PositionRefusal> {
        guard state.previous != UInt8(ascii: "$") || state.mode == .singleQuoted else {
            return .failure(PositionRefusal("a '$' before a value gives it a meaning"))
        }
        switch state.mode {
        case .code: return .success(.string)
        case .singleQuoted: return .success(.singleQuoted)
        case .doubleQuoted: return .success(.doubleQuoted)
        case .lineComment, .blockComment: return .failure(PositionRefusal("a comment holds no values"))
        case .opaque:
            return .failure(
                PositionRefusal(
                    "it stands behind backquotes, a here-document, arithmetic, '${', \"$'\", or '$(' in double quotes, where text is read otherwise"
                ))
        }
    }

    public func finish(_ position: Position, from start: Int, in output: inout ByteBuffer) -> String? {
        let found = Self.classes.found(in: output, from: start)
        guard found & Self.nul == 0 else { return "sh cannot hold NUL" }
        switch position {
        case .string, .singleQuoted:
            if found & Self.single != 0 { endAndReopenQuotes(from: start, &output) }
            if position == .string { output.append(quote) }
        case .doubleQuoted:
            if found & Self.double != 0 {
                output.escape(Self.specialInDouble, with: UInt8(ascii: "\\"), from: start)
            }
        default: preconditionFailure("not a position of sh")
        }
        return nil
    }

    private func endAndReopenQuotes(from start: Int, _ output: inout ByteBuffer) {
        output.rewrite(from: start, widest: 4) { byte, place in
            place[0] = byte
            guard byte == UInt8(ascii: "'") else { return 1 }
            place[1] = UInt8(ascii: "\\")
            place[2] = byte
            place[3] = byte
            return 4
        }
    }
}
