import Registry

/// Where the database servers stand, by id.
struct DatabaseServers {
    /// The ids, sorted, one behind the other.
    private var bytes: [UInt8] = []
    private var ends: [Int] = []
    private var withReader: Set<Int> = []

    init(_ servers: [DatabaseServer]) {
        for server in servers {
            if server.reader != nil { withReader.insert(ends.count) }
            bytes += server.id
            ends.append(bytes.count)
        }
    }

    /// Whether somebody may ask the server for the tasks of sites.
    func hasReader(_ position: Int) -> Bool { withReader.contains(position) }

    var ids: [[UInt8]] { ends.indices.map { Array(bytes[range($0)]) } }

    private func range(_ index: Int) -> Range<Int> { (index == 0 ? 0 : ends[index - 1])..<ends[index] }

    func position(of id: UnsafeBufferPointer<UInt8>) -> Int? {
        var (low, high) = (0, ends.count)
        while low < high {
            let middle = (low + high) / 2
            if bytes[range(middle)].lexicographicallyPrecedes(id) { low = middle + 1 } else { high = middle }
        }
        return low < ends.count && bytes[range(low)].elementsEqual(id) ? low : nil
    }
}

/// The fields of `db:`, and secrets.
extension OneHost {
    /// - Parameter key: nil where a layer is read for its mistakes, and may lack what its hosts have.
    /// - Returns: the server, the node of the name, and the password if it is not in a file.
    mutating func readDatabase(
        _ servers: DatabaseServers, key: Int?
    ) -> (server: Int, name: Int, password: SecretSource?)? {
        let server = databaseServer(servers)
        let name = readText(.databaseName, .databaseName, DatabaseName.self)
        let user = readText(.databaseUser, .databaseUser, DatabaseUser.self)
        let prefix = readText(.tablePrefix, .tablePrefix, TablePrefix.self)
        let (hasPasswordRead, password) = readPassword()
        guard let key else { return nil }
        let document = document
        let what = { "'db' of host '\(document.text(key))'" }
        let hasServer = server != nil || isMissing(.databaseServer, of: what(), key)
        let hasName = name != nil || isMissing(.databaseName, of: what(), key)
        let hasUser = user != nil || isMissing(.databaseUser, of: what(), key)
        let hasPassword = hasPasswordRead || isMissing(.databasePassword, of: what(), key)
        let hasPrefix = prefix != nil || isMissing(.tablePrefix, of: what(), key)
        guard hasServer, hasName, hasUser, hasPassword, hasPrefix, let server, let name else { return nil }
        return (server, name, password)
    }

    private func databaseServer(_ servers: DatabaseServers) -> Int? {
        let isShared = !touched.contains(HostField.databaseServer.rawValue)
        if isShared, let server = base.databaseServer { return server }
        let server = value(.databaseServer) { node -> Int? in
            guard let id = reader.scalar(node, of: "server") else { return nil }
            if let server = servers.position(of: id) { return server }
            reader.unknown("database server", node, among: servers.ids)
            return nil
        }
        if isShared { base.databaseServer = server }
        return server
    }

    /// Makes the file of the password a part of the texts; nearly every password of a fleet has one and nothing else.
    private mutating func readPassword() -> (isThere: Bool, other: SecretSource?) {
        defer { texts.end(.passwordFile) }
        guard let node = fields[.databasePassword] else { return (false, nil) }
        guard document.isFileReference(node) else {
            let source = reader.secret(node, of: "password", filling: pattern, mayBeEmpty: true)
            guard case .file(let path)? = source else { return (source != nil, source) }
            texts.append(path.bytes)
            return (true, nil)
        }
        guard lay(node + 2, of: "file") else { return (false, nil) }
        guard texts.tail(AbsolutePath.accepts) else {
            reader.refuse(texts.tailBytes, ValueRefusal(AbsolutePath.requirement), node + 2, "file")
            texts.dropTail()
            return (false, nil)
        }
        return (true, nil)
    }
}

extension Document {
    /// Whether a value is `{ file: … }` and nothing else.
    func isFileReference(_ node: Int) -> Bool {
        self.node(node).kind == .map && Int(self.node(node).end) == node + 3 && equals(node + 1, "file")
            && !isNull(node + 2)
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
        if document.isFileReference(map) {
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
