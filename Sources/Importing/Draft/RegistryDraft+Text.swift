import Diagnostics
import RegistryText

extension RegistryDraft {
    /// The registry as YAML.
    public var text: String {
        var writer = YAMLWriter()
        writer.comment(
            "Written by vmoodle-gen import" + (options.source.isEmpty ? "" : " from \(options.source)") + ".")
        writer.write(.pairs(["version": .word("1")]))
        writer.blankLine()
        writer.write(.pairs(["platforms": .map(platforms.map { YAMLEntry($0.id, platform($0.root)) })]))
        writer.blankLine()
        writer.write(.pairs(["dbservers": .map(servers.map { YAMLEntry($0.id, Self.node($0.server)) })]))
        let shared = SharedFields(of: entries)
        if !shared.fields.isEmpty {
            writer.blankLine()
            writer.write(
                .pairs(["defaults": FieldTree(shared.fields.map { ($0.path, $0.value.node(of: $0.path)) }).node]))
        }
        writer.blankLine()
        writer.write(.pairs(["hosts": .map(entries.map { YAMLEntry($0.id, node(of: $0, beyond: shared)) })]))
        return writer.text
    }

    private func platform(_ root: String) -> YAMLNode {
        var fields = [YAMLEntry("root", .text(root))]
        if options.isPublic { fields.append(YAMLEntry("public", .word("true"))) }
        return .inline(.map(fields))
    }

    private static func node(_ server: ImportedServer) -> YAMLNode {
        var fields = [YAMLEntry("type", .text(server.type)), YAMLEntry("host", .text(server.host))]
        if let port = server.port { fields.append(YAMLEntry("port", .word(String(port)))) }
        if let socket = server.socket { fields.append(YAMLEntry("socket", .text(socket))) }
        return .inline(.map(fields))
    }

    private func node(of entry: Entry, beyond shared: SharedFields) -> YAMLNode {
        let fields = entry.host.fields.filter { !shared.give($0.path, $0.value, to: entry) }
            .map { ($0.path, $0.value.node(of: $0.path)) }
        let literals = literals(of: entry).map { secret -> ([String], YAMLNode) in
            let value = YAMLNode.quoted(secret.value)
            return (secret.path, secret.path[0] == "config" ? .inline(.pairs(["secret": value])) : value)
        }
        return FieldTree(fields + literals).node
    }
}

extension FieldValue {
    func node(of path: [String]) -> YAMLNode { node(of: path.last ?? "") }

    /// - Parameter name: one that tells of a secret makes the registry take a text as it stands, and only in quotes.
    private func node(of name: String) -> YAMLNode {
        switch self {
        case .text(let text), .word(let text):
            if SecretName.isSetting(name) { return .quoted(text) }
            if case .word = self { return .word(text) }
            return .text(text.replacingBraces)
        case .pattern(let text): return .text(text)
        case .list(let items): return .inline(.list(items.map { $0.node(of: name) }))
        case .map(let pairs): return .inline(.map(pairs.map { YAMLEntry($0.key, $0.value.node(of: $0.key)) }))
        }
    }
}

/// Fields by path → maps inside each other, in the order of the registry's documentation.
struct FieldTree {
    private var entries: [(key: String, value: YAMLNode?, below: [([String], YAMLNode)])] = []

    init(_ fields: [([String], YAMLNode)]) {
        for (path, value) in fields {
            let rest = Array(path.dropFirst())
            let index = entries.firstIndex { $0.key == path[0] } ?? entries.count
            if index == entries.count { entries.append((path[0], nil, [])) }
            if rest.isEmpty { entries[index].value = value } else { entries[index].below.append((rest, value)) }
        }
        let ranks = entries.map { entry in Self.order.firstIndex(of: entry.key) ?? Self.order.count }
        entries = zip(ranks, entries).enumerated()
            .sorted { ($0.element.0, $0.offset) < ($1.element.0, $1.offset) }.map(\.element.1)
    }

    var node: YAMLNode {
        .map(
            entries.map { entry in
                let below = FieldTree(entry.below)
                let isNumbered = entry.key == "password_peppers" || entry.key == "old"
                return YAMLEntry(entry.key, entry.value ?? (isNumbered ? below.list : below.node))
            })
    }

    /// Old salts and peppers stand in a list by their number.
    private var list: YAMLNode {
        .list(entries.sorted { (Int($0.key) ?? 0) < (Int($1.key) ?? 0) }.compactMap(\.value))
    }

    private static let order = [
        "driver", "server", "url", "name", "shortname", "description", "state", "platform", "aliases", "dataroot",
        "cachedir",
        "localcachedir", "tempdir", "backuptempdir", "localrequestdir", "secretdataroot", "altcacheconfigpath",
        "permissions", "db", "user", "password", "prefix", "persist", "options", "session", "sendfile",
        "sendfile_aliases", "sslproxy", "reverseproxy", "mail", "plugins", "tasks", "upgradekey", "hardening",
        "password_salt",
        "password_peppers", "web", "mnet", "vtemplate", "services", "dev", "config", "vmoodle",
    ]
}
