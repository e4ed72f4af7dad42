import HostTable
import Registry
import Template

/// The secrets that the compiler gets from elsewhere, by where it gets them.
public typealias Secrets = [SecretReference: Secret]

/// What a host's fragment sets in `$CFG`.
struct Fragment {
    static let template = "php/fragment.php.tmpl"
    static let format = "vmoodle-gen fragment 2"

    static let vocabulary = Vocabulary([
        "id": .text,
        "settings": .list(Vocabulary(["name": .text, "value": .literal])),
        "secret_files": .list(Vocabulary(["name": .text, "path": .text])),
        "inner_secret_files": .list(Vocabulary(["path": .text, "keys": .literal])),
        "sum": .literal,
    ])

    /// Whether a secret stands in it.
    private(set) var isSecret = false
    private var settings: [(name: [UInt8], value: Literal)] = []
    private var files: [(name: [UInt8], path: [UInt8])] = []
    private var innerFiles: [(path: [UInt8], keys: [[UInt8]])] = []
    private let id: [UInt8]
    private let secrets: Secrets

    var values: [Value] {
        [
            .text(id), .list(settings.map { [.text($0.name), .literal($0.value)] }),
            .list(files.map { [.text($0.name), .text($0.path)] }),
            .list(innerFiles.map { [.text($0.path), .literal(Self.list($0.keys))] }), .literal(.int(Int(sum))),
        ]
    }

    /// The crc32 of the serialized list of format, id, settings and files: docs/resolution.md §5.
    private var sum: UInt32 {
        var text = PHPSerialization()
        text.beginArray(4)
        text.append(0)
        text.append(Array(Self.format.utf8))
        text.append(1)
        text.append(id)
        text.append(2)
        text.beginArray(settings.count)
        for setting in settings {
            text.append(setting.name)
            text.append(setting.value)
        }
        text.endArray()
        text.append(3)
        text.beginArray(files.count + innerFiles.count)
        for file in files {
            text.append(file.name)
            text.append(file.path)
        }
        for (number, file) in innerFiles.enumerated() {
            text.append(number)
            text.append(.list([.string(file.path), Self.list(file.keys)]))
        }
        text.endArray()
        text.endArray()
        return CRC32.of(text.bytes)
    }

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
        for setting in host.config { replace(setting) }
        setNames(host.url.value.bytes)
    }

    /// What VMoodle sets, whatever the registry says: the URL, the same without its scheme, and that to its first dot.
    private mutating func setNames(_ url: [UInt8]) {
        guard let colon = url.firstIndex(of: UInt8(ascii: ":")) else { preconditionFailure("a URL has a scheme") }
        let name = url[(colon + 3)...]
        let first = name.prefix { $0 != UInt8(ascii: ".") }
        let names: [(StaticString, [UInt8])] = [
            ("vmoodleroot", url), ("vmoodlename", Array(name)), ("vhost", Array(first)),
        ]
        for (key, value) in names {
            replace(ConfigSetting(name: Array(key.description.utf8), value: .string(value)))
        }
    }

    /// A setting of 'hardening' may stand in 'config' with another value: the later one holds, as in a PHP array.
    private mutating func replace(_ setting: ConfigSetting) {
        settings.removeAll { $0.name == setting.name }
        files.removeAll { $0.name == setting.name }
        innerFiles.removeAll { $0.keys[0] == setting.name }
        set(setting)
    }

    private static func list(_ keys: [[UInt8]]) -> Literal { .list(keys.map { .string($0) }) }

    private mutating func set(_ name: StaticString, _ value: Literal) {
        settings.append((Array(name.description.utf8), value))
    }

    private mutating func set(_ setting: ConfigSetting) {
        guard let value = literal(setting.value, at: [setting.name]) else { return }
        settings.append((setting.name, value))
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
                files.append((keys[0], path.bytes))
            } else {
                innerFiles.append((path.bytes, keys))
            }
            return nil
        }
    }
}
