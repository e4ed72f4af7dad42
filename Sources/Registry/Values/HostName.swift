import HostTable

/// `host[:port]` of an alias, in canonical form; international names become their A-labels. `*.name` is each name of one more
/// label.
public struct AliasName: RegistryValue, Hashable {
    public let authority: HostKey.Authority

    public static let requirement = "must be 'host[:port]' or '*.host[:port]'"
    // Looser: any number of a port.
    public static let schemaPattern: String? =
        #"^((\*\.)?"# + "\(HostName.pattern)|\(HostName.addressPattern))(:[1-9][0-9]{0,4})?$"

    public init(registry bytes: [UInt8]) throws(ValueRefusal) {
        if let extent = AuthorityExtent(of: bytes.span), extent.isCanonical, !extent.hasALabel {
            authority = HostKey.Authority(key: bytes, hostLength: extent.hostLength, port: extent.port)
            return
        }
        guard !bytes.contains(0x2F) else {
            throw ValueRefusal("must be a host name without scheme and sub-directory")
        }
        authority = try WrittenAuthority(bytes[...], orWildcard: true).inCanonicalForm()
    }
}

/// Host names as a registry may write them: in ASCII, or international ones.
enum HostName {
    // Looser: whatever lies beyond ASCII, said by what of ASCII is left out, since a range up to \uffff has no
    // supplementary characters for readers of JSON Schema that take whole code points.
    static let pattern = #"[^\u0000-/:-`{-\u007f]([^\u0000-,/:-^`{-\u007f]*[^\u0000-/:-`{-\u007f])?"#

    /// Of an IPv6 address. Looser: whatever such an address is made of.
    static let addressPattern = #"\[[0-9a-f:]{2,39}\]"#

    /// Why bytes are not a host name in canonical form.
    static func refusal(of bytes: [UInt8]) -> ValueRefusal {
        if bytes.isEmpty { return ValueRefusal("must have a host name") }
        if bytes.contains(0x5B) || bytes.count(where: { $0 == 0x3A }) > 1 {
            return ValueRefusal("must have an IPv6 address in brackets and without a zone, such as '[2001:db8::1]'")
        }
        if bytes.contains(0x2A) { return ValueRefusal("must not be a pattern; only an alias may be '*.name'") }
        return ValueRefusal("must have a host name of letters, digits, '-' and '_' in labels joined by '.'")
    }
}

/// `host[:port]` as a registry writes it, maybe with an international name.
struct WrittenAuthority {
    let authority: HostKey.Authority
    /// But for labels beyond ASCII, which UTS 46 writes anew.
    let isCanonical: Bool

    /// - Parameter orWildcard: `*.name` is allowed.
    init(_ bytes: ArraySlice<UInt8>, orWildcard: Bool = false) throws(ValueRefusal) {
        if orWildcard, bytes.contains(0x2A) {
            self = try Self(wildcard: bytes)
            return
        }
        let colon = bytes.first == 0x5B ? bytes.startIndex : bytes.firstIndex(of: 0x3A) ?? bytes.endIndex
        let ascii = try InternationalName.ascii(bytes[..<colon]) + bytes[colon...]
        guard let authority = HostKey.authority(ascii) else { throw HostName.refusal(of: ascii) }
        self.authority = authority
        isCanonical = ascii == authority.key
    }

    private init(wildcard bytes: ArraySlice<UInt8>) throws(ValueRefusal) {
        let name = bytes.prefix { $0 != 0x3A }.dropFirst(2)
        guard bytes.starts(with: "*.".utf8), !name.isEmpty, !name.contains(0x2A) else {
            throw ValueRefusal("must have its '*' first, once, before '.' and a host name: '*.example.org'")
        }
        let ascii = try bytes.prefix(2) + InternationalName.ascii(name) + bytes[name.endIndex...]
        guard let authority = HostKey.wildcard(Array(ascii)) else {
            throw HostKey.authority(Array(ascii.dropFirst(2))) == nil
                ? HostName.refusal(of: Array(ascii.dropFirst(2)))
                : ValueRefusal("must have a name behind '*.' that has names below it, no address")
        }
        self.authority = authority
        isCanonical = Array(ascii) == authority.key
    }

    func inCanonicalForm() throws(ValueRefusal) -> HostKey.Authority {
        guard isCanonical else {
            throw ValueRefusal("must be written '\(String(decoding: authority.key, as: UTF8.self))'")
        }
        return authority
    }
}
