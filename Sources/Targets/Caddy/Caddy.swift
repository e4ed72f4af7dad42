import Diagnostics
import OutputTree
import Registry
import Shim
import Template

/// Caddy: site blocks, to be imported at the top level of a Caddyfile, whose global options stay its own.
struct Caddy: Target {
    let name = "caddy"
    /// Where the output will be on the serving machine.
    let outputDirectory: AbsolutePath
    var rehearsal: Rehearsal?

    func artifacts(
        for registry: Registry, from templates: TemplateSet, reporting diagnostics: inout Diagnostics
    ) -> [Artifact] {
        let files = ServerFiles(
            preamble: "caddy/preamble.conf.tmpl", server: "caddy/site.conf.tmpl", language: Self.language,
            refusal: outputDirectory.bytes + Array("/\(Shim.refusal)".utf8))
        let servers = VirtualServer.all(of: registry, reporting: &diagnostics)
        return files.artifacts(
            // A port alone is both families.
            for: (rehearsal?.prepared(servers) ?? servers).map(\.withoutFamilies),
            of: registry, in: name, from: templates, reporting: &diagnostics)
    }

    /// `bind` takes an address without its port, and an IPv6 address without its brackets.
    static let language = ServerLanguage(
        syntax: CaddySyntax(),
        address: { address, output in
            guard let host = address.host else { return }
            output.append(host.first == UInt8(ascii: "[") ? host[...].dropFirst().dropLast() : host[...])
        },
        hostName: { $1.append($0) }, lines: { _ in [] }, canShare: { _ in false }, parts: { [$0] })
}
