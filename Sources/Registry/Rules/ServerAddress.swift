import Glibc

/// Where a server listens, in one form for whatever spells it: letters without case, no scheme, no trailing dot, addresses as
/// inet_ntop(3) writes them, and one name for this machine, be it said as localhost, 127.0.0.0/8, `::1` or a socket.
///
/// What a name resolves to is not asked: `db.example` and its address are two servers.
struct ServerAddress: Hashable {
    /// Empty: this machine.
    let host: [UInt8]
    /// Nil: behind a socket, which tells none.
    let port: Int?

    var isLocal: Bool { host.isEmpty }

    /// - Parameters:
    ///   - written: a name, an address, either with `:port`, or the path of a socket; a scheme may stand before it.
    ///   - port: what a field of its own says.
    ///   - usual: the port where nothing says one.
    init(_ written: [UInt8], port: Int?, usual: Int) {
        var text = written.map { isUppercase($0) ? $0 + 0x20 : $0 }[...]
        if let end = text.indices.first(where: { text[$0...].starts(with: "://".utf8) }) { text = text[(end + 3)...] }
        guard let first = text.first, first != 0x2F else {
            self.init(host: [], port: nil)
            return
        }
        let (name, own) = Self.split(text)
        self.init(host: Self.canonical(name), port: own ?? port ?? usual)
    }

    init(host: [UInt8], port: Int?) {
        self.host = host
        self.port = port
    }

    /// Bytes that two addresses have in common only if they are equal.
    var key: [UInt8] { host + Array(":\(port.map(String.init) ?? "socket")".utf8) }

    /// A name and the port behind it; an IPv6 address has its port behind brackets.
    private static func split(_ text: ArraySlice<UInt8>) -> (name: ArraySlice<UInt8>, port: Int?) {
        if text.first == 0x5B, let end = text.firstIndex(of: 0x5D) {
            return (text[(text.startIndex + 1)..<end], decimal(text[end...].dropFirst(2)))
        }
        // memcached's third part is a weight.
        let parts = text.split(separator: 0x3A, omittingEmptySubsequences: false)
        guard parts.count == 2 || parts.count == 3, let port = decimal(parts[1]), address(text, AF_INET6) == nil else {
            return (text, nil)
        }
        return (parts[0], port)
    }

    private static func canonical(_ name: ArraySlice<UInt8>) -> [UInt8] {
        let name = name.last == 0x2E ? name.dropLast() : name
        if let address = address(name, AF_INET) {
            return address[0] == 127 || address == [0, 0, 0, 0] ? [] : text(address)
        }
        if let address = address(name, AF_INET6) {
            if address.starts(with: [UInt8](repeating: 0, count: 10) + [0xFF, 0xFF]) {
                return canonical(text(Array(address[12...]))[...])
            }
            return address.dropLast().allSatisfy { $0 == 0 } && address[15] <= 1 ? [] : text(address)
        }
        // RFC 6761, 6.3; Debian's /etc/hosts; SQL Server's names for this machine.
        let local = ["localhost", "localhost.localdomain", "ip6-localhost", "ip6-loopback", "(local)", "."]
        if name.isEmpty || local.contains(where: { name.elementsEqual($0.utf8) }) { return [] }
        return name.suffix(10).elementsEqual(".localhost".utf8) ? [] : Array(name)
    }

    private static func address(_ name: ArraySlice<UInt8>, _ family: Int32) -> [UInt8]? {
        guard let first = name.first, family == AF_INET6 ? name.contains(0x3A) : isDigit(first) else { return nil }
        let name = String(decoding: name, as: UTF8.self)
        if family == AF_INET {
            // As getaddrinfo(3) reads them: `127.1` too.
            var address = in_addr()
            guard inet_aton(name, &address) == 1 else { return nil }
            return withUnsafeBytes(of: &address) { Array($0) }
        }
        var address = in6_addr()
        guard inet_pton(AF_INET6, name, &address) == 1 else { return nil }
        return withUnsafeBytes(of: &address) { Array($0) }
    }

    private static func text(_ address: [UInt8]) -> [UInt8] {
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        let family = address.count == 4 ? AF_INET : AF_INET6
        guard inet_ntop(family, address, &text, socklen_t(text.count)) != nil else { return address }
        return text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    }
}
