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

/// When a scheduled task of Moodle's runs: minute, hour, day, month and day of the week, each `*`, `R` (any, chosen once), or
/// numbers, ranges and steps joined by commas (lib/classes/task/scheduled_task.php, eval_cron_field).
public struct CronSchedule: PlainRegistryValue, Hashable {
    public let bytes: [UInt8]

    public static let requirement =
        "must be minute, hour, day, month and day of the week, each '*', 'R', or numbers, 'a-b' and '/step' joined by ','"
    public static let schemaPattern: String? = #"^[0-9*R/,-]+( [0-9*R/,-]+){4}$"#

    private static let ranges = [0...59, 0...23, 1...31, 1...12, 0...7]

    public init?(_ bytes: [UInt8]) {
        let fields = bytes.split(separator: 0x20, omittingEmptySubsequences: false)
        guard fields.count == 5, zip(fields, Self.ranges).allSatisfy({ Self.isField($0, $1) }) else { return nil }
        self.bytes = bytes
    }

    private static func isField(_ field: ArraySlice<UInt8>, _ range: ClosedRange<Int>) -> Bool {
        // Moodle takes 'R' for minutes, hours and days of the week.
        if field.elementsEqual([0x52]) { return range.upperBound != 31 && range.upperBound != 12 }
        return field.split(separator: 0x2C, omittingEmptySubsequences: false).allSatisfy { isItem($0, range) }
    }

    private static func isItem(_ item: ArraySlice<UInt8>, _ range: ClosedRange<Int>) -> Bool {
        let parts = item.split(separator: 0x2F, maxSplits: 1, omittingEmptySubsequences: false)
        if parts.count == 2 {
            guard let step = decimal(parts[1]), step > 0, step <= range.upperBound else { return false }
        }
        if parts[0].elementsEqual([0x2A]) { return true }
        let ends = parts[0].split(separator: 0x2D, maxSplits: 1, omittingEmptySubsequences: false).map { decimal($0) }
        guard let first = ends[0], range.contains(first) else { return false }
        guard ends.count == 2 else { return true }
        return ends[1].map { range.contains($0) && $0 >= first } ?? false
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
