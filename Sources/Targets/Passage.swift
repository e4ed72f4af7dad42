import Diagnostics
import Registry

/// A part of a file that is about one host, or about the hosts that share a virtual server.
public struct Passage: Sendable {
    enum About: Sendable {
        case host(Host)
        case server(VirtualServer)
    }

    /// Offsets of bytes.
    public let range: Range<Int>
    let about: About

    init(_ range: Range<Int>, _ about: About) {
        self.range = range
        self.about = about
    }

    /// Those that the part would not be the same without; none where proxies ask for any host of a platform.
    public var hosts: [Host] {
        switch about {
        case .host(let host): [host]
        case .server(let server): (server.members.isEmpty ? [server] : server.members).flatMap(Self.hosts)
        }
    }

    private static func hosts(of server: VirtualServer) -> [Host] {
        server.redirect.map { [$0] } ?? server.mounts.compactMap(\.host)
    }

    /// Of what it is about, in the registry.
    public var place: Place {
        switch about {
        case .host(let host): host.id.place
        case .server(let server): server.place
        }
    }
}
