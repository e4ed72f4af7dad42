import Glibc

/// The YAML that most registries are written in, read line by line onto the tape, at a tenth of libyaml's cost.
///
/// It knows maps and lists by indentation, flow collections and scalars that end on their line, and comments. Whatever else stands
/// in a file, mistakes among it, makes it give up: libyaml then reads the whole file, and alone says what is wrong. What it does
/// read is node for node what libyaml makes of it; LineReadingTests and the fuzz target hold the two against each other.
struct LineReading {
    enum Block { case map, list, indentlessList }

    let document: Document
    private let text: UnsafeBufferPointer<UInt8>
    let bytes: UnsafePointer<UInt8>
    let end: Int
    /// Where the file's bytes lie in the arena: scalars without escapes are not copied again.
    let arenaStart: Int
    /// Scalars with more than printable ASCII in them, or longer than most.
    var unusual: [Int] = []
    var at = 0
    var line: UInt32 = 1
    var lineStart = 0
    /// Bytes of the line up to here that are no character of their own: columns count characters.
    var continuations = 0
    /// The open maps and lists of lines, the innermost last.
    var open: ContiguousArray<(node: Int, indent: Int, kind: Block)> = []
    /// Open collections in brackets.
    var flowDepth = 0
    /// Where the value of a key belongs that had none on its line.
    private var missing: (line: UInt32, column: UInt32)?

    /// - Parameters:
    ///   - arenaStart: where the bytes lie in the arena.
    ///   - line: the number of the first line.
    init(
        _ document: Document, _ bytes: UnsafeBufferPointer<UInt8>, from start: UnsafePointer<UInt8>, _ arenaStart: Int,
        fromLine line: UInt32
    ) {
        self.document = document
        text = bytes
        self.bytes = start
        end = bytes.count
        self.arenaStart = arenaStart
        self.line = line
        open.reserveCapacity(Document.deepestNesting)
    }

    /// The lines are keys of a map in the registry's own, which is not on the tape.
    mutating func beginInside(_ indent: Int) {
        open.append((Self.elsewhere, -1, .map))
        open.append((Self.elsewhere, indent, .map))
    }

    private static let elsewhere = -1
    /// The node of the map of hosts, if that is on the tape.
    private var hosts = elsewhere
    private var keysOfRoot = 0

    /// Whether the innermost map or list may have one entry more; libyaml's events, which are counted one by one, decide where that is
    /// not certain.
    @inline(__always)
    private mutating func hasRoom() -> Bool {
        guard open.count > 1, let top = open.last else {
            keysOfRoot += 1
            return keysOfRoot <= Document.mostEntries
        }
        return top.node == Self.elsewhere || top.node == hosts || document.count - top.node <= Document.mostEntries
    }

    /// Whether the last scalar is the key of the hosts, and stands as it is in the text.
    private var isAtHosts: Bool {
        guard open.count == 1 else { return false }
        let key = document.node(document.count - 1)
        let start = Int(key.start) - arenaStart
        guard key.count == 5, start >= 0, start + 5 <= end else { return false }
        return memcmp(bytes + start, "hosts", 5) == 0
    }

    /// Reads the lines; nil, with the tape as far as it came, if they are written in other ways.
    ///
    /// - Returns: scalars that are to be looked at more closely.
    mutating func read() -> [Int]? { Self.isText(text) && readLines() ? unusual : nil }

    private func close(_ node: Int) { if node != Self.elsewhere { document.close(node) } }

    // MARK: Lines

    mutating func readLines() -> Bool {
        // Where the last line with a key or an entry ended: comments may be long, but not longer than libyaml is let go on.
        var last = at
        while at < end {
            (lineStart, continuations) = (at, 0)
            skipSpaces()
            if at < end, bytes[at] != 0x0A {
                if bytes[at] == 0x23 {
                    skipLine()
                } else {
                    guard at - last <= EventReading.longestGap, readLine(indent: at - lineStart) else { return false }
                    last = at
                }
            }
            guard at - lineStart <= Document.longestLine else { return false }
            at += 1
            line += 1
        }
        guard !open.isEmpty, at - last <= EventReading.longestGap else { return false }
        fillMissing()
        while let block = open.popLast() { close(block.node) }
        return true
    }

    /// One line with a key or an entry of a list, from its first byte to its line feed.
    mutating func readLine(indent: Int) -> Bool {
        let isEntry = bytes[at] == 0x2D
        guard place(indent, isEntry), hasRoom() else { return false }
        if isEntry {
            at += 1
            guard at < end, bytes[at] == 0x20 else { return false }
            skipSpaces()
            let column = self.column
            let inner = at - lineStart
            guard let key = plainKey() else { return at < end && readValue() && endLine() }
            // A map whose first key stands in the line of its '-'.
            guard begin(.map, inner, column) else { return false }
            append(key, column, isPlain: true)
        } else {
            guard readKey() else { return false }
        }
        let afterColon = column
        skipSpaces()
        guard at < end, bytes[at] != 0x0A, bytes[at] != 0x23 else {
            missing = (line, afterColon)
            skipLine()
            return true
        }
        return readValue() && endLine()
    }

    /// Closes and opens blocks until a line of this indentation has its place.
    mutating func place(_ indent: Int, _ isEntry: Bool) -> Bool {
        guard let top = open.last else {
            return indent == 0 && !isEntry && begin(.map, 0, column)
        }
        if missing != nil {
            if indent > top.indent || indent == top.indent && isEntry && top.kind == .map {
                missing = nil
                return begin(!isEntry ? .map : indent > top.indent ? .list : .indentlessList, indent, column)
            }
            fillMissing()
        }
        while let top = open.last,
            top.indent > indent || top.indent == indent && top.kind == .indentlessList && !isEntry
        {
            close(top.node)
            open.removeLast()
        }
        guard let top = open.last, top.indent == indent else { return false }
        return isEntry == (top.kind != .map)
    }

    mutating func fillMissing() {
        guard let missing else { return }
        self.missing = nil
        document.append(
            Document.Node(
                kind: .scalar, isPlain: true, line: missing.line, column: missing.column,
                start: UInt32(truncatingIfNeeded: arenaStart), count: 0,
                end: Int32(truncatingIfNeeded: document.count + 1)))
    }

    mutating func begin(_ kind: Block, _ indent: Int, _ column: UInt32) -> Bool {
        guard open.count < Document.deepestNesting else { return false }
        if kind == .map, isAtHosts { hosts = document.count }
        open.append((document.count, indent, kind))
        document.append(
            Document.Node(
                kind: kind == .map ? .map : .list, isPlain: false, line: line, column: column, start: 0, count: 0,
                end: 0))
        return true
    }

    /// Nothing but a comment may follow a value on its line.
    mutating func endLine() -> Bool {
        skipSpaces()
        guard at < end, bytes[at] != 0x0A else { return true }
        guard bytes[at] == 0x23, bytes[at - 1] == 0x20 else { return false }
        skipLine()
        return true
    }

    @inline(__always)
    mutating func skipSpaces() { while at < end, bytes[at] == 0x20 { at += 1 } }

    mutating func skipLine() { while at < end, bytes[at] != 0x0A { at += 1 } }

    @inline(__always)
    var column: UInt32 { UInt32(truncatingIfNeeded: at - lineStart - continuations + 1) }

    // MARK: Keys

    /// A key at the start of a line, and its colon.
    mutating func readKey() -> Bool {
        let column = self.column
        if bytes[at] == 0x22 || bytes[at] == 0x27 {
            let start = at
            guard readScalar(inFlow: false), at - start < Self.longestKey, at < end, bytes[at] == 0x3A else {
                return false
            }
            at += 1
            return at == end || bytes[at] == 0x20 || bytes[at] == 0x0A
        }
        guard let key = plainKey() else { return false }
        append(key, column, isPlain: true)
        return true
    }

    /// libyaml takes no key of more than 1,024 characters.
    static let longestKey = 200

    /// A key without quotes and its colon; nil, and nothing read, if there is none.
    @inline(__always)
    mutating func plainKey() -> Range<Int>? {
        var next = at
        while next < end, Self.isKeyByte(bytes[next]) { next += 1 }
        guard next > at, next - at < Self.longestKey, next < end, bytes[next] == 0x3A, Self.mayBeginKey(bytes[at]),
            next + 1 == end || bytes[next + 1] == 0x20 || bytes[next + 1] == 0x0A
        else { return nil }
        defer { at = next + 1 }
        return at..<next
    }

    /// Letters, digits, `_`, `.`, `/` and `-`.
    @inline(__always)
    static func isKeyByte(_ byte: UInt8) -> Bool {
        byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte >= 0x2D && byte <= 0x39 || byte == 0x5F
    }

    @inline(__always)
    static func mayBeginKey(_ byte: UInt8) -> Bool { byte != 0x2D && byte != 0x2E }
}

extension LineReading {
    /// Whether bytes are valid UTF-8 of lines that end in line feeds, without controls (but tabs) and byte order marks.
    static func isText(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let start = bytes.baseAddress.map(UnsafeRawPointer.init) else { return false }
        let high: UInt64 = 0x8080_8080_8080_8080
        let ones: UInt64 = 0x0101_0101_0101_0101
        var at = 0
        while at < bytes.count {
            if at + 8 <= bytes.count {
                let word = start.loadUnaligned(fromByteOffset: at, as: UInt64.self)
                // A byte of 0x80 and more; below 0x20; 0x7F. A borrow can only mark more than there is, never less.
                if (word | (word &- 0x20 &* ones) | (word &+ ones)) & high == 0 {
                    at += 8
                    continue
                }
            }
            guard let length = characterLength(bytes, at) else { return false }
            at += length
        }
        return true
    }

    /// Bytes of the character at a place, nil if libyaml refuses it or takes it for more than a character.
    @inline(__always)
    static func characterLength(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int? {
        let first = bytes[at]
        if first < 0x80 { return first >= 0x20 && first != 0x7F || first == 0x0A || first == 0x09 ? 1 : nil }
        let length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        guard first >= 0xC2, first < 0xF5, at + length <= bytes.count else { return nil }
        var scalar = UInt32(first) & (0xFF >> UInt32(length + 1))
        for index in 1..<length {
            guard bytes[at + index] & 0xC0 == 0x80 else { return nil }
            scalar = scalar << 6 | UInt32(bytes[at + index] & 0x3F)
        }
        guard scalar >= 0xA0, length < 3 || scalar >= 0x800, length < 4 || scalar >= 0x10000, scalar <= 0x10FFFF,
            !(0xD800...0xDFFF).contains(scalar), scalar & 0xFFFE != 0x2028, scalar != 0xFEFF, scalar != 0xFFFE,
            scalar != 0xFFFF
        else { return nil }
        return length
    }
}
