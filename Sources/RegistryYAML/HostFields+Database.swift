import Registry

/// The fields of `db:`.
extension HostFields {
    func database(of layers: Layers, _ pattern: Pattern, key: Int?) -> Database? {
        let found = layers.map("db", reading: reader)
        let layers = found ?? Layers([], in: document)
        return reader.recordingNames(of: "'db'") {
            let server = server(of: layers)
            let name = reader.value("name", of: layers, expanding: pattern, requirement: DatabaseName.requirement) {
                DatabaseName($0)
            }
            let user = reader.value("user", of: layers, expanding: pattern, requirement: "must be 1 to 80 bytes") {
                (1...80).contains($0.count) ? $0 : nil
            }
            let prefix = reader.value(
                "prefix", of: layers,
                requirement: "must be at most 10 lower-case letters, digits and '_', with a letter first"
            ) { bytes -> [UInt8]? in
                let isPlain = bytes.allSatisfy {
                    (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F
                }
                return bytes.count <= 10 && isPlain && bytes.first.map({ $0 >= 0x61 }) ?? true ? bytes : nil
            }
            let password = password(of: layers, pattern)
            guard let key else { return nil }
            let hasServer = server != nil || missing("server", inDatabaseOf: key, layers)
            let hasName = name != nil || missing("name", inDatabaseOf: key, layers)
            let hasUser = user != nil || missing("user", inDatabaseOf: key, layers)
            let hasPassword = password != nil || missing("password", inDatabaseOf: key, layers)
            guard hasServer, hasName, hasUser, hasPassword, let server, let name, let user, let password else {
                return nil
            }
            return Database(
                server: server, name: Located(name.value, at: name.place), user: user.value, password: password,
                prefix: prefix?.value ?? Array("mdl_".utf8))
        }
    }

    func missing(_ name: StaticString, inDatabaseOf key: Int, _ layers: Layers) -> Bool {
        if layers.value(name, in: reader) == nil {
            reader.missing(name, of: "'db' of host '\(document.text(key))'", at: key)
        }
        return false
    }

    func server(of layers: Layers) -> Int? {
        guard let (node, id) = reader.scalar("server", of: layers) else { return nil }
        guard let index = servers[id] else {
            unknown("database server", node, among: servers.keys)
            return nil
        }
        return index
    }

    func password(of layers: Layers, _ pattern: Pattern) -> Database.Password? {
        guard let node = layers.value("password", in: reader) else { return nil }
        let place = document.node(node)
        switch place.kind {
        case .scalar where place.isPlain:
            // `p #w` would be read as `p`.
            reader.error(
                210, "a password must be in quotes, or better in a file: 'password: { file: /path }'", at: node)
            return nil
        case .scalar:
            reader.warn(211, "a password in the registry; better: 'password: { file: /path }'", at: node)
            return .literal(Secret(Array(document.bytes(node))))
        case .map:
            let fields = layers.map("password", reading: reader) ?? Layers([node], in: document)
            return reader.recordingNames(of: "'password'") {
                let file = reader.value("file", of: fields, expanding: pattern, requirement: AbsolutePath.requirement) {
                    AbsolutePath($0)
                }
                if file == nil, fields.value("file", in: reader) == nil {
                    reader.missing("file", of: "'password'", at: node)
                }
                return file.map { .file($0.value) }
            }
        case .list:
            reader.error(202, "'password' must be a map with 'file', or a text in quotes", at: node)
            return nil
        }
    }
}
