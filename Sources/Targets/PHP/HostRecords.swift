import HostTable
import Registry
import Threads

/// The entries of the two tables: docs/resolution.md §2.
struct HostRecords {
    private(set) var keys: [HostTable.Entry] = []
    private(set) var ids: [HostTable.Entry] = []

    /// - Parameter fragments: the reference of each host's fragment.
    init(_ registry: Registry, fragments: [[UInt8]]) {
        // Longest sub-path below each name; names without a host of their own among them.
        var depths: [ArraySlice<UInt8>: Int] = [:]
        func count(_ url: SiteURL) {
            depths[url.authorityKey, default: 0] = max(depths[url.authorityKey, default: 0], url.segments)
        }
        for host in registry.hosts {
            if host.hasPath { count(host.url.value) }
            if let behat = host.settings.development.behatURL?.value, behat.hasPath { count(behat) }
        }
        if let index = registry.commandHost { ids.append(Self.commands(registry, index, fragments[index])) }
        let ranges = parts(of: registry.hosts.count, least: 2000)
        let made = concurrentMap(ranges.count) { part in
            Self.entries(of: registry.hosts[ranges[part]], fragments, depths)
        }
        for part in made {
            keys += part.keys
            ids += part.ids
        }
        if !depths.isEmpty {
            var rootless = depths
            for entry in keys { rootless[entry.key[...]] = nil }
            for (key, depth) in rootless.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
                keys.append(HostTable.Entry(key: Array(key), record: HostRecord(status: .rootless, depth: depth).bytes))
            }
        }
        markAmbiguous()
    }

    /// - Parameter depths: of the longest sub-path below each name.
    private static func entries(
        of hosts: ArraySlice<Host>, _ fragments: [[UInt8]], _ depths: [ArraySlice<UInt8>: Int]
    ) -> (keys: [HostTable.Entry], ids: [HostTable.Entry]) {
        var (keys, ids): ([HostTable.Entry], [HostTable.Entry]) = ([], [])
        keys.reserveCapacity(hosts.count * 5 / 4)
        ids.reserveCapacity(hosts.count)
        for (index, host) in zip(hosts.indices, hosts) {
            let (id, key) = (Array(host.slice(.id)), Array(host.key))
            var record = HostRecord(status: HostRecord.Status(host.state), id: id, canonical: key)
            if record.status.hasFragment { record.payload = fragments[index] }
            ids.append(HostTable.Entry(key: id, record: record.bytes))
            for alias in host.aliasIndices {
                var other = record
                if host.aliasMode(alias) == .redirect {
                    other.status = .redirect
                    other.payload = Array(host.slice(.url))
                }
                let key = host.aliasKey(alias)
                other.depth = depths[key] ?? 0
                keys.append(HostTable.Entry(key: Array(key), record: other.bytes))
            }
            if let behat = host.settings.development.behatURL?.value {
                var other = record
                other.depth = depths[behat.key] ?? 0
                keys.append(HostTable.Entry(key: Array(behat.key), record: other.bytes))
            }
            if !host.hasPath { record.depth = depths[host.key] ?? 0 }
            keys.append(HostTable.Entry(key: key, record: record.bytes))
        }
        return (keys, ids)
    }

    /// Gives an id that is another host's key depth 1: a command has to look it up in both tables.
    private mutating func markAmbiguous() {
        var hosts: [[UInt8]: [UInt8]] = [:]
        let punctuation: Set<UInt8> = [UInt8(ascii: "."), UInt8(ascii: ":"), UInt8(ascii: "/")]
        for entry in keys where entry.key.allSatisfy({ !punctuation.contains($0) }) {
            hosts[entry.key] = HostRecord(entry.record)?.id
        }
        guard !hosts.isEmpty else { return }
        for index in ids.indices {
            guard let other = hosts[ids[index].key], !other.isEmpty, other != ids[index].key,
                var record = HostRecord(ids[index].record)
            else { continue }
            record.depth = 1
            ids[index].record = record.bytes
        }
    }
}

extension HostRecords {
    /// A key of the table of ids that no id is.
    static let commandKey = Array("-".utf8)

    /// The record of the host that commands are for which name none, with where its code tree is in the place of its key.
    private static func commands(_ registry: Registry, _ index: Int, _ fragment: [UInt8]) -> HostTable.Entry {
        let host = registry.hosts[index]
        let record = HostRecord(
            status: HostRecord.Status(host.state), id: host.id.value,
            canonical: encoded(registry.platform(of: host).root.value.bytes), payload: fragment)
        return HostTable.Entry(key: commandKey, record: record.bytes)
    }

    /// RFC 3986 §2.1; a record holds no quotes and backslashes.
    private static func encoded(_ path: [UInt8]) -> [UInt8] {
        path.flatMap { byte -> [UInt8] in
            HostKey.isSegmentByte(byte) || byte == 0x2F
                ? [byte] : [0x25] + Array(String(byte >> 4, radix: 16).utf8) + Array(String(byte & 15, radix: 16).utf8)
        }
    }
}

extension HostRecord.Status {
    /// How requests for a host in a state are answered.
    init(_ state: Host.State) {
        switch state {
        case .enabled: self = .enabled
        case .maintenance: self = .maintenance
        case .disabled: self = .disabled
        case .archived: self = .archived
        }
    }

    /// Whether a site in this state has settings that something reads: commands do in maintenance.
    var hasFragment: Bool { self == .enabled || self == .maintenance }
}
