import Diagnostics
import OutputTree
import Registry
import Shim
import Synchronization

/// A web server: its files are those of `ServerFiles`, from two templates of its folder.
protocol ServerTarget: Target {
    /// The file of its templates that a virtual server is written by, without `.conf.tmpl`.
    static var server: String { get }
    static var language: ServerLanguage { get }
    var place: ServerPlace { get }
    /// As it is for this check, if it is one.
    var language: ServerLanguage { get }
    /// With the addresses that the server has words for.
    func listening(_ server: VirtualServer) -> VirtualServer
}

extension ServerTarget {
    var language: ServerLanguage { Self.language }

    func artifacts(
        for registry: Registry, from templates: TemplateSet, reporting diagnostics: inout Diagnostics
    ) -> [Artifact] {
        let files = ServerFiles(
            preamble: "\(name)/preamble.conf.tmpl", server: "\(name)/\(Self.server).conf.tmpl", language: language,
            refusal: place.outputDirectory.bytes + Array("/\(Shim.refusal)".utf8), earlier: place.earlier)
        let known = place.servers.of(registry, reporting: &diagnostics)
        let servers = (place.rehearsal?.prepared(known.servers) ?? known.servers).map(listening)
        // Of most registries all listen alike whatever the web server.
        let isAsKnown = zip(servers, known.servers).allSatisfy { $0 === $1 }
        let listeners = isAsKnown ? known.listeners : Listeners(servers)
        for diagnostic in listeners.diagnostics.all { diagnostics.report(diagnostic) }
        return files.artifacts(
            for: servers, listeners, of: registry, in: name, from: templates, reporting: &diagnostics)
    }
}

/// What web servers' files have in common, whichever server they are for.
struct ServerPlace: Sendable {
    /// Where the output will be on the serving machine.
    let outputDirectory: AbsolutePath
    var rehearsal: Rehearsal?
    var earlier = EarlierBuild.none
    let servers = KnownServers()
}

/// The virtual servers of a registry, which are found once for all web servers.
final class KnownServers: Sendable {
    struct Found: Sendable {
        /// Kept, so that no other registry's are at the same place in memory.
        fileprivate let hosts: [Host]
        let servers: [VirtualServer]
        let listeners: Listeners
    }

    private let found = Mutex<Found?>(nil)

    /// What is wrong is reported to who asks first.
    func of(_ registry: Registry, reporting diagnostics: inout Diagnostics) -> Found {
        let known = found.withLock { known in
            if let known, Self.areSame(known.hosts, registry.hosts) { return known }
            let servers = VirtualServer.all(of: registry, reporting: &diagnostics)
            let found = Found(hosts: registry.hosts, servers: servers, listeners: Listeners(servers))
            known = found
            return found
        }
        return known
    }

    private static func areSame(_ a: [Host], _ b: [Host]) -> Bool {
        a.count == b.count
            && a.withUnsafeBufferPointer { a in b.withUnsafeBufferPointer { a.baseAddress == $0.baseAddress } }
    }
}
