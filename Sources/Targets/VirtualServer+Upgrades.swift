import Registry
import Template

extension VirtualServer {
    /// The host that says how the names are served, if it is known.
    private var host: Host? { redirect ?? mounts.last?.host }

    /// Of servers with TLS.
    var http2: Web.HTTP2 { certificate == nil ? .off : host?.web.http2 ?? .off }

    /// The webroot of ACME's challenges, of names that are sent elsewhere by http.
    var acme: AbsolutePath? { certificate == nil && redirect != nil ? redirect?.web.acme : nil }

    /// Where the names are sent.
    func writeLocation(to output: inout ByteBuffer) {
        guard isUpgrade else {
            redirect?.withBytes(of: .url) { output.append($0) }
            return
        }
        output.append("https://")
        output.append(isWildcard ? redirect?.authorityKey ?? key : key)
    }

    /// For servers whose certificate we have, others by http that send people there; not for a name that is served by http already.
    static func appendUpgrades(to servers: inout [VirtualServer]) {
        let upgrades = servers.compactMap(\.upgrade)
        guard !upgrades.isEmpty else { return }
        var taken: Set<Name> = []
        for server in servers where server.certificate == nil { taken.formUnion(server.addressedNames) }
        servers += upgrades.filter { taken.isDisjoint(with: $0.addressedNames) }
    }

    private struct Name: Hashable {
        let address: ListenAddress
        let name: ArraySlice<UInt8>
    }

    private var addressedNames: [Name] { listens.flatMap { address in names.map { Name(address: address, name: $0) } } }

    private var upgrade: VirtualServer? {
        guard certificate != nil, let host else { return nil }
        let listens = host.web.plainListens ?? (host.web.listens.isEmpty ? [plainListen] : [])
        guard !listens.isEmpty else { return nil }
        return VirtualServer(
            // A name that leads elsewhere leads there at once.
            key: key, names: names, listens: listens, certificate: nil, redirect: host,
            isUpgrade: redirect == nil, mounts: [], of: .host(host))
    }

    private var plainListen: ListenAddress {
        names[0].first == UInt8(ascii: "[") ? ListenAddress(ipv6Port: 80) : ListenAddress(port: 80)
    }
}
