/// A set of bytes.
struct ByteSet: Sendable {
    /// By byte.
    private var members = [Bool](repeating: false, count: 256)

    init(_ bytes: StaticString) {
        for byte in UnsafeBufferPointer(start: bytes.utf8Start, count: bytes.utf8CodeUnitCount) {
            members[Int(byte)] = true
        }
    }

    init(_ ranges: ClosedRange<UInt8>...) {
        for range in ranges {
            for byte in range { members[Int(byte)] = true }
        }
    }

    /// Letters, digits and these.
    init(wordsAnd bytes: StaticString) {
        self.init(bytes)
        for range in [UInt8(0x30)...0x39, 0x41...0x5A, 0x61...0x7A] {
            for byte in range { members[Int(byte)] = true }
        }
    }

    /// All other bytes.
    var inverted: ByteSet {
        var other = self
        for byte in members.indices { other.members[byte].toggle() }
        return other
    }

    func contains(_ byte: UInt8) -> Bool { members[Int(byte)] }
}
