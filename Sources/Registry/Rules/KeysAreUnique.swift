import Diagnostics

/// No two hosts answer the same request: URLs, aliases and Behat's URLs are looked up by different keys, whatever their scheme.
enum KeysAreUnique: Rule {
    static func check(_ registry: Registry, _ survey: Survey, reporting diagnostics: inout Diagnostics) {
        let names = registry.hosts.reduce(0) { $0 + 2 + $1.storedAliases.count }
        var first = FirstUseByHash(capacity: names)
        for index in registry.hosts.indices {
            let host = registry.hosts[index]
            check(host.key, Name(host: index, number: 0), &first, registry, &diagnostics)
            for number in host.storedAliases.indices {
                check(host.aliasKey(number), Name(host: index, number: number + 2), &first, registry, &diagnostics)
            }
            if host.traits.contains(.tests), let behat = host.settings.development.behatURL {
                check(behat.value.key, Name(host: index, number: 1), &first, registry, &diagnostics)
            }
        }
    }

    /// A host and which of its names: 0 its URL's, 1 Behat's, from 2 on its aliases.
    private struct Name {
        let host: Int
        let number: Int

        init(host: Int, number: Int) {
            self.host = host
            self.number = number
        }

        init(_ user: Int) { self.init(host: user >> 32, number: user & 0xFFFF_FFFF) }

        var user: Int { host << 32 | number }

        func key(_ registry: Registry) -> ArraySlice<UInt8> {
            let host = registry.hosts[self.host]
            switch number {
            case 0: return host.key
            case 1: return host.settings.development.behatURL?.value.key ?? []
            default: return host.aliasKey(number - 2)
            }
        }

        func place(_ registry: Registry) -> Place {
            let host = registry.hosts[self.host]
            switch number {
            case 0: return host.url.place
            case 1: return host.settings.development.behatURL?.place ?? host.id.place
            default: return host.aliases[number - 2].authority.place
            }
        }
    }

    private static func check(
        _ key: ArraySlice<UInt8>, _ name: Name, _ first: inout FirstUseByHash, _ registry: Registry,
        _ diagnostics: inout Diagnostics
    ) {
        var hash = StringHash()
        hash.add(key)
        guard let user = first.insert(hash.value, user: name.user, { Name($0).key(registry) == key }) else { return }
        let earlier = Name(user)
        diagnostics.error(
            Code(301),
            earlier.host == name.host
                ? "\(quoted(key)) stands twice among the names of its host"
                : "\(quoted(key)) is already answered by another host; each name must lead to one host",
            at: name.place(registry), notes: [Note("first used here", at: earlier.place(registry))])
    }
}
