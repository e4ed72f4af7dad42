import Diagnostics
import OutputTree
import Registry
import Shim

/// A web server: its files are those of `ServerFiles`, from two templates of its folder.
protocol ServerTarget: Target {
    /// The file of its templates that a virtual server is written by, without `.conf.tmpl`.
    static var server: String { get }
    static var language: ServerLanguage { get }
    /// Where the output will be on the serving machine.
    var outputDirectory: AbsolutePath { get }
    var rehearsal: Rehearsal? { get }
    /// As it is for this check, if it is one.
    var language: ServerLanguage { get }
    /// With the addresses that the server has words for.
    func listening(_ server: VirtualServer) -> VirtualServer
}

extension ServerTarget {
    var language: ServerLanguage { Self.language }

    func artifacts(
        for registry: Registry, from templates: TemplateSet, reporting diagnostics: inout Diagnostics
    ) -> [Artifact] {
        let servers = VirtualServer.all(of: registry, reporting: &diagnostics)
        return artifacts(of: servers, for: registry, from: templates, reporting: &diagnostics)
    }

    /// - Parameter servers: all of the registry's.
    func artifacts(
        of servers: [VirtualServer], for registry: Registry, from templates: TemplateSet,
        reporting diagnostics: inout Diagnostics
    ) -> [Artifact] {
        let files = ServerFiles(
            preamble: "\(name)/preamble.conf.tmpl", server: "\(name)/\(Self.server).conf.tmpl", language: language,
            refusal: outputDirectory.bytes + Array("/\(Shim.refusal)".utf8))
        return files.artifacts(
            for: (rehearsal?.prepared(servers) ?? servers).map(listening), of: registry, in: name, from: templates,
            reporting: &diagnostics)
    }
}
