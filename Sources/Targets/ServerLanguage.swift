import Registry
import Template

/// What web servers write differently.
struct ServerLanguage: Sendable {
    let syntax: any Syntax
    let address: @Sendable (ListenAddress, inout ByteBuffer) -> Void
    /// A name that the server is asked by.
    let hostName: @Sendable (ArraySlice<UInt8>, inout ByteBuffer) -> Void
    /// The lines of a host that are this server's.
    let lines: @Sendable (Web) -> [[UInt8]]
    /// Whether a server of one host, or one that redirects, can be written as one of many names.
    let canShare: @Sendable (VirtualServer) -> Bool
    /// A server as several of which more can.
    let parts: @Sendable (VirtualServer) -> [VirtualServer]
}

/// What web servers say of a platform, for each of its hosts.
final class PlatformText: Sendable {
    let documentRoot: [UInt8]
    let fastcgi: [UInt8]
    let handler: [UInt8]
    let upstream: [UInt8]
    let isModule: Bool
    let hasRouter: Bool

    init(_ platform: Platform) {
        documentRoot = platform.documentRoot
        fastcgi = platform.fpm.nginxName
        isModule = platform.apachePHP == .module
        handler = isModule ? Array("application/x-httpd-php".utf8) : platform.fpm.apacheName
        upstream = platform.fpm.caddyName
        hasRouter = platform.hasRouter
    }
}

extension FastCGIAddress {
    /// As nginx's fastcgi_pass takes it.
    var nginxName: [UInt8] {
        switch self {
        case .socket(let path): Array("unix:".utf8) + path.bytes
        case .tcp(let address): address
        }
    }

    /// As Caddy's reverse_proxy takes it.
    var caddyName: [UInt8] {
        switch self {
        case .socket(let path): Array("unix/".utf8) + path.bytes
        case .tcp(let address): address
        }
    }

    /// As Apache's SetHandler takes it.
    var apacheName: [UInt8] {
        switch self {
        case .socket: Array("proxy:".utf8) + nginxName + Array("|fcgi://vmoodle".utf8)
        case .tcp(let address): Array("proxy:fcgi://".utf8) + address
        }
    }
}

extension ByteBuffer {
    /// As nginx and Apache's `<VirtualHost>` read it, but for Apache's `*`.
    mutating func append(_ address: ListenAddress) {
        if let host = address.host {
            append(host)
            append(UInt8(ascii: ":"))
        }
        append(address.port)
    }
}
