/// The wildcards that serve, for rules that ask which hosts browsers meet at a name.
struct Wildcards {
    /// A host and which of its aliases.
    struct Owner {
        let host: Int
        let alias: Int
    }

    private var owners: [ArraySlice<UInt8>: [(owner: Owner, port: UInt16)]] = [:]
    /// Names, with their ports, of which anything is declared: no wildcard has them.
    private var declared: Set<ArraySlice<UInt8>> = []

    init(_ registry: Registry, _ survey: Survey) {
        guard !survey.withWildcard.isEmpty else { return }
        for index in survey.withWildcard {
            let host = registry.hosts[index]
            for (number, alias) in host.storedAliases.enumerated() where alias.mode == .serve && host.isWildcard(number)
            {
                let name = host.aliasKey(number).prefix(Int(alias.hostLength))
                owners[name, default: []].append((Owner(host: index, alias: number), alias.port))
            }
        }
        guard !owners.isEmpty else { return }
        for (_, name) in survey.names { declared.insert(name.key(registry).prefix { $0 != 0x2F }) }
    }

    /// The wildcards that answer at a name, on whatever port.
    func owners(of name: ArraySlice<UInt8>) -> [Owner] {
        guard !owners.isEmpty, let dot = name.firstIndex(of: 0x2E), name.first != 0x2A, !declared.contains(name),
            let known = owners[[0x2A] + name[dot...]]
        else { return [] }
        return known.filter { $0.port == 0 || !declared.contains(name + ":\($0.port)".utf8) }.map(\.owner)
    }
}
