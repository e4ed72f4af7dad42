/// nginx: tokens, bare or in double quotes.
public struct NginxSyntax: Syntax {
    private static let beforeComment = ByteSet(" \t\n\r;{}")
    public var name: String { "nginx" }
    public var quote: UInt8 { UInt8(ascii: "\"") }
    public var literals: LiteralForms? { nil }
    public var hasLines: Bool { true }

    public init() {}

    /// `#` begins a comment where a token could begin.
    public func advance(_ state: inout LexicalState, over byte: UInt8) {
        QuotedTokens.advance(&state, over: byte, comment: Self.beforeComment.contains(state.previous))
    }

    public func position(_ state: LexicalState, before: UInt8?, after: UInt8?) -> Result<Position, PositionRefusal> {
        QuotedTokens.position(state, before: before, after: after)
    }

    /// `$` begins a variable even in quotes and nothing escapes it; a NUL cuts a token off and `nginx -t` is content; a
    /// token has at most 4,094 bytes. (Tried with nginx 1.22.)
    public func finish(_ position: Position, from start: Int, in output: inout ByteBuffer) -> String? {
        let found = QuotedTokens.classes.found(in: output, from: start)
        guard position != .line else { return QuotedTokens.finish(position, found, from: start, in: &output) }
        guard found & QuotedTokens.dollar == 0 else { return "nginx takes '$' for a variable" }
        guard output.count - start <= 2000 else { return "of more than 2,000 bytes nginx may read too few" }
        return QuotedTokens.finish(position, found, from: start, in: &output)
    }
}

/// Apache httpd: arguments, bare or in double quotes.
public struct ApacheSyntax: Syntax {
    public var name: String { "Apache" }
    public var quote: UInt8 { UInt8(ascii: "\"") }
    public var literals: LiteralForms? { nil }
    public var hasLines: Bool { true }

    public init() {}

    /// `#` begins a comment only where a line begins.
    public func advance(_ state: inout LexicalState, over byte: UInt8) {
        QuotedTokens.advance(&state, over: byte, comment: state.isAtLineStart)
    }

    public func position(_ state: LexicalState, before: UInt8?, after: UInt8?) -> Result<Position, PositionRefusal> {
        QuotedTokens.position(state, before: before, after: after)
    }

    /// `${NAME}` is replaced before tokens are made, from the environment too, and no backslash stops it. (Tried with
    /// Apache 2.4.)
    public func finish(_ position: Position, from start: Int, in output: inout ByteBuffer) -> String? {
        let found = QuotedTokens.classes.found(in: output, from: start)
        if position != .line, found & QuotedTokens.dollar != 0, hasVariable(output, from: start, position) {
            return "Apache takes '${' for a variable"
        }
        return QuotedTokens.finish(position, found, from: start, in: &output)
    }

    private func hasVariable(_ output: borrowing ByteBuffer, from start: Int, _ position: Position) -> Bool {
        for offset in start..<output.count where output[offset] == UInt8(ascii: "$") {
            let isLast = offset + 1 == output.count
            // A value ending in '$' could meet a brace of the template's.
            if isLast ? position != .token : output[offset + 1] == UInt8(ascii: "{") { return true }
        }
        return false
    }
}

/// What nginx's and Apache's configuration have in common.
private enum QuotedTokens {
    static let separators = ByteSet(" \t\n;")
    private static let escaped = ByteSet("\\\"")

    static let dollar: UInt8 = 1
    private static let control: UInt8 = 2
    private static let quoted: UInt8 = 4
    /// Not to be written outside quotes.
    private static let unsafe: UInt8 = 8
    static let classes = ByteClasses(
        (dollar, ByteSet("$")), (control, ByteSet(0x00...0x1F, 0x7F...0x7F)), (quoted, escaped),
        (unsafe, ByteSet(wordsAnd: "_./:@,=+-").inverted))

    static func advance(_ state: inout LexicalState, over byte: UInt8, comment: Bool) {
        defer {
            state.previous = byte
            state.isAtLineStart = byte == 0x0A || state.isAtLineStart && (byte == 0x20 || byte == 0x09)
        }
        // The name of a variable.
        if state.mode != .lineComment, byte == UInt8(ascii: "{"), state.previous == UInt8(ascii: "$") {
            state.depth = 1
        }
        if byte == UInt8(ascii: "}") { state.depth = 0 }
        switch state.mode {
        case .lineComment: if byte == 0x0A { state.mode = .code }
        case .code:
            if state.isEscaped {
                state.isEscaped = false
            } else if byte == UInt8(ascii: "\\") {
                state.isEscaped = true
            } else if byte == UInt8(ascii: "\"") {
                state.mode = .doubleQuoted
            } else if byte == UInt8(ascii: "'") {
                state.mode = .singleQuoted
            } else if byte == UInt8(ascii: "#"), comment {
                state.mode = .lineComment
            }
        case .singleQuoted, .doubleQuoted:
            let quote = state.mode == .singleQuoted ? UInt8(ascii: "'") : UInt8(ascii: "\"")
            if byte == quote, !state.isEscaped { state.mode = .code }
            state.isEscaped = byte == UInt8(ascii: "\\") && !state.isEscaped
        case .blockComment, .opaque: break
        }
    }

    static func position(_ state: LexicalState, before: UInt8?, after: UInt8?) -> Result<Position, PositionRefusal> {
        guard state.depth == 0, state.previous != UInt8(ascii: "$") || state.mode == .lineComment else {
            return .failure(PositionRefusal("it would be the name of a variable"))
        }
        switch state.mode {
        case .doubleQuoted: return .success(.doubleQuoted)
        case .code:
            guard let before, let after, separators.contains(before),
                separators.contains(after) || after == UInt8(ascii: ">")
            else { return .success(.bare) }
            return .success(.token)
        case .singleQuoted: return .failure(PositionRefusal("use double quotes around a value"))
        case .lineComment, .blockComment, .opaque: return .failure(PositionRefusal("a comment holds no values"))
        }
    }

    /// - Parameter found: the classes of the value's bytes.
    static func finish(
        _ position: Position, _ found: UInt8, from start: Int, in output: inout ByteBuffer
    ) -> String? {
        guard found & control == 0 else { return "it holds a control character" }
        let isEmpty = output.count == start
        switch position {
        case .line:
            guard isEmpty || output[output.count - 1] != UInt8(ascii: "\\") else {
                return "its last backslash would take the next line in"
            }
        case .bare:
            guard found & unsafe == 0 else {
                return "outside quotes only letters, digits and '_./:@,=+-' are safe"
            }
        case .token where !isEmpty && found & unsafe == 0: break
        case .token, .doubleQuoted:
            if found & quoted != 0 { output.escape(escaped, with: UInt8(ascii: "\\"), from: start) }
            guard position == .token else { break }
            output.insert(UInt8(ascii: "\""), at: start)
            output.append(UInt8(ascii: "\""))
        default: preconditionFailure("not a position of a server's configuration")
        }
        return nil
    }
}
