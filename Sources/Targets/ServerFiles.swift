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
    let language: ServerLanguage
    /// The PHP that answers for sites that are not enabled.
    let refusal: [UInt8]

    static let firstLine = Array("# vmoodle-gen: generated, do not edit; the next build replaces it\n".utf8)

    /// Seconds until a browser may ask a site in maintenance again; the runtime says the same.
    static let retryAfter = 300

    /// Below it PHP's post_max_size decides. nginx by itself would stop at 1 MB.
    static let largestBody = 1 << 30

    func artifacts(
        for servers: [VirtualServer], of platforms: [Platform], in folder: String, from templates: TemplateSet,
        reporting diagnostics: inout Diagnostics
    ) -> [Artifact] {
        let preamble: Template<PreambleText>? = templates.template(
            self.preamble, language.syntax, reporting: &diagnostics)
        let template: Template<ServerText>? = templates.template(server, language.syntax, reporting: &diagnostics)
        let listeners = Listeners(servers, reporting: &diagnostics)
        guard let preamble, let template else { return [] }

        var buffer = ByteBuffer()
        guard let first = servers.first else {
            return [.file(OutputFile(path: "\(folder)/00-preamble.conf", bytes: Self.firstLine))]
        }
        var text = PreambleText(language, listeners, servers)
        preamble.render(&text, into: &buffer, at: first.place, reporting: &diagnostics)
        var files: [Artifact] = [.file(OutputFile(path: "\(folder)/00-preamble.conf", bytes: buffer.bytes()))]

        var server = ServerText(language, platforms.map(PlatformText.init), refusal: refusal, first)
        func write(_ servers: [VirtualServer], to file: String) {
            buffer.removeAll()
            buffer.append(Self.firstLine)
            var passages: [Passage] = []
            for next in servers {
                let start = buffer.count
                server.begin(next)
                template.render(&server, into: &buffer, at: next.place, reporting: &diagnostics)
                passages.append(Passage(start..<buffer.count, .server(next)))
            }
            files.append(.file(OutputFile(path: "\(folder)/\(file).conf", bytes: buffer.bytes()), passages))
        }
        let named = servers.filter { !$0.isWildcard }
        let sharding = Sharding(count: named.count, average: 256)
        var shards = [[VirtualServer]](repeating: [], count: sharding.count)
        for server in named { shards[sharding.shard(of: CRC32.of(server.names[0]))].append(server) }
        for (number, servers) in shards.enumerated() { write(servers, to: "hosts-\(sharding.name(number))") }
        if named.count < servers.count { write(wildcards(servers), to: "wildcards") }
        return files
    }

    /// `*.a.example.org` before `*.example.org`, which Apache takes for names of any number of labels.
    private func wildcards(_ servers: [VirtualServer]) -> [VirtualServer] {
        servers.filter(\.isWildcard).sorted { a, b in
            a.names[0].count == b.names[0].count
                ? a.key.lexicographicallyPrecedes(b.key) : a.names[0].count > b.names[0].count
        }
    }
}
