import Diagnostics
import OutputTree
import Registry
import Shim
import Template

/// Apache httpd: virtual hosts, to be included at the top level; `Listen` stays with the server's own configuration.
struct Apache: Target {
    let name = "apache"
    /// Where the output will be on the serving machine.
    let outputDirectory: AbsolutePath
    var rehearsal: Rehearsal?

    func artifacts(
        for registry: Registry, from templates: TemplateSet, reporting diagnostics: inout Diagnostics
    ) -> [Artifact] {
        let files = ServerFiles(
            preamble: "apache/preamble.conf.tmpl", server: "apache/virtualhost.conf.tmpl", language: Self.language,
            refusal: outputDirectory.bytes + Array("/\(Shim.refusal)".utf8))
        let servers = VirtualServer.all(of: registry, reporting: &diagnostics)
        return files.artifacts(
            // `*` is every address of both families, and `[::]` would be none that anybody asks at.
            for: (rehearsal?.prepared(servers) ?? servers).map(\.withoutFamilies), of: registry, in: name,
            from: templates, reporting: &diagnostics)
    }

    static let language = ServerLanguage(
        syntax: ApacheSyntax(),
        address: { address, output in
            if address.host == nil { output.append("*:") }
            output.append(address)
        },
        // An IPv6 address in a Host header has lost its brackets when it is compared. (Tried with Apache 2.4.)
        hostName: { $1.append($0.first == UInt8(ascii: "[") ? $0.dropFirst().dropLast() : $0) },
        lines: { $0.apacheLines?.lines ?? [] },
        // The name that Apache chose it by is all that it can tell its hosts apart by.
        canShare: { server in
            server.names.count == 1 && server.hasServerName && server.mounts.first?.host?.key == server.names[0]
        },
        parts: { server in
            server.names.count == 1 || server.redirect != nil
                ? [server]
                : [VirtualServer(server, names: server.names[..<1]), VirtualServer(server, names: server.names[1...])]
        })
}
