extension ByteBuffer {
    mutating func insert(_ byte: UInt8, at offset: Int) {
        precondition((0...count).contains(offset), "between what is there")
        reserve(1)
        (base + offset + 1).update(from: base + offset, count: count - offset)
        base[offset] = byte
        length += 1
    }

    /// Puts the last bytes, as many as are said, before those from an offset on.
    public mutating func rotate(from start: Int, by count: Int) {
        precondition(count >= 0 && (0...(length - count)).contains(start), "what is there is moved")
        reserve(count)
        (base + start + count).update(from: base + start, count: length - start)
        (base + start).update(from: base + length, count: count)
    }

    /// Puts a byte before each byte of a set.
    mutating func escape(_ special: ByteSet, with escape: UInt8, from start: Int) {
        rewrite(from: start, widest: 2) { byte, place in
            guard special.contains(byte) else {
                place[0] = byte
                return 1
            }
            place[0] = escape
            place[1] = byte
            return 2
        }
    }

    /// Writes other bytes for each byte from an offset on, where it stands.
    ///
    /// - Parameters:
    ///   - widest: as how many bytes one is written at most.
    ///   - write: writes at least one and gives how many.
    @inline(__always)
    mutating func rewrite(from start: Int, widest: Int, _ write: (UInt8, UnsafeMutablePointer<UInt8>) -> Int) {
        let count = length - start
        let growth = count * (widest - 1)
        reserve(growth)
        // Moved so far that what is written never reaches what is to be read.
        var from = base + start + growth
        from.update(from: base + start, count: count)
        var to = base + start
        for _ in 0..<count {
            let byte = from[0]
            from += 1
            to += write(byte, to)
        }
        length = to - base
    }
}

/// Of a number below 16, in lower case.
func hexadecimalDigit(_ nibble: UInt8) -> UInt8 { nibble < 10 ? 0x30 + nibble : 0x57 + nibble }
