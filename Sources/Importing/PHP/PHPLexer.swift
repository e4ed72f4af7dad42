/// One word of PHP with the byte that it begins at.
struct PHPToken: Equatable {
    enum Kind: Equatable {
        /// `$name`, without the dollar.
        case variable(String)
        /// A name, with its namespaces.
        case name(String)
        case int(Int)
        case float(String)
        case string(String)
        /// A text with variables in it, or with bytes that are no characters.
        case template
        /// An operator or bracket.
        case symbol(String)
        /// What the lexer cannot read further.
        case broken(String)
        /// A text or comment in which the file ends.
        case endless(String)
        case end
    }

    let kind: Kind
    let start: Int

    func isSymbol(_ symbol: String) -> Bool { kind == .symbol(symbol) }

    /// Keywords and functions know no case.
    func isName(_ name: String) -> Bool {
        guard case .name(let written) = kind else { return false }
        return written.lowercased() == name
    }
}

/// Takes a PHP file apart as PHP does; nothing is executed.
struct PHPLexer {
    let bytes: [UInt8]
    var position = 0
    private var tokens: [PHPToken] = []

    /// All words of a file; the last one is `.end`.
    static func tokens(of bytes: [UInt8]) -> [PHPToken] {
        var lexer = PHPLexer(bytes: bytes)
        lexer.skipToCode()
        while lexer.readToken() {}
        return lexer.tokens
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    func at(_ text: String) -> Bool { bytes[min(position, bytes.count)...].starts(with: text.utf8) }

    private mutating func add(_ kind: PHPToken.Kind, from start: Int) {
        tokens.append(PHPToken(kind: kind, start: start))
    }

    /// What stands outside of `<?php … ?>` is for browsers.
    private mutating func skipToCode() {
        while position < bytes.count {
            if at("<?php") || at("<?=") {
                position += at("<?=") ? 3 : 5
                return
            }
            position += 1
        }
    }

    private mutating func readToken() -> Bool {
        if let comment = skipBlanks() { add(.endless("a comment"), from: comment) }
        let start = position
        guard position < bytes.count else {
            add(.end, from: start)
            return false
        }
        switch bytes[position] {
        case UInt8(ascii: "$") where position + 1 < bytes.count && Self.isNameStart(bytes[position + 1]):
            position += 1
            add(.variable(name()), from: start)
        case UInt8(ascii: "'"):
            add(singleQuoted().map { .string($0) } ?? .endless("a string"), from: start)
        case UInt8(ascii: "\""), UInt8(ascii: "`"): add(doubleQuoted(), from: start)
        case 0x30...0x39: add(number(), from: start)
        case UInt8(ascii: ".") where position + 1 < bytes.count && (0x30...0x39).contains(bytes[position + 1]):
            add(number(), from: start)
        case let byte where Self.isNameStart(byte) || byte == UInt8(ascii: "\\"): add(.name(name()), from: start)
        default:
            if at("?>") {
                position += 2
                skipToCode()
                add(.symbol(";"), from: start)
            } else if at("<<<"), let heredoc = heredoc() {
                add(heredoc, from: start)
            } else {
                add(.symbol(symbol()), from: start)
            }
        }
        return true
    }

    // MARK: Names and numbers

    static func isNameStart(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte | 0x20) || byte == 0x5F || byte >= 0x80
    }

    static func isNameByte(_ byte: UInt8) -> Bool { isNameStart(byte) || (0x30...0x39).contains(byte) }

    private mutating func name() -> String {
        let end = bytes[position...].firstIndex { !Self.isNameByte($0) && $0 != UInt8(ascii: "\\") } ?? bytes.count
        defer { position = max(end, position + 1) }
        return String(decoding: bytes[position..<max(end, position + 1)], as: UTF8.self)
    }

    private mutating func number() -> PHPToken.Kind {
        let end = bytes[position...].firstIndex { !Self.isNameByte($0) && $0 != UInt8(ascii: ".") } ?? bytes.count
        let text = String(decoding: bytes[position..<end].filter { $0 != 0x5F }, as: UTF8.self).lowercased()
        position = end
        if text.hasPrefix("0x") { return Int(text.dropFirst(2), radix: 16).map { .int($0) } ?? .broken("a number") }
        if text.hasPrefix("0b") { return Int(text.dropFirst(2), radix: 2).map { .int($0) } ?? .broken("a number") }
        if text.hasPrefix("0"), text.utf8.count > 1, !text.contains("."), !text.contains("e") {
            let digits = text.hasPrefix("0o") ? text.dropFirst(2) : text.dropFirst()
            return Int(digits, radix: 8).map { .int($0) } ?? .broken("a number")
        }
        if let int = Int(text) { return .int(int) }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let isPlain =
            parts.count == 2 && parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
        return isPlain ? .float(text) : .broken("a number that is not digits, a point and digits")
    }

    private mutating func symbol() -> String {
        let long = [
            "===", "!==", "<=>", "**=", "...", "??=", "?->", "->", "=>", "::", "==", "!=", "<>", "<=", ">=", "&&", "||",
            "??", "++", "--", "+=", "-=", "*=", "/=", ".=", "%=", "&=", "|=", "^=", "<<", ">>", "**",
        ]
        if let symbol = long.first(where: at) {
            position += symbol.utf8.count
            return symbol
        }
        defer { position += 1 }
        return String(Character(Unicode.Scalar(bytes[position])))
    }

    // MARK: Blanks

    /// Where a comment begins that has no end.
    private mutating func skipBlanks() -> Int? {
        while position < bytes.count {
            if bytes[position] <= 0x20 {
                position += 1
            } else if at("#[") {
                // An attribute; no configuration has one, and its brackets are read as such.
                return nil
            } else if at("//") || at("#") {
                while position < bytes.count, bytes[position] != 0x0A, !at("?>") { position += 1 }
            } else if at("/*") {
                let start = position
                position += 2
                while position < bytes.count, !at("*/") { position += 1 }
                guard position < bytes.count else { return start }
                position += 2
            } else {
                return nil
            }
        }
        return nil
    }
}
