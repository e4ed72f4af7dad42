import ArgumentParser
import Diagnostics
import Importing
import Registry
import RegistryYAML
import Targets

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
        let read = try InputFiles.readRegistry(input.input)
        let secrets = withSecrets ? try secrets(of: read.registry) : [:]
        let rows = try read.registry.hosts.compactMap { host in
            try read.host(host.id.value).map { resolved in
                let password = withSecrets ? try password(of: host, secrets) : ""
                return NodelistRow(host, resolved, in: read.registry, password: password)
            }
        }
        let nodelist = NodelistWriting(rows, separator: separator.utf8.first ?? 0)
        Terminal.print(nodelist.text)
        warnAboutTheRest(of: read.registry)
        for warning in nodelist.warnings { Terminal.say("vmoodle-gen: warning: VM557: \(warning)\n") }
    }

    /// A nodelist holds single values: what is a list, a map or a secret of a host's settings has no column.
    private func warnAboutTheRest(of registry: Registry) {
        var names: Set<String> = []
        for host in registry.hosts {
            for setting in host.typedConfig + host.config {
                switch setting.value {
                case .list, .map, .secret: names.insert(String(decoding: setting.name, as: UTF8.self))
                case .bool, .int, .float, .string: break
                }
            }
        }
        names.remove("forced_plugin_settings")
        guard !names.isEmpty else { return }
        let list = names.sorted().joined(separator: ", ")
        Terminal.say(
            "vmoodle-gen: warning: VM552: a nodelist has no column for lists, maps and secrets; left out: \(list)\n")
    }

    private func secrets(of registry: Registry) throws -> Secrets {
        var diagnostics = Diagnostics()
        let secrets = Registry.readSecrets(registry.secretReferences, reporting: &diagnostics)
        Terminal.show(diagnostics)
        if diagnostics.hasErrors { throw Exit.failed }
        return secrets
    }

    private func password(of host: Host, _ secrets: Secrets) throws -> String {
        switch host.database.password {
        case .literal(let secret): return String(decoding: secret.bytes, as: UTF8.self)
        case .reference(let reference): return String(decoding: secrets[reference.value]?.bytes ?? [], as: UTF8.self)
        case .file(let path):
            var bytes = try InputFiles.read(String(decoding: path.bytes, as: UTF8.self), as: "the password")
            if bytes.last == 0x0A { bytes.removeLast() }
            return String(decoding: bytes, as: UTF8.self)
        }
    }
}

extension NodelistRow {
    /// A host of the registry as VMoodle has it; archived hosts and those in maintenance are disabled there.
    init(_ host: Host, _ resolved: ResolvedHost, in registry: Registry, password: String) {
        func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
        func field(_ path: String, or other: String = "") -> String { resolved.value(path)?.text ?? other }
        let server = registry.databaseServer(of: host)
        let address = server.socket.map { text($0.bytes) } ?? text(server.host) + (server.port.map { ":\($0)" } ?? "")
        self.init(
            vhostname: text(host.url.value.bytes), name: text(host.name ?? host.id.value),
            shortname: field("shortname"), description: field("description"),
            vdbtype: server.kind == .pgsql ? "postgres" : server.kind.rawValue, vdbhost: address,
            vdblogin: text(host.database.user.bytes), vdbpass: password, vdbname: text(host.database.name.value.bytes),
            vdbprefix: text(host.database.prefix.bytes), vdbpersist: field("db.persist") == "true",
            vdatapath: text(host.dataRoot.value.bytes), mnet: Self.membership(field("mnet", or: "1")),
            enabled: host.state == .enabled, vtemplate: field("vtemplate"),
            services: field("services", or: "default"), forcedns: field("vmoodle.forcedns") == "true",
            config: Dictionary(
                (host.typedConfig + host.config).compactMap { Self.setting($0) },
                uniquingKeysWith: { _, last in last }))
        guard case .map(let components)? = resolved.value("plugins") else { return }
        for (path, value) in components {
            // A path is the component, which has no '.', and the setting.
            let parts = text(path).split(separator: ".", maxSplits: 1).map(String.init)
            guard parts.count == 2, case .text(let bytes, _) = value else { continue }
            plugins[parts[0], default: [:]][parts[1]] = text(bytes)
        }
    }

    /// VMoodle: -1 for none, 0 for the main network, else a subnetwork.
    private static func membership(_ text: String) -> Int {
        switch text {
        case "off": -1
        case "main": 0
        default: Int(text) ?? 1
        }
    }

    /// What a nodelist can hold: texts, numbers and truth values.
    private static func setting(_ setting: ConfigSetting) -> (String, String)? {
        let name = String(decoding: setting.name, as: UTF8.self)
        switch setting.value {
        case .bool(let truth): return (name, truth ? "1" : "0")
        case .int(let number): return (name, String(number))
        case .float(let digits), .string(let digits): return (name, String(decoding: digits, as: UTF8.self))
        case .list, .map, .secret: return nil
        }
    }
}
