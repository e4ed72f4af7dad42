import Diagnostics

/// No two hosts share tables: server, database and prefix differ. Servers that two entries spell differently are one; where a
/// socket does not tell which server of this machine it is, it counts as each.
enum DatabasesAreUnique: Rule {
    static func check(_ registry: Registry, _ survey: Survey, reporting diagnostics: inout Diagnostics) {
        let servers = Tables.servers(of: registry)
        var first = FirstUseByHash(capacity: registry.hosts.reduce(0) { $0 + servers[$1.databaseServer].count })
        for index in registry.hosts.indices {
            let host = registry.hosts[index]
            for server in servers[host.databaseServer] {
                var hash = survey.tables[index]
                hash.add(server[...])
                let earlier = first.insert(hash.value, user: index) { other in
                    let other = registry.hosts[other]
                    return servers[other.databaseServer].contains(server) && Tables.areNamedAlike(host, other)
                }
                guard let earlier else { continue }
                report(host, registry.hosts[earlier], registry, &diagnostics)
                break
            }
        }
    }

    private static func report(
        _ host: Host, _ earlier: Host, _ registry: Registry, _ diagnostics: inout Diagnostics
    ) {
        let database = host.database
        let first = earlier.database.name.place
        let (server, other) = (registry.databaseServer(of: host), registry.databaseServer(of: earlier))
        let isCertain = server.address == other.address && (server.address.port != nil || server.socket == other.socket)
        diagnostics.error(
            Code(302),
            "host \(quoted(host.id.value)) has database \(quoted(database.name.value.bytes)) with prefix "
                + "\(quoted(database.prefix.bytes)) on \(quoted(server.id)), "
                + (server.id == other.id
                    ? ""
                    : isCertain
                        ? "the same server as \(quoted(other.id)), "
                        : "which may be the same server as \(quoted(other.id)) (a socket tells no port), ")
                + "which another host has; each must have tables of its own",
            at: database.name.place == first ? host.id.place : database.name.place,
            notes: [Note("first used here", at: first)])
    }
}
