import Diagnostics

/// No session cookie of a host reaches another: its domain holds no other host's name, and two hosts on one name do not have
/// one cookie.
enum CookiesStayWithTheirHost: Rule {
    static func check(_ registry: Registry, _ survey: Survey, reporting diagnostics: inout Diagnostics) {
        if !survey.withCookiePath.isEmpty { checkNames(registry, &diagnostics) }
        let domains = survey.withCookieDomain
        guard !domains.isEmpty else { return }
        // Every domain that a name lies in, with two of the hosts there.
        var hosts: [[UInt8]: (Int, Int?)] = [:]
        for index in registry.hosts.indices {
            var name = registry.hosts[index].url.value.authority.host[...]
            while true {
                hosts[Array(name), default: (index, nil)].1 =
                    hosts[Array(name)].map { $0.0 == index ? $0.1 : index } ?? nil
                guard let dot = name.firstIndex(of: 0x2E) else { break }
                name = name[(dot + 1)...]
            }
        }
        for index in domains {
            guard let domain = registry.hosts[index].settings.session.cookieDomain else { continue }
            check(domain, registry.hosts[index], hosts, registry, &diagnostics, index)
        }
    }

    private static func check(
        _ domain: Located<CookieDomain>, _ host: Host, _ hosts: [[UInt8]: (Int, Int?)], _ registry: Registry,
        _ diagnostics: inout Diagnostics, _ index: Int
    ) {
        let bytes = domain.value.bytes.first == 0x2E ? Array(domain.value.bytes.dropFirst()) : domain.value.bytes
        let name = host.url.value.authority.host
        guard name == bytes || name.suffix(bytes.count + 1).elementsEqual([0x2E] + bytes) else {
            return diagnostics.error(
                Code(316),
                "the cookie's domain \(quoted(domain.value.bytes)) does not hold \(quoted(name)), the name of host "
                    + "\(quoted(host.id.value)); browsers would refuse it", at: domain.place,
                notes: [Note("the host", at: host.url.place)])
        }
        guard let (one, another) = hosts[bytes], let other = one == index ? another : one else { return }
        diagnostics.error(
            Code(316),
            "the session cookie of host \(quoted(host.id.value)) goes to all of \(quoted(bytes)), where another host lives; "
                + "leave 'session.cookie.domain' out",
            at: domain.place, notes: [Note("the other host", at: registry.hosts[other].url.place)])
    }

    /// Hosts on one name: without a field of their own Moodle gives each the path of its URL.
    private static func checkNames(_ registry: Registry, _ diagnostics: inout Diagnostics) {
        var first = FirstUse(capacity: 64)
        for index in registry.hosts.indices {
            let host = registry.hosts[index]
            let session = host.settings.session
            let path = session.cookiePath ?? Array(host.url.value.path) + [0x2F]
            let key = Array(host.url.value.authority.host) + [0] + path + [0] + (session.cookieName ?? [])
            guard let earlier = first.insert(key[...], user: index) else { continue }
            diagnostics.error(
                Code(321),
                "hosts \(quoted(registry.hosts[earlier].id.value)) and \(quoted(host.id.value)) have one session cookie; "
                    + "give each a 'session.cookie.name' or a 'session.cookie.path' of its own",
                at: host.url.place, notes: [Note("the other host", at: registry.hosts[earlier].url.place)])
        }
    }
}
