import Registry

/// Sessions and caches, and the stores that they lie in.
extension OneHost {
    func session() -> Session {
        let driver: Session.Driver? = value(.sessionDriver) { reader.word($0, of: "driver") }
        let name: CookieName? = value(.cookieName) { reader.value($0, of: "name", filling: pattern) }
        return Session(
            driver: driver,
            store: driver == .redis || driver == .memcached
                ? store(.sessionDriver, .sessionServer, .sessionPort, .sessionDatabase, .sessionPrefix) : nil,
            cookieName: name?.bytes, cookiePath: located(.cookiePath), cookieDomain: located(.cookieDomain))
    }

    func cache() -> CacheStore? {
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
        let kind: Store.Kind = document.equals(driver, "memcached") ? .memcached : .redis
        if kind == .memcached, let node = fields[database] {
            reader.error(
                204, "'database' is for redis; memcached has none, so leave it out or set it to null", at: node)
        }
        return Store(
            kind: kind, server: address.bytes, port: value(port) { reader.int($0, of: "port", in: 1...65535) },
            database: value(database) { reader.int($0, of: "database", in: 0...65535) } ?? 0,
            prefix: bytes?.bytes ?? [], place: document.place(fields[prefix] ?? driver))
    }

    /// config-dist.php, "session handling".
    func sessionSettings(_ set: (String, ConfigValue) -> Void) {
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
