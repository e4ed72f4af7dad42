/// What a host has that rules hold against other hosts, as numbers of 32 bits, so that two hosts can be told to have nothing to do with
/// each other where only one of them is read.
///
/// If a rule finds something between two hosts of which each alone is right, and one of them is simple, that one seeks what the other
/// holds. Two hosts that meet so need not be wrong. Who adds a rule that compares hosts adds here what it compares; ClaimsTests hold
/// one against the other.
public struct Claims {
    /// What the host has.
    public private(set) var held: [UInt32] = []
    /// What no other host may hold; empty where nobody asks.
    public private(set) var sought: [UInt32] = []
    /// Whether that is all that its own rules ask for.
    public private(set) var isSimple = true

    private let isSeeking: Bool
    /// For each database server what it may be: `Tables.servers`.
    private let servers: [[[UInt8]]]
    /// Most hosts of a fleet have one server.
    private var last: (store: Store, addresses: [ServerAddress])?

    /// What two numbers must have in common to be the same. Of most kinds a host holds what it seeks; it holds `inside` of all that its
    /// directories lie in and seeks it of these themselves, holds `socket` and seeks `local` or the other way round, and seeks the last
    /// two of each of its names.
    private enum Kind: UInt8 {
        case name, nameWithPort, tables, directory, inside, store, socket, local, cookieDomain, cookiePath
    }

    /// - Parameter isSeeking: whether what is sought is asked for.
    public init(in registry: Registry, isSeeking: Bool) {
        servers = Tables.servers(of: registry)
        self.isSeeking = isSeeking
    }

    /// Turns to a host.
    public mutating func look(at host: Host) {
        held.removeAll(keepingCapacity: true)
        sought.removeAll(keepingCapacity: true)
        let settings = host.settings
        isSimple =
            !host.hasPath && host.urlLayout.port == 0
            && !host.storedAliases.contains { $0.port != 0 } && !host.aliasIndices.contains(where: host.isWildcard)
            && host.traits.isDisjoint(with: [.tests, .cookieDomain, .cookiePath])
        lookAtNames(of: host)
        lookAtTables(of: host)
        look(atDirectory: host.slice(.dataRoot))
        if host.traits.contains(.directories) {
            for other in settings.directories { look(atDirectory: other.path.value.bytes[...]) }
        }
        if host.traits.contains(.store) {
            for store in [settings.session.store, settings.cache?.store] { if let store { look(at: store) } }
        }
        if let domain = settings.session.cookieDomain?.value.bytes {
            hold(.cookieDomain, domain.first == 0x2E ? domain[1...] : domain[...])
        }
        if let path = settings.session.cookiePath?.value.bytes {
            hold(.cookiePath, host.urlHost + path)
        }
    }

    // MARK: Names

    private mutating func lookAtNames(of host: Host) {
        look(atKey: host.key, name: host.urlHost, hasPort: host.urlLayout.port != 0, of: host)
        if host.hasPath { both(.name, host.authorityKey) }
        for index in host.aliasIndices {
            look(
                atKey: host.aliasKey(index), name: host.aliasHost(index), hasPort: host.storedAliases[index].port != 0,
                of: host)
        }
        if let behat = host.settings.development.behatURL?.value {
            look(atKey: behat.key, name: behat.host, hasPort: behat.hasPort, of: host)
            if behat.hasPath { both(.name, behat.authorityKey) }
        }
        // A command that names a host by its id finds another whose key that is.
        seek(.name, host.slice(.id))
    }

    private mutating func look(
        atKey key: ArraySlice<UInt8>, name: ArraySlice<UInt8>, hasPort: Bool, of host: Host
    ) {
        both(.name, key)
        if hasPort { held.append(Self.number(.nameWithPort, name)) }
        seek(.nameWithPort, name)
        // A key that may be another host's id.
        if !key.contains(where: { $0 == 0x2E || $0 == 0x3A || $0 == 0x2F }), key != host.slice(.id) { isSimple = false }
        guard isSeeking else { return }
        var domain = name
        while true {
            seek(.cookieDomain, domain)
            guard let dot = domain.firstIndex(of: 0x2E) else { break }
            domain = domain[(dot + 1)...]
        }
        seek(.cookiePath, name + [0x2F])
    }

    // MARK: Data

    private mutating func lookAtTables(of host: Host) {
        let name = Tables.lowercased(host.slice(.databaseName))
        for server in servers[host.databaseServer] { both(.tables, server[...], name[...]) }
    }

    private mutating func look(atDirectory path: ArraySlice<UInt8>) {
        both(.directory, path)
        seek(.inside, path)
        for index in path.indices.dropFirst() where path[index] == 0x2F {
            hold(.inside, path[..<index])
            seek(.directory, path[..<index])
        }
    }

    private mutating func look(at store: Store) {
        let addresses: [ServerAddress]
        if let last, StoresAreApart.areOnOneServer(last.store, store) {
            addresses = last.addresses
        } else {
            addresses = StoresAreApart.addresses(of: store)
            last = (store, addresses)
        }
        for address in addresses {
            both(.store, StoresAreApart.key(of: store, on: address.key))
            guard address.isLocal else { continue }
            // A socket may be that of any server on this machine.
            let anywhere = StoresAreApart.key(of: store, on: [])
            let (own, other): (Kind, Kind) = address.port == nil ? (.socket, .local) : (.local, .socket)
            hold(own, anywhere)
            seek(other, anywhere)
        }
    }

    // MARK: Numbers

    private mutating func both(_ kind: Kind, _ texts: ArraySlice<UInt8>...) {
        var hash = StringHash()
        for text in texts { hash.add(text) }
        let number = Self.number(kind, hash)
        held.append(number)
        if isSeeking { sought.append(number) }
    }

    private mutating func hold(_ kind: Kind, _ text: ArraySlice<UInt8>) { held.append(Self.number(kind, text)) }

    private mutating func seek(_ kind: Kind, _ text: @autoclosure () -> ArraySlice<UInt8>) {
        if isSeeking { sought.append(Self.number(kind, text())) }
    }

    private static func number(_ kind: Kind, _ text: ArraySlice<UInt8>) -> UInt32 {
        var hash = StringHash()
        hash.add(text)
        return number(kind, hash)
    }

    private static func number(_ kind: Kind, _ hash: StringHash) -> UInt32 {
        UInt32(truncatingIfNeeded: (hash.value ^ UInt64(kind.rawValue) &* 0x9E37_79B9_7F4A_7C15) >> 32)
    }
}
