import Registry
import Template

/// What a host's fragment sets in `$CFG`.
struct Fragment: Subject {
    static let template = "php/fragment.php.tmpl"
    static let format: StaticString = "vmoodle-gen fragment 2"

    enum Name {
        case id, settings, settingName, settingValue, secretFiles, fileName, filePath, innerSecretFiles, innerPath, keys
        case sum, sendsFiles, ignorant
    }

    static let vocabulary: Vocabulary<Name> = [
        "id": .text(.id),
        "settings": .list(.settings, ["name": .literal(.settingName), "value": .literal(.settingValue)]),
        "secret_files": .list(.secretFiles, ["name": .text(.fileName), "path": .text(.filePath)]),
        "inner_secret_files": .list(.innerSecretFiles, ["path": .text(.innerPath), "keys": .literal(.keys)]),
        "sum": .literal(.sum),
        "sends_files": .flag(.sendsFiles),
        "ignorant": .literal(.ignorant),
    ]

    /// Whether a secret stands in it.
    private(set) var isSecret = false
    /// Once it is known.
    var sum: UInt32?

    let servers: [DatabaseServerText]
    let secrets: Secrets
    /// By the platforms' numbers, as is what follows.
    private let haveRouters: [Bool]
    let componentCaches: [[UInt8]?]
    var settings: [Setting] = []
    /// Files that the runtime reads, and where it puts what is in them.
    var files: [File] = []
    var innerFiles: [(path: [UInt8], keys: [[UInt8]])] = []
    var shared = SharedSettings()
    var setting = 0
    var file = 0
    var innerFile = 0
    private var host: Host?
    private var spots: [SettingSpot] = []
    private var typed = 0
    private var config = 0

    enum Setting {
        case wwwroot, dataroot, dbtype, dblibrary, dbhost, dbname, dbuser, prefix, dboptions, sslproxy, dbpass
        case xsendfilealiases, routerconfigured, componentCache, expectedcronfrequency
        /// What VMoodle sets: the URL, the same without its scheme, and that to its first dot.
        case vmoodleroot, vmoodlename, vhost
        case shared(SharedSettings.Position)
        case config(SettingSpot)
    }

    enum File {
        case dbpass
        case config(SettingSpot)
    }

    init(_ registry: Registry, _ secrets: Secrets) {
        servers = registry.databaseServers.map(DatabaseServerText.init)
        self.secrets = secrets
        haveRouters = registry.platforms.map(\.hasRouter)
        componentCaches = registry.platforms.map { $0.componentCache?.value.bytes }
    }

    var current: Host {
        guard let host else { preconditionFailure("a fragment is of a host") }
        return host
    }
}

/// What fragments say of a database server, for each of its hosts.
struct DatabaseServerText {
    let kind: [UInt8]
    let host: [UInt8]
    let options: [ConfigSetting]

    init(_ server: DatabaseServer) {
        kind = Array(server.kind.rawValue.utf8)
        host = server.host
        let port = server.port.map { ConfigSetting(name: Array("dbport".utf8), value: .int($0)) }
        let socket = server.socket.map { ConfigSetting(name: Array("dbsocket".utf8), value: .string($0.bytes)) }
        options = [port, socket].compactMap { $0 }
    }
}

// MARK: A host

extension Fragment {
    private static let first: [Setting] = [
        .wwwroot, .dataroot, .dbtype, .dblibrary, .dbhost, .dbname, .dbuser, .prefix, .dboptions,
    ]
    private static let last: [Setting] = [.vmoodleroot, .vmoodlename, .vhost]

    /// Turns to a host.
    ///
    /// - Parameter sum: if it is known already.
    mutating func begin(_ host: Host, sum: UInt32? = nil) {
        self.host = host
        self.sum = sum
        isSecret = false
        settings.removeAll(keepingCapacity: true)
        spots.removeAll(keepingCapacity: true)
        files.removeAll(keepingCapacity: true)
        innerFiles.removeAll(keepingCapacity: true)
        for option in host.settings.databaseOptions {
            findSecrets(in: option.value, at: [Array("dboptions".utf8), option.name])
        }
        settings.append(contentsOf: Self.first)
        if host.sslProxy { settings.append(.sslproxy) }
        if let password = host.password {
            settings.append(.dbpass)
            findSecrets(in: .secret(password), at: [Array("dbpass".utf8)])
        } else {
            files.append(.dbpass)
        }
        if !host.sendfileAliases.isEmpty { settings.append(.xsendfilealiases) }
        if haveRouters[host.platform] { settings.append(.routerconfigured) }
        let hasComponentCache = componentCaches[host.platform] != nil
        if hasComponentCache { settings.append(.componentCache) }
        if host.cronFrequency != nil { settings.append(.expectedcronfrequency) }
        appendConfig(of: host)
        // Themes of a host's own are components that the others have not.
        if hasComponentCache, settings.contains(where: { isThemes($0, of: host) }) {
            remove(Array("alternative_component_cache".utf8))
        }
        settings.append(contentsOf: Self.last)
    }

    private func isThemes(_ setting: Setting, of host: Host) -> Bool {
        switch setting {
        case .shared(let position): shared.name(position).isEqual("themedir")
        case .config(let spot): host.name(of: spot).isEqual("themedir")
        default: false
        }
    }

    private mutating func appendConfig(of host: Host) {
        host.appendSettings(to: &spots)
        typed = shared.number(of: host.shared(.typed), last: typed)
        config = shared.number(of: host.shared(.config), last: config)
        // Both parts are sorted by name.
        var next = 0
        let ofConfig = spots.firstIndex { $0.field == .config } ?? spots.count
        for index in 0..<ofConfig {
            let name = host.name(of: spots[index])
            while next < spots.count - ofConfig,
                host.name(of: spots[ofConfig + next]).lexicographicallyPrecedes(name)
            {
                next += 1
            }
            let isSaidAgain = next < spots.count - ofConfig && host.name(of: spots[ofConfig + next]) == name
            // A setting of 'hardening' may stand in 'config' with another value: the later one holds, as in a PHP array.
            if !isSaidAgain { append(spots[index], of: host) }
        }
        for index in ofConfig..<spots.count { append(spots[index], of: host) }
    }

    private mutating func append(_ spot: SettingSpot, of host: Host) {
        let position = SharedSettings.Position(config: spot.field == .typed ? typed : config, index: spot.index)
        if !spot.isOwn, shared.isSimple(position) { return settings.append(.shared(position)) }
        let name = host.name(of: spot)
        if Self.isReserved(name) {
            guard !Self.last.contains(where: { Self.name(of: $0).map(name.isEqual) ?? false }) else { return }
            remove(name)
        }
        let value = host.value(of: spot)
        if let value = value.fixed {
            if case .secret(.file) = value { return files.append(.config(spot)) }
            findSecrets(in: value, at: [name])
        } else if case .shared(let value) = value {
            findSecrets(in: value, at: [name])
        }
        settings.append(.config(spot))
    }

    /// Takes away what a fragment says of itself by a name.
    private mutating func remove(_ name: [UInt8]) {
        settings.removeAll { Self.name(of: $0).map(name.isEqual) ?? false }
        if name.isEqual("dbpass") { files.removeAll { if case .dbpass = $0 { true } else { false } } }
        innerFiles.removeAll { $0.keys[0] == name }
    }

    /// Notes the files inside a value, and whether there are secrets that stand in it themselves.
    private mutating func findSecrets(in value: ConfigValue, at keys: @autoclosure () -> [[UInt8]]) {
        switch value {
        case .bool, .int, .float, .string: break
        case .list(let items):
            for (index, item) in items.enumerated() { findSecrets(in: item, at: keys() + [Array("\(index)".utf8)]) }
        case .map(let pairs):
            for (key, value) in pairs { findSecrets(in: value, at: keys() + [key]) }
        case .secret(.file(let path)): innerFiles.append((path.bytes, keys()))
        case .secret(.literal), .secret(.reference): isSecret = true
        }
    }

    private mutating func findSecrets(in value: SharedConfig.Value, at keys: @autoclosure () -> [[UInt8]]) {
        switch value {
        case .fixed(let value): findSecrets(in: value, at: keys())
        case .pattern: break
        case .list(let items):
            for (index, item) in items.enumerated() { findSecrets(in: item, at: keys() + [Array("\(index)".utf8)]) }
        case .map(let pairs):
            for (key, value) in pairs { findSecrets(in: value, at: keys() + [key]) }
        }
    }
}

// MARK: Names

extension Fragment {
    /// The name of what a fragment says of itself; nil for what the registry's settings say.
    static func name(of setting: Setting) -> StaticString? {
        switch setting {
        case .wwwroot: "wwwroot"
        case .dataroot: "dataroot"
        case .dbtype: "dbtype"
        case .dblibrary: "dblibrary"
        case .dbhost: "dbhost"
        case .dbname: "dbname"
        case .dbuser: "dbuser"
        case .prefix: "prefix"
        case .dboptions: "dboptions"
        case .sslproxy: "sslproxy"
        case .dbpass: "dbpass"
        case .xsendfilealiases: "xsendfilealiases"
        case .routerconfigured: "routerconfigured"
        case .componentCache: "alternative_component_cache"
        case .expectedcronfrequency: "expectedcronfrequency"
        case .vmoodleroot: "vmoodleroot"
        case .vmoodlename: "vmoodlename"
        case .vhost: "vhost"
        case .shared, .config: nil
        }
    }

    private static let reserved = Set(
        (first + last
            + [.sslproxy, .dbpass, .xsendfilealiases, .routerconfigured, .componentCache, .expectedcronfrequency])
            .compactMap { name(of: $0)?.description })

    /// Whether a fragment says something by this name itself.
    static func isReserved(_ name: [UInt8]) -> Bool { reserved.contains(String(decoding: name, as: UTF8.self)) }
}

extension [UInt8] {
    fileprivate func isEqual(_ text: StaticString) -> Bool {
        elementsEqual(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }
}

extension StoredSetting {
    /// The value if nothing is to be filled in.
    var fixed: ConfigValue? {
        switch self {
        case .own(let value), .shared(.fixed(let value)): value
        case .shared: nil
        }
    }
}
