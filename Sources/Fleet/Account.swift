import Glibc

/// A user of this machine, by whom programs can be run.
public struct Account: Sendable, Equatable {
    public let name: String
    public let user: UInt32
    /// Its own, then those that it is a member of.
    public let groups: [UInt32]
    public let home: [UInt8]

    /// Whether we may run programs as somebody else.
    public static var canChange: Bool { geteuid() == 0 }

    /// Looks a user up in /etc/passwd and /etc/group; not by getpwnam(3), which a static binary cannot use without the system's
    /// libraries. So users who stand only in a directory service are not found.
    ///
    /// - Parameter folder: where `passwd` and `group` are.
    public init?(named name: String, in folder: String = "/etc") {
        let rows = { (file: String) in
            contents(of: "\(folder)/\(file)").split(separator: 0x0A).map {
                $0.split(separator: 0x3A, omittingEmptySubsequences: false)
            }
        }
        let number = { (field: ArraySlice<UInt8>) in UInt32(String(decoding: field, as: UTF8.self)) }
        guard let row = rows("passwd").first(where: { $0.count >= 7 && $0[0].elementsEqual(name.utf8) }),
            let user = number(row[2]), let group = number(row[3])
        else { return nil }
        self.name = name
        self.user = user
        home = Array(row[5])
        let others = rows("group").filter { row in
            row.count >= 4 && row[3].split(separator: 0x2C).contains { $0.elementsEqual(name.utf8) }
        }
        groups = [group] + others.compactMap { number($0[2]) }.filter { $0 != group }
    }

    /// Whether we run as this user already.
    public var isOurs: Bool { geteuid() == user }
}
