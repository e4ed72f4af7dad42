/// Directives and blocks of a Caddyfile, whole: every block that they open they close, and every quote.
///
/// As Caddy takes lines apart (caddyconfig/caddyfile/lexer.go and parse.go), and a little stricter: a `}` stands alone, as it does in what
/// `caddy fmt` writes.
public struct CaddyLines: ServerLines {
    public let lines: [[UInt8]]

    public init(_ lines: [[UInt8]]) throws(ServerLinesRefusal) {
        /// The lines of the blocks that are open.
        var blocks: [Int] = []
        for (number, line) in lines.enumerated() {
            let words = try CaddyLine(line, number).words
            for (position, word) in words.enumerated() {
                switch word {
                case [UInt8(ascii: "{")]:
                    guard position > 0 else {
                        throw ServerLinesRefusal(number, "has a '{' without a directive before it")
                    }
                    guard position == words.count - 1 else {
                        throw ServerLinesRefusal(number, "has something behind a '{', which ends its line")
                    }
                    blocks.append(number)
                case [UInt8(ascii: "}")]:
                    guard words.count == 1 else {
                        throw ServerLinesRefusal(
                            number, "has a '}' beside something else; it stands on a line of its own")
                    }
                    guard blocks.popLast() != nil else {
                        throw ServerLinesRefusal(number, "closes a block with '}' that no line opens")
                    }
                default: break
                }
            }
        }
        if let block = blocks.last { throw ServerLinesRefusal(block, "opens a block with '{' that no line closes") }
        self.lines = lines
    }
}

/// The words of one line. What stands in quotes is a word as well: Caddy takes a quoted brace for a brace in places.
private struct CaddyLine {
    private(set) var words: [[UInt8]] = []
    private var word: [UInt8] = []
    private var quote: UInt8?
    private var isEscaped = false

    init(_ line: [UInt8], _ number: Int) throws(ServerLinesRefusal) {
        guard !line.contains(where: { $0 < 0x20 || $0 == 0x7F }) else {
            throw ServerLinesRefusal(number, "holds a control character")
        }
        guard line.last != UInt8(ascii: "\\") else {
            throw ServerLinesRefusal(number, "ends in a backslash, which would take the next line in")
        }
        // In comments and quotes, too: this is before all else.
        guard line.firstRange(of: Array("{$".utf8)) == nil else {
            throw ServerLinesRefusal(
                number, "holds a '{$', for which Caddy puts a variable before it takes lines apart")
        }
        for byte in line {
            if quote == nil, word.isEmpty, byte == UInt8(ascii: "#") { break }
            read(byte)
        }
        if let quote {
            throw ServerLinesRefusal(number, "opens a \(Character(Unicode.Scalar(quote))) and does not close it")
        }
        end()
        guard !words.contains(where: { $0.starts(with: "<<".utf8) }) else {
            throw ServerLinesRefusal(number, "has a word that begins with '<<', a text of more lines")
        }
    }

    private mutating func read(_ byte: UInt8) {
        if let open = quote {
            if open == UInt8(ascii: "\""), isEscaped {
                isEscaped = false
                word.append(byte)
            } else if byte == open {
                quote = nil
                words.append(word)
                word.removeAll()
            } else if open == UInt8(ascii: "\""), byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else {
                word.append(byte)
            }
        } else if isEscaped {
            isEscaped = false
            if byte == 0x20, word.isEmpty { return }
            if byte == 0x20 { end() } else { word.append(byte) }
        } else if byte == UInt8(ascii: "\\") {
            isEscaped = true
        } else if byte == 0x20 {
            end()
        } else if word.isEmpty, byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "`") {
            quote = byte
        } else {
            word.append(byte)
        }
    }

    private mutating func end() {
        if !word.isEmpty { words.append(word) }
        word.removeAll()
    }
}
