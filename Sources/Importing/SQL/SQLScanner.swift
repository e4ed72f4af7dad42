import Diagnostics

/// What a dump was written by.
enum SQLDialect { case mysql, postgresql }

/// One word of SQL.
enum SQLToken: Equatable {
    /// A bare word, in lower case.
    case word(String)
    /// A quoted name.
    case name(String)
    case string([UInt8])
    case number([UInt8])
    case symbol(UInt8)
    case end

    /// A name, quoted or not; MySQL's ANSI mode puts names between the quotes of texts.
    var identifier: String? {
        switch self {
        case .word(let word): word
        case .name(let name): name
        case .string(let bytes): String(validating: bytes, as: UTF8.self)
        default: nil
        }
    }
}

/// Takes SQL text apart byte by byte; comments, also MySQL's conditional ones, are skipped.
struct SQLScanner {
    let bytes: [UInt8]
    let dialect: SQLDialect
    private(set) var position = 0
    /// Where the last token began.
    private(set) var start = 0
    /// A string or name that the text ends in.
    private(set) var isCutOff = false

    init(_ bytes: [UInt8], _ dialect: SQLDialect) {
        self.bytes = bytes
        self.dialect = dialect
    }

    mutating func next() -> SQLToken {
        skipBlanks()
        start = position
        guard position < bytes.count else { return .end }
        let byte = bytes[position]
        switch byte {
        case UInt8(ascii: "'"): return .string(quoted(by: byte, escapes: dialect == .mysql))
        case UInt8(ascii: "`"): return .name(text(quoted(by: byte, escapes: false)))
        case UInt8(ascii: "\""):
            return dialect == .mysql
                ? .string(quoted(by: byte, escapes: true)) : .name(text(quoted(by: byte, escapes: false)))
        case 0x30...0x39: return number()
        case _ where Self.isWord(byte): return word()
        default:
            position += 1
            return .symbol(byte)
        }
    }

    /// The rest of the line, and past its end; as `COPY` has its rows.
    mutating func line() -> ArraySlice<UInt8>? {
        guard position < bytes.count else { return nil }
        start = position
        let end = bytes[position...].firstIndex(of: 0x0A) ?? bytes.count
        let line = bytes[position..<end]
        position = min(end + 1, bytes.count)
        return line.last == 0x0D ? line.dropLast() : line
    }

    /// Past the `;` of this statement.
    mutating func skipStatement() {
        while true {
            let token = next()
            if token == .end || token == .symbol(UInt8(ascii: ";")) { return }
        }
    }

    // MARK: Words

    private static func isWord(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || byte == 0x5F || byte == 0x24
            || byte >= 0x80 || byte == 0x40
    }

    /// `E'…'`, `X'…'`, `_binary '…'`, `$tag$…$tag$` begin as a word does.
    private mutating func word() -> SQLToken {
        if bytes[position] == UInt8(ascii: "$"), let text = dollarQuoted() { return .string(text) }
        let end = bytes[position...].firstIndex { !Self.isWord($0) } ?? bytes.count
        let word = text(Array(bytes[position..<end])).lowercased()
        position = end
        if end < bytes.count, bytes[end] == UInt8(ascii: "'") {
            switch word {
            case "x": return .string(Self.unhex(quoted(by: bytes[end], escapes: false)))
            case "e": return .string(quoted(by: bytes[end], escapes: true))
            case "n": return .string(quoted(by: bytes[end], escapes: dialect == .mysql))
            default: break
            }
        }
        // MySQL's `_binary 'text'` and `_utf8mb4'text'` say a character set and mean the text.
        if dialect == .mysql, word.hasPrefix("_") {
            let before = position
            let token = next()
            if case .string = token { return token }
            position = before
        }
        return .word(word)
    }

    private mutating func number() -> SQLToken {
        if dialect == .mysql, bytes[position...].starts(with: "0x".utf8) {
            let end = bytes[(position + 2)...].firstIndex { !Self.isWord($0) } ?? bytes.count
            let digits = Array(bytes[(position + 2)..<end])
            position = end
            return .string(Self.unhex(digits))
        }
        let end = bytes[position...].firstIndex { !Self.isWord($0) && $0 != UInt8(ascii: ".") } ?? bytes.count
        defer { position = end }
        return .number(Array(bytes[position..<end]))
    }

    private static func unhex(_ digits: [UInt8]) -> [UInt8] {
        let values = digits.compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
        let even = values.count % 2 == 0 ? values : [0] + values
        return stride(from: 0, to: even.count, by: 2).map { UInt8(even[$0] << 4 | even[$0 + 1]) }
    }

    // MARK: Quotes

    /// What stands between quotes; a quote written twice is one.
    private mutating func quoted(by quote: UInt8, escapes: Bool) -> [UInt8] {
        position += 1
        var value: [UInt8] = []
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            if byte == quote {
                guard position < bytes.count, bytes[position] == quote else { return value }
                position += 1
                value.append(quote)
            } else if escapes, byte == UInt8(ascii: "\\"), position < bytes.count {
                // MySQL keeps the backslash of these two, which mean something to LIKE.
                if dialect == .mysql, "%_".utf8.contains(bytes[position]) { value.append(byte) }
                value.append(unescaped(bytes[position]))
                position += 1
            } else {
                value.append(byte)
            }
        }
        isCutOff = true
        return value
    }

    private func unescaped(_ byte: UInt8) -> UInt8 {
        switch byte {
        case UInt8(ascii: "0") where dialect == .mysql: 0
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f") where dialect == .postgresql: 0x0C
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "t"): 0x09
        case UInt8(ascii: "Z") where dialect == .mysql: 0x1A
        default: byte
        }
    }

    private mutating func dollarQuoted() -> [UInt8]? {
        guard dialect == .postgresql,
            let close = bytes[(position + 1)...].firstIndex(where: { $0 == UInt8(ascii: "$") || !Self.isWord($0) }),
            bytes[close] == UInt8(ascii: "$")
        else { return nil }
        let tag = bytes[position...close]
        var at = close + 1
        while let next = bytes[at...].firstIndex(of: UInt8(ascii: "$")) {
            if bytes[next...].starts(with: tag) {
                defer { position = next + tag.count }
                return Array(bytes[(close + 1)..<next])
            }
            at = next + 1
        }
        isCutOff = true
        position = bytes.count
        return []
    }

    // MARK: Blanks

    private mutating func skipBlanks() {
        while position < bytes.count {
            let rest = bytes[position...]
            if bytes[position] <= 0x20 {
                position += 1
            } else if rest.starts(with: "--".utf8) || bytes[position] == UInt8(ascii: "#") && dialect == .mysql {
                position = rest.firstIndex(of: 0x0A) ?? bytes.count
            } else if rest.starts(with: "/*".utf8) {
                skipComment()
            } else {
                return
            }
        }
    }

    private mutating func skipComment() {
        position += 2
        while position < bytes.count {
            if bytes[position] == UInt8(ascii: "*"), bytes[position...].starts(with: "*/".utf8) {
                position += 2
                return
            }
            position += 1
        }
        isCutOff = true
    }

    private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
