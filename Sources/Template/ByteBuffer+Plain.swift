extension ByteBuffer {
    /// Whether the bytes from an offset on are 1 to 1,024 plain ones.
    @inlinable
    mutating func isPlainWord(from start: Int) -> Bool {
        length > start && length &- start <= 1024 && isPlain(from: start)
    }

    /// Whether all bytes from an offset on are letters, digits and `+,-./:@_`, which no language here reads as anything
    /// but themselves, in quotes and outside. Sixteen at once.
    @inlinable
    mutating func isPlain(from start: Int) -> Bool {
        let bytes = UnsafeMutableRawPointer(base)
        // What is looked at behind the end is plain.
        bytes.storeBytes(of: SIMD2(repeating: 0x6161_6161_6161_6161), toByteOffset: length, as: SIMD2<UInt64>.self)
        var at = start
        while at < length {
            guard Self.arePlain(bytes.loadUnaligned(fromByteOffset: at, as: SIMD2<UInt64>.self)) else { return false }
            at &+= 16
        }
        return true
    }

    /// Whether sixteen bytes are all plain: each sum carries its verdict in the high bit of each byte, whose low seven bits
    /// cannot reach the next one.
    @inlinable @inline(__always)
    static func arePlain(_ word: SIMD2<UInt64>) -> Bool {
        let low = word & each(0x7F)
        let marksAndDigits = (low &+ each(0x80 - 0x2B)) & ~(low &+ each(0x80 - 0x3B))
        let upper = (low &+ each(0x80 - 0x40)) & ~(low &+ each(0x80 - 0x5B))
        let lower = (low &+ each(0x80 - 0x5F)) & ~(low &+ each(0x80 - 0x7B))
        let notBackquote = (low ^ each(0x60)) &+ each(0x7F)
        let plain = (marksAndDigits | upper | lower) & notBackquote & ~word
        return plain[0] & plain[1] & 0x8080_8080_8080_8080 == 0x8080_8080_8080_8080
    }

    @inlinable @inline(__always)
    static func each(_ byte: UInt8) -> SIMD2<UInt64> { SIMD2(repeating: UInt64(byte) &* 0x0101_0101_0101_0101) }
}
