/// Remembers byte strings and who used each first; a hash table without the costs of `Dictionary`'s hashing, which guards
/// against keys that somebody else chose, where each string is compared whole anyway.
struct FirstUse {
    private var slots: [Int32]
    private var keys: ContiguousArray<(bytes: ArraySlice<UInt8>, hash: UInt64, user: Int)> = []

    init(capacity: Int) {
        var size = 64
        while size < capacity * 2 { size *= 2 }
        slots = [Int32](repeating: -1, count: size)
        keys.reserveCapacity(capacity)
    }

    var isEmpty: Bool { keys.isEmpty }

    func contains(_ bytes: ArraySlice<UInt8>) -> Bool {
        let hash = Self.hash(bytes)
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[slot] >= 0 {
            let key = keys[Int(slots[slot])]
            if key.hash == hash, key.bytes.elementsEqual(bytes) { return true }
            slot = (slot + 1) & (slots.count - 1)
        }
        return false
    }

    /// The first user of a string; nil if this one is.
    mutating func insert(_ bytes: ArraySlice<UInt8>, user: Int) -> Int? {
        let hash = Self.hash(bytes)
        if keys.count * 2 >= slots.count { grow() }
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[slot] >= 0 {
            let key = keys[Int(slots[slot])]
            if key.hash == hash, key.bytes.elementsEqual(bytes) { return key.user }
            slot = (slot + 1) & (slots.count - 1)
        }
        slots[slot] = Int32(truncatingIfNeeded: keys.count)
        keys.append((bytes, hash, user))
        return nil
    }

    private mutating func grow() {
        slots = [Int32](repeating: -1, count: slots.count * 2)
        for (index, key) in keys.enumerated() {
            var slot = Int(truncatingIfNeeded: key.hash) & (slots.count - 1)
            while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = Int32(truncatingIfNeeded: index)
        }
    }

    @inline(__always)
    private static func hash(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        var hash = StringHash()
        hash.add(bytes)
        return hash.value
    }
}
