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
        /// Position in the list of servers.
        var servers: Int
    }

    static func check(_ registry: Registry, _ survey: Survey, reporting diagnostics: inout Diagnostics) {
        guard !survey.withStores.isEmpty else { return }
        var servers = Servers()
        var uses: [Use] = []
        for index in survey.withStores {
            let settings = registry.hosts[index].settings
            for (isCache, store) in [(false, settings.session.store), (true, settings.cache?.store)] {
                guard let store else { continue }
                uses.append(Use(host: index, isCache: isCache, store: store, servers: servers.position(of: store)))
            }
        }
        let candidates = servers.candidates()
        var first = FirstUse(capacity: uses.count)
        for (number, use) in uses.enumerated() {
            let end = Array(" \(use.store.database) ".utf8) + use.store.prefix
            for server in candidates[use.servers] {
                guard let earlier = first.insert((server + end)[...], user: number), uses[earlier].host != use.host
                else {
                    continue
                }
                report(use, uses[earlier], registry, &diagnostics)
                break
            }
        }
    }

    private static func report(
        _ use: Use, _ earlier: Use, _ registry: Registry, _ diagnostics: inout Diagnostics
    ) {
        let (host, other) = (registry.hosts[use.host], registry.hosts[earlier.host])
        let what = use.isCache ? "cache" : "session"
        diagnostics.error(
            Code(315),
            "host \(quoted(host.id.value)) keeps its \(what)s under the prefix \(quoted(use.store.prefix)) on "
                + "\(quoted(use.store.server)), as another host does"
                + (use.isCache == earlier.isCache ? "" : " its \(earlier.isCache ? "cache" : "session")s")
                + "; set '\(what).prefix', such as \"{id}_\"",
            at: host.id.place,
            notes: [Note("the other host", at: other.id.place), Note("set here", at: use.store.place)])
    }

    /// The servers that hosts name, each spelling once: a fleet has few.
    private struct Servers {
        private struct Spelling: Hashable {
            var kind: Store.Kind
            var server: [UInt8]
            var port: Int?
        }

        private var all: [Spelling] = []
        private var positions: [Spelling: Int] = [:]

        mutating func position(of store: Store) -> Int {
            let spelling = Spelling(kind: store.kind, server: store.server, port: store.port)
            if let last = all.last, last == spelling { return all.count - 1 }
            if let known = positions[spelling] { return known }
            positions[spelling] = all.count
            all.append(spelling)
            return all.count - 1
        }

        /// For each spelling, byte strings of which two have one in common if they are, or may be, one server.
        func candidates() -> [[[UInt8]]] {
            let addresses = all.map { spelling in
                spelling.server.split(separator: 0x2C).map {
                    ServerAddress(Array($0), port: spelling.port, usual: spelling.kind == .redis ? 6379 : 11211)
                }
            }
            var known: [Store.Kind: Set<ServerAddress>] = [:]
            for (spelling, addresses) in zip(all, addresses) { known[spelling.kind, default: []].formUnion(addresses) }
            return zip(all, addresses).map { spelling, addresses in
                addresses.flatMap { $0.candidates(among: known[spelling.kind] ?? []) }.map {
                    Array(spelling.kind.rawValue.utf8) + [0x20] + $0.key
                }
            }
        }
    }
}
