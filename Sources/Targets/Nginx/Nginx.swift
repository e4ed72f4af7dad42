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
        let servers = VirtualServer.all(of: registry, reporting: &diagnostics)
        let files = ServerFiles(
            preamble: "nginx/preamble.conf.tmpl", server: "nginx/server.conf.tmpl", syntax: NginxSyntax(),
            address: \.bytes, refusal: outputDirectory.bytes + Array("/\(Shim.refusal)".utf8),
            lines: { $0.nginxLines?.lines ?? [] })
        return files.artifacts(for: servers, in: name, from: templates, reporting: &diagnostics)
    }
}
