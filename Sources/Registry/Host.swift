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
    /// Sorted by name.
    public let config: [ConfigSetting]
    /// Nil: no cron line.
    public let cron: CronPeriod?
    public let web: Web
    /// TLS ends at a proxy in front of the web server.
    public let sslProxy: Bool

    public init(
        id: Located<[UInt8]>, url: Located<SiteURL>, name: [UInt8]?, aliases: [Alias], state: State, platform: Int,
        dataRoot: Located<AbsolutePath>, database: Database, config: [ConfigSetting], cron: CronPeriod?, web: Web,
        sslProxy: Bool
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
    public enum Password: Sendable {
        /// Written into the fragment, which is then readable to the platform's group only.
        case literal(Secret)
        /// Read by the runtime on each request.
        case file(AbsolutePath)
    }

    /// Position in `Registry.databaseServers`.
    public var server: Int
    public var name: Located<DatabaseName>
    public var user: [UInt8]
    public var password: Password
    public var prefix: [UInt8]

    public init(server: Int, name: Located<DatabaseName>, user: [UInt8], password: Password, prefix: [UInt8]) {
        self.server = server
        self.name = name
        self.user = user
        self.password = password
        self.prefix = prefix
    }
}

/// Bytes that no text of the program may show.
public struct Secret: Sendable, CustomStringConvertible, CustomReflectable {
    public let bytes: [UInt8]
    public var description: String { "«secret, \(bytes.count) bytes»" }
    public var customMirror: Mirror { Mirror(self, children: []) }

    public init(_ bytes: [UInt8]) { self.bytes = bytes }
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

    public init(listens: [ListenAddress], certificate: Certificate?) {
        self.listens = listens
        self.certificate = certificate
    }
}

/// One entry of `config:`, a setting of `$CFG` that the compiler does not own.
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
}
