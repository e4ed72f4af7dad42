import Diagnostics
import HostTable
import Registry
import Template

/// Names that a web server answers alike: those of one host at the root of a name and of the hosts in its
/// sub-directories, or those that are only sent elsewhere.
///
/// A class, though nothing of it ever changes: a hundred thousand of them are passed along.
final class VirtualServer: Sendable {
    /// What its file is chosen by.
    let key: ArraySlice<UInt8>
    let names: [ArraySlice<UInt8>]
    let listens: [ListenAddress]
    let certificate: Web.Certificate?
    /// The host that a redirect alias leads to; nil if the names are served.
    let redirect: Host?
    /// Whether the names are sent to https, to the same place there.
    let isUpgrade: Bool
    /// The hosts, those in the deepest sub-directories first.
    let mounts: [Mount]
    /// Whether a served name has no host at its root.
    let isRootless: Bool
    /// Of a server that others share: these, of which it has the names; else empty.
    let members: [VirtualServer]
    /// What the names of its variables end in.
    let share: [UInt8]
    private let origin: Origin

    /// What says that there is such a server.
    enum Origin {
        case host(Host)
        /// Names by which proxies ask for any host.
        indirect case proxies(Place)
    }

    final class Mount: Sendable {
        /// Nil: whichever of the platform's hosts X-Forwarded-Host says.
        let host: Host?
        /// Empty, or `/a/b`.
        let path: ArraySlice<UInt8>
        /// Its number.
        let platform: Int
        /// Of nginx's internal locations, which are of the whole server: another mount's may serve this one, too.
        let files: [SendfileLocation]
        /// All of those by which files of this mount are sent.
        let sentFiles: [SendfileLocation]
        /// Of hosts that are not known: where the files may lie that PHP names by X-Sendfile.
        let sentPaths: [[UInt8]]
        /// Sub-directories, without the first '/', that belong to mounts below this one.
        let inner: [ArraySlice<UInt8>]

        init(
            host: Host?, path: ArraySlice<UInt8>, platform: Int, files: [SendfileLocation],
            sentFiles: [SendfileLocation]? = nil, sentPaths: [[UInt8]] = [], inner: [ArraySlice<UInt8>]
        ) {
            self.host = host
            self.path = path
            self.platform = platform
            self.files = files
            self.sentFiles = sentFiles ?? files
            self.sentPaths = sentPaths
            self.inner = inner
        }
    }

    init(
        key: ArraySlice<UInt8>, names: [ArraySlice<UInt8>], listens: [ListenAddress],
        certificate: Web.Certificate?, redirect: Host?, isUpgrade: Bool = false, mounts: [Mount],
        members: [VirtualServer] = [],
        share: [UInt8] = [], of origin: Origin
    ) {
        self.key = key
        self.names = names
        self.listens = listens
        self.certificate = certificate
        self.redirect = redirect
        self.isUpgrade = isUpgrade
        self.mounts = mounts
        self.members = members
        self.share = share
        isRootless = redirect == nil && !mounts.contains(where: \.path.isEmpty)
        self.origin = origin
    }

    /// The same at other addresses, or with another certificate.
    convenience init(_ server: VirtualServer, listens: [ListenAddress], certificate: Web.Certificate? = nil) {
        self.init(
            key: server.key, names: server.names, listens: listens, certificate: certificate ?? server.certificate,
            redirect: server.redirect, isUpgrade: server.isUpgrade, mounts: server.mounts, of: server.origin)
    }

    /// The same with some of the names.
    convenience init(_ server: VirtualServer, names: ArraySlice<ArraySlice<UInt8>>) {
        self.init(
            key: names[names.startIndex], names: Array(names), listens: server.listens,
            certificate: server.certificate, redirect: server.redirect, isUpgrade: server.isUpgrade,
            mounts: server.mounts, of: server.origin)
    }

    /// One server for all names of others, which are of one `SharedServers.Kind`.
    convenience init(sharing members: [VirtualServer], as share: [UInt8]) {
        let first = members[0]
        self.init(
            key: first.key, names: members.flatMap(\.names), listens: first.listens, certificate: first.certificate,
            redirect: first.redirect, isUpgrade: first.isUpgrade, mounts: first.mounts, members: members, share: share,
            of: first.origin)
    }

    /// The same at addresses of which none is every IPv6 one alone.
    var withoutFamilies: VirtualServer {
        guard listens.contains(where: { $0.host != nil }) || listens.count > 1 else { return self }
        var all: Set<ListenAddress> = []
        let listens = listens.map { $0.isAnyAddress ? ListenAddress(port: $0.port) : $0 }
        return VirtualServer(self, listens: listens.filter { all.insert($0).inserted })
    }

    /// In the registry.
    var place: Place {
        switch origin {
        case .host(let host): host.id.place
        case .proxies(let place): place
        }
    }

    /// Nil: no host says that there is such a server.
    var hostOfOrigin: Host? {
        guard case .host(let host) = origin else { return nil }
        return host
    }

    /// `*.name`, alone: Apache takes the first server that matches, so these come behind all others.
    var isWildcard: Bool { names[0].first == UInt8(ascii: "*") }

    /// Apache refuses a ServerName that is a pattern or an IPv6 address, and takes both as aliases.
    var hasServerName: Bool { names[0].first != UInt8(ascii: "*") && names[0].first != UInt8(ascii: "[") }
}

// MARK: Of a registry

extension VirtualServer {
    /// All virtual servers of a registry, by name.
    static func all(of registry: Registry, reporting diagnostics: inout Diagnostics) -> [VirtualServer] {
        var servers: [VirtualServer] = []
        servers.reserveCapacity(registry.hosts.count)
        let hosts = registry.hosts.sorted(by: \.authorityKey)
        var start = 0
        while start < hosts.count {
            let key = hosts[start].authorityKey
            let end = hosts[start...].firstIndex { $0.authorityKey != key } ?? hosts.count
            appendOfOneName(hosts[start..<end], to: &servers)
            start = end
        }
        for (index, platform) in registry.platforms.enumerated() where !platform.proxyNames.isEmpty {
            servers.append(forProxies(of: index, in: registry, reporting: &diagnostics))
        }
        appendUpgrades(to: &servers)
        return servers.sorted(by: \.key)
    }

    private static func appendOfOneName(_ hosts: ArraySlice<Host>, to servers: inout [VirtualServer]) {
        guard let first = hosts.first else { return }
        let listens = listens(first, first.urlHost, port: first.urlPort)
        var names = [first.urlHost]
        for host in hosts where !host.aliasIndices.isEmpty {
            var ofMain = Set(names)
            for alias in host.aliasIndices {
                let name = host.aliasHost(alias)
                let addresses = Self.listens(
                    host, name, port: host.aliasPort(alias) ?? (host.isHTTPS ? 443 : 80))
                let isLikeMain =
                    host.aliasMode(alias) == .serve && hosts.count == 1 && addresses == listens && !first.hasPath
                    && !host.isWildcard(alias)
                if isLikeMain, ofMain.insert(name).inserted {
                    names.append(name)
                } else {
                    servers.append(ofAlias(alias, of: host, at: addresses, certificate: first.web.certificate))
                }
            }
        }
        servers.append(
            VirtualServer(
                key: first.authorityKey, names: names, listens: listens, certificate: first.web.certificate,
                redirect: nil, mounts: mounts(of: hosts), of: .host(first)))
        for host in hosts {
            guard let behat = host.settings.development.behatURL?.value else { continue }
            servers.append(ofBehat(behat, host))
        }
    }

    /// - Parameter certificate: that of the host's own name.
    private static func ofAlias(
        _ alias: Int, of host: Host, at addresses: [ListenAddress], certificate: Web.Certificate?
    ) -> VirtualServer {
        let isRedirect = host.aliasMode(alias) == .redirect
        return VirtualServer(
            key: host.aliasKey(alias), names: [host.aliasHost(alias)], listens: addresses, certificate: certificate,
            redirect: isRedirect ? host : nil,
            // An alias leads to its own host only, which then answers at the root of that name.
            mounts: isRedirect ? [] : [Mount(host)], of: .host(host))
    }

    private static func ofBehat(_ url: SiteURL, _ host: Host) -> VirtualServer {
        let isLikeHost = url.scheme == host.url.value.scheme
        return VirtualServer(
            key: url.authorityKey, names: [url.host],
            listens: isLikeHost ? listens(host, url.host, port: url.port) : [listen(url.host, port: url.port)],
            certificate: url.scheme == .https ? host.web.certificate : nil, redirect: nil, mounts: [Mount(host)],
            of: .host(host))
    }

    private static func mounts(of hosts: ArraySlice<Host>) -> [Mount] {
        guard hosts.count > 1 else { return hosts.map { Mount($0) } }
        let deepestFirst = hosts.sorted { a, b in
            let (a, b) = (a.path, b.path)
            return a.count == b.count ? a.lexicographicallyPrecedes(b) : a.count > b.count
        }
        let paths = hosts.map(\.path)
        return deepestFirst.map { Mount($0, inner: inner($0.path, among: paths)) }
    }

    /// The paths below one, without that and the '/' behind it.
    static func inner(_ path: ArraySlice<UInt8>, among paths: [ArraySlice<UInt8>]) -> [ArraySlice<UInt8>] {
        let folder = path + [0x2F]
        return paths.filter { $0.count > path.count && $0.starts(with: folder) }
            .sorted { $0.lexicographicallyPrecedes($1) }
            .map { $0.dropFirst(path.count + 1) }
    }

    private static func listens(_ host: Host, _ name: ArraySlice<UInt8>, port: Int) -> [ListenAddress] {
        if !host.web.listens.isEmpty { return host.web.listens }
        // A proxy that ends TLS speaks http to the web server.
        return [listen(name, port: host.sslProxy && port == 443 ? 80 : port)]
    }

    /// A name that is an IPv6 address is asked for at IPv6 addresses.
    private static func listen(_ name: ArraySlice<UInt8>, port: Int) -> ListenAddress {
        name.first == UInt8(ascii: "[") ? ListenAddress(ipv6Port: port) : ListenAddress(port: port)
    }
}

// MARK: Patterns

extension VirtualServer.Mount {
    convenience init(_ host: Host, inner: [ArraySlice<UInt8>] = []) {
        self.init(
            host: host, path: host.path, platform: host.platform, files: host.sendfileAliases, inner: inner)
    }

    /// Matches the paths of this mount without those of the mounts below it; PCRE.
    func writeExtent(to output: inout ByteBuffer) {
        output.append(UInt8(ascii: "^"))
        writePattern(path, to: &output)
        if !inner.isEmpty {
            output.append("(?!/(?:")
            writePatterns(inner, to: &output)
            output.append(")(?:/|$))")
        }
        output.append("(?:/|$)")
    }
}

extension VirtualServer {
    /// Matches the paths that no mount of a name without a host at its root has.
    func writeMountedElsewhere(to output: inout ByteBuffer) {
        output.append("^/(?!(?:")
        writePatterns(mounts.map { $0.path.dropFirst() }, to: &output)
        output.append(")(?:/|$))")
    }
}

/// Letters of a host name or sub-path as a pattern that matches them and nothing else: only `.` has a meaning there.
func writePattern(_ bytes: ArraySlice<UInt8>, to output: inout ByteBuffer) {
    for byte in bytes {
        if byte == UInt8(ascii: ".") { output.append(UInt8(ascii: "\\")) }
        output.append(byte)
    }
}

/// A pattern of each, with `|` between them.
private func writePatterns(_ texts: [ArraySlice<UInt8>], to output: inout ByteBuffer) {
    for (index, text) in texts.enumerated() {
        if index > 0 { output.append(UInt8(ascii: "|")) }
        writePattern(text, to: &output)
    }
}
