/// The grammar of what hosts are looked up by: `host[:port][/sub/path]`, docs/resolution.md §1.
public enum HostKey {
    /// A host and the port that is not a default one.
    public struct Authority: Sendable, Hashable {
        /// `host` or `host:port`.
        public let key: [UInt8]
        private let hostLength: UInt16
        /// 0: a default one.
        private let portNumber: UInt16

        public var host: [UInt8] { portNumber == 0 ? key : Array(key.prefix(Int(hostLength))) }
        public var port: Int? { portNumber == 0 ? nil : Int(portNumber) }

        /// The keys without a sub-path that it stands for, in the order of their look-up.
        public var bases: [[UInt8]] { portNumber == 0 ? [key] : [key, host] }

        /// The keys of the wildcards that hold it, likewise; none for a host of one label.
        public var wildcards: [[UInt8]] {
            bases.compactMap { base in
                base.firstIndex(of: UInt8(ascii: ".")).map { [UInt8(ascii: "*")] + base[$0...] }
            }
        }

        /// - Parameters:
        ///   - key: in canonical form.
        ///   - hostLength: how much of it is the host.
        ///   - port: 0 for a default one.
        public init(key: [UInt8], hostLength: Int, port: UInt16) {
            self.key = key
            self.hostLength = UInt16(hostLength)
            portNumber = port
        }
    }

    /// Normalises a `Host` header or the authority of a URL; nil if it is malformed.
    public static func authority(_ bytes: [UInt8]) -> Authority? {
        guard let extent = AuthorityExtent(of: bytes.span) else { return nil }
        guard !extent.isCanonical else {
            return Authority(key: bytes, hostLength: extent.hostLength, port: extent.port)
        }
        let host = bytes[..<extent.hostLength]
        let address = host.first == 0x5B ? IPv6Literal(bytes.span.extracting(..<extent.hostLength)) : nil
        var key = address?.canonical ?? host.map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }
        let length = key.count
        if extent.port != 0 { key += ":\(extent.port)".utf8 }
        return Authority(key: key, hostLength: length, port: extent.port)
    }

    /// Normalises `*.name[:port]`, a key that stands for each name of one more label; nil if it is malformed.
    ///
    /// An address has no names below it, and a name below a longer one would be too long.
    public static func wildcard(_ bytes: [UInt8]) -> Authority? {
        guard bytes.starts(with: "*.".utf8), let below = authority(Array(bytes.dropFirst(2))),
            authority("a.".utf8 + below.host) != nil
        else { return nil }
        return Authority(
            key: bytes.prefix(2) + below.key, hostLength: below.host.count + 2, port: UInt16(below.port ?? 0))
    }

    /// A host name or dotted quad in its canonical form; nil if it is malformed.
    public static func host(_ bytes: some Collection<UInt8>) -> [UInt8]? {
        bytes.contains(0x3A) ? nil : authority(Array(bytes))?.key
    }

    /// Whether bytes are one segment of a sub-path.
    public static func isSegment(_ bytes: some Collection<UInt8>) -> Bool {
        guard let first = bytes.first, isLetterOrDigit(first) else { return false }
        return bytes.allSatisfy(isSegmentByte)
    }

    /// Whether a segment of a sub-path may begin with a byte.
    @inlinable
    public static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte)
    }

    /// Whether a segment of a sub-path may hold a byte.
    @inlinable
    public static func isSegmentByte(_ byte: UInt8) -> Bool {
        isLetterOrDigit(byte) || byte == 0x2E || byte == 0x5F || byte == 0x7E || byte == 0x2D
    }

    /// Whether bytes are a host's id: `[a-z][a-z0-9-]{0,30}`.
    public static func isHostID(_ bytes: Span<UInt8>) -> Bool {
        guard (1...31).contains(bytes.count), (0x61...0x7A).contains(bytes[0]) else { return false }
        for index in bytes.indices {
            let byte = bytes[index]
            guard (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x2D else { return false }
        }
        return true
    }
}
