import HostTable

/// The address of a host: `scheme://host[:port][/sub/path]`, exactly as Moodle's `$CFG->wwwroot` will hold it.
public struct SiteURL: Sendable, Hashable {
    public enum Scheme: String, Sendable { case http, https }

    public let scheme: Scheme
    public let authority: HostKey.Authority
    /// Empty, or `/a/b`.
    public let path: [UInt8]

    /// At most this many segments in a sub-path.
    public static let longestPath = 8

    /// Scheme, authority and path; no trailing `/`.
    public var bytes: [UInt8] { Array("\(scheme.rawValue)://".utf8) + authority.key + path }
    /// What requests for this host are looked up by.
    public var key: [UInt8] { authority.key + path }
    /// The port on which a web server answers it without a proxy in front.
    public var port: Int { authority.port ?? (scheme == .https ? 443 : 80) }
    public var segments: Int { path.count { $0 == 0x2F } }

    /// Why bytes are not a URL, with what would be right.
    public struct Refusal: Error { public let reason: String }

    public init(_ bytes: [UInt8]) throws(Refusal) {
        let text = String(decoding: bytes, as: UTF8.self)
        let scheme: Scheme? =
            bytes.starts(with: "https://".utf8) ? .https : bytes.starts(with: "http://".utf8) ? .http : nil
        guard let scheme else { throw Refusal(reason: "must begin with 'https://' or 'http://'") }
        let rest = bytes.dropFirst(scheme.rawValue.utf8.count + 3)
        let slash = rest.firstIndex(of: 0x2F) ?? rest.endIndex
        let written = rest[..<slash]
        guard !written.contains(0x40) else { throw Refusal(reason: "must not hold a user name") }
        guard let authority = HostKey.authority(written) else {
            throw Refusal(reason: HostName.refusal(of: written))
        }
        let path = Array(rest[slash...])
        let canonical = "\(scheme.rawValue)://" + String(decoding: authority.key + path, as: UTF8.self)
        self.scheme = scheme
        self.authority = authority
        self.path = path
        // The default port of the other scheme would be lost: http on 443 is not http on 80.
        let foreign = scheme == .https ? ":80" : ":443"
        guard !String(decoding: written, as: UTF8.self).hasSuffix(foreign) else {
            throw Refusal(reason: "must not name port \(foreign.dropFirst()), the default one of the other scheme")
        }
        guard path.last != 0x2F else {
            throw Refusal(reason: "must not end in '/', write '\(canonical.dropLast())'")
        }
        guard text.utf8.elementsEqual(canonical.utf8) else { throw Refusal(reason: "must be written '\(canonical)'") }
        let segments = path.split(separator: 0x2F, omittingEmptySubsequences: false).dropFirst()
        guard segments.allSatisfy(HostKey.isSegment) else {
            throw Refusal(reason: "must have sub-directories of letters, digits, '.', '_', '~' and '-' only")
        }
        guard segments.count <= Self.longestPath else {
            throw Refusal(reason: "must have at most \(Self.longestPath) sub-directories")
        }
        guard segments.allSatisfy({ !$0.suffix(4).elementsEqual(".php".utf8) }) else {
            throw Refusal(reason: "must not have a sub-directory that ends in '.php'")
        }
        guard segments.last.map({ !$0.elementsEqual("public".utf8) }) ?? true else {
            throw Refusal(reason: "must not end in '/public', which Moodle refuses")
        }
    }
}

/// Host names as a registry may write them.
public enum HostName {
    /// Why bytes are not a host name in canonical form.
    public static func refusal(of bytes: some Collection<UInt8>) -> String {
        if bytes.isEmpty { return "must have a host name" }
        if bytes.contains(where: { $0 >= 0x80 }) {
            return "must have a host name in ASCII; write an international name as its A-label ('xn--…')"
        }
        if bytes.contains(0x5B) { return "must not be an IPv6 address" }
        if bytes.contains(0x2A) { return "must not be a pattern" }
        return "must have a host name of letters, digits, '-' and '_' in labels joined by '.'"
    }

    /// `host[:port]` of an alias, in canonical form.
    public static func authority(_ bytes: [UInt8]) throws(SiteURL.Refusal) -> HostKey.Authority {
        guard !bytes.contains(0x2F) else {
            throw SiteURL.Refusal(reason: "must be a host name without scheme and sub-directory")
        }
        guard let authority = HostKey.authority(bytes) else { throw SiteURL.Refusal(reason: refusal(of: bytes)) }
        guard authority.key == bytes else {
            throw SiteURL.Refusal(reason: "must be written '\(String(decoding: authority.key, as: UTF8.self))'")
        }
        return authority
    }
}
