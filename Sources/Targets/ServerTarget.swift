import Diagnostics
import OutputTree
import Registry
import Shim

/// A web server: its files are those of `ServerFiles`, from two templates of its folder.
protocol ServerTarget: Target {
    /// The file of its templates that a virtual server is written by, without `.conf.tmpl`.
    static var server: String { get }
    static var language: ServerLanguage { get }
    var place: ServerPlace { get }
    /// As it is for this check, if it is one.
    var language: ServerLanguage { get }
    /// Whether it has words for every address of one family alone.
    static var knowsFamilies: Bool { get }
}

extension ServerTarget {
    var language: ServerLanguage { Self.language }

    func artifacts(
        for registry: Registry, from templates: TemplateSet, reporting diagnostics: inout Diagnostics
    ) -> [Artifact] {
        let files = ServerFiles(
            preamble: "\(name)/preamble.conf.tmpl", server: "\(name)/\(Self.server).conf.tmpl", language: language,
            refusal: place.outputDirectory.bytes + Array("/\(Shim.refusal)".utf8), earlier: place.earlier)
        let known = place.servers.of(registry, reporting: &diagnostics)
        let areAsKnown = place.rehearsal?.standIn == nil && (Self.knowsFamilies || known.totals.areOfAllFamilies)
        let servers = areAsKnown ? known.servers : prepared(known.servers)
        let listeners = areAsKnown ? known.listeners : Listeners(servers, known.totals.suspects)
        for diagnostic in listeners.diagnostics.all { diagnostics.report(diagnostic) }
        return files.artifacts(
            for: servers, known.totals, listeners, in: areAsKnown ? known.files : nil, known.part, of: registry,
            in: name, from: templates, reporting: &diagnostics)
    }

    /// With the addresses that the server has words for.
    private func prepared(_ servers: [VirtualServer]) -> [VirtualServer] {
        let servers = place.rehearsal?.prepared(servers) ?? servers
        return Self.knowsFamilies ? servers : servers.map(\.withoutFamilies)
    }
}

/// What web servers' files have in common, whichever server they are for.
struct ServerPlace: Sendable {
    /// Where the output will be on the serving machine.
    let outputDirectory: AbsolutePath
    var rehearsal: Rehearsal?
    var earlier = EarlierBuild.none
    var servers = KnownServers()
}
