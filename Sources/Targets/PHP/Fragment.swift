import Registry
import Template

/// What a host's fragment sets in `$CFG`.
struct Fragment {
    static let vocabulary = Vocabulary([
        "id": .text,
        "settings": .list(Vocabulary(["name": .text, "value": .literal])),
        "secret_files": .list(Vocabulary(["name": .text, "path": .text])),
    ])

    /// Whether a secret stands in it.
    let isSecret: Bool
    let values: [Value]

    init(_ host: Host, _ registry: Registry) {
        let server = registry.databaseServer(of: host)
        var settings: [(name: [UInt8], value: Literal)] = []
        func set(_ name: StaticString, _ value: Literal) { settings.append((Array(name.description.utf8), value)) }
        set("wwwroot", .string(host.url.value.bytes))
        set("dataroot", .string(host.dataRoot.value.bytes))
        set("dbtype", .string(Array(server.kind.rawValue.utf8)))
        set("dblibrary", .string(Array("native".utf8)))
        set("dbhost", .string(server.host))
        set("dbname", .string(host.database.name.value.bytes))
        set("dbuser", .string(host.database.user))
        set("prefix", .string(host.database.prefix))
        set("dboptions", .map(Self.options(of: server)))
        if host.sslProxy { set("sslproxy", .bool(true)) }
        var files: [[Value]] = []
        switch host.database.password {
        case .literal(let secret):
            set("dbpass", .string(secret.bytes))
            isSecret = true
        case .file(let path):
            files = [[.text(Array("dbpass".utf8)), .text(path.bytes)]]
            isSecret = false
        }
        for setting in host.config { settings.append((setting.name, Literal(setting.value))) }
        values = [
            .text(host.id.value), .list(settings.map { [.text($0.name), .literal($0.value)] }), .list(files),
        ]
    }

    private static func options(of server: DatabaseServer) -> [(key: [UInt8], value: Literal)] {
        var options: [(key: [UInt8], value: Literal)] = []
        if let port = server.port { options.append((Array("dbport".utf8), .int(port))) }
        if let socket = server.socket { options.append((Array("dbsocket".utf8), .string(socket.bytes))) }
        return options
    }
}

extension Literal {
    /// A registry's value as PHP's.
    init(_ value: ConfigValue) {
        switch value {
        case .bool(let value): self = .bool(value)
        case .int(let value): self = .int(value)
        case .float(let digits): self = .float(digits)
        case .string(let bytes): self = .string(bytes)
        case .list(let items): self = .list(items.map { Literal($0) })
        case .map(let pairs): self = .map(pairs.map { ($0.key, Literal($0.value)) })
        }
    }
}
