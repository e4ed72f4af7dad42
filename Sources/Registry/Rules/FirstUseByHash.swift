/// Remembers who used a byte string first, for looking through a hundred thousand hosts: it keeps the strings' 64-bit hashes, and
/// asks for the strings themselves only where two hashes are the same.
struct FirstUseByHash {
    /// The upper half of a hash, and behind it the user's number and one; 0: free.
    private var slots: ContiguousArray<UInt64>
    private var count = 0

    /// - Parameter capacity: how many strings there will be at most.
    init(capacity: Int) {
        precondition(capacity < Int(UInt32.max), "more strings than can be numbered")
        var size = 64
        while size < capacity * 2 { size *= 2 }
        slots = ContiguousArray(repeating: 0, count: size)
    }

    /// The first user of a string; nil if this one is.
    ///
    /// - Parameters:
    ///   - user: a number below 2³² - 1.
    ///   - isSame: whether a user's string is this one.
    @inline(__always)
    mutating func insert(_ hash: UInt64, user: Int, _ isSame: (Int) -> Bool) -> Int? {
        precondition(count * 2 < slots.count, "more strings than there were to be")
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[slot] != 0 {
            let other = Int(slots[slot] & 0xFFFF_FFFF) - 1
            if (slots[slot] ^ hash) >> 32 == 0, isSame(other) { return other }
            slot = (slot + 1) & (slots.count - 1)
        }
        slots[slot] = hash & ~0xFFFF_FFFF | UInt64(user + 1)
        count += 1
        return nil
    }
}

/// A 64-bit hash of one or more byte strings.
struct StringHash {
    private(set) var value: UInt64 = 0x9E37_79B9_7F4A_7C15

    @inline(__always)
    mutating func add(_ bytes: ArraySlice<UInt8>) {
        value = bytes.withUnsafeBytes { buffer in
            var hash = value ^ UInt64(truncatingIfNeeded: buffer.count) &* 0x9E37_79B9_7F4A_7C15
            var at = 0
            while at + 8 <= buffer.count {
                hash = Self.mix(hash ^ buffer.loadUnaligned(fromByteOffset: at, as: UInt64.self))
                at += 8
            }
            var rest: UInt64 = 0
            while at < buffer.count {
                rest = rest << 8 | UInt64(buffer[at])
                at += 1
            }
            return Self.mix(hash ^ rest)
        }
    }

    @inline(__always)
    private static func mix(_ word: UInt64) -> UInt64 {
        let product = word.multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
        return product.high ^ product.low
    }
}
