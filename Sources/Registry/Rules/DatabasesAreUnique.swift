import Diagnostics

/// No two hosts share tables: server, database and prefix differ. Names are compared without case, as MariaDB on a
/// case-insensitive file system does, and so are servers that two entries describe alike.
enum DatabasesAreUnique: Rule {
    static func check(_ registry: Registry, _ survey: Survey, reporting diagnostics: inout Diagnostics) {
        let servers = Tables.servers(of: registry)
        var first = FirstUseByHash(capacity: registry.hosts.count)
        for index in registry.hosts.indices {
            let host = registry.hosts[index]
            guard
                let earlier = first.insert(
                    Tables.hash(of: host, servers), user: index,
                    { Tables.key(of: registry.hosts[$0], servers) == Tables.key(of: host, servers) })
            else { continue }
            report(host, registry.hosts[earlier], registry, &diagnostics)
        }
    }

    private static func report(
        _ host: Host, _ earlier: Host, _ registry: Registry, _ diagnostics: inout Diagnostics
    ) {
        let database = host.database
        let first = earlier.database.name.place
        diagnostics.error(
            Code(302),
            "host \(quoted(host.id.value)) has database \(quoted(database.name.value.bytes)) with prefix "
                + "\(quoted(database.prefix.bytes)) on \(quoted(registry.databaseServer(of: host).id)), "
                + "which another host has; each must have tables of its own",
            at: database.name.place == first ? host.id.place : database.name.place,
            notes: [Note("first used here", at: first)])
    }
}

/// What tells sets of tables apart.
enum Tables {
    /// A byte string for each server, the same for two entries that mean one server.
    static func servers(of registry: Registry) -> [[UInt8]] {
        registry.databaseServers.map { server in
            lowercased(server.host + Array(":\(server.port ?? 0):".utf8) + (server.socket?.bytes ?? []))
        }
    }

    static func key(of host: Host, _ servers: [[UInt8]]) -> [UInt8] {
        let database = host.database
        return key(servers[database.server], database.name.value, database.prefix)
    }

    /// The same for hosts with the same key.
    static func hash(of host: Host, _ servers: [[UInt8]]) -> UInt64 {
        var hash = StringHash()
        hash.add(servers[host.databaseServer][...])
        let name = host.slice(.databaseName)
        if name.contains(where: { (0x41...0x5A).contains($0) }) {
            hash.add(lowercased(Array(name))[...])
        } else {
            hash.add(name)
        }
        hash.add(host.slice(.tablePrefix))
        return hash.value
    }

    static func key(_ server: [UInt8], _ name: DatabaseName, _ prefix: TablePrefix) -> [UInt8] {
        var key: [UInt8] = []
        key.reserveCapacity(server.count + name.bytes.count + prefix.bytes.count + 2)
        key += server
        key.append(0)
        for byte in name.bytes { key.append((0x41...0x5A).contains(byte) ? byte + 0x20 : byte) }
        key.append(0)
        key += prefix.bytes
        return key
    }

    private static func lowercased(_ bytes: [UInt8]) -> [UInt8] {
        bytes.map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }
    }
}
