import Diagnostics
import OutputTree
import Registry
import Template

/// Apache httpd: virtual hosts, to be included at the top level; `Listen` stays with the server's own configuration.
struct Apache: Target {
    let name = "apache"

    func artifacts(
        for registry: Registry, from templates: TemplateSet, reporting diagnostics: inout Diagnostics
    ) -> [Artifact] {
        let servers = VirtualServer.all(of: registry)
        let files = ServerFiles(
            preamble: "apache/preamble.conf.tmpl", server: "apache/virtualhost.conf.tmpl", syntax: ApacheSyntax(),
            address: { ($0.host == nil ? Array("*:".utf8) : []) + $0.bytes },
            lines: { $0.apacheLines?.lines ?? [] })
        return files.artifacts(for: servers, in: name, from: templates, reporting: &diagnostics)
    }
}
