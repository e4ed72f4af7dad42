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
        let isPublic = fields[.isPublic].flatMap { reader.bool($0, of: "public") } ?? false
        if let defaults = fields[.defaults], document.node(defaults).kind != .map {
            reader.wrongType(defaults, "a map", of: "defaults")
        }
        guard let root, let rootNode = fields[.root] else {
            if fields[.root] == nil { reader.missing("root", of: "the platform", at: key, in: PlatformField.names) }
            return nil
        }
        let id = Array(document.bytes(key))
        let account = user ?? Self.account
        return (
            id,
            Platform(
                id: id, root: Located(root.path, at: document.place(rootNode)), isPublic: isPublic,
                php: php ?? Self.php,
                user: Located(account, at: document.place(fields[.user] ?? key)),
                group: Located(group ?? account, at: document.place(fields[.group] ?? fields[.user] ?? key)),
                fpm: fpm ?? Self.fpm)
        )
    }

    // Debian's: the account, the PHP and the link that its alternatives keep on the installed php-fpm.
    private static let account = AccountName(Array("www-data".utf8))!
    private static let php = AbsolutePath(Array("/usr/bin/php".utf8))!
    private static let fpm = FastCGIAddress(Array("/run/php/php-fpm.sock".utf8))!

    func databaseServer(_ key: Int, _ map: Int) -> (id: [UInt8], value: DatabaseServer)? {
        guard isMap(key, map) else { return nil }
        let fields = Merged<DatabaseServerField>(map, reader)
        let kind: DatabaseServer.Kind? = fields[.type].flatMap { reader.word($0, of: "type") }
        let host: StoreAddress? = value(fields, .host)
        let port = fields[.port].flatMap { reader.int($0, of: "port", in: 1...65535) }
        let socket: AbsolutePath? = value(fields, .socket)
        let user: DatabaseUser? = value(fields, .adminUser)
        let password = fields[.adminPassword].flatMap { reader.secret($0, of: "password", filling: nil) }
        let maxParallel = fields[.maxParallel].flatMap { reader.int($0, of: "max_parallel", in: 1...10000) }
        if let node = fields[.adminPassword], fields[.adminUser] == nil {
            reader.error(203, "'admin' has a 'password' and no 'user'", at: node)
        }
        guard let kind else {
            if fields[.type] == nil {
                reader.missing("type", of: "the database server", at: key, in: DatabaseServerField.names)
            }
            return nil
        }
        let id = Array(document.bytes(key))
        return (
            id,
            DatabaseServer(
                id: id, kind: kind, host: host?.bytes ?? Array("localhost".utf8), port: port, socket: socket,
                administrator: user.map { DatabaseServer.Administrator(user: $0, password: password) },
                maxParallel: maxParallel)
        )
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
