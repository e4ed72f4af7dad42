/// PHP: a hole in code becomes a whole literal.
///
/// A string of printable ASCII stands in single quotes, where only `\` and `'` need a backslash; any other in double quotes with
/// `\xHH` for all that is not plain, which holds even under `zend.multibyte` with a Shift-JIS script encoding.
public struct PHPSyntax: Syntax {
    public let name = "PHP"
    public let hasLiterals = true
    public let hasLines = false
    private let plain = ByteSet(wordsAnd: " ._/:@-")

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
            default: break
            }
        case .singleQuoted, .doubleQuoted:
            let quote = state.mode == .singleQuoted ? UInt8(ascii: "'") : UInt8(ascii: "\"")
            if byte == quote, !state.isEscaped { state.mode = .code }
            state.isEscaped = byte == UInt8(ascii: "\\") && !state.isEscaped
        case .lineComment: if byte == 0x0A || byte == 0x0D { state.mode = .code }
        case .blockComment:
            if state.previous == UInt8(ascii: "*"), byte == UInt8(ascii: "/") { state.mode = .code }
        }
    }

    public func position(_ state: LexicalState, before: UInt8?, after: UInt8?) -> Result<Position, PositionRefusal> {
        guard state.mode == .code else {
            return .failure(PositionRefusal("a value becomes a whole literal; it stands outside quotes and comments"))
        }
        let separators = ByteSet(" \n\t,;()[]=>.{}")
        guard let before, let after, separators.contains(before), separators.contains(after) else {
            return .failure(
                PositionRefusal("a value becomes a whole literal; it stands apart from other words and tags"))
        }
        return .success(.token)
    }

    public func write(_ literal: Literal, at position: Position, into output: inout [UInt8]) -> String? {
        switch literal {
        case .bool(let value): output += (value ? "true" : "false").utf8
        // PHP reads the least integer as minus an overflowing one.
        case .int(.min): output += "PHP_INT_MIN".utf8
        case .int(let value): output += String(value).utf8
        case .float(let digits): output += digits
        case .string(let bytes): writeString(bytes, &output)
        case .list(let items):
            output.append(UInt8(ascii: "["))
            for (index, item) in items.enumerated() {
                if index > 0 { output += ", ".utf8 }
                _ = write(item, at: position, into: &output)
            }
            output.append(UInt8(ascii: "]"))
        case .map(let pairs):
            output.append(UInt8(ascii: "["))
            for (index, pair) in pairs.enumerated() {
                if index > 0 { output += ", ".utf8 }
                writeString(pair.key, &output)
                output += " => ".utf8
                _ = write(pair.value, at: position, into: &output)
            }
            output.append(UInt8(ascii: "]"))
        }
        return nil
    }

    private func writeString(_ bytes: [UInt8], _ output: inout [UInt8]) {
        if bytes.allSatisfy({ (0x20...0x7E).contains($0) }) {
            output.append(UInt8(ascii: "'"))
            for byte in bytes {
                if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\\") { output.append(UInt8(ascii: "\\")) }
                output.append(byte)
            }
            output.append(UInt8(ascii: "'"))
            return
        }
        output.append(UInt8(ascii: "\""))
        for byte in bytes {
            if plain.contains(byte) {
                output.append(byte)
            } else {
                output += "\\x".utf8
                for nibble in [byte >> 4, byte & 15] { output.append(nibble < 10 ? 0x30 + nibble : 0x57 + nibble) }
            }
        }
        output.append(UInt8(ascii: "\""))
    }
}
