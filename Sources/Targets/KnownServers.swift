import Diagnostics
import HostTable
import Registry
import Synchronization

/// The virtual servers of a registry, which are found once for all web servers.
final class KnownServers: Sendable {
    struct Found: Sendable {
        /// Kept, so that no other registry's are at the same place in memory.
        fileprivate let hosts: [Host]
        let servers: [VirtualServer]
        let listeners: Listeners
        let totals: ServerTotals
        /// The files of those servers as they are; nil: some want to be shared, of which web servers can share different ones.
        let files: [ServerFile]?
        /// Where the registry has not all hosts.
        var part: ServersPart?
    }

    private let found: Mutex<Found?>

    init() { found = Mutex(nil) }

    /// Those of some hosts of a registry, which have all that some files are made from.
    ///
    /// - Returns: nil if other files than these may be others.
    init?(of registry: Registry, _ part: ServersPart, reporting diagnostics: inout Diagnostics) {
        let servers = VirtualServer.all(of: registry, reporting: &diagnostics)
        var totals = ServerTotals(servers, among: part.hosts)
        guard totals.areOfAllFamilies else { return nil }
        totals.names = part.names
        found = Mutex(
            Found(
                hosts: registry.hosts, servers: servers, listeners: Listeners(servers, totals.suspects), totals: totals,
                files: nil, part: part))
    }

    /// What is wrong is reported to who asks first.
    func of(_ registry: Registry, reporting diagnostics: inout Diagnostics) -> Found {
        let known = found.withLock { known in
            if let known, Self.areSame(known.hosts, registry.hosts) { return known }
            let servers = VirtualServer.all(of: registry, reporting: &diagnostics)
            let totals = ServerTotals(servers, among: registry.hosts.count)
            let found = Found(
                hosts: registry.hosts, servers: servers, listeners: Listeners(servers, totals.suspects), totals: totals,
                files: totals.wantsToShare ? nil : ServerFile.all(of: servers, totals.hashes))
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

/// Some of the files of virtual servers.
struct ServersPart: Sendable {
    /// How many hosts the whole registry has, and names all servers.
    let hosts: Int
    let names: Int
    /// By the name of the web server.
    let files: [String: Files]

    struct Files: Sendable {
        var own: ShardsOfMany
        var shared: ShardsOfMany
        /// Whether there are files of the latter kind.
        let areShared: Bool
    }
}

/// What is asked of all servers together.
struct ServerTotals: Sendable {
    /// How many names they have.
    var names = 0
    private(set) var hasChallenges = false
    /// Whether all listen on one address of every family, as which every web server has words for it.
    private(set) var areOfAllFamilies = true
    /// Whether one of them wants to be written as one of many.
    private(set) var wantsToShare = false
    /// Names of more than one server on one port, or what looks like them.
    private(set) var suspects: Set<NameOnPort> = []
    /// By which the files of servers are chosen; of each one's first name.
    private(set) var hashes: [UInt32] = []

    /// - Parameter count: of the registry's hosts.
    init(_ servers: [VirtualServer], among count: Int) {
        hashes.reserveCapacity(servers.count)
        var seen: Set<NameOnPort> = []
        seen.reserveCapacity(servers.count * 5 / 4)
        for server in servers {
            names += server.names.count
            hasChallenges = hasChallenges || server.acme != nil
            areOfAllFamilies = areOfAllFamilies && server.listens.count == 1 && server.listens[0].host == nil
            wantsToShare = wantsToShare || server.wantsToShare(among: count)
            for (index, name) in server.names.enumerated() {
                let hash = CRC32.of(name)
                if index == 0 { hashes.append(hash) }
                for address in server.listens {
                    let mark = NameOnPort(hash, address.port)
                    if !seen.insert(mark).inserted { suspects.insert(mark) }
                }
            }
        }
    }
}
