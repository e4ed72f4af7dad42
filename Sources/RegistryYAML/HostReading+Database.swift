import Registry

/// The fields of `db:`, and secrets.
extension OneHost {
    func database(_ servers: [[UInt8]: Int], key: Int?) -> Database? {
        let server = value(.databaseServer) { node -> Int? in
            guard let id = reader.scalar(node, of: "server") else { return nil }
            if let server = servers[Array(id)] { return server }
            reader.unknown("database server", node, among: servers.keys)
            return nil
        }
        let name: Located<DatabaseName>? = located(.databaseName)
        let user: DatabaseUser? = value(.databaseUser) { reader.value($0, of: "user", filling: pattern) }
        let prefix: TablePrefix? = value(.tablePrefix) { reader.value($0, of: "prefix", filling: pattern) }
        let password = value(.databasePassword) {
            reader.secret($0, of: "password", filling: pattern, mayBeEmpty: true)
        }
        guard let key else { return nil }
        let what = { "'db' of host '\(document.text(key))'" }
        let hasServer = server != nil || isMissing(.databaseServer, of: what(), key)
        let hasName = name != nil || isMissing(.databaseName, of: what(), key)
        let hasUser = user != nil || isMissing(.databaseUser, of: what(), key)
        let hasPassword = password != nil || isMissing(.databasePassword, of: what(), key)
        let hasPrefix = prefix != nil || isMissing(.tablePrefix, of: what(), key)
        guard hasServer, hasName, hasUser, hasPassword, hasPrefix, let server, let name, let user, let password,
            let prefix
        else { return nil }
        return Database(server: server, name: name, user: user, password: password, prefix: prefix)
    }
}

extension Reader {
    /// A secret: a text in quotes, or where to get it.
    ///
    /// - Parameter mayBeEmpty: `""` says that there is none, as for an account that a server knows by its socket.
    func secret(
        _ node: Int, of name: String, filling pattern: Pattern?, mayBeEmpty: Bool = false
    ) -> SecretSource? {
        switch document.node(node).kind {
        case .scalar where document.node(node).isPlain:
            // `p #w` would be read as `p`.
            error(210, "a secret must be in quotes, or better in a file: '\(name): { file: /path }'", at: node)
            return nil
        case .scalar where mayBeEmpty && document.node(node).count == 0: return .literal(Secret([]))
        case .scalar:
            guard Secret.isWellFormed(document.bytes(node)) else {
                error(204, "'\(name)' must be 1 to 4096 bytes", at: node)
                return nil
            }
            warn(211, "a secret in the registry; better: '\(name): { file: /path }'", at: node)
            return .literal(Secret(Array(document.bytes(node))))
        case .map: return reference(node, of: name, pattern)
        case .list:
            error(202, "'\(name)' must be a map with 'file', 'env' or 'command', or a text in quotes", at: node)
            return nil
        }
    }

    private func reference(_ map: Int, of name: String, _ pattern: Pattern?) -> SecretSource? {
        // Nearly every secret of a fleet is this one: a map with nothing but a file.
        if Int(document.node(map).end) == map + 3, document.equals(map + 1, "file"), !document.isNull(map + 2) {
            let path: AbsolutePath? = value(map + 2, of: "file", filling: pattern)
            return path.map { .file($0) }
        }
        let fields = Merged<SecretField>(map, self)
        let said = SecretField.allCases.filter { fields[$0] != nil }
        guard said.count == 1, let node = fields[said[0]] else {
            let hasUnknown = document.keys(of: map).contains { SecretField.names.find(document.bytes($0)) < 0 }
            if !hasUnknown { error(203, "'\(name)' must have one of 'file', 'env' and 'command'", at: map) }
            return nil
        }
        switch said[0] {
        case .file:
            let path: AbsolutePath? = value(node, of: "file", filling: pattern)
            return path.map { .file($0) }
        case .environment:
            let variable: EnvironmentName? = value(node, of: "env", filling: pattern)
            return variable.map { .reference(Located(.environment($0), at: document.place(node))) }
        case .command:
            return command(node, pattern).map { .reference(Located(.command($0), at: document.place(node))) }
        }
    }

    private func command(_ node: Int, _ pattern: Pattern?) -> [[UInt8]]? {
        guard document.node(node).kind == .list else {
            wrongType(node, "a list of a program and its arguments", of: "command")
            return nil
        }
        let items = document.items(of: node)
        let words = items.compactMap { string($0, of: "command", filling: pattern) }
        guard words.count == items.count else { return nil }
        guard let program = words.first, AbsolutePath(program) != nil else {
            error(204, "'command' must begin with the absolute path of a program", at: node)
            return nil
        }
        return words
    }
}
