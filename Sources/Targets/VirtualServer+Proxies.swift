import Diagnostics
import Registry

extension VirtualServer {
    /// The names by which trusted proxies ask for any host of a platform. It vouches for no host, since it does not know which
    /// it is: the runtime finds that by X-Forwarded-Host, and answers for hosts that are not enabled as well.
    ///
    /// Sub-directories are those of all hosts: whichever host it is, no directory of the code tree has such a name.
    static func forProxies(
        of position: Int, in registry: Registry, reporting diagnostics: inout Diagnostics
    ) -> VirtualServer {
        let platform = registry.platforms[position]
        let hosts = registry.hosts.filter { $0.platform == position }
        let paths = Set(hosts.map(\.path) + [[]]).sorted { a, b in
            a.count == b.count ? a.lexicographicallyPrecedes(b) : a.count > b.count
        }
        let files = files(of: hosts, reporting: &diagnostics)
        let sentPaths = Set(hosts.flatMap(\.sentPaths)).sorted { $0.lexicographicallyPrecedes($1) }
        let names = platform.proxyNames.map { $0.value.bytes[...] }
        return VirtualServer(
            key: names[0], names: names,
            listens: platform.proxyListens.isEmpty ? listens(names) : platform.proxyListens,
            certificate: nil, redirect: nil,
            mounts: paths.map { path in
                Mount(
                    host: nil, path: path, platform: position, files: path.isEmpty ? files : [],
                    sentFiles: files, sentPaths: sentPaths, inner: inner(path, among: paths))
            }, of: .proxies(platform.proxyNames[0].place))
    }

    /// Port 80, and of IPv6 where a name is such an address.
    private static func listens(_ names: [ArraySlice<UInt8>]) -> [ListenAddress] {
        let areAddresses = names.map { $0.first == UInt8(ascii: "[") }
        return (areAddresses.contains(false) ? [ListenAddress(port: 80)] : [])
            + (areAddresses.contains(true) ? [ListenAddress(ipv6Port: 80)] : [])
    }

    /// nginx's internal locations of all hosts, each of which must lead one way.
    private static func files(
        of hosts: [Host], reporting diagnostics: inout Diagnostics
    ) -> [SendfileLocation] {
        var files: [SendfileLocation] = []
        var first: [[UInt8]: (directory: AbsolutePath, place: Place)] = [:]
        for host in hosts {
            for alias in host.sendfileAliases {
                guard let earlier = first[alias.location] else {
                    first[alias.location] = (alias.directory, host.id.place)
                    files.append(alias)
                    continue
                }
                guard earlier.directory != alias.directory else { continue }
                diagnostics.error(
                    Code(327),
                    "the sendfile location '\(String(decoding: alias.location, as: UTF8.self))' leads to another directory than "
                        + "another host's, and by the platform's 'proxy.names' they share a server; leave 'sendfile_aliases' out, or choose another",
                    at: host.id.place, notes: [Note("the other host", at: earlier.place)])
            }
        }
        return files
    }
}
