import Registry
import Template

/// The secrets that the compiler gets from elsewhere, by where it gets them.
public typealias Secrets = [SecretReference: Secret]

/// What a host's fragment sets in `$CFG`.
struct Fragment {
    static let vocabulary = Vocabulary([
        "id": .text,
        "settings": .list(Vocabulary(["name": .text, "value": .literal])),
        "secret_files": .list(Vocabulary(["name": .text, "path": .text])),
        "inner_secret_files": .list(Vocabulary(["path": .text, "keys": .literal])),
    ])

    /// Whether a secret stands in it.
    private(set) var isSecret = false
    private var settings: [[Value]] = []
    private var files: [[Value]] = []
    private var innerFiles: [[Value]] = []
    private let id: [UInt8]
    private let secrets: Secrets

    var values: [Value] { [.text(id), .list(settings), .list(files), .list(innerFiles)] }

    init(_ host: Host, _ registry: Registry, _ secrets: Secrets) {
        id = host.id.value
        self.secrets = secrets
        let (server, database) = (registry.databaseServer(of: host), host.database)
        settings.reserveCapacity(24)
        set("wwwroot", .string(host.url.value.bytes))
        set("dataroot", .string(host.dataRoot.value.bytes))
        set("dbtype", .string(Array(server.kind.rawValue.utf8)))
        set("dblibrary", .string(Array("native".utf8)))
        set("dbhost", .string(server.host))
        set("dbname", .string(database.name.value.bytes))
        set("dbuser", .string(database.user.bytes))
        set("prefix", .string(database.prefix.bytes))
        setOptions(server, host.settings.databaseOptions)
        if host.sslProxy { set("sslproxy", .bool(true)) }
        set(ConfigSetting(name: Array("dbpass".utf8), value: .secret(database.password)))
        let locations = host.sendfileAliases
        if !locations.isEmpty {
            let aliases = locations.map {
                (key: $0.location, value: Literal.string($0.directory.bytes + [0x2F]))
            }
            set("xsendfilealiases", .map(aliases))
        }
        for setting in host.typedConfig { set(setting) }
        // A setting of 'hardening' may stand in 'config' with another value: of two in a PHP array the later one holds.
        for setting in host.config { set(setting) }
    }

    private mutating func set(_ name: StaticString, _ value: Literal) {
        settings.append([.text(Array(name.description.utf8)), .literal(value)])
    }

    private mutating func set(_ setting: ConfigSetting) {
        guard let value = literal(setting.value, at: [setting.name]) else { return }
        settings.append([.text(setting.name), .literal(value)])
    }

    private mutating func setOptions(_ server: DatabaseServer, _ own: [ConfigSetting]) {
        var options: [(key: [UInt8], value: Literal)] = []
        if let port = server.port { options.append((Array("dbport".utf8), .int(port))) }
        if let socket = server.socket { options.append((Array("dbsocket".utf8), .string(socket.bytes))) }
        for option in own {
            if let value = literal(option.value, at: [Array("dboptions".utf8), option.name]) {
                options.append((option.name, value))
            }
        }
        set("dboptions", .map(options))
    }

    /// A registry's value as PHP's; nil: a file that the runtime reads and puts in this place.
    private mutating func literal(_ value: ConfigValue, at keys: [[UInt8]]) -> Literal? {
        switch value {
        case .bool(let value): return .bool(value)
        case .int(let value): return .int(value)
        case .float(let digits): return .float(digits)
        case .string(let bytes): return .string(bytes)
        case .list(let items):
            return .list(
                items.enumerated().map { index, item in
                    // Each keeps its place: what the runtime fills in is empty until then.
                    literal(item, at: keys + [Array(String(index).utf8)]) ?? .string([])
                })
        case .map(let pairs):
            return .map(pairs.map { key, value in (key, literal(value, at: keys + [key]) ?? .string([])) })
        case .secret(.literal(let secret)):
            isSecret = true
            return .string(secret.bytes)
        case .secret(.reference(let reference)):
            isSecret = true
            guard let secret = secrets[reference.value] else {
                preconditionFailure("a secret was not had before rendering")
            }
            return .string(secret.bytes)
        case .secret(.file(let path)):
            if keys.count == 1 {
                files.append([.text(keys[0]), .text(path.bytes)])
            } else {
                innerFiles.append([.text(path.bytes), .literal(.list(keys.map { .string($0) }))])
            }
            return nil
        }
    }
}
