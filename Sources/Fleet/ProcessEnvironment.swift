import Glibc

/// The variables that a program is given.
public struct ProcessEnvironment: Sendable, Equatable {
    /// Sorted by name when they are handed over; no two have one name.
    public private(set) var variables: [String: [UInt8]] = [:]

    /// What programs need to find each other and to write readable text. Anything else that we were given may be a secret, or
    /// another tenant's: VMOODLE_HOST, database clients' passwords, cloud keys.
    public static let inherited = [
        "LANG", "LC_ALL", "LC_CTYPE", "LC_MESSAGES", "LC_TIME", "PATH", "TERM", "TMPDIR", "TZ",
    ]

    /// Where programs are looked for if nobody says so.
    public static let standardPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"

    /// Those of ours that are harmless, and others by name.
    ///
    /// - Parameter account: whose home and name it tells; nil: ours, as we were given them.
    public init(for account: Account? = nil, passing names: [String] = []) {
        for name in Self.inherited + names + (account == nil ? ["HOME", "USER", "LOGNAME"] : []) {
            guard let value = getenv(name) else { continue }
            variables[name] = Array(
                UnsafeBufferPointer(start: value, count: strlen(value)).lazy.map(UInt8.init(bitPattern:)))
        }
        if variables["PATH"] == nil { self["PATH"] = Array(Self.standardPath.utf8) }
        if let account {
            self["HOME"] = account.home
            self["USER"] = Array(account.name.utf8)
            self["LOGNAME"] = Array(account.name.utf8)
        }
    }

    public subscript(_ name: String) -> [UInt8]? {
        get { variables[name] }
        set { variables[name] = newValue }
    }

    /// The file of a program that is named, as the program's own PATH has it; a name with a '/' is one already.
    public func path(of program: [UInt8]) -> [UInt8]? {
        if program.contains(0x2F) { return program }
        for folder in (variables["PATH"] ?? []).split(separator: 0x3A) {
            let file = folder + [0x2F] + program
            if access(String(decoding: file, as: UTF8.self), X_OK) == 0 { return Array(file) }
        }
        return nil
    }

    /// `NAME=value`, sorted.
    var lines: [[UInt8]] { variables.sorted { $0.key < $1.key }.map { Array($0.key.utf8) + [0x3D] + $0.value } }
}
