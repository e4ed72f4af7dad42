/// nginx: tokens, bare or in double quotes.
public struct NginxSyntax: Syntax {
    public let name = "nginx"
    public let hasLiterals = false
    public let hasLines = true

    public init() {}

    /// `#` begins a comment where a token could begin.
    public func advance(_ state: inout LexicalState, over byte: UInt8) {
        QuotedTokens.advance(&state, over: byte, comment: ByteSet(" \t\n\r;{}").contains(state.previous))
    }

    public func position(_ state: LexicalState, before: UInt8?, after: UInt8?) -> Result<Position, PositionRefusal> {
        QuotedTokens.position(state, before: before, after: after)
    }

    /// `$` begins a variable even in quotes and nothing escapes it; a NUL cuts a token off and `nginx -t` is content; a
    /// token has at most 4,094 bytes. (Tried with nginx 1.22.)
    public func write(_ literal: Literal, at position: Position, into output: inout [UInt8]) -> String? {
        guard case .string(let bytes) = literal else { preconditionFailure("nginx has texts only") }
        guard position != .line else { return QuotedTokens.write(bytes, at: position, into: &output) }
        guard !bytes.contains(UInt8(ascii: "$")) else { return "nginx takes '$' for a variable" }
        guard bytes.count <= 2000 else { return "nginx reads at most 4,094 bytes" }
        return QuotedTokens.write(bytes, at: position, into: &output)
    }
}

/// Apache httpd: arguments, bare or in double quotes.
public struct ApacheSyntax: Syntax {
    public let name = "Apache"
    public let hasLiterals = false
    public let hasLines = true

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
    public func write(_ literal: Literal, at position: Position, into output: inout [UInt8]) -> String? {
        guard case .string(let bytes) = literal else { preconditionFailure("Apache has texts only") }
        guard position != .line else { return QuotedTokens.write(bytes, at: position, into: &output) }
        // A value ending in '$' could meet a brace of the template's.
        for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "$") {
            let next = index + 1 < bytes.count ? bytes[index + 1] : UInt8(ascii: "{")
            if next == UInt8(ascii: "{"), index + 1 < bytes.count || position != .token {
                return "Apache takes '${' for a variable"
            }
        }
        return QuotedTokens.write(bytes, at: position, into: &output)
    }
}

/// What nginx's and Apache's configuration have in common.
private enum QuotedTokens {
    static let safe = ByteSet(wordsAnd: "_./:@,=+-")
    static let separators = ByteSet(" \t\n;")

    static func advance(_ state: inout LexicalState, over byte: UInt8, comment: Bool) {
        defer {
            state.previous = byte
            state.isAtLineStart = byte == 0x0A || state.isAtLineStart && (byte == 0x20 || byte == 0x09)
        }
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
        case .blockComment: break
        }
    }

    static func position(_ state: LexicalState, before: UInt8?, after: UInt8?) -> Result<Position, PositionRefusal> {
        switch state.mode {
        case .doubleQuoted: return .success(.doubleQuoted)
        case .code:
            guard let before, let after, separators.contains(before),
                separators.contains(after) || after == UInt8(ascii: ">")
            else { return .success(.bare) }
            return .success(.token)
        case .singleQuoted: return .failure(PositionRefusal("use double quotes around a value"))
        case .lineComment, .blockComment: return .failure(PositionRefusal("a comment holds no values"))
        }
    }

    static func write(_ bytes: [UInt8], at position: Position, into output: inout [UInt8]) -> String? {
        guard !bytes.contains(where: { $0 < 0x20 || $0 == 0x7F }) else { return "it holds a control character" }
        let isSafe = safe.containsAll(bytes)
        switch position {
        case .token where isSafe && !bytes.isEmpty, .bare where isSafe, .doubleQuoted where isSafe:
            output += bytes
        case .line where bytes.last == UInt8(ascii: "\\"):
            return "its last backslash would take the next line in"
        case .line: output += bytes
        case .bare:
            return "outside quotes only letters, digits and '_./:@,=+-' are safe"
        case .token, .doubleQuoted:
            if position == .token { output.append(UInt8(ascii: "\"")) }
            for byte in bytes {
                if byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "\"") { output.append(UInt8(ascii: "\\")) }
                output.append(byte)
            }
            if position == .token { output.append(UInt8(ascii: "\"")) }
        case .cronTime, .cronUser: preconditionFailure("not a position of a server's configuration")
        }
        return nil
    }
}
