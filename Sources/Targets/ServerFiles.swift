import Diagnostics
import HostTable
import OutputTree
import Registry
import Template

/// The files of a web server: `00-preamble.conf`, which must come first, the virtual servers in as many others as it takes, and
/// `wildcards.conf`, which must come last.
struct ServerFiles {
    /// Template paths.
    let preamble: String
    let server: String
    let syntax: any Syntax
    /// How the server writes an address.
    let address: (ListenAddress) -> [UInt8]
    /// How the server writes a name that it is asked by.
    var hostName: ([UInt8]) -> [UInt8] = { $0 }
    /// The PHP that answers for sites that are not enabled.
    let refusal: [UInt8]
    /// The lines of a host that are this server's.
    let lines: (Web) -> [[UInt8]]

    static let firstLine = Array("# vmoodle-gen: generated, do not edit; the next build replaces it\n".utf8)

    func artifacts(
        for servers: [VirtualServer], in folder: String, from templates: TemplateSet,
        reporting diagnostics: inout Diagnostics
    ) -> [Artifact] {
        let preamble = templates.template(self.preamble, syntax, ServerVocabulary.preamble, reporting: &diagnostics)
        let template = templates.template(server, syntax, ServerVocabulary.server, reporting: &diagnostics)
        let listeners = Listeners(servers, reporting: &diagnostics)
        guard let preamble, let template else { return [] }

        var head: [UInt8] = []
        if let place = servers.first?.place {
            preamble.render(values(of: listeners, servers), into: &head, at: place, reporting: &diagnostics)
        } else {
            head = Self.firstLine
        }
        let wildcards = servers.filter(\.isWildcard)
        let sharding = Sharding(count: servers.count - wildcards.count, average: 256)
        var shards = [[UInt8]](repeating: Self.firstLine, count: servers.isEmpty ? 0 : sharding.count)
        for server in servers where !server.isWildcard {
            let shard = sharding.shard(of: CRC32.of(server.names[0]))
            template.render(values(of: server), into: &shards[shard], at: server.place, reporting: &diagnostics)
        }
        let files = shards.enumerated().map { OutputFile(path: "\(folder)/hosts-\(sharding.name($0)).conf", bytes: $1) }
        var last = wildcards.isEmpty ? [] : Self.firstLine
        // '*.a.example.org' before '*.example.org', which Apache takes for names of any number of labels.
        let deepestFirst = wildcards.sorted { a, b in
            a.names[0].count == b.names[0].count
                ? a.key.lexicographicallyPrecedes(b.key) : a.names[0].count > b.names[0].count
        }
        for server in deepestFirst {
            template.render(values(of: server), into: &last, at: server.place, reporting: &diagnostics)
        }
        return [.file(OutputFile(path: "\(folder)/00-preamble.conf", bytes: head))] + files.map { .file($0) }
            + (last.isEmpty ? [] : [.file(OutputFile(path: "\(folder)/wildcards.conf", bytes: last))])
    }

    private func values(of listeners: Listeners, _ servers: [VirtualServer]) -> [Value] {
        let names = servers.reduce(0) { $0 + $1.names.count }
        var size = 512
        while size < 2 * names { size *= 2 }
        return [
            .list(
                listeners.all.map { listen, certificate in
                    [
                        .text(address(listen)), .flag(certificate != nil), .text(certificate?.certificate.bytes ?? []),
                        .text(certificate?.key.bytes ?? []),
                    ]
                }),
            .text(Array(String(size).utf8)),
            .list(RefusalPage.all.map { [.text(Array(String($0.status).utf8)), .text($0.page)] }),
        ]
    }

    private func values(of server: VirtualServer) -> [Value] {
        [
            .list(server.listens.map { [.text(address($0))] }),
            .flag(server.certificate != nil),
            .text(server.certificate?.certificate.bytes ?? []),
            .text(server.certificate?.key.bytes ?? []),
            .text(server.hasServerName ? server.names[0] : Array("vmoodle-gen.invalid".utf8)),
            .list(server.names.map { [.text(hostName($0))] }),
            .list(server.names.dropFirst(server.hasServerName ? 1 : 0).map { [.text(hostName($0))] }),
            .flag(server.redirect != nil),
            .text(server.redirect?.bytes ?? []),
            .text(Array(String(ServerVocabulary.retryAfter).utf8)),
            .text(refusal),
            .flag(server.isRootless),
            .text(server.isRootless ? server.mountedElsewhere : []),
            .list(server.mounts.map(values)),
        ]
    }

    private func values(of mount: VirtualServer.Mount) -> [Value] {
        let path = mount.path
        let web = mount.host?.web
        let state = mount.host?.state ?? .enabled
        let root = mount.platform.documentRoot
        let (fastcgi, handler) = (web?.fpm ?? mount.platform.fpm).names
        return [
            .text(path), .text(path + [0x2F]), .flag(path.isEmpty), .text(quotedForPattern(path)), .text(mount.extent),
            .text(root), .text(root + [0x2F]), .text(fastcgi), .text(handler),
            .text(mount.host.map { Array($0.url.value.key) } ?? []),
            .flag(state == .enabled), .flag(state != .enabled),
            .flag(state == .maintenance),
            .flag(state == .disabled), .flag(state == .archived),
            .flag(web?.maxBody != nil),
            .text(Array(String(web?.maxBody?.count ?? ServerVocabulary.largestBody).utf8)),
            .list((web?.headers ?? []).map { [.text($0.name.bytes), .text($0.value.bytes)] }),
            .list((web.map(lines) ?? []).map { [.text($0)] }),
            .list(
                mount.files.map {
                    [.text($0.location), .text($0.directory.bytes + [0x2F]), .text($0.directory.bytes)]
                }),
        ]
    }
}

/// What the templates of web servers may say, in the order in which `ServerFiles` lists the values.
enum ServerVocabulary {
    /// Seconds until a browser may ask a site in maintenance again; the runtime says the same.
    static let retryAfter = 300

    /// Below it PHP's post_max_size decides. nginx by itself would stop at 1 MB.
    static let largestBody = 1 << 30

    static let preamble = Vocabulary([
        "listens": .list(Vocabulary(["listen": .text, "tls": .flag, "certificate": .text, "certificate_key": .text])),
        "names_hash_size": .text,
        "pages": .list(Vocabulary(["status": .text, "page": .text])),
    ])

    static let server = Vocabulary([
        "listens": .list(Vocabulary(["listen": .text])),
        "tls": .flag,
        "certificate": .text,
        "certificate_key": .text,
        "name": .text,
        "names": .list(Vocabulary(["name": .text])),
        "other_names": .list(Vocabulary(["name": .text])),
        "redirect": .flag,
        "location": .text,
        "retry_after": .text,
        "refusal": .text,
        "rootless": .flag,
        "mounted": .text,
        "mounts": .list(mount),
    ])

    private static let mount = Vocabulary([
        "prefix": .text, "slash_prefix": .text, "at_root": .flag, "prefix_pattern": .text, "extent": .text,
        "docroot": .text, "slash_docroot": .text, "fastcgi": .text, "handler": .text, "key": .text,
        "enabled": .flag, "refused": .flag, "maintenance": .flag, "disabled": .flag, "archived": .flag,
        "limits_body": .flag, "max_body": .text, "headers": .list(Vocabulary(["name": .text, "value": .text])),
        "extra": .list(Vocabulary(["line": .line])),
        "files": .list(Vocabulary(["location": .text, "slash_directory": .text, "directory": .text])),
    ])
}

extension FastCGIAddress {
    /// As nginx's fastcgi_pass and Apache's SetHandler take it.
    fileprivate var names: (nginx: [UInt8], apache: [UInt8]) {
        switch self {
        case .socket(let path):
            let socket = Array("unix:".utf8) + path.bytes
            return (socket, Array("proxy:".utf8) + socket + Array("|fcgi://vmoodle".utf8))
        case .tcp(let address):
            return (address, Array("proxy:fcgi://".utf8) + address)
        }
    }
}
