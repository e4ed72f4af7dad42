/// What one pass over `host[:port]` finds; it copies nothing, since a registry has a hundred thousand of them.
public struct AuthorityExtent: Sendable {
    /// Without the one trailing dot.
    public let hostLength: Int
    /// 0: absent, or a default one.
    public let port: UInt16
    /// The bytes are their own key: lower case, no trailing dot, no port that would be dropped or written otherwise.
    public let isCanonical: Bool
    /// A label begins `xn--`, in any case.
    public let hasALabel: Bool

    /// Nil if the bytes are malformed.
    public init?(of bytes: Span<UInt8>) {
        let isAddress = bytes.count > 0 && bytes[0] == 0x5B
        guard bytes.count <= 260, let host = isAddress ? HostScan(address: bytes) : HostScan(bytes) else { return nil }
        hostLength = host.length
        hasALabel = host.hasALabel
        guard host.end < bytes.count else {
            port = 0
            isCanonical = host.isCanonical
            return
        }
        guard let number = Self.port(bytes.extracting((host.end + 1)...)) else { return nil }
        let isDefault = number == 80 || number == 443
        port = isDefault ? 0 : number
        isCanonical = host.isCanonical && !isDefault && bytes[host.end + 1] != 0x30
    }

    private static func port(_ digits: Span<UInt8>) -> UInt16? {
        guard let number = decimal(digits, digits: 1...5), (1...65535).contains(number) else { return nil }
        return UInt16(number)
    }

    static func decimal(_ bytes: Span<UInt8>, digits: ClosedRange<Int>) -> Int? {
        guard digits.contains(bytes.count) else { return nil }
        var number = 0
        for index in bytes.indices {
            guard (0x30...0x39).contains(bytes[index]) else { return nil }
            number = number * 10 + Int(bytes[index] - 0x30)
        }
        return number
    }
}

/// A host name or an IPv6 address in brackets at the beginning of bytes, up to their end or a `:`.
private struct HostScan {
    /// Where it ends, with its trailing dot.
    let end: Int
    /// Without its trailing dot.
    let length: Int
    let isCanonical: Bool
    let hasALabel: Bool

    init?(_ bytes: Span<UInt8>) {
        var (label, last) = (0, 0)
        var (isLower, hasALabel) = (true, false)
        var index = 0
        while index < bytes.count, bytes[index] != 0x3A {
            let byte = bytes[index]
            if byte == 0x2E {
                guard Self.isLabel(bytes, label..<index) else { return nil }
                (last, label) = (label, index + 1)
            } else {
                let folded = byte | 0x20
                if (0x61...0x7A).contains(folded) {
                    isLower = isLower && byte == folded
                } else {
                    guard (0x30...0x39).contains(byte) || byte == 0x2D || byte == 0x5F else { return nil }
                    if byte == 0x2D, index == label + 3, Self.isALabelPrefix(bytes, at: label) { hasALabel = true }
                }
            }
            index += 1
        }
        let isDotted = index > 0 && label == index
        if !isDotted {
            guard Self.isLabel(bytes, label..<index) else { return nil }
            last = label
        }
        end = index
        length = isDotted ? index - 1 : index
        isCanonical = isLower && !isDotted
        self.hasALabel = hasALabel
        guard length <= 253, Self.isNameOrQuad(bytes, length: length, last: last) else { return nil }
    }

    /// An IPv6 address in brackets, with nothing or a `:` behind them.
    init?(address bytes: Span<UInt8>) {
        var end = 1
        while end < bytes.count, bytes[end - 1] != 0x5D { end += 1 }
        let literal = bytes.extracting(0..<end)
        guard end == bytes.count || bytes[end] == 0x3A, let address = IPv6Literal(literal) else { return nil }
        self.end = end
        length = end
        isCanonical = address.canonical.span.holds(literal)
        hasALabel = false
    }

    /// Its length, its first and its last byte; the bytes between are the scan's.
    private static func isLabel(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        guard (1...63).contains(range.count) else { return false }
        let (first, last) = (bytes[range.lowerBound], bytes[range.upperBound - 1])
        return first != 0x2D && first != 0x5F && last != 0x2D && last != 0x5F
    }

    private static func isALabelPrefix(_ bytes: Span<UInt8>, at label: Int) -> Bool {
        bytes[label] | 0x20 == 0x78 && bytes[label + 1] | 0x20 == 0x6E && bytes[label + 2] == 0x2D
    }

    /// What browsers would read as an IPv4 address must be a canonical dotted quad.
    private static func isNameOrQuad(_ bytes: Span<UInt8>, length: Int, last: Int) -> Bool {
        guard (0x30...0x39).contains(bytes[last]) else { return true }
        let isHexadecimal = bytes[last] == 0x30 && last + 1 < length && bytes[last + 1] | 0x20 == 0x78
        var isNumber = true
        for index in last..<length where !(0x30...0x39).contains(bytes[index]) { isNumber = false }
        return !isNumber && !isHexadecimal || DottedQuad(bytes.extracting(0..<length)) != nil
    }
}

extension Span<UInt8> {
    fileprivate func holds(_ other: Span<UInt8>) -> Bool {
        guard count == other.count else { return false }
        for index in indices where self[index] != other[index] { return false }
        return true
    }
}
