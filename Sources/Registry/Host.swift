import Diagnostics
import Digests
import HostTable

/// One virtual Moodle.
///
/// A class, though nothing of it ever changes: rules and targets pass a hundred thousand of them along. Its texts lie in one
/// piece of memory, and what it shares with other hosts is theirs too; what its properties give is made when it is asked for.
public final class Host: Sendable {
    public enum State: String, Sendable, CaseIterable { case enabled, maintenance, disabled, archived }

    public let state: State
    /// Position in `Registry.platforms`.
    public let platform: Int
    public let cron: CronSettings
    public let web: Web
    /// TLS ends at a proxy in front of the web server.
    public let sslProxy: Bool
    /// Fields that most hosts do not have of their own; one object for all hosts that do not differ in them.
    public let settings: Settings

    let files: SourceFiles
    @usableFromInline let texts: [UInt8]
    @usableFromInline let ends: InlineArray<9, UInt32>
    let urlLayout: SiteURL.Layout
    let spots: Spots
    let storedAliases: [StoredAlias]
    /// Position in `Registry.databaseServers`.
    public let databaseServer: Int
    /// Nil: in the file that is one of the texts.
    public let password: SecretSource?
    let configBase: SharedConfig
    let ownConfig: [OwnSetting]
    let ownSettings: [OwnSetting]
    /// Of the settings: asked for each host by rules that run at once, and count no reference of theirs.
    let traits: Settings.Traits
    let hasCertificate: Bool
    /// Of what it is written in; nil where that was not looked at host by host.
    public let lines: LineDigests?
    public var written: Digest? { lines?.all }

    /// Where a host's own values were written.
    public struct Spots: Sendable {
        public var id: Spot
        public var url: Spot
        public var dataRoot: Spot
        public var databaseName: Spot

        public init(id: Spot, url: Spot, dataRoot: Spot, databaseName: Spot) {
            (self.id, self.url, self.dataRoot, self.databaseName) = (id, url, dataRoot, databaseName)
        }
    }

    /// An alias whose name lies behind the other texts.
    public struct StoredAlias: Sendable {
        let end: UInt32
        let hostLength: UInt16
        let port: UInt16
        let mode: Alias.Mode
        let spot: Spot

        /// - Parameter end: where its name ends in the texts.
        public init(end: Int, hostLength: Int, port: UInt16, mode: Alias.Mode, at spot: Spot) {
            self.end = UInt32(truncatingIfNeeded: end)
            self.hostLength = UInt16(truncatingIfNeeded: hostLength)
            (self.port, self.mode, self.spot) = (port, mode, spot)
        }
    }

    /// - Parameters:
    ///   - texts: with all of their parts.
    ///   - password: nil if it is in a file, which is one of the texts.
    public init(
        _ texts: HostTexts, url layout: SiteURL.Layout, at spots: Spots, in files: SourceFiles, aliases: [StoredAlias],
        state: State, platform: Int, databaseServer: Int, password: SecretSource?, cron: CronSettings, web: Web,
        sslProxy: Bool, config: SharedConfig, ownConfig: [OwnSetting], settings: Settings, ownSettings: [OwnSetting],
        lines: LineDigests? = nil
    ) {
        self.texts = texts.kept
        ends = texts.partEnds
        urlLayout = layout
        self.spots = spots
        self.files = files
        storedAliases = aliases
        self.state = state
        self.platform = platform
        self.databaseServer = databaseServer
        self.password = password
        self.cron = cron
        self.web = web
        self.sslProxy = sslProxy
        configBase = config
        self.ownConfig = ownConfig
        self.settings = settings
        self.ownSettings = ownSettings
        traits = settings.traits
        hasCertificate = web.certificate != nil
        self.lines = lines
    }
}

/// Of what a host is written in.
public struct LineDigests: Sendable, Equatable {
    /// Of its lines: with what stands beside the hosts, all is known that it was read from.
    public let all: Digest
    /// Of its id and those of its own fields that reach more than its fragment: other hosts' answers, the rules across hosts,
    /// the files that hosts share. Where this is the same, nothing else can be another.
    public let fixed: Digest

    public init(all: Digest, fixed: Digest) { (self.all, self.fixed) = (all, fixed) }
}

// MARK: Values

extension Host {
    /// Where its id stands, from 1 on.
    public var line: Int { Int(spots.id.line) }
    public var id: Located<[UInt8]> { Located(Array(slice(.id)), at: files.place(spots.id)) }
    public var url: Located<SiteURL> {
        Located(SiteURL(accepted: Array(slice(.url)), layout: urlLayout), at: files.place(spots.url))
    }
    public var name: [UInt8]? {
        let name = slice(.name)
        return name.isEmpty ? nil : Array(name)
    }
    public var dataRoot: Located<AbsolutePath> {
        Located(AbsolutePath(accepted: Array(slice(.dataRoot))), at: files.place(spots.dataRoot))
    }
    public var database: Database {
        Database(
            server: databaseServer,
            name: Located(DatabaseName(accepted: Array(slice(.databaseName))), at: files.place(spots.databaseName)),
            user: DatabaseUser(accepted: Array(slice(.databaseUser))),
            password: password ?? .file(AbsolutePath(accepted: Array(slice(.passwordFile)))),
            prefix: TablePrefix(accepted: Array(slice(.tablePrefix))))
    }
    public var aliases: [Alias] {
        storedAliases.indices.map { index in
            let alias = storedAliases[index]
            let authority = HostKey.Authority(
                key: Array(aliasKey(index)), hostLength: Int(alias.hostLength), port: alias.port)
            return Alias(authority: Located(authority, at: files.place(alias.spot)), mode: alias.mode)
        }
    }
    /// What `config:` says, sorted by name.
    public var config: [ConfigSetting] { settings(of: .config) }
    /// Settings of `$CFG` that have fields of their own, sorted by name.
    public var typedConfig: [ConfigSetting] { settings(of: .typed) }

    /// What `{…}` stand for in the host's settings.
    public var pattern: Pattern {
        let url = ends.range(of: .url).lowerBound
        let name = ends.range(of: .name)
        return Pattern(
            texts: texts, id: ends.range(of: .id),
            host: (url + Int(urlLayout.start))..<(url + Int(urlLayout.hostEnd)),
            name: name.isEmpty ? ends.range(of: .id) : name, shortName: ends.range(of: .shortName))
    }
}

// MARK: Bytes, for looking at a hundred thousand of them

extension Host {
    public func slice(_ part: HostTexts.Part) -> ArraySlice<UInt8> { texts[ends.range(of: part)] }

    /// The bytes of a part, without a reference of them to count.
    @inlinable @inline(__always)
    public func withBytes<Result>(of part: HostTexts.Part, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        texts.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[ends.range(of: part)])) }
    }

    /// The bytes of `key`, likewise.
    public func withKey(_ body: (UnsafeBufferPointer<UInt8>) -> Void) {
        withBytes(of: .url) { body(UnsafeBufferPointer(rebasing: $0.dropFirst(Int(urlLayout.start)))) }
    }

    /// What requests are looked up by.
    public var key: ArraySlice<UInt8> { slice(.url).dropFirst(Int(urlLayout.start)) }
    public var urlHost: ArraySlice<UInt8> { slice(.url).prefix(Int(urlLayout.hostEnd)).dropFirst(Int(urlLayout.start)) }
    public var authorityKey: ArraySlice<UInt8> {
        slice(.url).prefix(Int(urlLayout.authorityEnd)).dropFirst(Int(urlLayout.start))
    }
    /// Empty, or `/a/b`.
    public var path: ArraySlice<UInt8> { slice(.url).dropFirst(Int(urlLayout.authorityEnd)) }
    public var hasPath: Bool { Int(urlLayout.authorityEnd) < ends.range(of: .url).count }
    public var isHTTPS: Bool { urlLayout.start == 8 }

    public var urlPort: Int { urlLayout.port != 0 ? Int(urlLayout.port) : isHTTPS ? 443 : 80 }

    public var aliasIndices: Range<Int> { storedAliases.indices }

    public func aliasMode(_ index: Int) -> Alias.Mode { storedAliases[index].mode }

    /// An alias without its port.
    public func aliasHost(_ index: Int) -> ArraySlice<UInt8> {
        aliasKey(index).prefix(Int(storedAliases[index].hostLength))
    }

    /// Nil: the default one of the host's URL.
    public func aliasPort(_ index: Int) -> Int? {
        storedAliases[index].port == 0 ? nil : Int(storedAliases[index].port)
    }

    /// Whether an alias is `*.name`.
    public func isWildcard(_ index: Int) -> Bool { aliasKey(index).first == 0x2A }

    /// What requests for an alias are looked up by.
    public func aliasKey(_ index: Int) -> ArraySlice<UInt8> {
        let start = index == 0 ? ends[HostTexts.Part.allCases.count - 1] : storedAliases[index - 1].end
        return texts[Int(start)..<Int(storedAliases[index].end)]
    }
}

/// Another name of a host.
public struct Alias: Sendable {
    public enum Mode: String, Sendable, CaseIterable {
        /// Answered like the host's own name.
        case serve
        /// Sent to the host's own URL with status 308.
        case redirect
    }

    public var authority: Located<HostKey.Authority>
    public var mode: Mode
    /// `*.name`: each name of one more label that no other key is.
    public var isWildcard: Bool { authority.value.key.first == 0x2A }

    public init(authority: Located<HostKey.Authority>, mode: Mode) {
        self.authority = authority
        self.mode = mode
    }
}

/// A host's database and how to log in.
public struct Database: Sendable {
    /// Position in `Registry.databaseServers`.
    public var server: Int
    public var name: Located<DatabaseName>
    public var user: DatabaseUser
    public var password: SecretSource
    public var prefix: TablePrefix
}

/// How web servers reach a host; one object for all hosts that do not differ in it.
public final class Web: Sendable {
    public struct Certificate: Sendable, Hashable {
        public var certificate: AbsolutePath
        public var key: AbsolutePath

        public init(certificate: AbsolutePath, key: AbsolutePath) {
            self.certificate = certificate
            self.key = key
        }
    }

    /// Whether a host has servers of its own or is one of many names of a shared one.
    public enum Layout: String, Sendable, CaseIterable {
        case perHost = "per-host"
        case map
        /// `perHost` in a registry of few hosts, `map` in one of many.
        case auto

        /// The largest number of hosts that count as few.
        public static let fewHosts = 500

        public func isShared(among hosts: Int) -> Bool { self == .map || self == .auto && hosts > Self.fewHosts }
    }

    /// Whether TLS servers speak HTTP/2, and how that is said to nginx.
    public enum HTTP2: String, Sendable, CaseIterable {
        case off
        /// nginx before 1.25.1: a word of `listen`.
        case listen
        /// nginx from 1.25.1 on: a directive.
        case directive
    }

    /// Empty: the port of the URL on every address.
    public let listens: [ListenAddress]
    public let layout: Layout
    public let certificate: Certificate?
    /// As the registry says it; `Host.fpm` is where the host's pool is.
    public let fpm: FastCGIAddress?
    /// Nil: none of the host's own that is made here.
    public let pool: HostPool?
    /// Nil: the web server's own limit.
    public let maxBody: ByteSize?
    /// Sorted by name.
    public let headers: [(name: HeaderName, value: HeaderValue)]
    /// Where http requests are sent to https; nil: port 80 of every address if the servers listen by the URL.
    public let plainListens: [ListenAddress]?
    public let http2: HTTP2
    /// Seconds for which browsers are to ask by https only; nil: nothing is said of it.
    public let hsts: Int?
    /// Seconds that a web server waits for PHP to say something; nil: its own limit.
    public let timeout: Int?
    /// A directory from whose files in `nginx/`, `apache/` and `caddy/` the servers take further lines.
    public let overrides: AbsolutePath?
    /// The webroot of ACME's challenges.
    public let acme: AbsolutePath?
    /// What the servers' own languages say beside the templates.
    public let nginxLines: NginxLines?
    public let apacheLines: ApacheLines?
    public let caddyLines: CaddyLines?

    public init(
        listens: [ListenAddress], layout: Layout = .auto, certificate: Certificate?, fpm: FastCGIAddress? = nil,
        pool: HostPool? = nil,
        maxBody: ByteSize? = nil,
        headers: [(name: HeaderName, value: HeaderValue)] = [], plainListens: [ListenAddress]? = nil,
        http2: HTTP2 = .off, hsts: Int? = nil, timeout: Int? = nil, overrides: AbsolutePath? = nil,
        acme: AbsolutePath? = nil, nginxLines: NginxLines? = nil, apacheLines: ApacheLines? = nil,
        caddyLines: CaddyLines? = nil
    ) {
        self.listens = listens
        self.layout = layout
        self.certificate = certificate
        self.fpm = fpm
        self.pool = pool
        self.maxBody = maxBody
        self.headers = headers
        self.plainListens = plainListens
        self.http2 = http2
        self.hsts = hsts
        self.timeout = timeout
        self.overrides = overrides
        self.acme = acme
        self.nginxLines = nginxLines
        self.apacheLines = apacheLines
        self.caddyLines = caddyLines
    }
}
