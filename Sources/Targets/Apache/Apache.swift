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

    func artifacts(
        for registry: Registry, from templates: TemplateSet, reporting diagnostics: inout Diagnostics
    ) -> [Artifact] {
        let servers = VirtualServer.all(of: registry, reporting: &diagnostics).map(Self.withoutFamilies)
        let files = ServerFiles(
            preamble: "apache/preamble.conf.tmpl", server: "apache/virtualhost.conf.tmpl", syntax: ApacheSyntax(),
            address: { ($0.host == nil ? Array("*:".utf8) : []) + $0.bytes },
            // An IPv6 address in a Host header has lost its brackets when it is compared. (Tried with Apache 2.4.)
            hostName: { $0.first == UInt8(ascii: "[") ? Array($0.dropFirst().dropLast()) : $0 },
            refusal: outputDirectory.bytes + Array("/\(Shim.refusal)".utf8), lines: { $0.apacheLines?.lines ?? [] })
        return files.artifacts(for: servers, in: name, from: templates, reporting: &diagnostics)
    }

    /// `*` is every address of both families, and `[::]` would be none that anybody asks at.
    private static func withoutFamilies(_ server: VirtualServer) -> VirtualServer {
        var server = server
        var all: Set<ListenAddress> = []
        server.listens = server.listens.map { $0.isAnyAddress ? ListenAddress(port: $0.port) : $0 }
            .filter { all.insert($0).inserted }
        return server
    }
}
