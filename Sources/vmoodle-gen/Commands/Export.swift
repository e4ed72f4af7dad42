import ArgumentParser
import Importing
import Registry

struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write the hosts of the registry for other programs.", subcommands: [ExportCSV.self])
}

struct ExportCSV: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "csv", abstract: "Write VMoodle's nodelist.",
        discussion: "Passwords are left out unless they are asked for; those in files are then read.")

    @OptionGroup var input: RegistryArgument

    @Option(help: "What stands between the values.")
    var separator = ";"

    @Flag(help: "Write passwords, too.")
    var withSecrets = false

    func validate() throws {
        guard separator != "|" else { throw ValidationError("'|' is a part of the names of columns") }
        guard separator.utf8.count == 1, let byte = separator.utf8.first, byte > 0x20 || byte == 0x09, byte < 0x7F
        else {
            throw ValidationError("'--separator' must be one character")
        }
    }

    func run() throws {
        let registry = try InputFiles.registry(input.registry)
        let rows = try registry.hosts.map { host in
            NodelistRow(host, in: registry, password: withSecrets ? try password(of: host) : "")
        }
        let nodelist = NodelistWriting(rows, separator: separator.utf8.first ?? 0)
        Terminal.print(nodelist.text)
        for warning in nodelist.warnings { Terminal.say("vmoodle-gen: warning: VM557: \(warning)\n") }
    }

    private func password(of host: Host) throws -> String {
        switch host.database.password {
        case .literal(let secret): return String(decoding: secret.bytes, as: UTF8.self)
        case .file(let path):
            var bytes = try InputFiles.read(String(decoding: path.bytes, as: UTF8.self), as: "the password")
            if bytes.last == 0x0A { bytes.removeLast() }
            return String(decoding: bytes, as: UTF8.self)
        }
    }
}

extension NodelistRow {
    /// A host of the registry as VMoodle has it; archived hosts and those in maintenance are disabled there.
    init(_ host: Host, in registry: Registry, password: String) {
        func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
        let server = registry.databaseServer(of: host)
        let address = server.socket.map { text($0.bytes) } ?? text(server.host) + (server.port.map { ":\($0)" } ?? "")
        self.init(
            vhostname: text(host.url.value.bytes), name: text(host.name ?? host.id.value),
            shortname: text(host.id.value),
            vdbtype: server.kind == .pgsql ? "postgres" : server.kind.rawValue, vdbhost: address,
            vdblogin: text(host.database.user), vdbpass: password, vdbname: text(host.database.name.value.bytes),
            vdbprefix: text(host.database.prefix), vdatapath: text(host.dataRoot.value.bytes),
            enabled: host.state == .enabled,
            config: Dictionary(host.config.compactMap { Self.setting($0) }, uniquingKeysWith: { first, _ in first }))
    }

    /// What a nodelist can hold: texts, numbers and truth values.
    private static func setting(_ setting: ConfigSetting) -> (String, String)? {
        let name = String(decoding: setting.name, as: UTF8.self)
        switch setting.value {
        case .bool(let truth): return (name, truth ? "1" : "0")
        case .int(let number): return (name, String(number))
        case .float(let digits), .string(let digits): return (name, String(decoding: digits, as: UTF8.self))
        case .list, .map: return nil
        }
    }
}
