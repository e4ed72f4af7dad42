extension PHPLexer {
    /// `'…'`, in which only `\'` and `\\` are escapes; nil if it does not end.
    mutating func singleQuoted() -> String? {
        position += 1
        var value: [UInt8] = []
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            if byte == UInt8(ascii: "'") { return String(decoding: value, as: UTF8.self) }
            if byte == UInt8(ascii: "\\"), position < bytes.count,
                bytes[position] == UInt8(ascii: "'") || bytes[position] == UInt8(ascii: "\\")
            {
                value.append(bytes[position])
                position += 1
            } else {
                value.append(byte)
            }
        }
        return nil
    }

    /// `"…"`, or a shell's backquotes, which are never a literal.
    mutating func doubleQuoted() -> PHPToken.Kind {
        let quote = bytes[position]
        position += 1
        let start = position
        while position < bytes.count, bytes[position] != quote {
            position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
        }
        guard position < bytes.count else {
            position = bytes.count
            return .endless("a string")
        }
        let body = bytes[start..<position]
        position += 1
        return quote == UInt8(ascii: "\"") ? Self.literal(body, quote: quote) : .template
    }

    /// `<<<ID`, `<<<"ID"`, `<<<'ID'`; nil if it is none.
    mutating func heredoc() -> PHPToken.Kind? {
        var at = position + 3
        while at < bytes.count, bytes[at] == 0x20 || bytes[at] == 0x09 { at += 1 }
        let quote: UInt8? = at < bytes.count && [0x22, 0x27].contains(bytes[at]) ? bytes[at] : nil
        if quote != nil { at += 1 }
        let end = bytes[min(at, bytes.count)...].firstIndex { !Self.isNameByte($0) } ?? bytes.count
        let label = Array(bytes[min(at, end)..<end])
        guard !label.isEmpty, let lineEnd = bytes[end...].firstIndex(of: 0x0A) else { return nil }
        var lines: [ArraySlice<UInt8>] = []
        var start = lineEnd + 1
        while start <= bytes.count {
            let stop = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
            let line = bytes[start..<stop]
            let text = line.drop { $0 == 0x20 || $0 == 0x09 }
            if text.starts(with: label), text.dropFirst(label.count).first.map({ !Self.isNameByte($0) }) ?? true {
                position = text.startIndex + label.count
                let body = Self.unindented(lines, by: text.startIndex - line.startIndex)
                return quote == 0x27
                    ? .string(String(decoding: body, as: UTF8.self)) : Self.literal(body[...], quote: nil)
            }
            lines.append(line)
            guard stop < bytes.count else { break }
            start = stop + 1
        }
        position = bytes.count
        return .endless("a text behind '<<<'")
    }

    /// The closing label's indentation is taken from each line.
    private static func unindented(_ lines: [ArraySlice<UInt8>], by count: Int) -> [UInt8] {
        let cut = lines.map { line in
            line.dropFirst(min(count, line.prefix { $0 == 0x20 || $0 == 0x09 }.count))
        }
        var body = Array(cut.joined(separator: [0x0A]))
        if body.last == 0x0D { body.removeLast() }
        return body
    }

    /// The value of a text between double quotes, if no variable stands in it.
    private static func literal(_ body: ArraySlice<UInt8>, quote: UInt8?) -> PHPToken.Kind {
        var value: [UInt8] = []
        var rest = body
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "\\"), let next = rest.first {
                value += unescaped(next, &rest, quote: quote)
                continue
            }
            let next = rest.first
            if byte == UInt8(ascii: "$"), next.map({ isNameStart($0) || $0 == UInt8(ascii: "{") }) ?? false {
                return .template
            }
            if byte == UInt8(ascii: "{"), next == UInt8(ascii: "$") { return .template }
            value.append(byte)
        }
        return String(validating: value, as: UTF8.self).map { .string($0) } ?? .template
    }

    /// What a backslash and what follows it mean; an escape that PHP does not know stays as it is.
    private static func unescaped(_ next: UInt8, _ rest: inout ArraySlice<UInt8>, quote: UInt8?) -> [UInt8] {
        let simple: [UInt8: UInt8] = [
            UInt8(ascii: "n"): 0x0A, UInt8(ascii: "t"): 0x09, UInt8(ascii: "r"): 0x0D, UInt8(ascii: "v"): 0x0B,
            UInt8(ascii: "e"): 0x1B, UInt8(ascii: "f"): 0x0C, UInt8(ascii: "\\"): UInt8(ascii: "\\"),
            UInt8(ascii: "$"): UInt8(ascii: "$"),
        ]
        if let byte = simple[next] ?? (next == quote ? next : nil) {
            rest.removeFirst()
            return [byte]
        }
        if (0x30...0x37).contains(next) {
            let digits = rest.prefix(3).prefix { (0x30...0x37).contains($0) }
            rest = rest.dropFirst(digits.count)
            return [UInt8(truncatingIfNeeded: digits.reduce(0) { $0 * 8 + Int($1 - 0x30) })]
        }
        let isHex: (UInt8) -> Bool = { Character(Unicode.Scalar($0)).isHexDigit }
        if next == UInt8(ascii: "x") {
            let digits = rest.dropFirst().prefix(2).prefix(while: isHex)
            if let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16) {
                rest = rest.dropFirst(1 + digits.count)
                return [value]
            }
        }
        if next == UInt8(ascii: "u"), rest.dropFirst().first == UInt8(ascii: "{") {
            let digits = rest.dropFirst(2).prefix(while: isHex)
            let code = UInt32(String(decoding: digits, as: UTF8.self), radix: 16).flatMap(Unicode.Scalar.init)
            if let code, rest.dropFirst(2 + digits.count).first == UInt8(ascii: "}") {
                rest = rest.dropFirst(3 + digits.count)
                return Array(String(Character(code)).utf8)
            }
        }
        return [UInt8(ascii: "\\")]
    }
}
