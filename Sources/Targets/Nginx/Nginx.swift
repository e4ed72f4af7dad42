import Diagnostics
import OutputTree
import Registry
import Template

/// nginx: server blocks, to be included in the http block.
struct Nginx: Target {
    let name = "nginx"

    func artifacts(
        for registry: Registry, from templates: TemplateSet, reporting diagnostics: inout Diagnostics
    ) -> [Artifact] {
        let servers = VirtualServer.all(of: registry)
        let files = ServerFiles(
            preamble: "nginx/preamble.conf.tmpl", server: "nginx/server.conf.tmpl", syntax: NginxSyntax(),
            address: \.bytes, lines: { $0.nginxLines?.lines ?? [] })
        return files.artifacts(for: servers, in: name, from: templates, reporting: &diagnostics)
    }
}
