import Diagnostics

/// No two hosts answer the same request: URLs, aliases and Behat's URLs are looked up by different keys, whatever their scheme.
enum KeysAreUnique: Rule {
    static func check(_ registry: Registry, _ survey: Survey, reporting diagnostics: inout Diagnostics) {
        var first = FirstUseByHash(capacity: survey.names.count)
        for (index, (hash, name)) in survey.names.enumerated() {
            let user = first.insert(hash, user: index) { survey.names[$0].name.key(registry) == name.key(registry) }
            guard let user else { continue }
            let (key, earlier) = (name.key(registry), survey.names[user].name)
            diagnostics.error(
                Code(301),
                earlier.host == name.host
                    ? "\(quoted(key)) stands twice among the names of its host"
                    : "\(quoted(key)) is already answered by another host; each name must lead to one host",
                at: place(name, registry), notes: [Note("first used here", at: place(earlier, registry))])
        }
    }

    private static func place(_ name: HostNumberedName, _ registry: Registry) -> Place {
        let host = registry.hosts[name.host]
        switch name.number {
        case 0: return host.url.place
        case 1: return host.settings.development.behatURL?.place ?? host.id.place
        default: return host.files.place(host.storedAliases[name.number - 2].spot)
        }
    }
}
