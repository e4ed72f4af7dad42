import Registry

extension ImportedServer {
    /// The registry's word for what VMoodle and `$CFG->dbtype` call a kind of server.
    static func type(_ written: String) -> String? {
        switch written.lowercased() {
        case "mariadb": "mariadb"
        case "mysqli", "mysql": "mysqli"
        case "auroramysql": "auroramysql"
        case "postgres", "postgres7", "postgresql", "pgsql": "pgsql"
        case "sqlsrv", "mssql": "sqlsrv"
        default: nil
        }
    }

    /// `host`, `host:port`, `[IPv6]:port`, or the path of a socket; nil if it is none of them.
    init?(type: String, address: String) {
        self.init(type: type, host: "localhost")
        if address.hasPrefix("/") {
            guard AbsolutePath(Array(address.utf8)) != nil, address.isCarried() else { return nil }
            socket = address
            return
        }
        let bytes = Array(address.utf8)
        var host = bytes[...]
        let isBare = bytes.count { $0 == UInt8(ascii: ":") } > 1 && bytes.first != UInt8(ascii: "[")
        if !isBare, let colon = bytes.lastIndex(of: UInt8(ascii: ":")),
            bytes[colon...].firstIndex(of: UInt8(ascii: "]")) == nil
        {
            guard let port = ListenAddress(Array(bytes[(colon + 1)...]))?.port else { return nil }
            self.port = port
            host = bytes[..<colon]
        }
        if host.first == UInt8(ascii: "["), host.last == UInt8(ascii: "]") { host = host.dropFirst().dropLast() }
        let isHost = host.allSatisfy {
            (0x61...0x7A).contains($0 | 0x20) || (0x30...0x39).contains($0) || ".-_:\\".utf8.contains($0)
        }
        guard (1...255).contains(host.count), isHost else { return nil }
        self.host = String(decoding: host, as: UTF8.self)
    }
}
