import Diagnostics
import Digests
import HostTable

/// Platforms, database servers and hosts, as checked values.
///
/// Made by RegistryYAML; read by the targets. Every value that a later stage may complain about keeps its place.
/// Knows no YAML, no template and no output format.
public struct Registry: Sendable {
    /// Sorted by id.
    public var platforms: [Platform]
    /// Sorted by id.
    public var databaseServers: [DatabaseServer]
    /// Sorted by id.
    public var hosts: [Host]
    /// The position of the host that commands are for which name none; nil: they end.
    public var commandHost: Int?
    /// Whose X-Forwarded-Host is believed.
    public var proxies: [Network]
    /// Of all that is written beside the hosts: with it and a host's own lines all is known that a host was read from. Nil where
    /// these were not looked at one by one.
    public var beside: Digest?
    /// What is made beside what programs need.
    public var targets = OptionalTarget.usual

    public init(
        platforms: [Platform], databaseServers: [DatabaseServer], hosts: [Host], commandHost: Int? = nil,
        proxies: [Network] = []
    ) {
        self.platforms = platforms
        self.databaseServers = databaseServers
        self.hosts = hosts
        self.commandHost = commandHost
        self.proxies = proxies
    }

    public func platform(of host: Host) -> Platform { platforms[host.platform] }
    public func databaseServer(of host: Host) -> DatabaseServer { databaseServers[host.databaseServer] }
}

/// A value and where it was written.
public struct Located<Value: Sendable>: Sendable {
    public var value: Value
    public var place: Place

    public init(_ value: Value, at place: Place) {
        self.value = value
        self.place = place
    }
}

/// A code tree, and the program that runs it.
public struct Platform: Sendable {
    public var id: [UInt8]
    /// Where config.php lies.
    public var root: Located<AbsolutePath>
    /// From Moodle 5.1 on the web server's root is `root/public`.
    public var isPublic: Bool
    public var php: AbsolutePath
    /// Who runs PHP and cron.
    public var user: Located<AccountName>
    /// Who may read fragments that hold secrets.
    public var group: Located<AccountName>
    public var fpm: FastCGIAddress
    /// What runs PHP for Apache.
    public var apachePHP: ApachePHP = .fpm
    /// Web servers hand what is no file to `r.php`.
    public var hasRouter = false
    /// What Moodle knows of the code tree's components, for all hosts; nil: each host keeps it in its cache directory.
    public var componentCache: Located<AbsolutePath>?
    /// Nil: none that is made here.
    public var pool: PlatformPool?
    /// Who alone, with its group, may connect to pools that are made here.
    public var webUser = Platform.usualUser
    /// By which proxies ask for whichever of its hosts X-Forwarded-Host says.
    public var proxyNames: [Located<ProxyName>] = []
    /// Where web servers listen for those; empty: port 80 of every address.
    public var proxyListens: [ListenAddress] = []

    public enum ApachePHP: String, Sendable, CaseIterable {
        case fpm
        /// mod_php, inside the server.
        case module
    }

    public init(
        id: [UInt8], root: Located<AbsolutePath>, isPublic: Bool, php: AbsolutePath, user: Located<AccountName>,
        group: Located<AccountName>, fpm: FastCGIAddress
    ) {
        self.id = id
        self.root = root
        self.isPublic = isPublic
        self.php = php
        self.user = user
        self.group = group
        self.fpm = fpm
    }

    /// Debian's web servers' and PHP's.
    public static let usualUser = AccountName(Array("www-data".utf8))!

    /// What the web server serves.
    public var documentRoot: [UInt8] { root.value.bytes + (isPublic ? Array("/public".utf8) : []) }
}

/// A database server, shared by hosts.
public struct DatabaseServer: Sendable {
    public enum Kind: String, Sendable, CaseIterable { case mariadb, mysqli, auroramysql, pgsql, sqlsrv }

    public var id: [UInt8]
    public var kind: Kind
    public var host: [UInt8]
    public var port: Int?
    public var socket: AbsolutePath?
    /// Who creates and drops databases.
    public var administrator: Login?
    /// Who may read the tasks of all sites on it.
    public var reader: Login?
    /// How many hosts on it are worked on at once; nil: no limit of its own.
    public var maxParallel: Int?

    public struct Login: Sendable {
        public var user: DatabaseUser
        public var password: SecretSource?

        public init(user: DatabaseUser, password: SecretSource?) {
            self.user = user
            self.password = password
        }
    }

    public init(
        id: [UInt8], kind: Kind, host: [UInt8], port: Int?, socket: AbsolutePath?, administrator: Login?,
        maxParallel: Int?
    ) {
        self.id = id
        self.kind = kind
        self.host = host
        self.port = port
        self.socket = socket
        self.administrator = administrator
        self.maxParallel = maxParallel
    }
}
