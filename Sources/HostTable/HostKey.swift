/// The grammar of what hosts are looked up by: `host[:port][/sub/path]`, docs/resolution.md §1.
public enum HostKey {
    /// A host and the port that is not a default one.
    public struct Authority: Sendable, Hashable {
        public var host: [UInt8]
        public var port: Int?

        public init(host: [UInt8], port: Int?) {
            self.host = host
            self.port = port
        }

        /// `host` or `host:port`.
        public var key: [UInt8] { port.map { host + Array(":\($0)".utf8) } ?? host }
    }

    /// Where the host ends, and the port, of an authority that is in canonical form already; nil if it is not, or malformed.
    ///
    /// Says what `authority(_:)` says without making anything: a fleet's names are all looked at, and nearly all are canonical.
    public static func canonicalAuthority(_ bytes: UnsafeBufferPointer<UInt8>) -> (hostCount: Int, port: Int?)? {
        guard (1...260).contains(bytes.count) else { return nil }
        var end = bytes.count
        var label = 0
        var hasLetterInLabel = false
        var last: UInt8 = 0x2E
        scan: for (index, byte) in bytes.enumerated() {
            switch byte {
            case 0x61...0x7A:
                hasLetterInLabel = true
                label += 1
            case 0x30...0x39: label += 1
            case 0x2D, 0x5F:
                guard label > 0 else { return nil }
                label += 1
            case 0x2E:
                guard label > 0, last != 0x2D, last != 0x5F else { return nil }
                label = 0
                hasLetterInLabel = false
            case 0x3A:
                end = index
                break scan
            default: return nil
            }
            guard label <= 63 else { return nil }
            last = byte
        }
        // A last label without a letter, or that looks like a hexadecimal number, may be an address.
        guard end <= 253, label > 0, last != 0x2D, last != 0x5F, hasLetterInLabel else { return nil }
        let start = end - label
        if label >= 2, bytes[start] == 0x30, bytes[start + 1] == 0x78 { return nil }
        guard end < bytes.count else { return (end, nil) }
        let digits = bytes[(end + 1)...]
        guard let port = decimal(digits, digits: 1...5), digits.first != 0x30, (1...65535).contains(port), port != 80,
            port != 443
        else { return nil }
        return (end, port)
    }

    /// Normalises a `Host` header or the authority of a URL; nil if it is malformed.
    public static func authority(_ bytes: some Collection<UInt8>) -> Authority? {
        guard (1...260).contains(bytes.count) else { return nil }
        let parts = bytes.split(separator: 0x3A, maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count <= 2 else { return nil }
        var port: Int?
        if parts.count == 2 {
            guard let number = decimal(parts[1], digits: 1...5), (1...65535).contains(number) else { return nil }
            port = number == 80 || number == 443 ? nil : number
        }
        guard let host = host(parts[0]) else { return nil }
        return Authority(host: host, port: port)
    }

    /// A host name or dotted quad in its canonical form; nil if it is malformed.
    public static func host(_ bytes: some Collection<UInt8>) -> [UInt8]? {
        var host = bytes.map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }
        if host.last == 0x2E { host.removeLast() }
        guard (1...253).contains(host.count) else { return nil }
        let labels = host.split(separator: 0x2E, omittingEmptySubsequences: false)
        guard labels.allSatisfy(isLabel), let last = labels.last else { return nil }
        if last.allSatisfy(isDigit) || last.starts(with: "0x".utf8) {
            let quad = labels.map { decimal($0, digits: 1...3) }
            guard labels.count == 4,
                zip(labels, quad).allSatisfy({ ($1 ?? 256) < 256 && ($0.count == 1 || $0.first != 0x30) })
            else { return nil }
        }
        return host
    }

    /// Whether bytes are one segment of a sub-path.
    public static func isSegment(_ bytes: some Collection<UInt8>) -> Bool {
        guard let first = bytes.first, isLetter(first) || isDigit(first) else { return false }
        return bytes.allSatisfy { isLetter($0) || isDigit($0) || $0 == 0x2E || $0 == 0x5F || $0 == 0x7E || $0 == 0x2D }
    }

    /// Whether bytes are a host's id: `[a-z][a-z0-9-]{0,30}`.
    public static func isHostID(_ bytes: some Collection<UInt8>) -> Bool {
        guard let first = bytes.first, (0x61...0x7A).contains(first), bytes.count <= 31 else { return false }
        return bytes.allSatisfy { (0x61...0x7A).contains($0) || isDigit($0) || $0 == 0x2D }
    }

    private static func isLabel(_ label: some Collection<UInt8>) -> Bool {
        guard (1...63).contains(label.count), label.first != 0x2D, label.first != 0x5F else { return false }
        var last: UInt8 = 0
        for byte in label {
            guard (0x61...0x7A).contains(byte) || isDigit(byte) || byte == 0x2D || byte == 0x5F else { return false }
            last = byte
        }
        return last != 0x2D && last != 0x5F
    }

    private static func decimal(_ bytes: some Collection<UInt8>, digits: ClosedRange<Int>) -> Int? {
        guard digits.contains(bytes.count), bytes.allSatisfy(isDigit) else { return nil }
        return bytes.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
}
