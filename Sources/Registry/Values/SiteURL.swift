import HostTable

/// The address of a host: `scheme://host[:port][/sub/path]`, exactly as Moodle's `$CFG->wwwroot` will hold it.
///
/// One array and where its parts begin: a fleet's addresses are made, compared and written by the hundred thousand.
public struct SiteURL: RegistryValue, Hashable {
    public enum Scheme: String, Sendable { case http, https }

    /// Scheme, authority and path; no trailing `/`.
    public let bytes: [UInt8]
    private let hostEnd: UInt16
    private let keyEnd: UInt16
    /// 0: the scheme's default.
    private let declaredPort: UInt16

    /// At most this many segments in a sub-path.
    public static let longestPath = 8

    public static let requirement = "must be 'https://host[:port][/sub/directory]'"
    public static let schemaPattern: String? = #"^https?://[^/\s]+(/[A-Za-z0-9][A-Za-z0-9._~-]*){0,8}$"#

    public var scheme: Scheme { bytes[4] == UInt8(ascii: "s") ? .https : .http }
    private var keyStart: Int { scheme == .https ? 8 : 7 }
    public var authority: HostKey.Authority {
        HostKey.Authority(
            host: Array(bytes[keyStart..<Int(hostEnd)]), port: declaredPort == 0 ? nil : Int(declaredPort))
    }
    /// Host and port, without the path.
    public var authorityKey: ArraySlice<UInt8> { bytes[keyStart..<Int(keyEnd)] }
    /// Empty, or `/a/b`.
    public var path: ArraySlice<UInt8> { bytes[Int(keyEnd)...] }
    public var hasPath: Bool { Int(keyEnd) < bytes.count }
    /// What requests for this host are looked up by.
    public var key: ArraySlice<UInt8> { bytes[keyStart...] }
    /// The port on which a web server answers it without a proxy in front.
    public var port: Int { declaredPort != 0 ? Int(declaredPort) : scheme == .https ? 443 : 80 }
    public var segments: Int { path.count { $0 == 0x2F } }

    public init(registry bytes: [UInt8]) throws(ValueRefusal) {
        if let parts = Self.canonicalParts(of: bytes) {
            self.init(bytes, parts)
        } else {
            let canonical = try Self.canonical(bytes)
            self.init(canonical, Self.parts(of: canonical))
        }
        try checkPath()
    }

    private init(_ bytes: [UInt8], _ parts: (hostEnd: Int, keyEnd: Int, port: Int?)) {
        self.bytes = bytes
        hostEnd = UInt16(parts.hostEnd)
        keyEnd = UInt16(parts.keyEnd)
        declaredPort = UInt16(parts.port ?? 0)
    }

    /// Where the parts of a canonical address end.
    private static func parts(of bytes: [UInt8]) -> (hostEnd: Int, keyEnd: Int, port: Int?) {
        let start = bytes[4] == UInt8(ascii: "s") ? 8 : 7
        let end = bytes[start...].firstIndex(of: 0x2F) ?? bytes.endIndex
        guard let authority = HostKey.authority(bytes[start..<end]) else {
            preconditionFailure("a canonical address has no authority: \(String(decoding: bytes, as: UTF8.self))")
        }
        return (start + authority.host.count, end, authority.port)
    }

    /// Where the parts end, if nothing has to be changed and no label is looked at by UTS 46.
    private static func canonicalParts(of bytes: [UInt8]) -> (hostEnd: Int, keyEnd: Int, port: Int?)? {
        bytes.withUnsafeBufferPointer { buffer in
            guard let start = schemeCount(buffer), buffer.count <= 1024,
                !HostName.mayHaveALabel(buffer)
            else { return nil }
            let rest = buffer[start...]
            let end = rest.firstIndex(of: 0x2F) ?? buffer.endIndex
            let authority = UnsafeBufferPointer(rebasing: buffer[start..<end])
            if let (hostCount, port) = HostKey.canonicalAuthority(authority) { return (start + hostCount, end, port) }
            // A dotted quad, which is rare.
            guard let quad = HostKey.authority(authority), quad.key.elementsEqual(authority) else { return nil }
            return (start + quad.host.count, end, quad.port)
        }
    }

    private static func schemeCount(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        bytes.starts(with: "https://".utf8) ? 8 : bytes.starts(with: "http://".utf8) ? 7 : nil
    }

    /// An international name in ASCII; all else that is not canonical is refused with what would be.
    private static func canonical(_ bytes: [UInt8]) throws(ValueRefusal) -> [UInt8] {
        guard let start = bytes.withUnsafeBufferPointer(schemeCount) else {
            throw ValueRefusal("must begin with 'https://' or 'http://'")
        }
        let slash = bytes[start...].firstIndex(of: 0x2F) ?? bytes.endIndex
        let written = bytes[start..<slash]
        guard !written.contains(0x40) else { throw ValueRefusal("must not hold a user name") }
        let scheme = Array(bytes[..<start])
        // The default port of the other scheme would be lost: http on 443 is not http on 80.
        let foreign = start == 8 ? ":80" : ":443"
        guard !written.suffix(foreign.utf8.count).elementsEqual(foreign.utf8) else {
            throw ValueRefusal("must not name port \(foreign.dropFirst()), the default one of the other scheme")
        }
        let ascii = try HostName.ascii(Array(written))
        guard let authority = HostKey.authority(ascii) else { throw HostName.refusal(of: ascii) }
        let canonical = scheme + authority.key + bytes[slash...]
        guard canonical.count <= 1024 else { throw ValueRefusal("must have at most 1024 bytes") }
        let isInternational = written.contains { $0 >= 0x80 }
        guard canonical == bytes || isInternational && ascii.elementsEqual(authority.key) else {
            throw ValueRefusal("must be written '\(String(decoding: canonical, as: UTF8.self))'")
        }
        return canonical
    }

    private func checkPath() throws(ValueRefusal) {
        guard hasPath else { return }
        guard path.last != 0x2F else {
            throw ValueRefusal("must not end in '/', write '\(String(decoding: bytes.dropLast(), as: UTF8.self))'")
        }
        let segments = path.split(separator: 0x2F, omittingEmptySubsequences: false).dropFirst()
        guard segments.allSatisfy(HostKey.isSegment) else {
            throw ValueRefusal("must have sub-directories of letters, digits, '.', '_', '~' and '-' only")
        }
        guard segments.count <= Self.longestPath else {
            throw ValueRefusal("must have at most \(Self.longestPath) sub-directories")
        }
        guard segments.allSatisfy({ !$0.suffix(4).elementsEqual(".php".utf8) }) else {
            throw ValueRefusal("must not have a sub-directory that ends in '.php'")
        }
        guard segments.last.map({ !$0.elementsEqual("public".utf8) }) ?? true else {
            throw ValueRefusal("must not end in '/public', which Moodle refuses")
        }
    }
}
