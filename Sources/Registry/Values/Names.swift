import HostTable

/// The id of a host, platform, group or database server: `[a-z][a-z0-9-]{0,30}`.
public struct EntryID: PlainRegistryValue, Hashable {
    public let bytes: [UInt8]

    public static let requirement = "must be a lower-case letter and up to 30 lower-case letters, digits and '-'"
    public static let schemaPattern: String? = "^[a-z][a-z0-9-]{0,30}$"

    public init?(_ bytes: [UInt8]) {
        guard HostKey.isHostID(bytes.span) else { return nil }
        self.bytes = bytes
    }
}

/// VMoodle's short name of a site, which becomes part of file names and of the session cookie.
public struct ShortName: TextValue, Hashable {
    public let bytes: [UInt8]

    public init(accepted bytes: [UInt8]) { self.bytes = bytes }

    public static let requirement = "must be 1 to 80 letters, digits, '_' or '-'"
    public static let schemaPattern: String? = "^[A-Za-z0-9_-]{1,80}$"

    public static func accepts(_ bytes: Span<UInt8>) -> Bool {
        (1...80).contains(bytes.count) && bytes.allSatisfy { isWordByte($0) || $0 == 0x2D }
    }
}

/// The name of a label.
public struct LabelName: TextValue, Hashable {
    public let bytes: [UInt8]

    public init(accepted bytes: [UInt8]) { self.bytes = bytes }

    public static let requirement = "must be a letter and up to 62 letters, digits, '.', '_' and '-'"
    public static let schemaPattern: String? = "^[A-Za-z][A-Za-z0-9._-]{0,62}$"

    public static func accepts(_ bytes: Span<UInt8>) -> Bool {
        (1...63).contains(bytes.count) && isLetter(bytes[0])
            && bytes.allSatisfy { isWordByte($0) || $0 == 0x2D || $0 == 0x2E }
    }
}

/// The name of a setting of `$CFG`, a PHP property.
public struct PropertyName: TextValue, Hashable {
    public let bytes: [UInt8]

    public init(accepted bytes: [UInt8]) { self.bytes = bytes }

    public static let requirement = "must be a letter or '_' and then letters, digits and '_'"
    public static let schemaPattern: String? = "^[A-Za-z_][A-Za-z0-9_]*$"

    public static func accepts(_ bytes: Span<UInt8>) -> Bool {
        (1...255).contains(bytes.count) && !isDigit(bytes[0]) && bytes.allSatisfy(isWordByte)
    }
}

/// A key of a PHP array inside a setting.
public struct ArrayKey: PlainRegistryValue, Hashable {
    public let bytes: [UInt8]

    public static let requirement = "must not be empty"
    public static let schemaPattern: String? = "."

    public init?(_ bytes: [UInt8]) {
        guard (1...1024).contains(bytes.count) else { return nil }
        self.bytes = bytes
    }
}

/// The name of a variable of the environment.
public struct EnvironmentName: PlainRegistryValue, Hashable {
    public let bytes: [UInt8]

    public static let requirement = "must be a letter or '_' and then letters, digits and '_'"
    public static let schemaPattern: String? = "^[A-Za-z_][A-Za-z0-9_]*$"

    public init?(_ bytes: [UInt8]) {
        guard let first = bytes.first, !isDigit(first), bytes.count <= 255, bytes.allSatisfy(isWordByte) else {
            return nil
        }
        self.bytes = bytes
    }
}

/// A plugin or a part of Moodle, as its database calls it (frankenstyle): `auth_cas`, `core`.
public struct ComponentName: PlainRegistryValue, Hashable {
    public let bytes: [UInt8]

    public static let requirement = "must be the name of a plugin: 'type_name' in lower-case letters, digits and '_'"
    public static let schemaPattern: String? = "^[a-z][a-z0-9]*(_[a-z][a-z0-9_]*)?$"

    public init?(_ bytes: [UInt8]) {
        guard Self.isComponent(bytes) else { return nil }
        self.bytes = bytes
    }

    private static func isComponent(_ bytes: [UInt8]) -> Bool {
        let parts = bytes.split(separator: 0x5F, maxSplits: 1, omittingEmptySubsequences: false)
        guard (1...100).contains(bytes.count),
            bytes.allSatisfy({ isLowercase($0) || isDigit($0) || $0 == 0x5F })
        else { return false }
        return parts.allSatisfy { $0.first.map(isLowercase) ?? false }
    }
}

/// The name of a plugin's setting; some hold `/` or `|`.
public struct PluginSettingName: PlainRegistryValue, Hashable {
    public let bytes: [UInt8]

    public static let requirement = "must be 1 to 100 letters, digits, '_', '-', '.', '/', '|' or ':'"
    public static let schemaPattern: String? = "^[A-Za-z0-9_./|:-]{1,100}$"

    public init?(_ bytes: [UInt8]) {
        guard (1...100).contains(bytes.count),
            bytes.allSatisfy({ isWordByte($0) || "-./|:".utf8.contains($0) })
        else { return nil }
        self.bytes = bytes
    }
}

/// One class of scheduled tasks, which begins with `\\` (admin/cli/scheduled_task.php).
public struct TaskName: PlainRegistryValue, Hashable {
    public let bytes: [UInt8]

    public static let requirement =
        "must be a class that begins with '\\', such as '\\core\\task\\session_cleanup_task'"
    public static let schemaPattern: String? = #"^\\[A-Za-z_][A-Za-z0-9_]*(\\[A-Za-z_][A-Za-z0-9_]*)+$"#

    public init?(_ bytes: [UInt8]) {
        guard TaskClass(bytes) != nil, !bytes.contains(0x2A) else { return nil }
        self.bytes = bytes
    }
}

/// A class of scheduled tasks as `$CFG->scheduled_tasks` names it, or `*` for all (config-dist.php). Moodle looks a task up by its
/// whole name, which begins with `\`, and finds nothing by another (\core\task\manager::scheduled_task_get_override_key()).
public struct TaskClass: PlainRegistryValue, Hashable {
    public let bytes: [UInt8]

    public static let requirement =
        "must be a class that begins with '\\', such as '\\core\\task\\session_cleanup_task', or '*'"
    public static let schemaPattern: String? =
        #"^(\*|\\[A-Za-z_][A-Za-z0-9_]*(\\[A-Za-z_][A-Za-z0-9_]*)+(\\\*)?|\\[A-Za-z_][A-Za-z0-9_]*\\\*)$"#

    public init?(_ bytes: [UInt8]) {
        guard Self.isClass(bytes) else { return nil }
        self.bytes = bytes
    }

    private static func isClass(_ bytes: [UInt8]) -> Bool {
        if bytes == [0x2A] { return true }
        guard bytes.first == 0x5C else { return false }
        var parts = bytes.dropFirst().split(separator: 0x5C, omittingEmptySubsequences: false)
        guard parts.count >= 2, bytes.count <= 255 else { return false }
        if parts.last?.elementsEqual([0x2A]) ?? false { parts.removeLast() }
        return parts.allSatisfy { PropertyName(Array($0)) != nil }
    }
}
