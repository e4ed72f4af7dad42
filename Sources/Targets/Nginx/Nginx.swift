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
            for: rehearsal?.prepared(servers) ?? servers, of: registry, in: name, from: templates,
            reporting: &diagnostics)
    }

    static let language = ServerLanguage(
        syntax: NginxSyntax(), address: { $1.append($0) }, hostName: { $1.append($0) },
        lines: { $0.nginxLines?.lines ?? [] },
        canShare: { server in !server.names.contains { wordsOfMaps.contains($0) } },
        parts: { [$0] })

    /// What stands for something else where a `map` has its values; ngx_http_map_module.c.
    private static let wordsOfMaps = Set(
        ["default", "hostnames", "include", "volatile"].map { ArraySlice(Array($0.utf8)) })
}
