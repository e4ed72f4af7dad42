import HostTable
import Registry

/// Virtual servers that are written as one for many names: `web.layout: map`.
///
/// Hosts share a server if nothing but their names and keys would differ in it, so that its text says of all of them what it
/// would say of each. What cannot be said so keeps a server of its own, before the shared ones. Which file a server is in depends on
/// nothing but its own hosts.
struct SharedServers {
    /// Those that share nothing, in the order in which they came.
    private let own: [VirtualServer]
    /// Those that may, by the names of their files: the shared ones, and behind them those that nobody is like.
    private(set) var files: [(name: String, servers: [VirtualServer])] = []
    private var settings = SettingsNumbers()

    /// What members of a shared server have in common.
    private struct Kind: Hashable {
        let listens: [ListenAddress]
        let certificate: Web.Certificate?
        let http2: Web.HTTP2
        /// Nil: the names are sent elsewhere.
        let site: Site?
        /// Of names that are sent elsewhere.
        let acme: AbsolutePath?
    }

    private struct Site: Hashable {
        let platform: Int
        let state: Host.State
        let isHTTPS: Bool
        let sendsFiles: Bool
        /// Nil: the platform's. Pools of hosts' own differ where nothing that the registry says of them does.
        let fpm: FastCGIAddress?
        /// A number that equal settings have in common.
        let settings: Int
    }

    /// - Parameters:
    ///   - count: how many hosts the registry has.
    ///   - language: which servers it can share.
    ///   - part: which files are wanted; nil: all.
    init(_ servers: [VirtualServer], among count: Int, in language: ServerLanguage, part: ServersPart.Files? = nil) {
        let dealt = Self.deal(servers, among: count, in: language)
        own = dealt.own
        let sharding = part?.shared.sharding ?? Self.sharding(servers: dealt.sharing.count)
        var candidates = [[VirtualServer]](repeating: [], count: sharding.count)
        for server in dealt.sharing { candidates[sharding.shard(of: CRC32.of(server.names[0]))].append(server) }
        for (number, servers) in candidates.enumerated() where part?.shared.numbers.contains(number) ?? true {
            let name = sharding.name(number)
            let groups = byKind(servers)
            let shared = groups.filter { $0.count > 1 }.enumerated().map { index, members in
                VirtualServer(sharing: members, as: Array("\(name)_\(index)".utf8))
            }
            let all = shared + groups.filter { $0.count == 1 }.joined()
            if !all.isEmpty { files.append((name, all)) }
        }
    }

    /// A file is read by a person, too, and written anew if one of its names changes.
    static func sharding(servers: Int) -> Sharding { Sharding(count: servers, average: 2048) }

    /// Servers as a program can share them: some are several there.
    static func deal(
        _ servers: [VirtualServer], among count: Int, in language: ServerLanguage
    ) -> (own: [VirtualServer], sharing: [VirtualServer]) {
        var dealt = (own: [VirtualServer](), sharing: [VirtualServer]())
        for server in servers {
            guard server.wantsToShare(among: count) else {
                dealt.own.append(server)
                continue
            }
            for part in language.parts(server) {
                if isPlain(part), language.canShare(part) { dealt.sharing.append(part) } else { dealt.own.append(part) }
            }
        }
        return dealt
    }

    /// The files of both.
    ///
    /// - Parameter part: which of those that share nothing are wanted; nil: all.
    func all(in part: ServersPart.Files? = nil) -> [ServerFile] {
        let hashes = own.map { CRC32.of($0.names[0]) }
        guard let part else { return ServerFile.all(of: own, hashes, shared: files) }
        return ServerFile.some(of: own, hashes, in: part.own, shared: files)
    }

    /// Whether all that a server serves is one host at the root of names that are no patterns.
    private static func isPlain(_ server: VirtualServer) -> Bool {
        guard !server.isWildcard else { return false }
        guard server.redirect == nil else { return true }
        guard server.mounts.count == 1, let host = server.mounts[0].host else { return false }
        return server.mounts[0].path.isEmpty && host.settings.sendfileAliases.isEmpty
    }

    private mutating func byKind(_ servers: [VirtualServer]) -> [[VirtualServer]] {
        var numbers: [Kind: Int] = [:]
        var groups: [[VirtualServer]] = []
        for server in servers {
            let kind = kind(of: server)
            if let known = numbers[kind] {
                groups[known].append(server)
            } else {
                numbers[kind] = groups.count
                groups.append([server])
            }
        }
        return groups
    }

    private mutating func kind(of server: VirtualServer) -> Kind {
        var site: Site?
        if server.redirect == nil, let host = server.mounts[0].host {
            site = Site(
                platform: host.platform, state: host.state, isHTTPS: host.isHTTPS,
                sendsFiles: !server.mounts[0].files.isEmpty, fpm: host.fpm,
                settings: settings.number(of: host.web))
        }
        return Kind(
            listens: server.listens, certificate: server.certificate, http2: server.http2, site: site,
            acme: server.acme)
    }
}

extension VirtualServer {
    /// Whether its hosts say that it is to be written as one of many.
    func wantsToShare(among hosts: Int) -> Bool {
        guard let host = redirect ?? mounts.first?.host else { return false }
        return host.web.layout.isShared(among: hosts)
    }
}

/// Numbers of settings that are equal, whether or not they are one object: that depends on how the registry was read.
private struct SettingsNumbers {
    private var known: [ObjectIdentifier: Int] = [:]
    private var numbers: [[[UInt8]]: Int] = [:]

    mutating func number(of web: Web) -> Int {
        if let number = known[ObjectIdentifier(web)] { return number }
        let texts = web.texts
        let number = numbers[texts] ?? numbers.count
        numbers[texts] = number
        known[ObjectIdentifier(web)] = number
        return number
    }
}

extension Web {
    /// All that a server says of it, but for addresses, certificates and the pool: the same for equal ones and no others.
    fileprivate var texts: [[UInt8]] {
        let lists = [
            [Array("\(maxBody?.count ?? 0)".utf8)],
            headers.flatMap { [$0.name.bytes, $0.value.bytes] }, [hsts, timeout].map { Array("\($0 ?? -1)".utf8) },
            [overrides?.bytes ?? []], nginxLines?.lines ?? [], apacheLines?.lines ?? [],
            caddyLines?.lines ?? [],
        ]
        return lists.flatMap { [Array("\($0.count)".utf8)] + $0 }
    }
}
