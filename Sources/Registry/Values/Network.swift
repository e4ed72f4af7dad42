import HostTable

/// One address or a network of them, IPv4 or IPv6, in its canonical form: `192.0.2.7`, `10.0.0.0/8`, `2001:db8::/48`.
public struct Network: RegistryValue, Hashable {
    /// Of IPv6; those of IPv4 are in ::ffff:0:0/96.
    public let address: [UInt8]
    /// How many leading bits all addresses share: 0…128.
    public let length: Int

    public static let requirement = "must be an address, or a network such as '10.0.0.0/8' or '2001:db8::/48'"
    // Looser: whatever such addresses are made of.
    public static let schemaPattern: String? = "^[0-9a-f.:]{2,45}(/[1-9][0-9]{0,2})?$"

    public init(registry bytes: [UInt8]) throws(ValueRefusal) {
        let slash = bytes.firstIndex(of: 0x2F) ?? bytes.endIndex
        let written = Array(bytes[..<slash])
        let quad = DottedQuad(written.span)
        guard let address = quad.map({ IPv6Literal(mapping: $0) }) ?? IPv6Literal(([0x5B] + written + [0x5D]).span)
        else { throw ValueRefusal(Self.requirement) }
        let bits = quad == nil ? 128 : 32
        var length = bits
        if slash < bytes.endIndex {
            let digits = bytes[(slash + 1)...]
            guard (1...3).contains(digits.count), digits.allSatisfy({ (0x30...0x39).contains($0) }),
                let number = Int(String(decoding: digits, as: UTF8.self)), number <= bits
            else { throw ValueRefusal(Self.requirement) }
            length = number
        }
        self.length = length + 128 - bits
        self.address = Self.masked(address.bytes, self.length)
        try check(bytes, isIPv4: quad != nil)
    }

    private func check(_ written: [UInt8], isIPv4: Bool) throws(ValueRefusal) {
        let shared = min(length, 96)
        guard isIPv4 || Self.masked(Self.mapped, shared) != Self.masked(address, shared) else {
            throw ValueRefusal("must not hold addresses of IPv4, which are written '192.0.2.7' or '10.0.0.0/8'")
        }
        // Whoever is in it chooses the host: the largest ones that are anybody's own are 10.0.0.0/8 and fc00::/7.
        guard length >= (isIPv4 ? 96 + 8 : 7) else {
            throw ValueRefusal(
                "must be \(isIPv4 ? "at most a /8" : "at most a /7"), which is the largest private network")
        }
        let canonical = canonical(isIPv4: isIPv4)
        guard canonical == written else {
            throw ValueRefusal("must be written '\(String(decoding: canonical, as: UTF8.self))'")
        }
    }

    private func canonical(isIPv4: Bool) -> [UInt8] {
        let text: [UInt8]
        if isIPv4 {
            text = Array(address[12...].map { String($0) }.joined(separator: ".").utf8)
        } else {
            text = IPv6Literal(address).canonical.dropFirst().dropLast()
        }
        return text + (length == 128 ? [] : Array("/\(isIPv4 ? length - 96 : length)".utf8))
    }

    private static let mapped: [UInt8] = [UInt8](repeating: 0, count: 10) + [255, 255, 0, 0, 0, 0]

    private static func masked(_ address: [UInt8], _ length: Int) -> [UInt8] {
        address.enumerated().map { index, byte in
            let kept = min(max(length - 8 * index, 0), 8)
            return byte & ~UInt8(truncatingIfNeeded: 0xFF >> kept)
        }
    }
}

/// A name by which a proxy asks: a host name or an address, without a port.
public struct ProxyName: RegistryValue, Hashable {
    /// In canonical form.
    public let bytes: [UInt8]

    public static let requirement = "must be a host name or an address, without a port"
    public static let schemaPattern: String? = "^(\(HostName.pattern)|\(HostName.addressPattern))$"

    public init(registry bytes: [UInt8]) throws(ValueRefusal) {
        let authority = try AliasName(registry: bytes).authority
        guard authority.port == nil, authority.host.first != UInt8(ascii: "*") else {
            throw ValueRefusal(Self.requirement)
        }
        self.bytes = authority.host
    }
}
