import Threads

/// What one look at each host finds for all rules: which hosts have what only some look at, and hashes of what all compare.
///
/// A hundred thousand hosts do not fit a processor's cache; each rule would wait for them again.
struct Survey {
    /// Positions in `Registry.hosts`.
    private(set) var inSubdirectories: [Int] = []
    private(set) var withStores: [Int] = []
    private(set) var withCookieDomain: [Int] = []
    private(set) var withCookiePath: [Int] = []
    /// Of their URL, of an alias that serves or of Behat's URL, other than a default port.
    private(set) var withPort: [Int] = []
    /// With an alias that is a wildcard.
    private(set) var withWildcard: [Int] = []
    private(set) var behindReverseProxy: [Int] = []
    private(set) var withTests: [Int] = []
    private(set) var withSendfile: [Int] = []
    /// With directories other than the dataroot.
    private(set) var withDirectories: [Int] = []
    /// Whose dataroot lies in a code tree, or holds one.
    private(set) var atCode: [Int] = []
    /// https without an end, with two, or an end without https.
    private(set) var withOddTLS: [Int] = []

    /// All names that lead to hosts.
    private(set) var names: ContiguousArray<(hash: UInt64, name: HostNumberedName)> = []
    /// Of each host's name without its path.
    private(set) var authorities: ContiguousArray<UInt64> = []
    /// Of each host's database and prefix, without the server.
    private(set) var tables: ContiguousArray<StringHash> = []
    private(set) var prefixes: Set<ArraySlice<UInt8>> = []
    /// Whether each host's dataroot comes before the next one's and does not hold it: then all are apart, since what lies in a
    /// directory follows it.
    private(set) var areDataRootsInOrder = true

    init(_ registry: Registry) {
        let roots = registry.platforms.map { $0.root.value }
        let ranges = parts(of: registry.hosts.count, least: 5000)
        let surveys = concurrentMap(ranges.count) { Survey(registry.hosts, ranges[$0], roots: roots.map { $0 }) }
        self = surveys[0]
        for survey in surveys.dropFirst() { add(survey) }
        for index in ranges.dropFirst().map(\.lowerBound) where areDataRootsInOrder {
            areDataRootsInOrder = Self.isBefore(registry.hosts[index - 1], registry.hosts[index])
        }
    }

    private init(_ hosts: [Host], _ range: Range<Int>, roots: [AbsolutePath]) {
        authorities.reserveCapacity(range.count)
        tables.reserveCapacity(range.count)
        names.reserveCapacity(range.count * 3 / 2)
        var prefix: ArraySlice<UInt8> = []
        for index in range {
            let host = hosts[index]
            look(at: host, index, roots)
            if index > range.lowerBound, areDataRootsInOrder {
                areDataRootsInOrder = Self.isBefore(hosts[index - 1], host)
            }
            let other = host.slice(.tablePrefix)
            if index == range.lowerBound || other != prefix { prefixes.insert(other) }
            prefix = other
        }
    }

    private mutating func look(at host: Host, _ index: Int, _ roots: [AbsolutePath]) {
        var hash = StringHash()
        hash.add(host.key)
        names.append((hash.value, HostNumberedName(host: index, number: 0)))
        for number in host.storedAliases.indices {
            if host.isWildcard(number), withWildcard.last != index { withWildcard.append(index) }
            var hash = StringHash()
            hash.add(host.aliasKey(number))
            names.append((hash.value, HostNumberedName(host: index, number: number + 2)))
        }
        if host.hasPath {
            inSubdirectories.append(index)
            hash = StringHash()
            hash.add(host.authorityKey)
        }
        authorities.append(hash.value)
        tables.append(Tables.hash(of: host))
        if roots.contains(where: { $0.touches(host.slice(.dataRoot)) }) { atCode.append(index) }
        let isOdd = host.isHTTPS ? host.hasCertificate == host.sslProxy : host.hasCertificate || host.sslProxy
        if isOdd { withOddTLS.append(index) }
        if host.hasPort { withPort.append(index) }
        if !host.traits.isEmpty { look(at: host, index, host.traits) }
    }

    private mutating func look(at host: Host, _ index: Int, _ traits: Settings.Traits) {
        if traits.contains(.store) { withStores.append(index) }
        if traits.contains(.cookieDomain) { withCookieDomain.append(index) }
        if traits.contains(.cookiePath) { withCookiePath.append(index) }
        if traits.contains(.accelerated) { withSendfile.append(index) }
        if traits.contains(.reverseProxy) { behindReverseProxy.append(index) }
        if traits.contains(.directories) { withDirectories.append(index) }
        guard traits.contains(.tests) else { return }
        withTests.append(index)
        guard let behat = host.settings.development.behatURL else { return }
        var hash = StringHash()
        hash.add(behat.value.key)
        names.append((hash.value, HostNumberedName(host: index, number: 1)))
    }

    private mutating func add(_ other: Survey) {
        for list in Self.lists { self[keyPath: list] += other[keyPath: list] }
        names += other.names
        authorities += other.authorities
        tables += other.tables
        prefixes.formUnion(other.prefixes)
        areDataRootsInOrder = areDataRootsInOrder && other.areDataRootsInOrder
    }

    private static var lists: [WritableKeyPath<Survey, [Int]>] {
        [
            \.inSubdirectories, \.withStores, \.withCookieDomain, \.withCookiePath, \.withPort, \.withWildcard,
            \.behindReverseProxy, \.withTests, \.withSendfile, \.withDirectories, \.atCode, \.withOddTLS,
        ]
    }

    /// Whether a host's dataroot comes before another's that does not lie in it.
    private static func isBefore(_ one: Host, _ other: Host) -> Bool {
        one.slice(.dataRoot).withUnsafeBufferPointer { one in
            other.slice(.dataRoot).withUnsafeBufferPointer { other in
                for index in 0..<min(one.count, other.count) where one[index] != other[index] {
                    return one[index] == 0x2F || other[index] != 0x2F && one[index] < other[index]
                }
                return one.count < other.count && other[one.count] != 0x2F
            }
        }
    }
}

/// A host and which of its names: 0 its URL's, 1 Behat's, from 2 on its aliases.
struct HostNumberedName {
    let host: Int
    let number: Int

    func key(_ registry: Registry) -> ArraySlice<UInt8> {
        let host = registry.hosts[self.host]
        switch number {
        case 0: return host.key
        case 1: return host.settings.development.behatURL?.value.key ?? []
        default: return host.aliasKey(number - 2)
        }
    }
}

extension AbsolutePath {
    /// Whether a path is this one, lies in it or holds it.
    fileprivate func touches(_ path: ArraySlice<UInt8>) -> Bool {
        contains(path)
            || path.count < bytes.count && bytes[path.count] == 0x2F && bytes.prefix(path.count).elementsEqual(path)
    }
}
