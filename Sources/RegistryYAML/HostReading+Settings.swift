import Diagnostics
import Registry

/// The fields that become settings of `$CFG` by themselves, and those that rules look at.
extension OneHost {
    private static let settingsFields =
        FieldSet(field: HostField.reverseProxy.rawValue)
        | FieldSet(fields: HostField.isPersistent.rawValue..<HostField.config.rawValue)
        | FieldSet(fields: HostField.text.rawValue..<HostField.allCases.count)

    func config() -> [ConfigSetting] {
        checkIsMap(.config)
        let layers = fields.layers[HostField.config.rawValue] ?? []
        guard layers.count > base.config.layers.count || layers.isEmpty != base.config.layers.isEmpty else {
            return base.config.settings(reader, pattern)
        }
        if let own = layers.first { for key in document.keys(of: own) { reader.checkSettingName(key) } }
        let maps = FreeMaps(reader: reader, pattern: pattern)
        if layers.count == base.config.layers.count + 1, let own = ownSettings(layers[0], maps) {
            return base.config.settings(reader, pattern, under: own)
        }
        return maps.settings(of: layers, key: PropertyName.self, .setting)
    }

    /// The host's own settings, nil for one that is taken away; nil if one is a map, which may have to be merged.
    private func ownSettings(_ map: Int, _ maps: FreeMaps) -> [(name: [UInt8], value: ConfigValue?)]? {
        for key in document.keys(of: map) where document.node(key + 1).kind == .map { return nil }
        return maps.entries(of: [map], PropertyName.self, keepingNulls: true).compactMap { key, values in
            let name = Array(document.bytes(key))
            if document.isNull(values[0]) { return (name, nil) }
            return maps.setting(values, of: document.text(key)).map { (name, $0) }
        }
    }

    func settings() -> Settings {
        if isShared(Self.settingsFields), let shared = base.settings { return shared }
        let settings = Settings(
            config: typedSettings().sorted { $0.name.lexicographicallyPrecedes($1.name) },
            databaseOptions: lowered(HostField.isPersistent.rawValue..<HostField.config.rawValue)
                .sorted { $0.name.lexicographicallyPrecedes($1.name) },
            directories: directories(), session: session(), cache: cache(),
            isBehindReverseProxy: value(.reverseProxy) { reader.bool($0, of: "reverseproxy") } ?? false,
            development: Development(
                phpunitPrefix: located(.phpunitPrefix), behatPrefix: located(.behatPrefix), behatURL: located(.behatURL)
            ),
            sendfile: value(.sendfile) { reader.word($0, of: "sendfile") } ?? .off, sendfileAliases: sendfileAliases(),
            groups: base.groups)
        if isShared(Self.settingsFields) { base.settings = settings }
        return settings
    }

    private func typedSettings() -> [ConfigSetting] {
        var settings = lowered(HostField.text.rawValue..<HostField.allCases.count)
        if let proxy = lowered(HostField.reverseProxy.rawValue..<(HostField.reverseProxy.rawValue + 1)).first {
            settings.append(proxy)
        }
        func set(_ name: String, _ value: ConfigValue) {
            settings.append(ConfigSetting(name: Array(name.utf8), value: value))
        }
        mailSettings(set)
        sessionSettings(set)
        let sendfile: Sendfile? = value(.sendfile) { reader.word($0, of: "sendfile") }
        if let header = sendfile?.header { set("xsendfile", .string(Array(header.utf8))) }
        if value(.hardening, { reader.bool($0, of: "hardening") }) == true {
            for name in Self.hardeningSettings { set(name, .bool(true)) }
        }
        if let node = fields[.oldSalts],
            case .list(let salts)? = reader.value(node, .list(of: .secret), of: "old", filling: pattern)
        {
            for (index, salt) in salts.enumerated() { set("passwordsaltalt\(index + 1)", salt) }
        }
        if let node = fields[.peppers],
            case .list(let peppers)? = reader.value(node, .list(of: .secret), of: "password_peppers", filling: pattern)
        {
            set("passwordpeppers", .map(peppers.enumerated().map { (Array("\($0 + 1)".utf8), $1) }))
        }
        return settings
    }

    /// config-dist.php: what a site that shares its code with others must not do.
    static let hardeningSettings = [
        "disableupdateautodeploy", "disableupdatenotifications", "preventexecpath", "preventscheduledtaskchanges",
        "uninstallclionly",
    ]

    /// The settings of fields that become one each; other fields are checked by the way.
    private func lowered(_ range: Range<Int>) -> [ConfigSetting] {
        var settings: [ConfigSetting] = []
        for number in range where fields.nodes[number] >= 0 {
            let node = Int(fields.nodes[number])
            let isShared = !touched.contains(number)
            if isShared, let known = base.lowered[number] {
                if let known { settings.append(known) }
                continue
            }
            let (field, description) = (HostField(rawValue: number)!, HostField.descriptions[number])
            let value: ConfigValue?
            switch description.shape {
            case .map(let key, let shape):
                checkIsMap(field)
                let maps = FreeMaps(reader: reader, pattern: pattern)
                value = .map(
                    maps.settings(of: fields.layers[number] ?? [], key: key, shape).map { ($0.name, $0.value) })
            default: value = reader.value(node, description.shape, of: field.name, filling: pattern)
            }
            let setting = value.flatMap { value in
                description.setting.map { ConfigSetting(name: Array($0.description.utf8), value: value) }
            }
            if isShared { base.lowered[number] = .some(setting) }
            if let setting { settings.append(setting) }
        }
        return settings
    }

    func checkIsMap(_ field: HostField) {
        guard let node = fields[field], document.node(node).kind != .map else { return }
        reader.wrongType(node, "a map", of: field.name)
    }

    private func directories() -> [Settings.Directory] {
        let own: [HostField] = [
            .cacheDirectory, .localCacheDirectory, .temporaryDirectory, .backupDirectory, .requestDirectory,
            .secretDirectory, .cacheConfiguration, .sessionDirectory,
        ]
        let ofTests: [HostField] = [.phpunitDirectory, .behatDirectory]
        return (own + ofTests).compactMap { field in
            let path: Located<AbsolutePath>? = located(field)
            return path.map { Settings.Directory(field: field.path, path: $0, isForTests: ofTests.contains(field)) }
        }
    }

    private func sendfileAliases() -> [SendfileLocation] {
        guard fields[.sendfileAliases] != nil else { return [] }
        checkIsMap(.sendfileAliases)
        let maps = FreeMaps(reader: reader, pattern: pattern)
        return maps.entries(of: fields.layers[HostField.sendfileAliases.rawValue] ?? [], SendfileAlias.self).compactMap
        {
            key, values in
            let path: AbsolutePath? = reader.value(values[0], of: document.text(key), filling: pattern)
            return path.map { SendfileLocation(location: Array(document.bytes(key)), directory: $0) }
        }
    }

    // MARK: Mail

    private func mailSettings(_ set: (String, ConfigValue) -> Void) {
        let policy: MailPolicy = value(.mailPolicy) { reader.word($0, of: "policy") } ?? .normal
        let divertTo: EmailAddress? = value(.mailDivertTo) { reader.value($0, of: "divert_to", filling: pattern) }
        let except = fields[.mailDivertExcept].flatMap { node -> [[UInt8]]? in
            guard case .list(let items)? = reader.value(node, .list(of: .text), of: "divert_except", filling: pattern)
            else { return nil }
            return items.compactMap { if case .string(let text) = $0 { text } else { nil } }
        }
        switch policy {
        case .normal: break
        case .never: set("noemailever", .bool(true))
        case .divert:
            if let divertTo { set("divertallemailsto", .string(divertTo.bytes)) }
            if let except { set("divertallemailsexcept", .string(Array(except.joined(separator: [0x2C])))) }
            if base.platform != nil, fields[.mailDivertTo] == nil, let node = fields[.mailPolicy] {
                reader.error(203, "'policy: divert' needs 'divert_to'", at: node)
            }
        }
        let security = value(.smtpSecurity) {
            reader.value($0, HostField.smtpSecurity.description.shape, of: "security", filling: nil)
        }
        if case .string(let word)? = security {
            set("smtpsecure", .string(word.elementsEqual("none".utf8) ? [] : word))
        }
    }

    // MARK: Sessions and caches

    private func session() -> Session {
        let driver: Session.Driver? = value(.sessionDriver) { reader.word($0, of: "driver") }
        let name: CookieName? = value(.cookieName) { reader.value($0, of: "name", filling: pattern) }
        let path: CookiePath? = value(.cookiePath) { reader.value($0, of: "path", filling: pattern) }
        return Session(
            driver: driver,
            store: driver == .redis || driver == .memcached
                ? store(.sessionDriver, .sessionServer, .sessionPort, .sessionDatabase, .sessionPrefix) : nil,
            cookieName: name?.bytes, cookiePath: path?.bytes, cookieDomain: located(.cookieDomain))
    }

    private func cache() -> CacheStore? {
        guard let node = fields[.cacheDriver], let driver: CacheStore.Driver = reader.word(node, of: "driver") else {
            return nil
        }
        return CacheStore(
            driver: driver,
            store: driver == .file ? nil : store(.cacheDriver, .cacheServer, .cachePort, .cacheDatabase, .cachePrefix),
            password: value(.cachePassword) { reader.secret($0, of: "password", filling: pattern) })
    }

    private func store(
        _ driver: HostField, _ server: HostField, _ port: HostField, _ database: HostField, _ prefix: HostField
    ) -> Store? {
        guard let node = fields[server], let driver = fields[driver] else {
            if base.platform != nil, let driver = fields[driver] {
                reader.error(203, "the driver '\(document.text(driver))' needs 'server'", at: driver)
            }
            return nil
        }
        guard let address: StoreAddress = reader.value(node, of: "server", filling: pattern) else { return nil }
        let bytes: StorePrefix? = value(prefix) { reader.value($0, of: "prefix", filling: pattern) }
        return Store(
            server: address.bytes, port: value(port) { reader.int($0, of: "port", in: 1...65535) },
            database: value(database) { reader.int($0, of: "database", in: 0...65535) } ?? 0,
            prefix: bytes?.bytes ?? [], place: document.place(fields[prefix] ?? driver))
    }

    /// config-dist.php, "session handling".
    private func sessionSettings(_ set: (String, ConfigValue) -> Void) {
        guard let node = fields[.sessionDriver], let driver: Session.Driver = reader.word(node, of: "driver") else {
            return
        }
        set("session_handler_class", .string(Array("\\core\\session\\\(driver.rawValue)".utf8)))
        let prefix = "session_\(driver.rawValue)_"
        for (field, name) in Self.sessionNames[driver] ?? [] {
            guard let node = fields[field],
                let value = reader.value(node, field.description.shape, of: field.name, filling: pattern)
            else { continue }
            set(prefix + name, value)
        }
        if driver == .memcached, let server = fields[.sessionServer],
            let address: StoreAddress = reader.value(server, of: "server", filling: pattern)
        {
            let port = value(.sessionPort) { reader.int($0, of: "port", in: 1...65535) } ?? 11211
            set("session_memcached_save_path", .string(address.bytes + Array(":\(port)".utf8)))
        }
    }

    private static let sessionNames: [Session.Driver: [(HostField, String)]] = [
        .file: [(.sessionDirectory, "save_path")],
        .database: [(.sessionLockTimeout, "acquire_lock_timeout")],
        .redis: [
            (.sessionServer, "host"), (.sessionPort, "port"), (.sessionDatabase, "database"),
            (.sessionPrefix, "prefix"),
            (.sessionPassword, "auth"), (.sessionLockTimeout, "acquire_lock_timeout"),
            (.sessionLockExpiry, "lock_expire"),
        ],
        .memcached: [
            (.sessionPrefix, "prefix"), (.sessionLockTimeout, "acquire_lock_timeout"),
            (.sessionLockExpiry, "lock_expire"),
        ],
    ]
}
