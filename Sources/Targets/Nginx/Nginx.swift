import Diagnostics
import OutputTree
import Registry
import Shim
import Template

/// nginx: server blocks, to be included in the http block.
struct Nginx: Target {
    let name = "nginx"
    /// Where the output will be on the serving machine.
    let outputDirectory: AbsolutePath
    var rehearsal: Rehearsal?

    func artifacts(
        for registry: Registry, from templates: TemplateSet, reporting diagnostics: inout Diagnostics
    ) -> [Artifact] {
        let files = ServerFiles(
            preamble: "nginx/preamble.conf.tmpl", server: "nginx/server.conf.tmpl",
            language: rehearsal?.nginx(Self.language) ?? Self.language,
            refusal: outputDirectory.bytes + Array("/\(Shim.refusal)".utf8))
        let servers = VirtualServer.all(of: registry, reporting: &diagnostics)
        return files.artifacts(
            for: rehearsal?.prepared(servers) ?? servers, of: registry.platforms, in: name, from: templates,
            reporting: &diagnostics)
    }

    static let language = ServerLanguage(
        syntax: NginxSyntax(), address: { $1.append($0) }, hostName: { $1.append($0) },
        lines: { $0.nginxLines?.lines ?? [] })
}
