import Diagnostics

/// No two hosts write under the same keys of one redis or memcached, be it sessions or caches.
///
/// A prefix that another's begins with is no clash: what Moodle writes behind it has one length or a beginning of its own
/// (`session_` in \core\session\redis, a hash in cachestore_redis), and it lists or purges no keys by their beginning. Only
/// cachestore_memcached may, whose purge empties the whole server otherwise: hosts on it lose caches, and see none of another's.
enum StoresAreApart: Rule {
    private struct Use {
        var host: Int
        var isCache: Bool
        var store: Store
        /// More than one: a cluster.
        var addresses: [ServerAddress]

        func key(_ server: [UInt8]) -> ArraySlice<UInt8> { StoresAreApart.key(of: store, on: server) }
    }

    static func check(_ registry: Registry, _ survey: Survey, reporting diagnostics: inout Diagnostics) {
        guard !survey.withStores.isEmpty else { return }
        let uses = uses(registry, survey)
        var first = FirstUse(capacity: uses.count)
        var behindSockets = FirstUse(capacity: 64)
        var reported: Set<Int> = []
        for (number, use) in uses.enumerated() {
            for address in use.addresses {
                if address.port == nil { _ = behindSockets.insert(use.key([]), user: number) }
                guard let earlier = first.insert(use.key(address.key), user: number), uses[earlier].host != use.host
                else {
                    continue
                }
                report(use, uses[earlier], registry, &diagnostics)
                reported.insert(number)
                break
            }
        }
        // A socket may be that of any server on this machine.
        guard !behindSockets.isEmpty else { return }
        for (number, use) in uses.enumerated() where use.addresses.contains(where: { $0.isLocal && $0.port != nil }) {
            guard behindSockets.contains(use.key([])), let other = behindSockets.insert(use.key([]), user: number),
                uses[other].host != use.host, !reported.contains(number)
            else { continue }
            report(use, uses[other], registry, &diagnostics)
        }
    }

    private static func uses(_ registry: Registry, _ survey: Survey) -> [Use] {
        var uses: [Use] = []
        for index in survey.withStores {
            let settings = registry.hosts[index].settings
            for (isCache, store) in [(false, settings.session.store), (true, settings.cache?.store)] {
                guard let store else { continue }
                if let last = uses.last?.store, areOnOneServer(last, store) {
                    // Most hosts of a fleet have one server.
                    uses.append(
                        Use(host: index, isCache: isCache, store: store, addresses: uses[uses.count - 1].addresses))
                } else {
                    uses.append(Use(host: index, isCache: isCache, store: store, addresses: addresses(of: store)))
                }
            }
        }
        return uses
    }

    /// What the keys of a host begin with on one of its store's servers.
    static func key(of store: Store, on server: [UInt8]) -> ArraySlice<UInt8> {
        (Array(store.kind.rawValue.utf8) + [0x20] + server + Array(" \(store.database) ".utf8) + store.prefix)[...]
    }

    static func areOnOneServer(_ one: Store, _ other: Store) -> Bool {
        one.kind == other.kind && one.port == other.port && one.server == other.server
    }

    /// More than one: a cluster.
    static func addresses(of store: Store) -> [ServerAddress] {
        let usual = store.kind == .redis ? 6379 : 11211
        return store.server.split(separator: 0x2C).map { ServerAddress(Array($0), port: store.port, usual: usual) }
    }

    private static func report(
        _ use: Use, _ earlier: Use, _ registry: Registry, _ diagnostics: inout Diagnostics
    ) {
        let (host, other) = (registry.hosts[use.host], registry.hosts[earlier.host])
        let what = use.isCache ? "cache" : "session"
        let hasSocket = (use.addresses + earlier.addresses).contains { $0.port == nil }
        let isCertain = !hasSocket || use.store.server == earlier.store.server
        diagnostics.error(
            Code(315),
            "host \(quoted(host.id.value)) keeps its \(what)s under the prefix \(quoted(use.store.prefix)) on "
                + "\(quoted(use.store.server)), "
                + (isCertain
                    ? "" : "which may be the server \(quoted(earlier.store.server)) (a socket tells no port), ")
                + "as another host does"
                + (use.isCache == earlier.isCache ? "" : " its \(earlier.isCache ? "cache" : "session")s")
                + "; set '\(what).prefix', such as \"{id}_\"",
            at: host.id.place,
            notes: [Note("the other host", at: other.id.place), Note("set here", at: use.store.place)])
    }
}
