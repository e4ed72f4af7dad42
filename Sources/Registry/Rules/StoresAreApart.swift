import Diagnostics

/// No two hosts write under the same keys of one redis or memcached, be it sessions or caches.
enum StoresAreApart: Rule {
    static func check(_ registry: Registry, _ survey: Survey, reporting diagnostics: inout Diagnostics) {
        var first = FirstUse(capacity: 64)
        for index in survey.withStores {
            let host = registry.hosts[index]
            for (what, store) in [("session", host.settings.session.store), ("cache", host.settings.cache?.store)] {
                guard let store, let earlier = first.insert(key(what, store)[...], user: index) else { continue }
                let other = registry.hosts[earlier]
                diagnostics.error(
                    Code(315),
                    "host \(quoted(host.id.value)) keeps its \(what)s under the prefix \(quoted(store.prefix)) on "
                        + "\(quoted(store.server)), as another host does; set '\(what).prefix', such as \"{id}_\"",
                    at: host.id.place,
                    notes: [Note("the other host", at: other.id.place), Note("set here", at: store.place)])
            }
        }
    }

    private static func key(_ what: String, _ store: Store) -> [UInt8] {
        let server = store.server.map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }
        return server + Array(" \(what) \(store.port ?? 0) \(store.database) ".utf8) + store.prefix
    }
}
