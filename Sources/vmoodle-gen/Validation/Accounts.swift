import Glibc
import Registry

extension Registry {
    /// Those that files name and this machine has not, as a user or as a group, whichever is asked for.
    var missingAccounts: Set<AccountName> {
        var users: Set<AccountName> = []
        var groups: Set<AccountName> = []
        for platform in platforms {
            users.formUnion([platform.user.value, platform.webUser])
            groups.formUnion([platform.group.value, platform.webUser])
        }
        for host in hosts {
            guard let pool = host.web.pool else { continue }
            users.insert(pool.user)
            groups.insert(pool.group)
        }
        return users.filter { !$0.isUser }.union(groups.filter { !$0.isGroup })
    }
}

extension AccountName {
    private var name: String { String(decoding: bytes, as: UTF8.self) }
    fileprivate var isUser: Bool { getpwnam(name) != nil }
    fileprivate var isGroup: Bool { getgrnam(name) != nil }

    /// A user who is not root, and has a group of the same name.
    static func present() throws(ProgramOutput.Failure) -> AccountName {
        let usual = ["www-data", "daemon", "bin", "nobody"].compactMap { AccountName(Array($0.utf8)) }
        guard let name = usual.first(where: { $0.isUser && $0.isGroup }) else {
            throw ProgramOutput.Failure(
                reason:
                    "accounts are not here, and none of \(usual.map(\.name).joined(separator: ", ")) is, to stand in for them"
            )
        }
        return name
    }
}
