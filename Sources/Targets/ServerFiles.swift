import Diagnostics
import HostTable
import OutputTree
import Registry
import Template

/// The files of a web server: `00-preamble.conf`, which must come first, the virtual servers in as many others as it takes, those
/// that hosts share in files of their own, and `wildcards.conf`, which must come last.
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
        for servers: [VirtualServer], of registry: Registry, in folder: String, from templates: TemplateSet,
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
        let shared = SharedServers(servers, of: registry, in: language)
        var text = PreambleText(language, listeners, servers, of: registry, areShared: !shared.files.isEmpty)
        preamble.render(&text, into: &buffer, at: first.place, reporting: &diagnostics)
        var files: [Artifact] = [.file(OutputFile(path: "\(folder)/00-preamble.conf", bytes: buffer.bytes()))]

        var server = ServerText(language, registry.platforms.map(PlatformText.init), refusal: refusal, first)
        func render(_ next: VirtualServer) {
            server.begin(next)
            let start = buffer.count
            do {
                try template.render(&server, into: &buffer)
            } catch {
                buffer.truncate(to: start)
                // What one of its names cannot be written for is found there.
                let before = diagnostics.all.count
                for member in next.members { render(member) }
                guard diagnostics.all.count == before else { return }
                template.render(&server, into: &buffer, at: next.place, reporting: &diagnostics)
            }
        }
        func write(_ servers: [VirtualServer], to file: String) {
            buffer.removeAll()
            buffer.append(Self.firstLine)
            var passages: [Passage] = []
            for next in servers {
                let start = buffer.count
                render(next)
                passages.append(Passage(start..<buffer.count, .server(next)))
            }
            files.append(.file(OutputFile(path: "\(folder)/\(file).conf", bytes: buffer.bytes()), passages))
        }
        let named = shared.own.filter { !$0.isWildcard }
        let sharding = Sharding(count: named.count, average: 256)
        var shards = [[VirtualServer]](repeating: [], count: sharding.count)
        for server in named { shards[sharding.shard(of: CRC32.of(server.names[0]))].append(server) }
        for (number, servers) in shards.enumerated() { write(servers, to: "hosts-\(sharding.name(number))") }
        for file in shared.files { write(file.servers, to: "shared-\(file.name)") }
        if named.count < shared.own.count { write(wildcards(shared.own), to: "wildcards") }
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
