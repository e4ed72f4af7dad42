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

    func artifacts(
        for registry: Registry, from templates: TemplateSet, reporting diagnostics: inout Diagnostics
    ) -> [Artifact] {
        let files = ServerFiles(
            preamble: "nginx/preamble.conf.tmpl", server: "nginx/server.conf.tmpl", language: Self.language,
            refusal: outputDirectory.bytes + Array("/\(Shim.refusal)".utf8))
        return files.artifacts(
            for: VirtualServer.all(of: registry, reporting: &diagnostics), of: registry.platforms, in: name,
            from: templates,
            reporting: &diagnostics)
    }

    static let language = ServerLanguage(
        syntax: NginxSyntax(), address: { $1.append($0) }, hostName: { $1.append($0) },
        lines: { $0.nginxLines?.lines ?? [] })
}
