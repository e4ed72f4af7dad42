/// JSON (RFC 8259): a hole becomes a whole value, or a piece of a string.
///
/// What YAML reads otherwise in JSON is escaped as well: DEL, C1 and the line separators.
public struct JSONSyntax: Syntax {
    public var name: String { "JSON" }
    public var quote: UInt8 { UInt8(ascii: "\"") }
    public var literals: LiteralForms? {
        LiteralForms(list: ("[", "]"), map: ("{", "}"), pair: ": ", leastInteger: nil)
    }
    public var hasLines: Bool { false }
    private static let beforeValue = ByteSet(" \t\r\n[{:,")
    private static let afterValue = ByteSet(" \t\r\n]}:,")

    public init() {}

    public func advance(_ state: inout LexicalState, over byte: UInt8) {
        defer { state.previous = byte }
        guard state.mode == .doubleQuoted else {
            if byte == quote { state.mode = .doubleQuoted }
            return
        }
        if byte == quote, !state.isEscaped { state.mode = .code }
        state.isEscaped = byte == UInt8(ascii: "\\") && !state.isEscaped
    }

    public func position(_ state: LexicalState, before: UInt8?, after: UInt8?) -> Result<Position, PositionRefusal> {
        if state.mode == .doubleQuoted { return .success(.doubleQuoted) }
        guard let before, let after, Self.beforeValue.contains(before), Self.afterValue.contains(after) else {
            return .failure(PositionRefusal("a value stands apart from others, or inside double quotes"))
        }
        return .success(.string)
    }

    public func finish(_ position: Position, from start: Int, in output: inout ByteBuffer) -> String? {
        guard UnicodeEscapes.json.escape(&output, from: start) else { return "JSON holds UTF-8 only" }
        if position == .string { output.append(quote) }
        return nil
    }
}
