import Diagnostics
import HostTable
import Registry
import Template

/// Names that a web server answers alike: those of one host at the root of a name and of the hosts in its
/// sub-directories, or those that are only sent elsewhere.
struct VirtualServer {
    var names: [[UInt8]]
    var listens: [ListenAddress]
    var certificate: Web.Certificate?
    /// Where a redirect alias leads; nil if the names are served.
    var redirect: SiteURL?
    /// The hosts, those in the deepest sub-directories first.
    var mounts: [Mount]
    /// What its file is chosen by.
    var key: [UInt8]
    var place: Place

    /// `*.name`, alone: Apache takes the first server that matches, so these come behind all others.
    var isWildcard: Bool { names[0].first == UInt8(ascii: "*") }

    /// Apache refuses a ServerName that is a pattern or an IPv6 address, and takes both as aliases.
    var hasServerName: Bool { names[0].first != UInt8(ascii: "*") && names[0].first != UInt8(ascii: "[") }

    struct Mount {
        /// Nil: whichever of the platform's hosts X-Forwarded-Host says.
        var host: Host?
        /// Empty, or `/a/b`.
        var path: [UInt8]
        var platform: Platform
        /// Of nginx's internal locations.
        var files: [(location: [UInt8], directory: AbsolutePath)]
        /// Patterns of the sub-directories that belong to mounts below this one.
        var inner: [[UInt8]]

        /// Matches the paths of this mount without those of the mounts below it; PCRE.
        var extent: [UInt8] {
            let own = [UInt8(ascii: "^")] + quotedForPattern(path)
            let others =
                inner.isEmpty
                ? [] : Array("(?!/(?:".utf8) + Array(inner.joined(separator: [0x7C])) + Array(")(?:/|$))".utf8)
            return own + others + Array("(?:/|$)".utf8)
        }
    }

    /// Matches the paths that no mount of a name without a host at its root has.
    var mountedElsewhere: [UInt8] {
        let paths = mounts.map { quotedForPattern($0.path.dropFirst()) }
        return Array("^/(?!(?:".utf8) + Array(paths.joined(separator: [0x7C])) + Array(")(?:/|$))".utf8)
    }

    var isRootless: Bool { redirect == nil && !mounts.contains(where: \.path.isEmpty) }

    /// All virtual servers of a registry, by name.
    static func all(of registry: Registry, reporting diagnostics: inout Diagnostics) -> [VirtualServer] {
        var byAuthority: [[UInt8]: [Host]] = [:]
        for host in registry.hosts { byAuthority[host.url.value.authority.key, default: []].append(host) }
        var servers: [VirtualServer] = []
        for hosts in byAuthority.values { servers += ofOneName(hosts, in: registry) }
        for (index, platform) in registry.platforms.enumerated() where !platform.proxyNames.isEmpty {
            servers.append(forProxies(of: index, in: registry, reporting: &diagnostics))
        }
        return servers.sorted { $0.key.lexicographicallyPrecedes($1.key) }
    }

    private static func ofOneName(_ hosts: [Host], in registry: Registry) -> [VirtualServer] {
        let first = hosts[0]
        let mounts = hosts.sorted { a, b in
            let (a, b) = (a.url.value.path, b.url.value.path)
            return a.count == b.count ? a.lexicographicallyPrecedes(b) : a.count > b.count
        }.map { mount($0, among: hosts, in: registry) }
        var main = VirtualServer(
            names: [first.url.value.authority.host],
            listens: listens(first, first.url.value.host, port: first.url.value.port),
            certificate: first.web.certificate, mounts: mounts, key: first.url.value.authority.key,
            place: first.id.place)
        var servers: [VirtualServer] = []
        var ofMain = Set(main.names)
        for host in hosts {
            for alias in host.aliases {
                let authority = alias.authority.value
                var server = main
                server.names = [authority.host]
                server.key = authority.key
                server.place = host.id.place
                server.listens = listens(
                    host, authority.host[...], port: authority.port ?? (host.url.value.scheme == .https ? 443 : 80))
                server.redirect = alias.mode == .redirect ? host.url.value : nil
                // An alias leads to its own host only, which then answers at the root of that name.
                server.mounts = alias.mode == .redirect ? [] : [mount(host, among: [host], in: registry)]
                let isLikeMain =
                    alias.mode == .serve && hosts.count == 1 && server.listens == main.listens
                    && !first.url.value.hasPath && !alias.isWildcard
                if isLikeMain, ofMain.insert(authority.host).inserted {
                    main.names.append(authority.host)
                } else {
                    servers.append(server)
                }
            }
        }
        for host in hosts {
            guard let behat = host.settings.development.behatURL?.value else { continue }
            var server = main
            server.names = [behat.authority.host]
            server.key = Array(behat.authorityKey)
            server.place = host.id.place
            let isLikeHost = behat.scheme == host.url.value.scheme
            server.listens =
                isLikeHost ? listens(host, behat.host, port: behat.port) : [listen(behat.host, port: behat.port)]
            server.mounts = [mount(host, among: [host], in: registry)]
            server.certificate = behat.scheme == .https ? host.web.certificate : nil
            servers.append(server)
        }
        return [main] + servers
    }

    private static func mount(_ host: Host, among hosts: [Host], in registry: Registry) -> Mount {
        let path = host.url.value.path
        return Mount(
            host: host, path: Array(path), platform: registry.platform(of: host),
            files: host.sendfileAliases.map { ($0.location, $0.directory) },
            inner: inner(Array(path), among: hosts.map { Array($0.url.value.path) }))
    }

    /// Patterns of the paths below one, without that.
    static func inner(_ path: [UInt8], among paths: [[UInt8]]) -> [[UInt8]] {
        paths.filter { $0.count > path.count && $0.starts(with: path + [0x2F]) }
            .sorted { $0.lexicographicallyPrecedes($1) }
            .map { quotedForPattern($0.dropFirst(path.count + 1)) }
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

/// Letters of a host name or sub-path as a pattern that matches them and nothing else: only `.` has a meaning there.
func quotedForPattern(_ bytes: some Sequence<UInt8>) -> [UInt8] { bytes.flatMap { $0 == 0x2E ? [0x5C, 0x2E] : [$0] } }

/// Every address that virtual servers listen on, with the first certificate shown there.
struct Listeners {
    var all: [(address: ListenAddress, certificate: Web.Certificate?)] = []

    private struct Name: Hashable {
        var address: ListenAddress
        var name: [UInt8]
    }

    /// Reports an address that is used both with and without TLS, and a name that stands twice on one address (two ports
    /// behind a proxy): nginx would drop the second with a warning, Apache without one.
    init(_ servers: [VirtualServer], reporting diagnostics: inout Diagnostics) {
        var first: [ListenAddress: (index: Int, place: Place)] = [:]
        var names: [Name: Place] = [:]
        for server in servers {
            for address in server.listens {
                for name in server.names {
                    guard let earlier = names.updateValue(server.place, forKey: Name(address: address, name: name))
                    else { continue }
                    diagnostics.error(
                        Code(312),
                        "'\(String(decoding: name, as: UTF8.self))' would be two virtual servers on the address "
                            + "'\(String(decoding: address.bytes, as: UTF8.self))'; there a name belongs to one host and those in "
                            + "its sub-directories, whatever the port of the URL",
                        at: server.place, notes: [Note("the other one", at: earlier)])
                }
                guard let earlier = first[address] else {
                    first[address] = (all.count, server.place)
                    all.append((address, server.certificate))
                    continue
                }
                guard (all[earlier.index].certificate == nil) != (server.certificate == nil) else { continue }
                diagnostics.error(
                    Code(311),
                    "the address '\(String(decoding: address.bytes, as: UTF8.self))' is used with and without TLS",
                    at: server.place, notes: [Note("the other use", at: earlier.place)])
            }
        }
        all.sort { a, b in a.address.bytes.lexicographicallyPrecedes(b.address.bytes) }
    }
}
