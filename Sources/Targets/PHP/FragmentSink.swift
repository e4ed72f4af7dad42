import Template

/// What the values of a fragment are written to: PHP's code, or the bytes that its sum is of.
protocol FragmentSink {
    /// Which of the two.
    static var isCode: Bool { get }

    mutating func write(_ value: Bool, to output: inout ByteBuffer)
    mutating func write(_ value: Int, to output: inout ByteBuffer)
    /// - Parameter digits: with a point between them.
    mutating func write(float digits: [UInt8], to output: inout ByteBuffer)
    /// A text of the program's own, of plain bytes.
    mutating func write(plain text: StaticString, to output: inout ByteBuffer)
    mutating func write(_ bytes: [UInt8], to output: inout ByteBuffer)
    mutating func write(_ bytes: UnsafeBufferPointer<UInt8>, to output: inout ByteBuffer)
    /// A string of the bytes that a closure appends.
    mutating func write(stringTo output: inout ByteBuffer, _ bytes: (inout ByteBuffer) -> Void)
    mutating func write(
        listOf count: Int, to output: inout ByteBuffer, _ item: (Int, inout Self, inout ByteBuffer) -> Void)
    mutating func write(
        mapOf count: Int, to output: inout ByteBuffer, key: (Int) -> [UInt8],
        value: (Int, inout Self, inout ByteBuffer) -> Void)
}

extension LiteralWriter: FragmentSink {
    static var isCode: Bool { true }
}
