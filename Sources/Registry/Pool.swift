/// A pool of php-fpm's for one host: its processes belong to a user of its own, who can read no other host's data.
public struct HostPool: Sendable {
    public var user: AccountName
    public var group: AccountName
    /// How many requests are answered at once.
    public var maxChildren: Int
    /// What PHP may read beside what belongs to the host.
    public var readable: [AbsolutePath]
    public var settings: [PHPSetting]

    public init(
        user: AccountName, group: AccountName, maxChildren: Int, readable: [AbsolutePath], settings: [PHPSetting]
    ) {
        self.user = user
        self.group = group
        self.maxChildren = maxChildren
        self.readable = readable
        self.settings = settings
    }
}

/// A pool of php-fpm's for all hosts of a platform that have none of their own.
public struct PlatformPool: Sendable {
    public var maxChildren: Int
    public var settings: [PHPSetting]

    public init(maxChildren: Int, settings: [PHPSetting]) {
        self.maxChildren = maxChildren
        self.settings = settings
    }
}

/// A setting of php.ini's that scripts cannot change.
public struct PHPSetting: Sendable {
    public var name: PHPSettingName
    public var value: [UInt8]

    public init(name: PHPSettingName, value: [UInt8]) {
        self.name = name
        self.value = value
    }
}

/// The name of a setting of php.ini's; what a pool may read is a field of the registry.
public struct PHPSettingName: PlainRegistryValue, Hashable {
    public let bytes: [UInt8]

    public static let requirement =
        "must be the name of a setting of php.ini: letters, digits, '_' and '.'; 'open_basedir' is a field"
    public static let schemaPattern: String? = "^[A-Za-z][A-Za-z0-9_.]{0,63}$"

    public init?(_ bytes: [UInt8]) {
        guard (1...64).contains(bytes.count), isLetter(bytes[0]), !bytes.elementsEqual("open_basedir".utf8),
            bytes.allSatisfy({ isWordByte($0) || $0 == 0x2E })
        else { return nil }
        self.bytes = bytes
    }
}

extension FastCGIAddress {
    /// Where a pool that is made here listens if nobody says so. /run/php is there where Debian's php-fpm is installed.
    public static func socket(ofHost id: ArraySlice<UInt8>) -> FastCGIAddress { socket("host", id) }
    public static func socket(ofPlatform id: [UInt8]) -> FastCGIAddress { socket("platform", id[...]) }

    private static func socket(_ kind: String, _ id: ArraySlice<UInt8>) -> FastCGIAddress {
        .socket(AbsolutePath(accepted: Array("/run/php/vmoodle-\(kind)-".utf8) + id + Array(".sock".utf8)))
    }

    /// As php-fpm's `listen` takes it.
    public var bytes: [UInt8] {
        switch self {
        case .socket(let path): path.bytes
        case .tcp(let address): address
        }
    }
}

extension Host {
    /// Whether another pool than the platform's answers for it, made here or elsewhere.
    public var hasOwnPool: Bool { web.fpm != nil || web.pool != nil }

    /// Where the host's own pool listens; nil: it is the platform's.
    public var fpm: FastCGIAddress? {
        if let address = web.fpm { return address }
        return web.pool == nil ? nil : .socket(ofHost: slice(.id))
    }
}

extension Registry {
    /// Who runs a host's PHP, by whatever way.
    public func user(of host: Host) -> AccountName { host.web.pool?.user ?? platforms[host.platform].user.value }

    /// Who may read a host's fragment if it holds secrets.
    public func group(of host: Host) -> AccountName { host.web.pool?.group ?? platforms[host.platform].group.value }
}
