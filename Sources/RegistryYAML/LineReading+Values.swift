/// Values that begin and end on one line.
extension LineReading {
    mutating func readValue() -> Bool {
        switch bytes[at] {
        case 0x5B: readFlowList()
        case 0x7B: readFlowMap()
        default: readScalar(inFlow: false)
        }
    }

    mutating func readFlowValue() -> Bool {
        guard at < end else { return false }
        switch bytes[at] {
        case 0x5B: return readFlowList()
        case 0x7B: return readFlowMap()
        default: return readScalar(inFlow: true)
        }
    }

    mutating func readFlowList() -> Bool {
        guard let node = beginFlow(.list) else { return false }
        if at < end, bytes[at] == 0x5D { return endFlow(node) }
        while readFlowValue() {
            skipSpaces()
            guard at < end else { return false }
            if bytes[at] == 0x5D { return endFlow(node) }
            guard nextInFlow() else { return false }
        }
        return false
    }

    mutating func readFlowMap() -> Bool {
        guard let node = beginFlow(.map) else { return false }
        if at < end, bytes[at] == 0x7D { return endFlow(node) }
        while at < end {
            let start = at
            guard readScalar(inFlow: true), at - start < Self.longestKey, at + 1 < end, bytes[at] == 0x3A,
                bytes[at + 1] == 0x20
            else { return false }
            at += 2
            skipSpaces()
            guard readFlowValue() else { return false }
            skipSpaces()
            guard at < end else { return false }
            if bytes[at] == 0x7D { return endFlow(node) }
            guard nextInFlow() else { return false }
        }
        return false
    }

    mutating func beginFlow(_ kind: Document.Kind) -> Int? {
        guard open.count + flowDepth < Document.deepestNesting else { return nil }
        flowDepth += 1
        document.append(
            Document.Node(kind: kind, isPlain: false, line: line, column: column, start: 0, count: 0, end: 0))
        at += 1
        skipSpaces()
        return document.count - 1
    }

    mutating func endFlow(_ node: Int) -> Bool {
        guard document.count - node <= Document.mostEntries else { return false }
        document.close(node)
        flowDepth -= 1
        at += 1
        return true
    }

    /// The comma between two items.
    mutating func nextInFlow() -> Bool {
        guard bytes[at] == 0x2C else { return false }
        at += 1
        skipSpaces()
        return true
    }

    // MARK: Scalars

    mutating func readScalar(inFlow: Bool) -> Bool {
        switch bytes[at] {
        case 0x22: readQuoted(0x22)
        case 0x27: readQuoted(0x27)
        default: readPlain(inFlow)
        }
    }

    mutating func readPlain(_ inFlow: Bool) -> Bool {
        guard at < end, Self.mayBeginPlain(bytes[at]) else { return false }
        let (start, column) = (at, self.column)
        while true {
            if !inFlow { skip(to: 0x3A, or: 0x23) }
            guard at < end else { break }
            let byte = bytes[at]
            if byte == 0x0A { break }
            if byte == 0x3A {
                guard at + 1 < end, bytes[at + 1] != 0x20, bytes[at + 1] != 0x0A else {
                    guard inFlow else { return false }
                    break
                }
                if inFlow, Self.isFlowMark(bytes[at + 1]) { return false }
            } else if byte == 0x23 {
                if bytes[at - 1] == 0x20 {
                    guard !inFlow else { return false }
                    break
                }
            } else if inFlow, Self.isFlowMark(byte) {
                guard byte == 0x2C || byte == 0x5D || byte == 0x7D else { return false }
                break
            } else if byte < 0x20 {
                return false
            }
            at += 1
        }
        // In brackets a scalar may go on in the next line.
        guard !inFlow || at < end && bytes[at] != 0x0A else { return false }
        var last = at
        while bytes[last - 1] == 0x20 { last -= 1 }
        append(start..<last, column, isPlain: true)
        return true
    }

    /// Moves on, eight bytes at a time, over what is neither of two bytes nor a control; it may stop before, and then within the
    /// last bytes of the text only.
    @inline(__always)
    mutating func skip(to one: UInt8, or other: UInt8) {
        let high: UInt64 = 0x8080_8080_8080_8080
        let ones: UInt64 = 0x0101_0101_0101_0101
        while at + 8 <= end {
            let word = UInt64(littleEndian: UnsafeRawPointer(bytes + at).loadUnaligned(as: UInt64.self))
            let (a, b) = (word ^ ones &* UInt64(one), word ^ ones &* UInt64(other))
            // The lowest byte that is marked is one that is meant: a borrow goes up only.
            let found = ((a &- ones) & ~a | (b &- ones) & ~b | (word &- ones &* 0x20) & ~word) & high
            guard found == 0 else {
                at += found.trailingZeroBitCount >> 3
                return
            }
            at += 8
        }
    }

    /// What begins an unquoted scalar, and nothing else, to every reader.
    @inline(__always)
    static func mayBeginPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case 0...0x23, 0x25...0x27, 0x2A, 0x2C, 0x2D, 0x3A, 0x3E...0x40, 0x5B, 0x5D, 0x60, 0x7B...0x7D, 0x7F: false
        default: true
        }
    }

    /// `,` `?` `[` `]` `{` `}`
    @inline(__always)
    static func isFlowMark(_ byte: UInt8) -> Bool {
        byte == 0x2C || byte == 0x3F || byte == 0x5B || byte == 0x5D || byte == 0x7B || byte == 0x7D
    }

    mutating func readQuoted(_ quote: UInt8) -> Bool {
        let (start, column) = (at + 1, self.column)
        var hasEscapes = false
        at += 1
        while true {
            skip(to: quote, or: 0x5C)
            guard at < end, bytes[at] >= 0x20 else { return false }
            if bytes[at] == quote {
                guard quote == 0x27, at + 1 < end, bytes[at + 1] == 0x27 else { break }
                hasEscapes = true
                at += 1
            } else if bytes[at] == 0x5C, quote == 0x22 {
                guard at + 1 < end, bytes[at + 1] == 0x22 || bytes[at + 1] == 0x5C else { return false }
                hasEscapes = true
                at += 1
            }
            at += 1
        }
        if hasEscapes {
            appendDecoded(start..<at, column)
        } else {
            append(start..<at, column, isPlain: false)
        }
        at += 1
        return true
    }

    /// A scalar without the first byte of each of its escapes, all of which are two bytes that stand for the second.
    mutating func appendDecoded(_ range: Range<Int>, _ column: UInt32) {
        let first: UInt8 = bytes[range.lowerBound - 1] == 0x22 ? 0x5C : 0x27
        let start = document.append(bytes + range.lowerBound, range.count)
        let count = document.dropEscapes(from: start, first)
        append(bytes + range.lowerBound, range, start, count, column, isPlain: false)
    }

    @inline(__always)
    mutating func append(_ range: Range<Int>, _ column: UInt32, isPlain: Bool) {
        append(bytes + range.lowerBound, range, arenaStart + range.lowerBound, range.count, column, isPlain: isPlain)
    }

    @inline(__always)
    mutating func append(
        _ written: UnsafePointer<UInt8>, _ range: Range<Int>, _ start: Int, _ count: Int, _ column: UInt32,
        isPlain: Bool
    ) {
        let (isUnusual, hasBrace) = EventReading.look(at: written, range.count)
        if isUnusual || count > Document.longestText {
            unusual.append(document.count)
            for index in range where bytes[index] & 0xC0 == 0x80 { continuations += 1 }
        }
        document.append(
            Document.Node(
                kind: .scalar, isPlain: isPlain, hasBrace: hasBrace, isASCII: !isUnusual, line: line, column: column,
                start: UInt32(truncatingIfNeeded: start), count: UInt32(truncatingIfNeeded: count),
                end: Int32(truncatingIfNeeded: document.count + 1)))
    }
}
