/// An IPv6 address in brackets, as URLs and Host headers have it: docs/resolution.md §1.
///
/// Its own parser, not the system's: that of PHP takes what is behind a NUL away, and writes some addresses with a dotted quad.
public struct IPv6Literal {
    private let groups: InlineArray<8, UInt16>

    /// Of sixteen bytes.
    public init(_ bytes: [UInt8]) {
        precondition(bytes.count == 16, "an IPv6 address has 16 bytes")
        groups = InlineArray { UInt16(bytes[2 * $0]) << 8 | UInt16(bytes[2 * $0 + 1]) }
    }

    /// That of an IPv4 address in ::ffff:0:0/96 (RFC 4291 §2.5.5.2).
    public init(mapping quad: DottedQuad) {
        groups = [0, 0, 0, 0, 0, 0xFFFF, quad.high, quad.low]
    }

    /// Sixteen.
    public var bytes: [UInt8] {
        (0..<16).map { UInt8(truncatingIfNeeded: groups[$0 / 2] >> ($0 % 2 == 0 ? 8 : 0)) }
    }

    /// Nil for what is not an address, in whatever spelling, in brackets.
    public init?(_ bytes: Span<UInt8>) {
        guard (4...47).contains(bytes.count), bytes[0] == 0x5B, bytes[bytes.count - 1] == 0x5D else { return nil }
        let text = bytes.extracting(1..<(bytes.count - 1))
        var values = InlineArray<8, UInt16>(repeating: 0)
        var (at, count) = (0, 0)
        // How many groups stand before `::`.
        var gap: Int?
        if text[0] == 0x3A, text[1] == 0x3A { (gap, at) = (0, 2) }
        while at < text.count {
            guard let (group, end) = Self.group(text, at: at), count < 8 else { return nil }
            if end < text.count, text[end] == 0x2E {
                guard count < 7, let quad = DottedQuad(text.extracting(at...)) else { return nil }
                (values[count], values[count + 1]) = (quad.high, quad.low)
                count += 2
                break
            }
            values[count] = group
            count += 1
            guard end < text.count else { break }
            guard text[end] == 0x3A, end + 1 < text.count else { return nil }
            at = end + 1
            if text[at] == 0x3A {
                guard gap == nil else { return nil }
                gap = count
                at += 1
            }
        }
        guard gap == nil ? count == 8 : count < 8 else { return nil }
        let before = gap ?? 8
        var groups = InlineArray<8, UInt16>(repeating: 0)
        for index in 0..<count { groups[index < before ? index : index + 8 - count] = values[index] }
        self.groups = groups
    }

    /// One to four hexadecimal digits, and where they end.
    private static func group(_ text: Span<UInt8>, at start: Int) -> (UInt16, Int)? {
        var (value, at) = (UInt16(0), start)
        while at < text.count, at < start + 4, let digit = digit(text[at]) {
            value = value << 4 | digit
            at += 1
        }
        return at > start ? (value, at) : nil
    }

    private static func digit(_ byte: UInt8) -> UInt16? {
        switch byte {
        case 0x30...0x39: UInt16(byte - 0x30)
        case 0x41...0x46, 0x61...0x66: UInt16(byte | 0x20) - 0x57
        default: nil
        }
    }

    /// RFC 5952 in hexadecimal throughout, which is how browsers write it.
    public var canonical: [UInt8] {
        let zeros = longestZeros
        var bytes: [UInt8] = [0x5B]
        var index = 0
        while index < 8 {
            if index == zeros.lowerBound, !zeros.isEmpty {
                bytes += "::".utf8
                index = zeros.upperBound
                continue
            }
            if index > 0, index != zeros.upperBound || zeros.isEmpty { bytes.append(0x3A) }
            bytes += String(groups[index], radix: 16).utf8
            index += 1
        }
        return bytes + [0x5D]
    }

    /// The first of the longest runs of two or more groups that are 0; empty if there is none.
    private var longestZeros: Range<Int> {
        var longest = 0..<0
        var start = 0
        for index in 0...8 where index == 8 || groups[index] != 0 {
            if index - start > max(longest.count, 1) { longest = start..<index }
            start = index + 1
        }
        return longest
    }
}

/// Four decimal numbers of 0 to 255 without leading zeros.
public struct DottedQuad {
    private(set) var high: UInt16 = 0
    private(set) var low: UInt16 = 0

    public init?(_ bytes: Span<UInt8>) {
        var (start, numbers) = (0, 0)
        for index in 0...bytes.count where index == bytes.count || bytes[index] == 0x2E {
            let number = AuthorityExtent.decimal(bytes.extracting(start..<index), digits: 1...3)
            guard let number, number < 256, index == start + 1 || bytes[start] != 0x30, numbers < 4 else { return nil }
            if numbers < 2 { high = high << 8 | UInt16(number) } else { low = low << 8 | UInt16(number) }
            numbers += 1
            start = index + 1
        }
        guard numbers == 4 else { return nil }
    }
}
