import Registry
import Template

/// Caddy: site blocks, to be imported at the top level of a Caddyfile, whose global options stay its own.
struct Caddy: ServerTarget {
    let name = "caddy"
    let place: ServerPlace

    static let server = "site"

    /// A port alone is both families.
    static let knowsFamilies = false

    /// `bind` takes an address without its port, and an IPv6 address without its brackets.
    static let language = ServerLanguage(
        syntax: CaddySyntax(),
        address: { address, output in
            guard let host = address.host else { return }
            output.append(host.first == UInt8(ascii: "[") ? host[...].dropFirst().dropLast() : host[...])
        },
        hostName: { $1.append($0) }, lines: { $0.caddyLines?.lines ?? [] },
        // An IPv6 address has lost its brackets when a name is looked at; "default" is a word of 'map'.
        canShare: { server in
            !server.names.contains { $0.first == UInt8(ascii: "[") || $0.elementsEqual("default".utf8) }
        },
        parts: { [$0] })
}
