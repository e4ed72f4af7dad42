import Template

/// The bytes that PHP's `serialize()` gives for a value; docs/resolution.md §5 sums them.
///
/// A floating-point number stands as the text `float` and its bits: its digits would be those that php.ini asks for.
struct PHPSerialization {
    private(set) var bytes: [UInt8] = []

    /// Begins an array, whose elements are to follow, each a key and a value, and then its end.
    mutating func beginArray(_ count: Int) { bytes += "a:\(count):{".utf8 }
    mutating func endArray() { bytes.append(UInt8(ascii: "}")) }

    mutating func append(_ value: Literal) {
        switch value {
        case .bool(let value): bytes += (value ? "b:1;" : "b:0;").utf8
        case .int(let value): append(value)
        case .float(let digits):
            guard let value = Double(String(decoding: digits, as: UTF8.self)) else {
                preconditionFailure("a number's text is one")
            }
            let bits = String(value.bitPattern, radix: 16)
            append(Array("float \(String(repeating: "0", count: 16 - bits.utf8.count))\(bits)".utf8))
        case .string(let text): append(text)
        case .list(let items):
            beginArray(items.count)
            for (index, item) in items.enumerated() {
                append(index)
                append(item)
            }
            endArray()
        case .map(let pairs):
            beginArray(pairs.count)
            for pair in pairs {
                appendKey(pair.key)
                append(pair.value)
            }
            endArray()
        }
    }

    mutating func append(_ value: Int) {
        bytes += "i:".utf8
        bytes += String(value).utf8
        bytes.append(UInt8(ascii: ";"))
    }

    mutating func append(_ text: [UInt8]) {
        bytes += "s:".utf8
        bytes += String(text.count).utf8
        bytes += ":\"".utf8
        bytes += text
        bytes += "\";".utf8
    }

    /// PHP makes a number of a key that is one as PHP writes it.
    mutating func appendKey(_ key: [UInt8]) {
        if let number = Self.number(key) { append(number) } else { append(key) }
    }

    private static func number(_ key: [UInt8]) -> Int? {
        // Most are names.
        guard let first = key.first, first == UInt8(ascii: "-") || (0x30...0x39).contains(first) else { return nil }
        let text = String(decoding: key, as: UTF8.self)
        guard let number = Int(text), String(number) == text else { return nil }
        // PHP reads the least integer as minus an overflowing one, here too.
        return number == .min ? nil : number
    }
}
