/// Directives and blocks of nginx, whole: every block that they open they close, and every directive has its `;`.
public struct NginxLines: ServerLines {
    public let lines: [[UInt8]]

    public init(_ lines: [[UInt8]]) throws(ServerLinesRefusal) {
        var reading = NginxReading()
        for (number, line) in lines.enumerated() { try reading.read(line, number) }
        try reading.end()
        self.lines = lines
    }
}

/// Takes lines apart as nginx does (ngx_conf_read_token in ngx_conf_file.c).
private struct NginxReading {
    private enum Place: Equatable {
        /// A token may begin.
        case between
        case token
        case quoted(UInt8)
        /// Behind a closing quote a token has to end.
        case behindQuote
        case comment
    }

    private var place = Place.between
    private var isEscaped = false
    /// A `$` came before: `${` begins a variable and no block.
    private var isVariable = false
    /// The lines of the blocks that are open.
    private var blocks: [Int] = []
    /// The words of a directive that has no end yet, and where it begins.
    private var words = 0
    private var first: [UInt8] = []
    private var start = 0
    private var line = 0

    mutating func read(_ bytes: [UInt8], _ number: Int) throws(ServerLinesRefusal) {
        line = number
        for byte in bytes {
            guard byte >= 0x20 && byte != 0x7F else {
                throw ServerLinesRefusal(number, "holds a control character")
            }
            try read(byte)
        }
        if isEscaped { throw ServerLinesRefusal(number, "ends in a backslash, which would take the next line in") }
        if case .quoted(let quote) = place {
            throw ServerLinesRefusal(number, "opens a \(Character(Unicode.Scalar(quote))) and does not close it")
        }
        if place == .comment { place = .between } else { try read(0x0A) }
    }

    func end() throws(ServerLinesRefusal) {
        if words > 0 { throw ServerLinesRefusal(start, "begins a directive that no ';' ends") }
        if let block = blocks.last { throw ServerLinesRefusal(block, "opens a block with '{' that no line closes") }
    }

    private mutating func read(_ byte: UInt8) throws(ServerLinesRefusal) {
        if place == .comment { return }
        if isEscaped {
            isEscaped = false
            return note(byte)
        }
        switch place {
        case .behindQuote: try readBehindQuote(byte)
        case .between: try readBetween(byte)
        case .token, .quoted: try readToken(byte)
        case .comment: break
        }
    }

    private mutating func readBehindQuote(_ byte: UInt8) throws(ServerLinesRefusal) {
        guard Self.isBlank(byte) || [UInt8(ascii: ";"), UInt8(ascii: "{"), UInt8(ascii: ")")].contains(byte) else {
            throw ServerLinesRefusal(line, "has something behind a closing quote that nginx does not take")
        }
        place = .between
        try readBetween(byte)
    }

    private mutating func readBetween(_ byte: UInt8) throws(ServerLinesRefusal) {
        switch byte {
        case _ where Self.isBlank(byte): break
        case UInt8(ascii: ";"), UInt8(ascii: "{"): try endDirective(byte)
        case UInt8(ascii: "}"):
            guard words == 0 else { throw ServerLinesRefusal(line, "has a '}' inside a directive; a ';' is missing") }
            guard blocks.popLast() != nil else {
                throw ServerLinesRefusal(line, "closes a block with '}' that no line opens")
            }
        case UInt8(ascii: "#"): place = .comment
        default:
            if words == 0 { (first, start) = ([], line) }
            words += 1
            isVariable = byte == UInt8(ascii: "$")
            isEscaped = byte == UInt8(ascii: "\\")
            let isQuote = byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
            place = isQuote ? .quoted(byte) : .token
            if !isQuote { note(byte) }
        }
    }

    private mutating func readToken(_ byte: UInt8) throws(ServerLinesRefusal) {
        if isVariable, byte == UInt8(ascii: "{") { return note(byte) }
        isVariable = byte == UInt8(ascii: "$")
        isEscaped = byte == UInt8(ascii: "\\")
        if case .quoted(let quote) = place {
            if byte == quote { place = .behindQuote } else { note(byte) }
        } else if Self.isBlank(byte) {
            place = .between
        } else if byte == UInt8(ascii: ";") || byte == UInt8(ascii: "{") {
            place = .between
            try endDirective(byte)
        } else {
            note(byte)
        }
    }

    private mutating func endDirective(_ byte: UInt8) throws(ServerLinesRefusal) {
        guard words > 0 else {
            throw ServerLinesRefusal(line, "has a '\(Character(Unicode.Scalar(byte)))' without a directive before it")
        }
        // Lua has other quotes and comments, so that its braces are not nginx's.
        guard first.count < 13 || !first.suffix(13).elementsEqual("_by_lua_block".utf8) else {
            throw ServerLinesRefusal(line, "holds a block of Lua; '…_by_lua_file' keeps it in a file of its own")
        }
        words = 0
        if byte == UInt8(ascii: "{") { blocks.append(line) }
    }

    /// Keeps the name of the directive.
    private mutating func note(_ byte: UInt8) { if words == 1 { first.append(byte) } }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A }
}
