import Diagnostics

/// Hosts on one name that differ by their ports only have session cookies of different names: cookies know no ports (RFC 6265,
/// 8.5), so a browser would send one's cookie to the other.
///
/// Aliases of a host behind a reverse proxy are left out: the proxy alone asks by them, and cookies go by the URL.
enum CookiesTellPortsApart: Rule {
    static func check(_ registry: Registry, _ survey: Survey, reporting diagnostics: inout Diagnostics) {
        // Two keys that differ, of one name and path, differ by their ports, so one of them has a port.
        guard !survey.withPort.isEmpty else { return }
        var names = FirstUse(capacity: 64)
        for index in survey.withPort {
            registry.hosts[index].forEachSite { if $0.hasPort { _ = names.insert($0.name, user: index) } }
        }
        if !survey.withWildcard.isEmpty { checkWildcards(registry, survey, &diagnostics) }
        var first = FirstUse(capacity: 64)
        for index in registry.hosts.indices {
            let host = registry.hosts[index]
            host.forEachSite { site in
                guard names.contains(site.name) else { return }
                guard !host.isAskedByProxy(at: site) else { return }
                // A cookie has the path of its URL: CookiesStayWithTheirHost sees to those that have another.
                let key = Array(site.name) + site.path + [0] + host.cookie(at: site)
                // A host's own tests may share its cookie.
                guard let earlier = first.insert(key[...], user: index), earlier != index else { return }
                report(site, host, registry.hosts[earlier], &diagnostics)
            }
        }
    }

    /// `*.example.org` has the other ports of a name that another host has on one port only.
    private static func checkWildcards(_ registry: Registry, _ survey: Survey, _ diagnostics: inout Diagnostics) {
        let wildcards = Wildcards(registry, survey)
        for index in survey.withPort {
            let host = registry.hosts[index]
            host.forEachSite { site in
                guard site.hasPort, site.path.isEmpty, !host.isAskedByProxy(at: site) else { return }
                for owner in wildcards.owners(of: site.name) where owner.host != index {
                    let other = registry.hosts[owner.host]
                    let wildcard = Site(name: site.name, path: [], hasPort: false, kind: .alias(owner.alias))
                    guard !other.isAskedByProxy(at: wildcard), other.cookie(at: wildcard) == host.cookie(at: site)
                    else { continue }
                    report(site, host, other, &diagnostics)
                }
            }
        }
    }

    private static func report(_ site: Site, _ host: Host, _ earlier: Host, _ diagnostics: inout Diagnostics) {
        diagnostics.error(
            Code(321),
            "hosts \(quoted(earlier.id.value)) and \(quoted(host.id.value)) have one session cookie on \(quoted(site.name)), "
                + "whatever the port; give each a 'session.cookie.name' of its own, or another host name, as Behat needs",
            at: host.place(of: site), notes: [Note("the other host", at: earlier.url.place)])
    }
}

extension Host {
    /// What the name of the session's cookie ends in at a site.
    fileprivate func cookie(at site: Site) -> [UInt8] {
        if case .behat = site.kind { return [] }
        return settings.session.cookieName ?? []
    }

    fileprivate func isAskedByProxy(at site: Site) -> Bool {
        if case .alias = site.kind { return traits.contains(.reverseProxy) }
        return false
    }
}
