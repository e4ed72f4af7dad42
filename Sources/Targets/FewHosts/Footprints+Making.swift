import Diagnostics
import HostTable
import OutputTree
import Registry
import Threads

/// Makes the footprints of a registry's hosts, one by one.
struct FootprintMaking {
    private let registry: Registry
    private var claims: Claims
    private let servers: ServersOfHosts
    /// Ids of hosts on which files that are one for all hosts depend.
    private let witnesses: Set<UInt32>

    /// - Parameter isSeeking: whether it is asked what hosts must not meet.
    init(_ registry: Registry, _ servers: ServersOfHosts, isSeeking: Bool, _ witnesses: Set<UInt32> = []) {
        self.registry = registry
        self.servers = servers
        claims = Claims(in: registry, isSeeking: isSeeking)
        self.witnesses = witnesses
    }

    /// What no other host may hold than the one of which a footprint was made last.
    var sought: [UInt32] { claims.sought }

    mutating func append(_ host: Host, to footprints: inout Footprints) {
        claims.look(at: host)
        let id = CRC32.of(host.slice(.id))
        var traits = servers.traits(of: host)
        let isInShards = host.cron.mode == .lines || host.cron.mode == .none
        if claims.isSimple, isInShards, !host.hasOwnPool { traits.insert(.isSimple) }
        if witnesses.contains(id) { traits.insert(.isWitness) }
        footprints.append(
            id: id, lines: host.runs(by: .lines), log: log(of: host), traits,
            names: { names in
                names.append(CRC32.of(host.urlHost))
                for alias in host.aliasIndices { names.append(CRC32.of(host.aliasHost(alias))) }
                if let behat = host.settings.development.behatURL?.value { names.append(CRC32.of(behat.host)) }
            }, held: claims.held)
    }

    private func log(of host: Host) -> UInt32 {
        guard host.cron.mode != .none, let log = host.cron.log else { return 0 }
        let users = [registry.user(of: host).bytes, registry.group(of: host).bytes]
        // Never 0, which says that there is none.
        return CRC32.of((log.bytes + users.flatMap { [0x2F] + $0 })[...]) | 1
    }
}

/// Which virtual servers of hosts are shared, and how many there are.
struct ServersOfHosts {
    /// The web servers, by whose place here they are numbered.
    static let programs: [(name: String, language: ServerLanguage)] = [
        ("apache", Apache.language), ("caddy", Caddy.language), ("nginx", Nginx.language),
    ]

    /// Of each program.
    private(set) var counts: [Footprints.Servers] = []
    /// Hosts with servers of their own; nil: all.
    private var own: [Set<ObjectIdentifier>]?
    /// How many hosts there are.
    private let hosts: Int

    init(_ servers: [VirtualServer], _ totals: ServerTotals, among hosts: Int) {
        self.hosts = hosts
        guard totals.wantsToShare else {
            let count = servers.count { !$0.isWildcard }
            counts = Self.programs.map { _ in Footprints.Servers(own: count...count, sharing: 0...0) }
            return
        }
        let dealt = Self.programs.map { SharedServers.deal(servers, among: hosts, in: $0.language) }
        counts = dealt.map { own, sharing in
            let count = own.count { !$0.isWildcard }
            return Footprints.Servers(own: count...count, sharing: sharing.count...sharing.count)
        }
        own = dealt.map { own, _ in Set(own.flatMap(\.hosts).map { ObjectIdentifier($0) }) }
    }

    func traits(of host: Host) -> Footprint.Traits {
        var traits: Footprint.Traits = host.web.layout.isShared(among: hosts) ? .mayShare : []
        for program in Self.programs.indices where own?[program].contains(ObjectIdentifier(host)) ?? true {
            traits.insert(.hasOwnServer(in: program))
        }
        return traits
    }
}

extension VirtualServer {
    /// All hosts that it is made from.
    fileprivate var hosts: [Host] { mounts.compactMap(\.host) + [redirect, hostOfOrigin].compactMap { $0 } }
}

extension Footprints {
    /// Those of hosts in their order, for builds after one of all of a registry.
    ///
    /// - Parameters:
    ///   - hosts: all of the registry.
    ///   - targets: by which it was built.
    public init(of hosts: [Host], in registry: Registry, for targets: [any Target]) {
        let target = targets.lazy.compactMap { registry.makes($0.name) ? $0 as? any ServerTarget : nil }.first
        var ignored = Diagnostics()
        let found = target?.place.servers.of(registry, reporting: &ignored)
        let servers = ServersOfHosts(
            found?.servers ?? [], found?.totals ?? ServerTotals([], among: 0), among: hosts.count)
        let witnesses = Self.witnesses(found, registry)
        let ranges = parts(of: hosts.count, least: 2000)
        let made = concurrentMap(ranges.count) { part in
            var footprints = Footprints()
            var making = FootprintMaking(registry, servers, isSeeking: false, witnesses)
            for index in ranges[part] { making.append(hosts[index], to: &footprints) }
            return footprints
        }
        self.init()
        for part in made { append(part) }
        let names = found?.totals.names ?? 0
        totals = Totals(
            servers: servers.counts, names: names...names, lines: hosts.reduce(0) { $0 + $1.runs(by: .lines) },
            hasWildcards: hosts.contains { host in host.aliasIndices.contains(where: host.isWildcard) },
            areOfAllFamilies: found?.totals.areOfAllFamilies ?? true)
    }

    /// The first server of each address, the first with ACME's challenges, a host with a pool.
    static func witnesses(_ found: KnownServers.Found?, _ registry: Registry) -> Set<UInt32> {
        var hosts = found?.listeners.firsts.compactMap(\.hostOfOrigin) ?? []
        if let server = found?.servers.first(where: { $0.acme != nil }), let host = server.hostOfOrigin {
            hosts.append(host)
        }
        if let host = registry.hosts.first(where: \.hasOwnPool) { hosts.append(host) }
        return Set(hosts.map { CRC32.of($0.slice(.id)) })
    }
}
