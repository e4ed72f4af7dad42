import Diagnostics
import HostTable

/// One virtual Moodle.
///
/// A class, though nothing of it ever changes: rules and targets pass a hundred thousand of them along, and a copy of a
/// struct this large costs more than most of what they do with it.
public final class Host: Sendable {
    public enum State: String, Sendable, CaseIterable { case enabled, maintenance, disabled, archived }

    public let id: Located<[UInt8]>
    public let url: Located<SiteURL>
    public let name: [UInt8]?
    public let aliases: [Alias]
    public let state: State
    /// Position in `Registry.platforms`.
    public let platform: Int
    public let dataRoot: Located<AbsolutePath>
    public let database: Database
    /// What `config:` says, sorted by name.
    public let config: [ConfigSetting]
    /// Nil: no cron line.
    public let cron: CronPeriod?
    public let web: Web
    /// TLS ends at a proxy in front of the web server.
    public let sslProxy: Bool
    /// All other fields; one object for all hosts that do not differ in them.
    public let settings: Settings

    public init(
        id: Located<[UInt8]>, url: Located<SiteURL>, name: [UInt8]?, aliases: [Alias], state: State, platform: Int,
        dataRoot: Located<AbsolutePath>, database: Database, config: [ConfigSetting], cron: CronPeriod?, web: Web,
        sslProxy: Bool, settings: Settings
    ) {
        self.id = id
        self.url = url
        self.name = name
        self.aliases = aliases
        self.state = state
        self.platform = platform
        self.dataRoot = dataRoot
        self.database = database
        self.config = config
        self.cron = cron
        self.web = web
        self.sslProxy = sslProxy
        self.settings = settings
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

    public init(
        server: Int, name: Located<DatabaseName>, user: DatabaseUser, password: SecretSource, prefix: TablePrefix
    ) {
        self.server = server
        self.name = name
        self.user = user
        self.password = password
        self.prefix = prefix
    }
}

/// How web servers reach a host.
public struct Web: Sendable {
    public struct Certificate: Sendable, Equatable {
        public var certificate: AbsolutePath
        public var key: AbsolutePath

        public init(certificate: AbsolutePath, key: AbsolutePath) {
            self.certificate = certificate
            self.key = key
        }
    }

    /// Empty: the port of the URL on every address.
    public var listens: [ListenAddress]
    public var certificate: Certificate?
    /// Nil: the platform's.
    public var fpm: FastCGIAddress?
    /// Nil: the web server's own limit.
    public var maxBody: ByteSize?
    /// Sorted by name.
    public var headers: [(name: HeaderName, value: HeaderValue)]

    public init(
        listens: [ListenAddress], certificate: Certificate?, fpm: FastCGIAddress? = nil, maxBody: ByteSize? = nil,
        headers: [(name: HeaderName, value: HeaderValue)] = []
    ) {
        self.listens = listens
        self.certificate = certificate
        self.fpm = fpm
        self.maxBody = maxBody
        self.headers = headers
    }
}

/// A setting of `$CFG`.
public struct ConfigSetting: Sendable {
    public var name: [UInt8]
    public var value: ConfigValue

    public init(name: [UInt8], value: ConfigValue) {
        self.name = name
        self.value = value
    }
}

/// A PHP value.
public indirect enum ConfigValue: Sendable {
    case bool(Bool)
    case int(Int)
    /// As written: digits, a point, digits.
    case float([UInt8])
    case string([UInt8])
    case list([ConfigValue])
    case map([(key: [UInt8], value: ConfigValue)])
    case secret(SecretSource)
}
