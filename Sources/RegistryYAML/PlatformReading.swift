import Registry

/// Reads entries of `platforms:` and `dbservers:`.
struct PlatformReading {
    let reader: Reader
    private var document: Document { reader.document }

    init(reader: Reader) { self.reader = reader }

    func platform(_ key: Int, _ map: Int) -> (id: [UInt8], value: Platform)? {
        guard isMap(key, map) else { return nil }
        let fields = Merged<PlatformField>(map, reader)
        let root: CodeRoot? = value(fields, .root)
        let php: AbsolutePath? = value(fields, .php)
        let user: AccountName? = value(fields, .user)
        let group: AccountName? = value(fields, .group)
        let fpm: FastCGIAddress? = value(fields, .fpm)
        let id = Array(document.bytes(key))
        let pool = pool(fields)
        let isPublic = fields[.isPublic].flatMap { reader.bool($0, of: "public") } ?? false
        if let defaults = fields[.defaults], document.node(defaults).kind != .map {
            reader.wrongType(defaults, "a map", of: "defaults")
        }
        guard let root, let rootNode = fields[.root] else {
            if fields[.root] == nil { reader.missing("root", of: "the platform", at: key, in: PlatformField.names) }
            return nil
        }
        let account = user ?? Platform.usualUser
        var platform = Platform(
            id: id, root: Located(root.path, at: document.place(rootNode)), isPublic: isPublic,
            php: php ?? Self.php,
            user: Located(account, at: document.place(fields[.user] ?? key)),
            group: Located(group ?? account, at: document.place(fields[.group] ?? fields[.user] ?? key)),
            fpm: fpm ?? (pool == nil ? Self.fpm : .socket(ofPlatform: id)))
        platform.pool = pool
        platform.webUser = value(fields, .webUser) ?? Platform.usualUser
        platform.apachePHP = fields[.apachePHP].flatMap { reader.word($0, of: "apache_php") } ?? .fpm
        platform.hasRouter = fields[.router].flatMap { reader.bool($0, of: "router") } ?? false
        platform.componentCache = fields[.componentCache].flatMap { node in
            value(fields, .componentCache).map { Located($0, at: document.place(node)) }
        }
        platform.proxyNames = reader.values(fields[.proxyNames], of: "proxy.names")
        platform.proxyListens = reader.values(fields[.proxyListens], of: "proxy.listen").map(\.value)
        return (id, platform)
    }

    // Debian's: the PHP and the link that its alternatives keep on the installed php-fpm.
    private static let php = AbsolutePath(Array("/usr/bin/php".utf8))!
    private static let fpm = FastCGIAddress(Array("/run/php/php-fpm.sock".utf8))!

    private func pool(_ fields: Merged<PlatformField>) -> PlatformPool? {
        let settings = FreeMaps(reader: reader, pattern: nil)
            .phpSettings(of: fields.layers[PlatformField.poolSettings.rawValue] ?? [])
        guard let node = fields[.poolMaxChildren] else { return nil }
        return reader.int(node, of: "max_children", in: 1...10000).map {
            PlatformPool(maxChildren: $0, settings: settings)
        }
    }

    func databaseServer(_ key: Int, _ map: Int) -> (id: [UInt8], value: DatabaseServer)? {
        guard isMap(key, map) else { return nil }
        let fields = Merged<DatabaseServerField>(map, reader)
        let kind: DatabaseServer.Kind? = fields[.type].flatMap { reader.word($0, of: "type") }
        let host: StoreAddress? = value(fields, .host)
        let port = fields[.port].flatMap { reader.int($0, of: "port", in: 1...65535) }
        let socket: AbsolutePath? = value(fields, .socket)
        let administrator = login(fields, .adminUser, .adminPassword, "admin")
        let taskReader = login(fields, .readerUser, .readerPassword, "reader")
        let maxParallel = fields[.maxParallel].flatMap { reader.int($0, of: "max_parallel", in: 1...10000) }
        guard let kind else {
            if fields[.type] == nil {
                reader.missing("type", of: "the database server", at: key, in: DatabaseServerField.names)
            }
            return nil
        }
        if kind == .sqlsrv, let node = fields[.readerUser] {
            reader.error(204, "servers of type 'sqlsrv' are not asked for tasks; take 'reader' away", at: node)
        }
        let id = Array(document.bytes(key))
        var server = DatabaseServer(
            id: id, kind: kind, host: host?.bytes ?? Array("localhost".utf8), port: port, socket: socket,
            administrator: administrator, maxParallel: maxParallel)
        server.reader = taskReader
        return (id, server)
    }

    private func login(
        _ fields: Merged<DatabaseServerField>, _ userField: DatabaseServerField, _ passwordField: DatabaseServerField,
        _ name: String
    ) -> DatabaseServer.Login? {
        let user: DatabaseUser? = value(fields, userField)
        let password = fields[passwordField].flatMap { reader.secret($0, of: "password", filling: nil) }
        if let node = fields[passwordField], fields[userField] == nil {
            reader.error(203, "'\(name)' has a 'password' and no 'user'", at: node)
        }
        return user.map { DatabaseServer.Login(user: $0, password: password) }
    }

    private func isMap(_ key: Int, _ map: Int) -> Bool {
        if document.node(map).kind == .map { return true }
        reader.error(202, "'\(document.text(key))' must be a map", at: map, hiding: true)
        return false
    }

    private func value<Field: DescribedField, Value: RegistryValue>(_ fields: Merged<Field>, _ field: Field) -> Value? {
        fields[field].flatMap { reader.value($0, of: field.name, filling: nil) }
    }
}

extension Reader {
    /// The values of a list, or one that stands for a list of one, with their places; those that are none are reported.
    func values<Value: RegistryValue>(_ node: Int?, of name: String) -> [Located<Value>] {
        guard let node else { return [] }
        guard document.node(node).kind != .map else {
            wrongType(node, "one value, or a list", of: name)
            return []
        }
        let items = document.node(node).kind == .list ? document.items(of: node) : [node]
        return items.compactMap { item in
            let value: Value? = value(item, of: name, filling: nil)
            return value.map { Located($0, at: document.place(item)) }
        }
    }
}
