import Diagnostics
import HostTable

/// The name of an HTTP header that a web server adds (RFC 9110, token).
public struct HeaderName: PlainRegistryValue, Hashable {
    public let bytes: [UInt8]

    public static let requirement = "must be letters, digits and '-'"
    public static let schemaPattern: String? = "^[A-Za-z][A-Za-z0-9-]{0,63}$"

    public init?(_ bytes: [UInt8]) {
        guard (1...64).contains(bytes.count), isLetter(bytes[0]),
            bytes.allSatisfy({ isLetter($0) || isDigit($0) || $0 == 0x2D })
        else { return nil }
        self.bytes = bytes
    }
}

/// The value of an HTTP header: printable ASCII, without a blank first or last, which no receiver would see (RFC 9110).
public struct HeaderValue: PlainRegistryValue, Hashable {
    public let bytes: [UInt8]

    public static let requirement = "must be printable ASCII without a blank first or last"
    public static let schemaPattern: String? = "^[!-~]([ -~]*[!-~])?$"

    public init?(_ bytes: [UInt8]) {
        guard (1...1024).contains(bytes.count), bytes.allSatisfy({ (0x20...0x7E).contains($0) }), bytes.first != 0x20,
            bytes.last != 0x20
        else { return nil }
        self.bytes = bytes
    }
}

/// What the name of a session's cookie ends in; Moodle writes `MoodleSession` before it.
public struct CookieName: PlainRegistryValue, Hashable {
    public let bytes: [UInt8]

    public static let requirement = "must be 1 to 64 letters and digits"
    public static let schemaPattern: String? = "^[A-Za-z0-9]{1,64}$"

    public init?(_ bytes: [UInt8]) {
        guard (1...64).contains(bytes.count), bytes.allSatisfy({ isLetter($0) || isDigit($0) }) else { return nil }
        self.bytes = bytes
    }
}

/// The path of a session's cookie; with a `/` at its end, since Moodle takes no other (\core\session\manager::prepare_cookies()).
public struct CookiePath: PlainRegistryValue, Hashable {
    public let bytes: [UInt8]

    public static let requirement = "must be a path from '/' on, of letters, digits, '/', '.', '_', '~' and '-'"
    public static let schemaPattern: String? = #"^/[A-Za-z0-9/._~-]*$"#

    public init?(_ bytes: [UInt8]) {
        guard bytes.first == 0x2F, bytes.count <= 255, bytes.allSatisfy({ isWordByte($0) || "/.~-".utf8.contains($0) })
        else { return nil }
        self.bytes = bytes.last == 0x2F ? bytes : bytes + [0x2F]
    }
}

/// The domain of a session's cookie, with or without the dot of old before it.
public struct CookieDomain: PlainRegistryValue, Hashable {
    public let bytes: [UInt8]

    public static let requirement = "must be a host name in lower case"
    public static let schemaPattern: String? = #"^\.?[a-z0-9_.-]+$"#

    public init?(_ bytes: [UInt8]) {
        guard
            HostKey.host(Array(bytes.first == 0x2E ? bytes.dropFirst() : bytes[...]))
                == Array(bytes.first == 0x2E ? bytes.dropFirst() : bytes[...])
        else { return nil }
        self.bytes = bytes
    }
}

/// Where a database server, redis or memcached is: a host name, an address or a socket. It is shown and compared, so it holds no
/// password, which has a field of its own.
public struct StoreAddress: PlainRegistryValue, Hashable {
    public let bytes: [UInt8]

    public static let requirement =
        "must be a host name, an address or the path of a socket, without user name and password ('password' is a field)"
    public static let schemaPattern: String? = #"^(/[!-~]{0,254}|(?![!-~]*:[!-~]*@)[!-.0-~][!-~]{0,254})$"#

    public init?(_ bytes: [UInt8]) {
        guard (1...255).contains(bytes.count), bytes.allSatisfy({ (0x21...0x7E).contains($0) }),
            bytes[0] == 0x2F || !holdsCredentials(bytes)
        else { return nil }
        self.bytes = bytes
    }
}

/// What a host's keys in a store begin with.
public struct StorePrefix: PlainRegistryValue, Hashable {
    public let bytes: [UInt8]

    public static let requirement = "must be 1 to 64 letters, digits, '_', '-', '.' or ':'"
    public static let schemaPattern: String? = "^[A-Za-z0-9_.:-]{1,64}$"

    public init?(_ bytes: [UInt8]) {
        guard (1...64).contains(bytes.count), bytes.allSatisfy({ isWordByte($0) || "-.:".utf8.contains($0) }) else {
            return nil
        }
        self.bytes = bytes
    }
}

/// An internal location of nginx: `/dataroot/`.
public struct SendfileAlias: PlainRegistryValue, Hashable {
    public let bytes: [UInt8]

    public static let requirement = "must be a path that begins and ends with '/', without '//', '.' and '..'"
    public static let schemaPattern: String? = #"^/([A-Za-z0-9._~-]+/)+$"#

    public init?(_ bytes: [UInt8]) {
        guard bytes.count >= 3, bytes.count <= 255, bytes.first == 0x2F, bytes.last == 0x2F,
            bytes.allSatisfy({ isWordByte($0) || "/.~-".utf8.contains($0) }),
            AbsolutePath(Array(bytes.dropLast())) != nil
        else { return nil }
        self.bytes = bytes
    }
}

/// An address that Moodle takes: ASCII, at most 100 bytes (the column's width).
public struct EmailAddress: TextValue, Hashable {
    public let bytes: [UInt8]

    public init(accepted bytes: [UInt8]) { self.bytes = bytes }

    public static let requirement = "must be an e-mail address in ASCII"
    public static let schemaPattern: String? = #"^[^@\s]+@[A-Za-z0-9.-]+\.[A-Za-z][A-Za-z0-9-]*$"#

    public static func accepts(_ bytes: Span<UInt8>) -> Bool {
        guard (1...100).contains(bytes.count), bytes[bytes.count - 1] != 0x2E else { return false }
        var at = 0
        var last: UInt8 = 0x2E
        while at < bytes.count, bytes[at] != 0x40 {
            let byte = bytes[at]
            guard isWordByte(byte) || isLocalMark(byte) || byte == 0x2E && last != 0x2E else { return false }
            last = byte
            at += 1
        }
        return (1...64).contains(at) && at < bytes.count && last != 0x2E && isDomain(bytes.extracting((at + 1)...))
    }

    /// RFC 5322, "atext".
    private static func isLocalMark(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x21, 0x23...0x27, 0x2A, 0x2B, 0x2D, 0x2F, 0x3D, 0x3F, 0x5E...0x60, 0x7B...0x7E: true
        default: false
        }
    }

    /// Two labels at least, the last with a letter first, without '_': what PHP's filter takes, which Moodle asks.
    private static func isDomain(_ bytes: Span<UInt8>) -> Bool {
        guard let extent = AuthorityExtent(of: bytes), extent.hostLength == bytes.count else { return false }
        var dot = bytes.count - 1
        while dot >= 0, bytes[dot] != 0x2E { dot -= 1 }
        return dot >= 0 && isLetter(bytes[dot + 1]) && bytes.allSatisfy { $0 != 0x5F }
    }
}

/// What addresses that Moodle reads mail at begin with; it reads four characters, not more or fewer.
public struct MailPrefix: PlainRegistryValue, Hashable {
    public let bytes: [UInt8]

    public static let requirement = "must be exactly 4 letters or digits"
    public static let schemaPattern: String? = "^[A-Za-z0-9]{4}$"

    public init?(_ bytes: [UInt8]) {
        guard bytes.count == 4, bytes.allSatisfy({ isLetter($0) || isDigit($0) }) else { return nil }
        self.bytes = bytes
    }
}

/// The account that a database knows Moodle by.
public struct DatabaseUser: TextValue, Hashable {
    public let bytes: [UInt8]

    public static let requirement = "must be 1 to 80 bytes"
    public static let schemaPattern: String? = "."

    public init(accepted bytes: [UInt8]) { self.bytes = bytes }

    public static func accepts(_ bytes: Span<UInt8>) -> Bool { (1...80).contains(bytes.count) }
}

/// What the names of a site's tables begin with; Moodle allows ten characters (xmldb_table::PREFIX_MAX_LENGTH).
public struct TablePrefix: TextValue, Hashable {
    public let bytes: [UInt8]

    public static let requirement = "must be at most 10 lower-case letters, digits and '_', with a letter first"
    public static let schemaPattern: String? = "^([a-z][a-z0-9_]{0,9})?$"

    public init(accepted bytes: [UInt8]) { self.bytes = bytes }

    public static func accepts(_ bytes: Span<UInt8>) -> Bool {
        bytes.count <= 10 && (bytes.isEmpty || isLowercase(bytes[0]))
            && bytes.allSatisfy { isLowercase($0) || isDigit($0) || $0 == 0x5F }
    }
}
