import Diagnostics

/// No session cookie of a host reaches another: neither the domain nor the path that a host asks for holds another host, on
/// whatever port, since cookies know none (RFC 6265, 8.5).
///
/// A wildcard that serves is every name in it that nothing else has. Hosts in sub-directories of one name may be below a host
/// at its root: that one's cookie has the path of its own URL.
enum CookiesStayWithTheirHost: Rule {
    static func check(_ registry: Registry, _ survey: Survey, reporting diagnostics: inout Diagnostics) {
        var extents = Extents()
        for index in survey.withCookieDomain { addDomain(index, registry, &extents, &diagnostics) }
        for index in survey.withCookiePath { addPath(index, registry, &extents, &diagnostics) }
        guard !extents.owners.isEmpty else { return }
        for index in registry.hosts.indices { extents.settle(registry.hosts[index], index) }
        if !survey.withWildcard.isEmpty { extents.settle(Wildcards(registry, survey)) }
        for (index, key, field, place) in extents.owners {
            guard let other = extents.other(than: index, in: key) else { continue }
            diagnostics.error(
                Code(316),
                "the session cookie of host \(quoted(registry.hosts[index].id.value)) goes to all of \(quoted(key)), where "
                    + "another host lives; leave '\(field)' out",
                at: place, notes: [Note("the other host", at: registry.hosts[other].url.place)])
        }
    }

    private static func addDomain(
        _ index: Int, _ registry: Registry, _ extents: inout Extents, _ diagnostics: inout Diagnostics
    ) {
        let host = registry.hosts[index]
        guard let domain = host.settings.session.cookieDomain else { return }
        let written = domain.value.bytes
        let bytes = written.first == 0x2E ? written[1...] : written[...]
        let name = host.url.value.host
        guard name == bytes || name.suffix(bytes.count + 1).elementsEqual([0x2E] + bytes) else {
            return diagnostics.error(
                Code(316),
                "the cookie's domain \(quoted(written)) does not hold \(quoted(name)), the name of host "
                    + "\(quoted(host.id.value)); browsers would refuse it", at: domain.place,
                notes: [Note("the host", at: host.url.place)])
        }
        extents.add(bytes, of: index, "session.cookie.domain", domain.place)
    }

    /// Moodle takes the path of the URL instead of one that does not hold it (\core\session\manager::prepare_cookies()).
    private static func addPath(
        _ index: Int, _ registry: Registry, _ extents: inout Extents, _ diagnostics: inout Diagnostics
    ) {
        let host = registry.hosts[index]
        guard let path = host.settings.session.cookiePath else { return }
        let url = host.url.value
        let (bytes, own) = (path.value.bytes, url.path)
        guard bytes.count != own.count + 1 || !bytes.starts(with: own) else { return }
        guard bytes.count <= own.count, own.starts(with: bytes) else {
            return diagnostics.error(
                Code(316),
                "the cookie's path \(quoted(bytes)) does not hold \(quoted(url.hasPath ? Array(own) : [0x2F])), the path of host "
                    + "\(quoted(host.id.value)); Moodle would not use it", at: path.place,
                notes: [Note("the host", at: host.url.place)])
        }
        extents.add((Array(url.host) + bytes)[...], of: index, "session.cookie.path", path.place)
    }

    /// Where cookies are sent: domains, and names with a path that ends in `/`; with two of the hosts that live there.
    private struct Extents {
        private(set) var owners: [(index: Int, key: ArraySlice<UInt8>, field: String, place: Place)] = []
        private var residents: [ArraySlice<UInt8>: (first: Int, another: Int)] = [:]
        private var havePaths = false

        mutating func add(_ key: ArraySlice<UInt8>, of index: Int, _ field: String, _ place: Place) {
            owners.append((index, key, field, place))
            residents[key] = (-1, -1)
            if key.last == 0x2F { havePaths = true }
        }

        mutating func settle(_ host: Host, _ index: Int) {
            host.forEachSite { site in
                var name = site.name
                while true {
                    settle(index, in: name)
                    guard let dot = name.firstIndex(of: 0x2E) else { break }
                    name = name[(dot + 1)...]
                }
                guard havePaths else { return }
                let address = Array(site.name) + site.path + [0x2F]
                for end in address.indices where address[end] == 0x2F { settle(index, in: address[...end]) }
            }
        }

        /// The walk up from `*.example.org` has met the extents above it: left are the names that it holds.
        mutating func settle(_ wildcards: Wildcards) {
            for (_, key, _, _) in owners {
                let name = key.prefix { $0 != 0x2F }
                guard key.endIndex - name.endIndex < 2 else { continue }
                for owner in wildcards.owners(of: name) { settle(owner.host, in: key) }
            }
        }

        private mutating func settle(_ index: Int, in key: ArraySlice<UInt8>) {
            guard let known = residents[key] else { return }
            if known.first < 0 {
                residents[key] = (index, -1)
            } else if known.first != index, known.another < 0 {
                residents[key] = (known.first, index)
            }
        }

        /// A host other than one that lives in an extent.
        func other(than index: Int, in key: ArraySlice<UInt8>) -> Int? {
            guard let known = residents[key] else { return nil }
            let other = known.first == index ? known.another : known.first
            return other < 0 ? nil : other
        }
    }
}
