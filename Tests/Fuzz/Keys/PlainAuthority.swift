import Glibc

/// A host and its port as docs/resolution.md §1 says, step by step, with no care for speed: what the grammar's one pass is held
/// against.
public struct PlainAuthority {
    public let host: [UInt8]
    /// Nil: absent, or a default one.
    public let port: Int?
    /// An IPv6 address or a dotted quad.
    public let isAddress: Bool

    public var key: [UInt8] { host + (port.map { Array(":\($0)".utf8) } ?? []) }

    public init?(_ bytes: [UInt8]) {
        guard (1...260).contains(bytes.count) else { return nil }
        let isLiteral = bytes[0] == 0x5B
        let end = isLiteral ? bytes.firstIndex(of: 0x5D).map { $0 + 1 } : bytes.firstIndex(of: 0x3A) ?? bytes.count
        guard let end else { return nil }
        guard let port = Self.port(bytes[end...]) else { return nil }
        self.port = [0, 80, 443].contains(port) ? nil : port
        if isLiteral {
            guard let address = Self.address(bytes[1..<(end - 1)]) else { return nil }
            (host, isAddress) = (address, true)
        } else {
            guard let name = Self.name(bytes[..<end]) else { return nil }
            (host, isAddress) = (name, Self.isQuad(name))
        }
    }

    /// 0: there is none.
    private static func port(_ rest: ArraySlice<UInt8>) -> Int? {
        guard let colon = rest.first else { return 0 }
        let digits = rest.dropFirst()
        guard colon == 0x3A, (1...5).contains(digits.count), digits.allSatisfy(isDigit) else { return nil }
        let number = digits.reduce(0) { $0 * 10 + Int($1) - 0x30 }
        return (1...65535).contains(number) ? number : nil
    }

    private static func name(_ written: ArraySlice<UInt8>) -> [UInt8]? {
        let undotted = written.last == 0x2E ? written.dropLast() : written
        let name = undotted.map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }
        guard (1...253).contains(name.count) else { return nil }
        let labels = name.split(separator: 0x2E, omittingEmptySubsequences: false)
        guard labels.allSatisfy(isLabel), let last = labels.last else { return nil }
        return last.allSatisfy(isDigit) || last.starts(with: [0x30, 0x78]) ? (isQuad(name) ? name : nil) : name
    }

    private static func isLabel(_ label: ArraySlice<UInt8>) -> Bool {
        let isOuter = { (byte: UInt8) in isLower(byte) || isDigit(byte) }
        guard (1...63).contains(label.count), let last = label.last, isOuter(last) else { return false }
        return matches(label, first: isOuter, others: { isOuter($0) || $0 == 0x5F || $0 == 0x2D })
    }

    private static func isQuad(_ name: [UInt8]) -> Bool {
        let numbers = name.split(separator: 0x2E, omittingEmptySubsequences: false)
        return numbers.count == 4
            && numbers.allSatisfy { digits in
                (1...3).contains(digits.count) && digits.allSatisfy(isDigit)
                    && (digits.count == 1 || digits.first != 0x30)
                    && digits.reduce(0) { $0 * 10 + Int($1) - 0x30 } < 256
            }
    }

    /// By inet_pton(3), which takes what RFC 4291 does; written anew as RFC 5952 says, without dotted quads.
    private static func address(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        guard (2...45).contains(text.count), text.allSatisfy({ isHexadecimal($0) || $0 == 0x3A || $0 == 0x2E }) else {
            return nil
        }
        var parsed = in6_addr()
        guard inet_pton(AF_INET6, String(decoding: text, as: UTF8.self), &parsed) == 1 else { return nil }
        let bytes = withUnsafeBytes(of: parsed) { Array($0) }
        let groups = (0..<8).map { Int(bytes[2 * $0]) << 8 | Int(bytes[2 * $0 + 1]) }
        let runs = (0..<8).flatMap { start in (start..<8).map { start...$0 } }.filter { run in
            run.count > 1 && run.allSatisfy { groups[$0] == 0 }
        }
        let texts = { (range: Range<Int>) in range.map { String(groups[$0], radix: 16) }.joined(separator: ":") }
        // The first of the longest.
        guard let longest = runs.max(by: { ($0.count, $1.lowerBound) < ($1.count, $0.lowerBound) }) else {
            return Array("[\(texts(0..<8))]".utf8)
        }
        return Array("[\(texts(0..<longest.lowerBound))::\(texts(longest.upperBound + 1..<8))]".utf8)
    }
}

// MARK: Bytes

func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
func isLower(_ byte: UInt8) -> Bool { byte >= 0x61 && byte <= 0x7A }
private func isHexadecimal(_ byte: UInt8) -> Bool { isDigit(byte) || "abcdefABCDEF".utf8.contains(byte) }

func matches(_ bytes: ArraySlice<UInt8>, first: (UInt8) -> Bool, others: (UInt8) -> Bool) -> Bool {
    guard let byte = bytes.first, first(byte) else { return false }
    return bytes.dropFirst().allSatisfy(others)
}

/// One segment of a sub-path.
public func isPlainSegment(_ bytes: ArraySlice<UInt8>) -> Bool {
    let isOuter = { (byte: UInt8) in isLower(byte) || isDigit(byte) || byte >= 0x41 && byte <= 0x5A }
    return matches(bytes, first: isOuter, others: { isOuter($0) || [0x2E, 0x5F, 0x7E, 0x2D].contains($0) })
}
