import Diagnostics

/// What a host's fields say beyond its address, place and database.
///
/// A class, though nothing of it ever changes: most hosts of a fleet share one.
public final class Settings: Sendable {
    /// Settings of `$CFG` that have fields of their own, sorted by name.
    public let config: SharedConfig
    /// Entries of `$CFG->dboptions`, sorted by name.
    public let databaseOptions: [ConfigSetting]
    /// Directories other than the dataroot.
    public let directories: [Directory]
    public let session: Session
    public let cache: CacheStore?
    /// A proxy in front asks for the host by one of its aliases.
    public let isBehindReverseProxy: Bool
    public let development: Development
    public let sendfile: Sendfile
    /// Internal locations of nginx; empty: one that is made for the host.
    public let sendfileAliases: [SendfileLocation]
    /// For selectors, in the order in which the host takes them.
    public let groups: [[UInt8]]
    let traits: Traits

    public init(
        config: SharedConfig, databaseOptions: [ConfigSetting], directories: [Directory], session: Session,
        cache: CacheStore?, isBehindReverseProxy: Bool, development: Development, sendfile: Sendfile,
        sendfileAliases: [SendfileLocation], groups: [[UInt8]]
    ) {
        self.config = config
        self.databaseOptions = databaseOptions
        self.directories = directories
        self.session = session
        self.cache = cache
        self.isBehindReverseProxy = isBehindReverseProxy
        self.development = development
        self.sendfile = sendfile
        self.sendfileAliases = sendfileAliases
        self.groups = groups
        traits = Traits(session, cache, development, sendfile, directories, isBehindReverseProxy: isBehindReverseProxy)
    }

    /// A directory of a host, with the field that names it.
    public struct Directory: Sendable {
        public let field: String
        public let path: Located<AbsolutePath>
        /// Emptied by test programs: not even the host's own directories may lie in it.
        public let isForTests: Bool

        public init(field: String, path: Located<AbsolutePath>, isForTests: Bool) {
            self.field = field
            self.path = path
            self.isForTests = isForTests
        }
    }
}

/// Where sessions are kept, and their cookie.
public struct Session: Sendable {
    public enum Driver: String, Sendable, CaseIterable { case file, database, redis, memcached }

    /// Nil: the site's own setting.
    public var driver: Driver?
    /// Nil: not on a store that hosts can share.
    public var store: Store?
    public var cookieName: [UInt8]?
    /// Nil: the path of the URL.
    public var cookiePath: Located<CookiePath>?
    public var cookieDomain: Located<CookieDomain>?

    public init(
        driver: Driver?, store: Store?, cookieName: [UInt8]?, cookiePath: Located<CookiePath>?,
        cookieDomain: Located<CookieDomain>?
    ) {
        self.driver = driver
        self.store = store
        self.cookieName = cookieName
        self.cookiePath = cookiePath
        self.cookieDomain = cookieDomain
    }
}

/// A key-value server that hosts share, and what a host's keys begin with.
public struct Store: Sendable {
    public enum Kind: String, Sendable { case redis, memcached }

    public var kind: Kind
    /// A name, an address or a socket, with a port of its own or without; several joined by `,` are a cluster.
    public var server: [UInt8]
    public var port: Int?
    public var database: Int
    public var prefix: [UInt8]
    public var place: Place

    public init(kind: Kind, server: [UInt8], port: Int?, database: Int, prefix: [UInt8], place: Place) {
        self.kind = kind
        self.server = server
        self.port = port
        self.database = database
        self.prefix = prefix
        self.place = place
    }
}

/// What a new site's universal cache is set up with.
public struct CacheStore: Sendable {
    public enum Driver: String, Sendable, CaseIterable { case file, redis, memcached }

    public var driver: Driver
    /// Nil: files.
    public var store: Store?
    public var password: SecretSource?

    public init(driver: Driver, store: Store?, password: SecretSource?) {
        self.driver = driver
        self.store = store
        self.password = password
    }
}

/// What PHPUnit and Behat use.
public struct Development: Sendable {
    public var phpunitPrefix: Located<TablePrefix>?
    public var behatPrefix: Located<TablePrefix>?
    /// Leads to the host like an alias that serves.
    public var behatURL: Located<SiteURL>?

    public init(
        phpunitPrefix: Located<TablePrefix>?, behatPrefix: Located<TablePrefix>?, behatURL: Located<SiteURL>?
    ) {
        self.phpunitPrefix = phpunitPrefix
        self.behatPrefix = behatPrefix
        self.behatURL = behatURL
    }
}

/// What becomes of mail.
public enum MailPolicy: String, Sendable, CaseIterable { case normal, divert, never }

/// The header by which a web server is told to send a file.
public enum Sendfile: String, Sendable, CaseIterable {
    case off
    case xSendfile = "x-sendfile"
    case xAccelRedirect = "x-accel-redirect"
    case xLighttpdSendFile = "x-lighttpd-send-file"

    /// Targets whose programs know it, as their files are made: Apache with mod_xsendfile.
    public var servers: [String] {
        switch self {
        case .off, .xLighttpdSendFile: []
        case .xSendfile: ["apache"]
        case .xAccelRedirect: ["nginx", "caddy"]
        }
    }

    /// As Moodle's config-dist.php writes it.
    public var header: String? {
        switch self {
        case .off: nil
        case .xSendfile: "X-Sendfile"
        case .xAccelRedirect: "X-Accel-Redirect"
        case .xLighttpdSendFile: "X-LIGHTTPD-send-file"
        }
    }
}

/// A location from which only the site can make nginx send files.
public struct SendfileLocation: Sendable {
    /// `/files/`.
    public let location: [UInt8]
    public let directory: AbsolutePath

    public init(location: [UInt8], directory: AbsolutePath) {
        self.location = location
        self.directory = directory
    }
}

extension Host {
    /// The host's internal locations if nginx sends its files.
    public var sendfileAliases: [SendfileLocation] {
        guard settings.sendfile == .xAccelRedirect else { return [] }
        guard settings.sendfileAliases.isEmpty else { return settings.sendfileAliases }
        // The id keeps hosts in sub-directories of one name apart.
        let location = Array("/.vmoodle-files/".utf8) + id.value + [0x2F]
        return [SendfileLocation(location: location, directory: dataRoot.value)]
    }
}
