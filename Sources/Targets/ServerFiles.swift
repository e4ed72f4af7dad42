import Diagnostics
import OutputTree
import Registry
import Template
import Threads

/// The files of a web server: `00-preamble.conf`, which must come first, the virtual servers in as many others as it takes, those
/// that hosts share in files of their own, and `wildcards.conf`, which must come last.
struct ServerFiles {
    /// Template paths.
    let preamble: String
    let server: String
    let language: ServerLanguage
    /// The PHP that answers for sites that are not enabled.
    let refusal: [UInt8]
    let earlier: EarlierBuild

    static let firstLine = Array("# vmoodle-gen: generated, do not edit; the next build replaces it\n".utf8)

    /// Seconds until a browser may ask a site in maintenance again; the runtime says the same.
    static let retryAfter = 300

    /// Below it PHP's post_max_size decides. nginx by itself would stop at 1 MB.
    static let largestBody = 1 << 30

    /// - Parameters:
    ///   - servers: all of them.
    ///   - known: their files, if those are known already.
    ///   - part: which files are wanted; nil: all.
    func artifacts(
        for servers: [VirtualServer], _ totals: ServerTotals, _ listeners: Listeners, in known: [ServerFile]?,
        _ part: ServersPart?, of registry: Registry, in folder: String, from templates: TemplateSet,
        reporting diagnostics: inout Diagnostics
    ) -> [Artifact] {
        let preamble: Template<PreambleText>? = templates.template(
            self.preamble, language.syntax, reporting: &diagnostics)
        let template: Template<ServerText>? = templates.template(server, language.syntax, reporting: &diagnostics)
        guard let preamble, let template else { return [] }

        var buffer = ByteBuffer()
        guard let first = servers.first else {
            return [.file(OutputFile(path: "\(folder)/00-preamble.conf", bytes: Self.firstLine))]
        }
        let some = part?.files[folder]
        let shared =
            known == nil
            ? SharedServers(servers, among: part?.hosts ?? registry.hosts.count, in: language, part: some) : nil
        let areShared = some?.areShared ?? (shared?.files.isEmpty == false)
        var text = PreambleText(language, listeners, totals, of: registry, areShared: areShared)
        preamble.render(&text, into: &buffer, at: first.place, reporting: &diagnostics)
        let files: [Artifact] = [.file(OutputFile(path: "\(folder)/00-preamble.conf", bytes: buffer.bytes()))]
        guard let all = known ?? shared?.all(in: some) else { preconditionFailure("what is not known is found") }
        return files + artifacts(of: all, at: first, in: folder, template, registry, reporting: &diagnostics)
    }

    /// Several at once, where they are not as before.
    private func artifacts(
        of all: [ServerFile], at first: VirtualServer, in folder: String, _ template: Template<ServerText>,
        _ registry: Registry, reporting diagnostics: inout Diagnostics
    ) -> [Artifact] {
        let platforms = registry.platforms.map(PlatformText.init)
        let isLarge = registry.hosts.count >= OutputTree.fewHosts
        let ranges = parts(of: all.count, least: isLarge ? 1 : all.count)
        let made = concurrentMap(ranges.count) { number in
            var text = ServerText(language, platforms, refusal: refusal, first)
            var buffer = ByteBuffer()
            var found = Diagnostics()
            let artifacts = all[ranges[number]].map { part in
                let path = "\(folder)/\(part.name).conf"
                let inputs = part.inputs
                if let inputs, let kept = earlier.file(path, madeFrom: inputs) { return Artifact.kept(kept) }
                let passages = Self.write(part.servers, by: template, &text, to: &buffer, reporting: &found)
                let bytes = buffer.bytes()
                guard isLarge else { return .file(OutputFile(path: path, bytes: bytes, inputs: inputs), passages) }
                let file = OutputFile(path: path, remaking: bytes, inputs: inputs) { _ in
                    var text = ServerText(language, platforms, refusal: refusal, first)
                    var buffer = ByteBuffer()
                    var found = Diagnostics()
                    _ = Self.write(part.servers, by: template, &text, to: &buffer, reporting: &found)
                    return buffer.bytes()
                }
                return .file(file, passages)
            }
            return (artifacts: artifacts, found: found)
        }
        for part in made { for diagnostic in part.found.all { diagnostics.report(diagnostic) } }
        return made.flatMap(\.artifacts)
    }

    /// Writes a file anew; gives where in it which server is.
    private static func write(
        _ servers: [VirtualServer], by template: Template<ServerText>, _ text: inout ServerText,
        to buffer: inout ByteBuffer, reporting diagnostics: inout Diagnostics
    ) -> [Passage] {
        buffer.removeAll()
        buffer.append(firstLine)
        return servers.map { server in
            let start = buffer.count
            render(server, by: template, &text, into: &buffer, reporting: &diagnostics)
            return Passage(start..<buffer.count, .server(server))
        }
    }

    private static func render(
        _ server: VirtualServer, by template: Template<ServerText>, _ text: inout ServerText,
        into buffer: inout ByteBuffer, reporting diagnostics: inout Diagnostics
    ) {
        text.begin(server)
        let start = buffer.count
        do { return try template.render(&text, into: &buffer) } catch { buffer.truncate(to: start) }
        // What one of its names cannot be written for is found there.
        let before = diagnostics.all.count
        for member in server.members {
            render(member, by: template, &text, into: &buffer, reporting: &diagnostics)
        }
        guard diagnostics.all.count == before else { return }
        text.begin(server)
        template.render(&text, into: &buffer, at: server.place, reporting: &diagnostics)
    }
}
