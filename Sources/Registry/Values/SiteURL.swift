import HostTable

/// The address of a host: `scheme://host[:port][/sub/path]`, exactly as Moodle's `$CFG->wwwroot` will hold it.
///
/// Its bytes once, and where their parts end: a registry has a hundred thousand of them, which are copied often.
public struct SiteURL: RegistryValue, Hashable {
    public enum Scheme: String, Sendable { case http, https }

    /// Scheme, authority and path; no trailing `/`.
    public let bytes: [UInt8]
    public let layout: Layout

    /// At most this many segments in a sub-path.
    public static let longestPath = 8

    /// In bytes.
    static let longest = 1024

    public init(registry bytes: [UInt8]) throws(ValueRefusal) {
        if let layout = Layout(of: bytes.span), !layout.hasALabel {
            self.bytes = bytes
            self.layout = layout
            return
        }
        let canonical = try Self.canonical(bytes)
        guard let layout = Layout(of: canonical.span) else { preconditionFailure("what no rule refuses has a layout") }
        self.bytes = canonical
        self.layout = layout
    }

    /// Bytes that have a layout, and no A-label that is not one.
    public init(accepted bytes: [UInt8], layout: Layout) {
        self.bytes = bytes
        self.layout = layout
    }

    public static let requirement =
        "must be 'https://host', with its port and sub-directory if it has them, or 'http://…'"
    // Looser: any port, any name of a directory.
    public static let schemaPattern: String? =
        "^https?://(\(HostName.pattern)|\(HostName.addressPattern))(:[1-9][0-9]{0,4})?(/[A-Za-z0-9][A-Za-z0-9._~-]*){0,\(longestPath)}$"

    public static func == (a: SiteURL, b: SiteURL) -> Bool { a.bytes == b.bytes }
    public func hash(into hasher: inout Hasher) { hasher.combine(bytes) }
}

// MARK: Parts

extension SiteURL {
    public var scheme: Scheme { layout.start == 8 ? .https : .http }
    /// Without the port.
    public var host: ArraySlice<UInt8> { bytes[Int(layout.start)..<Int(layout.hostEnd)] }
    public var authority: HostKey.Authority {
        HostKey.Authority(key: Array(authorityKey), hostLength: host.count, port: layout.port)
    }
    /// `host` or `host:port`.
    public var authorityKey: ArraySlice<UInt8> { bytes[Int(layout.start)..<Int(layout.authorityEnd)] }
    /// Empty, or `/a/b`.
    public var path: ArraySlice<UInt8> { bytes[Int(layout.authorityEnd)...] }
    public var hasPath: Bool { Int(layout.authorityEnd) < bytes.count }
    /// What requests for this host are looked up by.
    public var key: ArraySlice<UInt8> { bytes[Int(layout.start)...] }
    /// One that is not the default of http or https.
    public var hasPort: Bool { layout.port != 0 }
    /// The port on which a web server answers it without a proxy in front.
    public var port: Int { layout.port != 0 ? Int(layout.port) : scheme == .https ? 443 : 80 }
    /// How many directories its path has.
    public var segments: Int { path.count { $0 == 0x2F } }
}
