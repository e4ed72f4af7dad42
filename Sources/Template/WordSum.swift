/// What a word is told by while it is read byte by byte: FNV-1a.
enum WordSum {
    static let initial: UInt64 = 0xCBF2_9CE4_8422_2325

    static func add(_ byte: UInt8, to sum: UInt64) -> UInt64 { (sum ^ UInt64(byte)) &* 0x100_0000_01B3 }

    static func of(_ text: StaticString) -> UInt64 {
        UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount).reduce(initial) { add($1, to: $0) }
    }
}
