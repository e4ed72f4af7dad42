import Diagnostics

/// No two hosts share tables: server, database and prefix differ. Names are compared without case, as MariaDB on a
/// case-insensitive file system does, and so are servers that two entries describe alike.
enum DatabasesAreUnique: Rule {
    private struct Tables: Hashable {
        var server: [UInt8]
        var name: [UInt8]
        var prefix: [UInt8]
    }

    static func check(_ registry: Registry, reporting diagnostics: inout Diagnostics) {
        let servers = registry.databaseServers.map { server in
            lowercased(server.host + Array(":\(server.port ?? 0):".utf8) + (server.socket?.bytes ?? []))
        }
        var first: [Tables: Place] = [:]
        first.reserveCapacity(registry.hosts.count)
        for host in registry.hosts {
            let database = host.database
            let tables = Tables(
                server: servers[database.server], name: lowercased(database.name.value.bytes), prefix: database.prefix)
            guard let earlier = first[tables] else {
                first[tables] = database.name.place
                continue
            }
            diagnostics.error(
                Code(302),
                "host \(quoted(host.id.value)) has database \(quoted(database.name.value.bytes)) with prefix "
                    + "\(quoted(database.prefix)) on \(quoted(registry.databaseServer(of: host).id)), "
                    + "which another host has; each must have tables of its own",
                at: database.name.place == earlier ? host.id.place : database.name.place,
                notes: [Note("first used here", at: earlier)])
        }
    }

    private static func lowercased(_ bytes: [UInt8]) -> [UInt8] {
        bytes.map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }
    }
}
