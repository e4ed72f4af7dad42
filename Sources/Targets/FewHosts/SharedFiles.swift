import Diagnostics
import OutputTree
import Registry
import Template

/// The files that hosts share and that may be others where some hosts came, went or changed: those of their shards, and of web servers
/// the first.
public struct SharedFiles {
    /// Other hosts from which these files are made, too: their positions among the former ones.
    public let neighbours: [Int]
    /// With the new hosts in the place of the old.
    public let totals: Footprints.Totals
    private let servers: ServersPart
    private let crontabs: ShardsOfMany

    /// Hosts that are new or others, with what they must not meet.
    public struct NewHosts {
        public fileprivate(set) var footprints = Footprints()
        fileprivate var sought: Set<UInt32> = []
        /// Their virtual servers, alone.
        fileprivate let servers: [VirtualServer]
        fileprivate let counts: [Footprints.Servers]

        /// - Parameters:
        ///   - hosts: all of a registry that has no others, in any order.
        ///   - count: how many there are with others.
        public init(_ hosts: [Host], of registry: Registry, among count: Int) {
            var ignored = Diagnostics()
            servers = VirtualServer.all(of: registry, reporting: &ignored)
            let ofHosts = ServersOfHosts(servers, ServerTotals(servers, among: count), among: count)
            counts = ofHosts.counts
            var making = FootprintMaking(registry, ofHosts, isSeeking: true)
            for host in hosts {
                making.append(host, to: &footprints)
                sought.formUnion(making.sought)
            }
        }
    }

    /// Nil where more may be another: where a host is not simple, or meets one that is not read, or a file of all hosts changes.
    ///
    /// - Parameters:
    ///   - registry: with the new hosts alone.
    ///   - old: positions of the hosts that went or are others, among the former ones.
    public init?(of registry: Registry, _ new: NewHosts, insteadOf old: [Int], among former: Footprints) {
        let gone = old.map { former[$0] }
        let come = (0..<new.footprints.count).map { new.footprints[$0] }
        guard former.totals.areOfAllFamilies, !registry.hasFilesOfAllHosts,
            (gone + come).allSatisfy({ $0.traits.contains(.isSimple) }),
            !gone.contains(where: { $0.traits.contains(.isWitness) }),
            // Nobody else has their ids and names, with a port or in a sub-directory either.
            !former.has(anyOf: Set(come.map(\.id)), beside: Set(old)),
            former.indices(withNames: Set((gone + come).flatMap(\.names))).allSatisfy(Set(old).contains),
            // A wildcard may have, or lose, what comes or goes.
            !former.totals.hasWildcards || Self.haveSameNames(gone, come), Self.haveSameLogs(gone, come),
            !former.holds(anyOf: new.sought, beside: Set(old))
        else { return nil }
        let count = former.count + come.count - gone.count
        let areMany = { (count: Int) in Web.Layout.auto.isShared(among: count) }
        totals = Self.totals(former.totals, gone, new, hasWebServers: registry.hasWebServers)
        let lines = Cron.sharding(lines: totals.lines)
        guard areMany(count) == areMany(former.count), lines == Cron.sharding(lines: former.totals.lines),
            let servers = Self.servers(former.totals, totals, gone + come, among: count)
        else { return nil }
        var crontabs = ShardsOfMany(lines)
        for footprint in gone + come where footprint.lines > 0 { crontabs.insert(footprint.id) }
        (self.servers, self.crontabs) = (servers, crontabs)
        neighbours = Self.neighbours(registry, former, Set(old), servers, crontabs)
    }

    private static func haveSameNames(_ gone: [Footprint], _ come: [Footprint]) -> Bool {
        gone.flatMap(\.names).sorted() == come.flatMap(\.names).sorted()
    }

    /// Each by its host, since they stand in their order.
    private static func haveSameLogs(_ gone: [Footprint], _ come: [Footprint]) -> Bool {
        let logs = { (footprints: [Footprint]) in
            footprints.filter { $0.log != 0 }.map { UInt64($0.id) << 32 | UInt64($0.log) }.sorted()
        }
        return logs(gone) == logs(come)
    }

    private static func totals(
        _ former: Footprints.Totals, _ gone: [Footprint], _ new: NewHosts, hasWebServers: Bool
    ) -> Footprints.Totals {
        var totals = former
        totals.lines += (0..<new.footprints.count).reduce(0) { $0 + new.footprints.lines(of: $1) }
        totals.lines -= gone.reduce(0) { $0 + $1.lines }
        guard hasWebServers else { return totals }
        let names = gone.reduce(0) { $0 + $1.names.count }
        let more = new.servers.reduce(0) { $0 + $1.names.count }
        func range(_ former: ClosedRange<Int>, less: ClosedRange<Int>, more: Int) -> ClosedRange<Int> {
            max(0, former.lowerBound - less.upperBound + more)...max(0, former.upperBound - less.lowerBound + more)
        }
        // Of a host that went it is not known how many virtual servers it had: a name is in one, and perhaps in one more that sends
        // people to https; a web server may have two in the place of each.
        totals.names = range(former.names, less: names...(2 * names), more: more)
        totals.servers = zip(former.servers, new.counts).map { former, new in
            Footprints.Servers(
                own: range(former.own, less: 0...(4 * names), more: new.own.lowerBound),
                sharing: range(former.sharing, less: 0...(4 * names), more: new.sharing.lowerBound))
        }
        return totals
    }

    /// The same for both ends, and for those of before.
    private static func one<Value: Equatable>(
        _ range: ClosedRange<Int>, _ former: ClosedRange<Int>, _ value: (Int) -> Value
    ) -> Value? {
        let values = [range.lowerBound, range.upperBound, former.lowerBound, former.upperBound].map(value)
        return values.allSatisfy { $0 == values[0] } ? values[0] : nil
    }

    /// Which files of web servers some hosts are in; nil: hosts are spread over files in another way than before.
    private static func servers(
        _ former: Footprints.Totals, _ totals: Footprints.Totals, _ footprints: [Footprint], among count: Int
    ) -> ServersPart? {
        guard one(totals.names, former.names, PreambleText.namesHashSize) != nil else { return nil }
        var files: [String: ServersPart.Files] = [:]
        for (index, program) in ServersOfHosts.programs.enumerated() where index < totals.servers.count {
            let (new, old) = (totals.servers[index], former.servers[index])
            guard let own = one(new.own, old.own, ServerFile.sharding),
                let sharing = one(new.sharing, old.sharing, SharedServers.sharding),
                let areShared = one(new.sharing, old.sharing, { $0 > 0 })
            else { return nil }
            var part = ServersPart.Files(
                own: ShardsOfMany(own), shared: ShardsOfMany(sharing), areShared: areShared)
            for footprint in footprints {
                for name in footprint.names {
                    if footprint.traits.contains(.hasOwnServer(in: index)) { part.own.insert(name) }
                    if footprint.traits.contains(.mayShare) { part.shared.insert(name) }
                }
            }
            files[program.name] = part
        }
        return ServersPart(hosts: count, names: totals.names.upperBound, files: files)
    }

    private static func neighbours(
        _ registry: Registry, _ former: Footprints, _ old: Set<Int>, _ servers: ServersPart, _ crontabs: ShardsOfMany
    ) -> [Int] {
        var found: Set<Int> = []
        if registry.makes("cron") {
            for index in 0..<former.count where former.lines(of: index) > 0 && crontabs.contains(former.id(of: index)) {
                found.insert(index)
            }
        }
        if registry.hasWebServers {
            let programs = ServersOfHosts.programs.enumerated().compactMap { index, program in
                servers.files[program.name].map { (Footprint.Traits.hasOwnServer(in: index), $0) }
            }
            let ofServers = (0..<former.count).filter { index in
                let traits = former.traits(of: index)
                return traits.contains(.isWitness)
                    || former.names(of: index).contains { name in
                        programs.contains { own, files in
                            traits.contains(own) && files.own.contains(name)
                                || traits.contains(.mayShare) && files.shared.contains(name)
                        }
                    }
            }
            // What else a server of theirs may depend on has one of their names.
            found.formUnion(former.indices(withNames: Set(ofServers.flatMap { former.names(of: $0) })))
        }
        return found.subtracting(old).sorted()
    }
}

extension SharedFiles {
    /// What was made.
    public struct Made {
        public let files: [OutputFile]
        /// Hosts on which files depend that are one for all hosts.
        fileprivate let witnesses: Set<UInt32>

        /// Those of some hosts as they have to be noted.
        public func footprints(of hosts: NewHosts) -> [Footprint] {
            (0..<hosts.footprints.count).map { index in
                var footprint = hosts.footprints[index]
                if witnesses.contains(footprint.id) { footprint.traits.insert(.isWitness) }
                return footprint
            }
        }
    }

    /// Makes these files.
    ///
    /// - Parameter registry: with the new hosts and the neighbours.
    /// - Returns: nil where more may be another, or something is wrong.
    public func made(
        of registry: Registry, servedFrom outputDirectory: AbsolutePath, from templates: TemplateSet,
        reporting diagnostics: inout Diagnostics
    ) -> Made? {
        var found: KnownServers.Found?
        var targets: [any Target] = [Cron(part: crontabs)]
        if registry.hasWebServers {
            guard let known = KnownServers(of: registry, servers, reporting: &diagnostics) else { return nil }
            found = known.of(registry, reporting: &diagnostics)
            let place = ServerPlace(outputDirectory: outputDirectory, servers: known)
            targets += [Apache(place: place), Caddy(place: place), Nginx(place: place)] as [any Target]
        }
        templates.checkPartials(reporting: &diagnostics)
        let files = targets.filter { registry.makes($0.name) }.flatMap { target in
            target.artifacts(for: registry, from: templates, reporting: &diagnostics).map(\.file)
        }
        guard diagnostics.all.isEmpty, isComplete(files, registry) else { return nil }
        return Made(files: files, witnesses: Footprints.witnesses(found, registry))
    }

    /// Whether each file is still there: one of servers that are shared goes with the last of them.
    private func isComplete(_ files: [OutputFile], _ registry: Registry) -> Bool {
        servers.files.allSatisfy { program, part in
            !registry.makes(program)
                || part.shared.numbers.count == files.count { $0.path.hasPrefix("\(program)/shared-") }
        }
    }
}

extension Registry {
    fileprivate var hasWebServers: Bool { ["apache", "caddy", "nginx"].contains(where: makes) }

    /// Whether files say something of all hosts that any of them may change.
    fileprivate var hasFilesOfAllHosts: Bool {
        targets.contains(.aliases) || targets.contains(.ssl) || platforms.contains { !$0.proxyNames.isEmpty }
    }
}
