import Registry
import Template

/// What the templates for scripts and other tools say.
struct AliasesText: Subject {
    enum Name {
        case hosts, id, url, name, state, platform, root, docroot, php, user, dataroot
        case databaseType, databaseHost, databaseName, databaseUser, databasePrefix, aliases, groups, more
    }

    static let vocabulary: Vocabulary<Name> = [
        "hosts": .list(
            .hosts,
            [
                "id": .text(.id), "url": .text(.url), "name": .text(.name), "state": .text(.state),
                "platform": .text(.platform), "root": .text(.root), "docroot": .text(.docroot), "php": .text(.php),
                "user": .text(.user), "dataroot": .text(.dataroot), "db_type": .text(.databaseType),
                "db_host": .text(.databaseHost), "db_name": .text(.databaseName), "db_user": .text(.databaseUser),
                "db_prefix": .text(.databasePrefix), "aliases": .literal(.aliases), "groups": .literal(.groups),
                "more": .flag(.more),
            ])
    ]

    private let registry: Registry
    private var hosts: [Host] = []
    private var host = 0
    private(set) var passages: [Passage] = []
    /// Where the text of the current host begins in the output.
    private var start = 0

    init(_ registry: Registry) { self.registry = registry }

    /// Turns to a file of hosts.
    mutating func begin(_ hosts: [Host]) {
        self.hosts = hosts
        passages.removeAll()
    }

    mutating func write(_ name: Name, to output: inout ByteBuffer) {
        let host = hosts[host]
        func part(_ part: HostTexts.Part) { host.withBytes(of: part) { output.append($0) } }
        switch name {
        case .id: part(.id)
        case .url: part(.url)
        case .name: part(.name)
        case .state: output.append(Array(host.state.rawValue.utf8))
        case .platform: output.append(registry.platforms[host.platform].id)
        case .root: output.append(registry.platforms[host.platform].root.value.bytes)
        case .docroot: output.append(registry.platforms[host.platform].documentRoot)
        case .php: output.append(registry.platforms[host.platform].php.bytes)
        case .user: output.append(registry.user(of: host).bytes)
        case .dataroot: part(.dataRoot)
        case .databaseType: output.append(Array(registry.databaseServers[host.databaseServer].kind.rawValue.utf8))
        case .databaseHost: output.append(registry.databaseServers[host.databaseServer].host)
        case .databaseName: part(.databaseName)
        case .databaseUser: part(.databaseUser)
        case .databasePrefix: part(.tablePrefix)
        case .hosts, .aliases, .groups, .more: preconditionFailure("\(name) is no text")
        }
    }

    mutating func write(_ name: Name, with writer: inout LiteralWriter, to output: inout ByteBuffer) {
        let host = hosts[host]
        switch name {
        case .aliases:
            writer.write(listOf: host.aliasIndices.count, to: &output) { $1.write(Array(host.aliasKey($0)), to: &$2) }
        case .groups:
            let groups = host.settings.groups
            writer.write(listOf: groups.count, to: &output) { $1.write(groups[$0], to: &$2) }
        default: preconditionFailure("\(name) is no literal")
        }
    }

    mutating func isSet(_ name: Name) -> Bool { host < hosts.count - 1 }

    mutating func count(of name: Name) -> Int { hosts.count }

    mutating func select(_ item: Int, of name: Name) { host = item }

    mutating func begins(_ item: Int, of name: Name, at offset: Int) {
        if item > 0 { passages.append(Passage(start..<offset, .host(hosts[item - 1]))) }
        start = offset
    }
}
