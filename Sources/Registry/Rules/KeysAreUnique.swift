import Diagnostics

/// No two hosts answer the same request: URLs, aliases and Behat's URLs are looked up by different keys, whatever their scheme.
enum KeysAreUnique: Rule {
    static func check(_ registry: Registry, _ survey: Survey, reporting diagnostics: inout Diagnostics) {
        var first = FirstUse(capacity: registry.hosts.count * 2)
        // A user is a host and which of its keys it is.
        for index in registry.hosts.indices {
            let host = registry.hosts[index]
            check(host.url.value.key, index << 12, &first, registry, &diagnostics)
            for (number, alias) in host.aliases.enumerated() {
                check(
                    alias.authority.value.key[...], index << 12 + min(number + 2, 4095), &first, registry, &diagnostics)
            }
            if let behat = host.settings.development.behatURL {
                check(behat.value.key, index << 12 + 1, &first, registry, &diagnostics)
            }
        }
    }

    private static func check(
        _ key: ArraySlice<UInt8>, _ user: Int, _ first: inout FirstUse, _ registry: Registry,
        _ diagnostics: inout Diagnostics
    ) {
        guard let earlier = first.insert(key, user: user) else { return }
        diagnostics.error(
            Code(301),
            earlier >> 12 == user >> 12
                ? "\(quoted(key)) stands twice among the names of its host"
                : "\(quoted(key)) is already answered by another host; each name must lead to one host",
            at: place(user, registry), notes: [Note("first used here", at: place(earlier, registry))])
    }

    private static func place(_ user: Int, _ registry: Registry) -> Place {
        let host = registry.hosts[user >> 12]
        switch user & 4095 {
        case 0: return host.url.place
        case 1: return host.settings.development.behatURL?.place ?? host.id.place
        case let number: return host.aliases[number - 2].authority.place
        }
    }
}
