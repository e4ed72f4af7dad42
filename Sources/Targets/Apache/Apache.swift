import Registry
import Template

/// Apache httpd: virtual hosts, to be included at the top level; `Listen` stays with the server's own configuration.
struct Apache: ServerTarget {
    let name = "apache"
    let place: ServerPlace

    static let server = "virtualhost"

    /// `*` is every address of both families, and `[::]` would be none that anybody asks at.
    static let knowsFamilies = false

    static let language = ServerLanguage(
        syntax: ApacheSyntax(),
        address: { address, output in
            if address.host == nil { output.append("*:") }
            output.append(address)
        },
        // An IPv6 address in a Host header has lost its brackets when it is compared. (Tried with Apache 2.4.)
        hostName: { $1.append($0.first == UInt8(ascii: "[") ? $0.dropFirst().dropLast() : $0) },
        lines: { $0.apacheLines?.lines ?? [] },
        // The name that Apache chose it by is all that it can tell its hosts apart by, but not where their files lie.
        canShare: { server in
            server.names.count == 1 && server.hasServerName && server.mounts.first?.host?.key == server.names[0]
                && server.mounts.first?.host?.settings.sendfile != .xSendfile
        },
        parts: { server in
            server.names.count == 1 || server.redirect != nil
                ? [server]
                : [VirtualServer(server, names: server.names[..<1]), VirtualServer(server, names: server.names[1...])]
        })
}
