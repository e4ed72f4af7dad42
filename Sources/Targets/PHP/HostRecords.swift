import Digests
import HostTable
import Registry
import Threads

/// The rows of the two tables: docs/resolution.md §2.
struct HostRecords {
    /// In pieces.
    private(set) var keys: [TableRows]
    private(set) var ids: [TableRows]

    /// - Parameter fragments: the name of each host's fragment.
    init(_ registry: Registry, fragments: [Digest]) {
        let depths = Self.depths(registry.hosts)
        let ranges = parts(of: registry.hosts.count, least: 2000)
        func rows(ambiguous: Set<[UInt8]>) -> [HostRows] {
            concurrentMap(ranges.count) { part in
                var rows = HostRows(count: ranges[part].count, depths, ambiguous: ambiguous)
                for index in ranges[part] { rows.append(registry.hosts[index], fragments[index]) }
                return rows
            }
        }
        var made = rows(ambiguous: [])
        let ambiguous = Set(made.flatMap(\.bare))
        if !ambiguous.isEmpty { made = rows(ambiguous: ambiguous) }
        (keys, ids) = (made.map(\.keys), made.map(\.ids))
        if let index = registry.commandHost { ids.append(Self.commands(registry, index, fragments[index])) }
        guard !depths.isEmpty else { return }
        var rootless = depths
        for key in made.lazy.flatMap(\.withDepths) { rootless[key] = nil }
        keys.append(Self.rootless(rootless))
    }

    /// The number of segments of the longest sub-path below each name; names without a host of their own among them.
    private static func depths(_ hosts: [Host]) -> [ArraySlice<UInt8>: Int] {
        var depths: [ArraySlice<UInt8>: Int] = [:]
        func count(_ url: SiteURL) {
            depths[url.authorityKey, default: 0] = max(depths[url.authorityKey, default: 0], url.segments)
        }
        for host in hosts {
            if host.hasPath { count(host.url.value) }
            if let behat = host.settings.development.behatURL?.value, behat.hasPath { count(behat) }
        }
        return depths
    }

    private static func rootless(_ depths: [ArraySlice<UInt8>: Int]) -> TableRows {
        var rows = TableRows()
        for (key, depth) in depths.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            key.withUnsafeBufferPointer { key in
                rows.append(key) { $0 += HostRecord(status: .rootless, depth: depth).bytes }
            }
        }
        return rows
    }
}

/// The rows of some hosts.
private struct HostRows {
    private(set) var keys = TableRows()
    private(set) var ids = TableRows()
    /// Keys that a host's id may be, of hosts whose id is another one.
    private(set) var bare: [[UInt8]] = []
    /// Keys with sub-paths below them.
    private(set) var withDepths: [ArraySlice<UInt8>] = []
    private let depths: [ArraySlice<UInt8>: Int]
    /// Ids that are another host's key: a command has to look them up in both tables, which depth 1 says.
    private let ambiguous: Set<[UInt8]>

    init(count: Int, _ depths: [ArraySlice<UInt8>: Int], ambiguous: Set<[UInt8]>) {
        (self.depths, self.ambiguous) = (depths, ambiguous)
        keys.reserve(count * 5 / 4, bytes: count * 160)
        ids.reserve(count, bytes: count * 112)
    }

    mutating func append(_ host: Host, _ fragment: Digest) {
        fragment.withHexadecimal { fragment in
            host.withBytes(of: .id) { id in host.withKey { append(host, id, $0, fragment) } }
        }
    }

    private mutating func append(
        _ host: Host, _ id: UnsafeBufferPointer<UInt8>, _ key: UnsafeBufferPointer<UInt8>,
        _ fragment: UnsafeBufferPointer<UInt8>
    ) {
        let status = HostRecord.Status(host.state)
        let payload = status.hasFragment ? fragment : UnsafeBufferPointer(rebasing: fragment[..<0])
        let idDepth = !ambiguous.isEmpty && ambiguous.contains(Array(id)) ? 1 : 0
        ids.append(id) {
            HostRecord.append(status, depth: idDepth, id: id, canonical: key, payload: payload, to: &$0)
        }
        for alias in host.aliasIndices {
            let name = host.aliasKey(alias)
            let isRedirect = host.aliasMode(alias) == .redirect
            let depth = depth(name)
            name.withUnsafeBufferPointer { name in
                note(name, id)
                guard isRedirect else { return append(name, status, depth, id, key, payload) }
                host.withBytes(of: .url) { append(name, .redirect, depth, id, key, $0) }
            }
        }
        if let behat = host.settings.development.behatURL?.value {
            let depth = depth(behat.key)
            behat.key.withUnsafeBufferPointer { name in
                note(name, id)
                append(name, status, depth, id, key, payload)
            }
        }
        note(key, id)
        append(key, status, host.hasPath ? 0 : depth(host.key), id, key, payload)
    }

    private mutating func append(
        _ name: UnsafeBufferPointer<UInt8>, _ status: HostRecord.Status, _ depth: Int, _ id: UnsafeBufferPointer<UInt8>,
        _ key: UnsafeBufferPointer<UInt8>, _ payload: UnsafeBufferPointer<UInt8>
    ) {
        keys.append(name) {
            HostRecord.append(status, depth: depth, id: id, canonical: key, payload: payload, to: &$0)
        }
    }

    private mutating func depth(_ key: ArraySlice<UInt8>) -> Int {
        guard !depths.isEmpty, let depth = depths[key] else { return 0 }
        withDepths.append(key)
        return depth
    }

    private mutating func note(_ key: UnsafeBufferPointer<UInt8>, _ id: UnsafeBufferPointer<UInt8>) {
        let isBare = !key.contains { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "/") }
        if isBare, !key.elementsEqual(id) { bare.append(Array(key)) }
    }
}

extension HostRecords {
    /// A key of the table of ids that no id is.
    static let commandKey = Array("-".utf8)

    /// The record of the host that commands are for which name none, with where its code tree is in the place of its key.
    private static func commands(_ registry: Registry, _ index: Int, _ fragment: Digest) -> TableRows {
        let host = registry.hosts[index]
        let record = HostRecord(
            status: HostRecord.Status(host.state), id: host.id.value,
            canonical: encoded(registry.platform(of: host).root.value.bytes), payload: fragment.hexadecimal)
        var rows = TableRows()
        commandKey.withUnsafeBufferPointer { key in rows.append(key) { $0 += record.bytes } }
        return rows
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
