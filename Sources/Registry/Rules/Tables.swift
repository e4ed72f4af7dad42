/// What tells sets of tables apart.
enum Tables {
    /// For each database server, what it may be: byte strings of which two servers have one in common if they are, or may be,
    /// one. The first is the server's own.
    static func servers(of registry: Registry) -> [[[UInt8]]] {
        let addresses = registry.databaseServers.map(\.address)
        var local: [DatabaseServer.Family: Set<ServerAddress>] = [:]
        for (server, address) in zip(registry.databaseServers, addresses) where address.isLocal && address.port != nil {
            local[server.kind.family, default: []].insert(address)
        }
        return zip(registry.databaseServers, addresses).map { server, address in
            let family = Array(server.kind.family.rawValue.utf8) + [0x20]
            let others = local[server.kind.family] ?? []
            guard others.count <= mostLocal else {
                // No machine has so many; all that may be on it count as one.
                return [family + address.key] + (address.isLocal || address.port == nil ? [family] : [])
            }
            // Behind a socket it may be whichever of this machine others name.
            return ([address] + (address.port == nil ? Array(others) : [])).map { family + $0.key }
        }
    }

    /// Database servers of one family on this machine that are told apart where a socket may be any of them.
    private static let mostLocal = 100

    /// A database; names are compared without case, as MariaDB on a case-insensitive file system does.
    static func database(_ server: [UInt8], _ name: DatabaseName) -> [UInt8] {
        var key: [UInt8] = []
        // With room for a prefix.
        key.reserveCapacity(server.count + name.bytes.count + 12)
        key += server
        key.append(0)
        for byte in name.bytes { key.append((0x41...0x5A).contains(byte) ? byte + 0x20 : byte) }
        key.append(0)
        return key
    }

    /// The same for hosts whose databases and prefixes have the same names.
    static func hash(of host: Host) -> StringHash {
        var hash = StringHash()
        let name = host.slice(.databaseName)
        hash.add(name.contains(where: isUppercase) ? lowercased(name)[...] : name)
        hash.add(host.slice(.tablePrefix))
        return hash
    }

    /// Whether two hosts' databases and prefixes have the same names.
    static func areNamedAlike(_ one: Host, _ other: Host) -> Bool {
        one.slice(.tablePrefix) == other.slice(.tablePrefix)
            && lowercased(one.slice(.databaseName)) == lowercased(other.slice(.databaseName))
    }

    static func lowercased(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        bytes.map { isUppercase($0) ? $0 + 0x20 : $0 }
    }

    /// The tables of a database that begin with a prefix: their key begins with those of all prefixes that hold them.
    static func key(_ server: [UInt8], _ name: DatabaseName, _ prefix: TablePrefix) -> [UInt8] {
        var key = database(server, name)
        key += prefix.bytes
        return key
    }
}

extension DatabaseServer {
    enum Family: String { case mysql, pgsql, sqlsrv }

    /// Where Moodle's driver connects to. MySQL's client takes `localhost` for its socket, whatever the port says
    /// (mysqli_real_connect); PostgreSQL's sockets have their port in their name, and Moodle takes one only for localhost and
    /// 127.0.0.1 (lib/dml/pgsql_native_moodle_database.php).
    var address: ServerAddress {
        switch kind.family {
        case .mysql:
            // PHP's mark of a persistent connection.
            let host = host.starts(with: "p:".utf8) ? Array(host.dropFirst(2)) : host
            let address = ServerAddress(host, port: port, usual: 3306)
            let isByName = host.map { isUppercase($0) ? $0 + 0x20 : $0 }.elementsEqual("localhost".utf8)
            return isByName ? ServerAddress(host: [], port: nil) : address
        case .pgsql:
            let address = ServerAddress(host, port: port, usual: 5432)
            return address.isLocal ? ServerAddress(host: [], port: address.port ?? port ?? 5432) : address
        case .sqlsrv:
            // `tcp:host,port` (the ODBC driver's `Server`).
            let written = host.starts(with: "tcp:".utf8) ? Array(host.dropFirst(4)) : host
            return ServerAddress(written.map { $0 == 0x2C ? 0x3A : $0 }, port: port, usual: 1433)
        }
    }
}

extension DatabaseServer.Kind {
    var family: DatabaseServer.Family {
        switch self {
        case .mariadb, .mysqli, .auroramysql: .mysql
        case .pgsql: .pgsql
        case .sqlsrv: .sqlsrv
        }
    }
}
