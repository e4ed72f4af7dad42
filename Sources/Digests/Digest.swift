/// The first 128 bits of a SHA-256: two that are equal stand for the same bytes.
public struct Digest: Hashable, Comparable, Sendable {
    public let high: UInt64
    public let low: UInt64

    public init(high: UInt64, low: UInt64) { (self.high, self.low) = (high, low) }

    public init(of bytes: [UInt8]) { self = bytes.withUnsafeBufferPointer { Digest(of: $0) } }

    public init(of bytes: UnsafeBufferPointer<UInt8>) {
        let words = SHA256.digest(bytes)
        high = UInt64(words[0]) << 32 | UInt64(words[1])
        low = UInt64(words[2]) << 32 | UInt64(words[3])
    }

    /// Of 32 lower-case hex digits; nil: it is something else.
    public init?(hexadecimal digits: some Collection<UInt8>) {
        guard digits.count == 32, digits.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }) else {
            return nil
        }
        func word(_ digits: some Sequence<UInt8>) -> UInt64 {
            digits.reduce(0) { $0 << 4 | UInt64($1 < 0x3A ? $1 - 0x30 : $1 - 0x57) }
        }
        (high, low) = (word(digits.prefix(16)), word(digits.dropFirst(16)))
    }

    /// As 32 lower-case hex digits.
    public var hexadecimal: [UInt8] { withHexadecimal { Array($0) } }

    /// The same without an array.
    public func withHexadecimal<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 32) { digits in
            for (start, word) in [(0, high), (16, low)] {
                for digit in 0..<16 {
                    let nibble = UInt8(truncatingIfNeeded: word >> UInt64(60 - 4 * digit)) & 15
                    digits.initializeElement(at: start + digit, to: nibble < 10 ? 0x30 + nibble : 0x57 + nibble)
                }
            }
            return body(UnsafeBufferPointer(digits))
        }
    }

    /// Whether its digits come first.
    public static func < (left: Digest, right: Digest) -> Bool {
        left.high != right.high ? left.high < right.high : left.low < right.low
    }

    /// Appends its sixteen bytes, the most significant first.
    public func append(to bytes: inout [UInt8]) {
        withUnsafeBytes(of: high.bigEndian) { bytes.append(contentsOf: $0) }
        withUnsafeBytes(of: low.bigEndian) { bytes.append(contentsOf: $0) }
    }
}
