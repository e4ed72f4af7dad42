/// An absolute path in its shortest form: no empty, `.` or `..` segment, no trailing `/`.
public struct AbsolutePath: TextValue, Hashable {
    public let bytes: [UInt8]

    public init(accepted bytes: [UInt8]) { self.bytes = bytes }

    public static func accepts(_ bytes: Span<UInt8>) -> Bool {
        guard (2...1024).contains(bytes.count), bytes[0] == 0x2F, bytes[bytes.count - 1] != 0x2F else { return false }
        var start = 1
        for index in 1...bytes.count where index == bytes.count || bytes[index] == 0x2F {
            let count = index - start
            if count == 0 || count == 1 && bytes[start] == 0x2E { return false }
            if count == 2, bytes[start] == 0x2E, bytes[start + 1] == 0x2E { return false }
            start = index + 1
        }
        return true
    }

    public static let schemaPattern: String? = "^/[^/]"
    public static let requirement = "must be an absolute path without '//', '.', '..' and without '/' at its end"

    /// Whether the other path is this one or below it.
    public func contains(_ other: AbsolutePath) -> Bool { contains(other.bytes[...]) }

    /// The same of a path's bytes.
    func contains(_ path: ArraySlice<UInt8>) -> Bool {
        path.withUnsafeBufferPointer { path in
            guard path.count >= bytes.count, path.count == bytes.count || path[bytes.count] == 0x2F else {
                return false
            }
            for index in bytes.indices where path[index] != bytes[index] { return false }
            return true
        }
    }
}

/// A database name that MariaDB and PostgreSQL take without quoting surprises, at most 63 bytes (PostgreSQL cuts
/// longer ones without a word, so that two tenants would share one).
public struct DatabaseName: TextValue, Hashable {
    public let bytes: [UInt8]

    public init(accepted bytes: [UInt8]) { self.bytes = bytes }

    public static func accepts(_ bytes: Span<UInt8>) -> Bool {
        (1...63).contains(bytes.count) && bytes.allSatisfy { isWordByte($0) || $0 == 0x2D }
    }

    public static let schemaPattern: String? = "^[A-Za-z0-9_-]{1,63}$"
    public static let requirement = "must be 1 to 63 letters, digits, '_' or '-'"
}

/// The name of a Unix user or group, as Debian's adduser takes it: `[a-z_][a-z0-9_-]{0,31}`.
public struct AccountName: PlainRegistryValue, Hashable {
    public let bytes: [UInt8]

    public init?(_ bytes: [UInt8]) {
        guard (1...32).contains(bytes.count), let first = bytes.first, (0x61...0x7A).contains(first) || first == 0x5F,
            bytes.allSatisfy({ (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F || $0 == 0x2D })
        else { return nil }
        self.bytes = bytes
    }

    public static let schemaPattern: String? = "^[a-z_][a-z0-9_-]{0,31}$"
    public static let requirement = "must be the name of a user or group: lower-case letters, digits, '_' and '-'"
}

/// Where php-fpm listens: a Unix socket or `host:port`.
public enum FastCGIAddress: PlainRegistryValue, Hashable {
    case socket(AbsolutePath)
    case tcp([UInt8])

    public init?(_ bytes: [UInt8]) {
        if let path = AbsolutePath(bytes) {
            self = .socket(path)
        } else if let address = ListenAddress(bytes), address.host != nil {
            self = .tcp(bytes)
        } else {
            return nil
        }
    }

    public static let schemaPattern: String? = "^/.|^.+:[0-9]{1,5}$"
    public static let requirement = "must be the absolute path of a socket or 'host:port'"
}

/// Where a web server listens: `port`, `address:port` or `[IPv6]:port`.
public struct ListenAddress: PlainRegistryValue, Hashable {
    /// Nil: every address. An IPv6 address has its brackets.
    public let host: [UInt8]?
    public let port: Int

    public init(port: Int) {
        host = nil
        self.port = port
    }

    /// Every IPv6 address, which nginx does not take a port alone for.
    public init(ipv6Port port: Int) {
        host = Array("[::]".utf8)
        self.port = port
    }

    public init?(_ bytes: [UInt8]) {
        let colon = bytes.lastIndex(of: 0x3A)
        let digits = bytes[(colon.map { $0 + 1 } ?? 0)...]
        guard (1...5).contains(digits.count), digits.allSatisfy({ (0x30...0x39).contains($0) }), digits.first != 0x30,
            let port = Int(String(decoding: digits, as: UTF8.self)), (1...65535).contains(port)
        else { return nil }
        let host = colon.map { Array(bytes[..<$0]) }
        if let host {
            let inner = host.first == 0x5B && host.last == 0x5D ? host.dropFirst().dropLast() : host[...]
            let allowed: (UInt8) -> Bool = { byte in
                isWordByte(byte) && byte != 0x5F || byte == 0x2E || byte == 0x2D || host.first == 0x5B && byte == 0x3A
            }
            guard !inner.isEmpty, inner.allSatisfy(allowed) else { return nil }
        }
        self.host = host
        self.port = port
    }

    public static let schemaPattern: String? = #"^((\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9.-]+):)?[1-9][0-9]{0,4}$"#
    public static let requirement = "must be a port, 'address:port' or '[IPv6]:port'"

    /// Every address, or every IPv6 one: to Apache both are `*`.
    public var isAnyAddress: Bool { host.map { $0.elementsEqual("[::]".utf8) } ?? true }

    /// As nginx and Apache's `<VirtualHost>` read it, but for Apache's `*`.
    public var bytes: [UInt8] { (host.map { $0 + [0x3A] } ?? []) + Array(String(port).utf8) }
}

/// A length of time in whole seconds, up to a week.
public struct TimeSpan: PlainRegistryValue, Hashable {
    /// 1 to 604,800.
    public let seconds: Int

    public static let requirement =
        "must be a number of seconds, minutes or hours ('90s', '10m', '6h'), at most 168 hours"
    public static let schemaPattern: String? = "^[1-9][0-9]{0,5}[smh]$"

    public init?(_ bytes: [UInt8]) {
        let factors: [UInt8: Int] = [UInt8(ascii: "s"): 1, UInt8(ascii: "m"): 60, UInt8(ascii: "h"): 3600]
        guard let unit = bytes.last, let factor = factors[unit], bytes.count <= 7, bytes.first != 0x30,
            let number = decimal(bytes.dropLast()), (1...604_800).contains(number * factor)
        else { return nil }
        seconds = number * factor
    }
}

/// How often cron runs: a number of minutes that divides an hour, or of hours that divides a day.
public struct CronPeriod: PlainRegistryValue, Hashable {
    public let minutes: Int

    public init?(_ bytes: [UInt8]) {
        guard let unit = bytes.last, let number = Int(String(decoding: bytes.dropLast(), as: UTF8.self)), number > 0,
            bytes.first != 0x30, bytes.first != 0x2B
        else { return nil }
        switch unit {
        case UInt8(ascii: "m") where 60 % number == 0: minutes = number
        case UInt8(ascii: "h") where 24 % number == 0: minutes = 60 * number
        default: return nil
        }
    }

    public static let schemaPattern: String? = "^([1-9]|10|12|15|20|30|60)m$|^([12346]|8|12|24)h$"
    public static let requirement =
        "must be minutes that divide an hour ('1m' … '30m', '60m') or hours that divide a day ('1h' … '24h')"
}
