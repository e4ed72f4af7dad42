/// Classes of bytes as bits, so that one look at each byte of a value says all that there is to know of it.
struct ByteClasses: Sendable {
    /// By byte.
    private let classes: [UInt8]

    /// - Parameter members: each class: a bit of its own.
    init(_ members: (bit: UInt8, bytes: ByteSet)...) {
        classes = (UInt8.min...UInt8.max).map { byte in
            members.reduce(0) { $1.bytes.contains(byte) ? $0 | $1.bit : $0 }
        }
    }

    /// The classes of which there is at least one byte from an offset on.
    func found(in output: borrowing ByteBuffer, from start: Int) -> UInt8 {
        classes.withUnsafeBufferPointer { classes in
            var found: UInt8 = 0
            for offset in start..<output.count { found |= classes[Int(output.base[offset])] }
            return found
        }
    }
}
