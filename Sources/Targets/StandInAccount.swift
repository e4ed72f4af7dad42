import Registry

/// An account that is named in files for a check in the place of those that the checking machine has not: programs look for users
/// before they read on.
public struct StandInAccount: Sendable {
    /// A user, and the user's group.
    let name: AccountName
    let missing: Set<AccountName>

    public init(_ name: AccountName, for missing: Set<AccountName>) {
        self.name = name
        self.missing = missing
    }
}

extension Rehearsal? {
    /// An account's name as it is written for this check, if there is one.
    func name(of account: AccountName) -> AccountName {
        guard let standIn = self?.account, standIn.missing.contains(account) else { return account }
        return standIn.name
    }
}
