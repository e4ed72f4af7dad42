import Registry
import Template

/// nginx: server blocks, to be included in the http block.
struct Nginx: ServerTarget {
    let name = "nginx"
    let place: ServerPlace

    static let server = "server"

    var language: ServerLanguage { place.rehearsal?.nginx(Self.language) ?? Self.language }

    static let knowsFamilies = true

    static let language = ServerLanguage(
        syntax: NginxSyntax(), address: { $1.append($0) }, hostName: { $1.append($0) },
        lines: { $0.nginxLines?.lines ?? [] },
        canShare: { server in !server.names.contains { wordsOfMaps.contains($0) } },
        parts: { [$0] })

    /// What stands for something else where a `map` has its values; ngx_http_map_module.c.
    private static let wordsOfMaps = Set(
        ["default", "hostnames", "include", "volatile"].map { ArraySlice(Array($0.utf8)) })
}
