/// Permissions in octal: `02770`, `0660`, `770`, with or without a leading zero, but always octal.
public struct FilePermissions: PlainRegistryValue, Hashable {
    /// 0…0o7777.
    public let mode: Int

    public static let requirement =
        "must be three or four octal digits, with or without a leading zero ('02770', '0660')"
    public static let schemaPattern: String? = "^0?[0-7]{3,4}$"

    public init?(_ bytes: [UInt8]) {
        let digits = bytes.count > 3 && bytes.first == 0x30 ? bytes.dropFirst() : bytes[...]
        guard (3...4).contains(digits.count), digits.allSatisfy({ (0x30...0x37).contains($0) }) else { return nil }
        mode = digits.reduce(0) { $0 * 8 + Int($1 - 0x30) }
    }
}

/// A size in bytes: `200M`, `2G`, `512K`, or bytes.
public struct ByteSize: PlainRegistryValue, Hashable {
    public let count: Int

    public static let requirement =
        "must be a number of bytes, with 'K', 'M' or 'G' for 1,024, 1,024² or 1,024³ of them"
    public static let schemaPattern: String? = "^[1-9][0-9]{0,8}[KMG]?$"

    public init?(_ bytes: [UInt8]) {
        let factor: Int? =
            switch bytes.last {
            case UInt8(ascii: "K"): 1 << 10
            case UInt8(ascii: "M"): 1 << 20
            case UInt8(ascii: "G"): 1 << 30
            default: nil
            }
        guard let number = decimal(factor == nil ? bytes[...] : bytes.dropLast()), number > 0 else { return nil }
        count = number * (factor ?? 1)
    }
}

/// VMoodle's membership in networks of sites: none, the main one, or a subnetwork's number.
public enum MNETMembership: PlainRegistryValue, Hashable {
    case off, main
    case subnetwork(Int)

    public static let requirement = "must be 'off', 'main' or the number of a subnetwork from 1 to 999999"
    public static let schemaPattern: String? = "^(off|main|[1-9][0-9]{0,5})$"

    public init?(_ bytes: [UInt8]) {
        if bytes.elementsEqual("off".utf8) {
            self = .off
        } else if bytes.elementsEqual("main".utf8) {
            self = .main
        } else if let number = decimal(bytes), (1...999_999).contains(number) {
            self = .subnetwork(number)
        } else {
            return nil
        }
    }
}

/// The root of a code tree: an absolute path that Apache's `<Directory>` does not take for a pattern.
public struct CodeRoot: PlainRegistryValue, Hashable {
    public let path: AbsolutePath

    public static let requirement = AbsolutePath.requirement + ", '*', '?' and '['"
    public static let schemaPattern = AbsolutePath.schemaPattern

    public init?(_ bytes: [UInt8]) {
        guard let path = AbsolutePath(bytes), !bytes.contains(where: { $0 == 0x2A || $0 == 0x3F || $0 == 0x5B }) else {
            return nil
        }
        self.path = path
    }
}
