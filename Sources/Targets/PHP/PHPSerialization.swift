import Template

/// The bytes that PHP's `serialize()` gives for a value; docs/resolution.md §5 sums them.
///
/// A floating-point number stands as the text `float` and its bits: its digits would be those that php.ini asks for.
struct PHPSerialization: FragmentSink {
    static var isCode: Bool { false }

    /// How many arrays are begun and not ended.
    private(set) var openArrays = 0

    /// Begins an array, whose elements are to follow, each a key and a value, and then its end.
    mutating func beginArray(_ count: Int, in output: inout ByteBuffer) {
        openArrays += 1
        output.append("a:")
        output.append(count)
        output.append(":{")
    }

    mutating func endArray(in output: inout ByteBuffer) {
        openArrays -= 1
        output.append(UInt8(ascii: "}"))
    }

    func write(_ value: Bool, to output: inout ByteBuffer) { output.append(value ? "b:1;" : "b:0;") }

    func write(_ value: Int, to output: inout ByteBuffer) {
        output.append("i:")
        output.append(value)
        output.append(UInt8(ascii: ";"))
    }

    func write(float digits: [UInt8], to output: inout ByteBuffer) {
        guard let value = Double(String(decoding: digits, as: UTF8.self)) else {
            preconditionFailure("a number's text is one")
        }
        let bits = String(value.bitPattern, radix: 16)
        write(Array("float \(String(repeating: "0", count: 16 - bits.utf8.count))\(bits)".utf8), to: &output)
    }

    func write(plain text: StaticString, to output: inout ByteBuffer) {
        beginString(text.utf8CodeUnitCount, in: &output)
        output.append(text)
        output.append("\";")
    }

    func write(_ bytes: [UInt8], to output: inout ByteBuffer) {
        bytes.withUnsafeBufferPointer { write($0, to: &output) }
    }

    func write(_ bytes: UnsafeBufferPointer<UInt8>, to output: inout ByteBuffer) {
        beginString(bytes.count, in: &output)
        output.append(bytes)
        output.append("\";")
    }

    func write(stringTo output: inout ByteBuffer, _ bytes: (inout ByteBuffer) -> Void) {
        let start = output.count
        bytes(&output)
        let end = output.count
        // What stands before it says how long it is.
        beginString(end - start, in: &output)
        output.rotate(from: start, by: output.count - end)
        output.append("\";")
    }

    private func beginString(_ count: Int, in output: inout ByteBuffer) {
        output.append("s:")
        output.append(count)
        output.append(":\"")
    }

    mutating func write(
        listOf count: Int, to output: inout ByteBuffer, _ item: (Int, inout Self, inout ByteBuffer) -> Void
    ) {
        beginArray(count, in: &output)
        for index in 0..<count {
            write(index, to: &output)
            item(index, &self, &output)
        }
        endArray(in: &output)
    }

    mutating func write(
        mapOf count: Int, to output: inout ByteBuffer, key: (Int) -> [UInt8],
        value: (Int, inout Self, inout ByteBuffer) -> Void
    ) {
        beginArray(count, in: &output)
        for index in 0..<count {
            writeKey(key(index), to: &output)
            value(index, &self, &output)
        }
        endArray(in: &output)
    }

    /// PHP makes a number of a key that is one as PHP writes it.
    private func writeKey(_ key: [UInt8], to output: inout ByteBuffer) {
        if let number = Self.number(key) { write(number, to: &output) } else { write(key, to: &output) }
    }

    private static func number(_ key: [UInt8]) -> Int? {
        // Most are names.
        guard let first = key.first, first == UInt8(ascii: "-") || (0x30...0x39).contains(first) else { return nil }
        let text = String(decoding: key, as: UTF8.self)
        guard let number = Int(text), String(number) == text else { return nil }
        return number
    }
}
