import CLinux
import Glibc

/// Who else could change a file or directory.
enum Ownership {
    /// Why others than root and the user of this process could; nil: they cannot.
    ///
    /// - Parameter isAbove: it is a directory above ours, where a sticky bit keeps others from what is not theirs (as in /tmp), and a group
    ///   that has nobody but its owner in it is no other (as umask 0002 supposes).
    static func objection(to status: stat, isAbove: Bool) -> String? {
        guard status.st_uid == 0 || status.st_uid == geteuid() else {
            return "it belongs to user \(status.st_uid), who could put something else in its place (chown it)"
        }
        if isAbove, status.st_mode & S_ISVTX != 0 { return nil }
        guard status.st_mode & 0o002 == 0 else { return "everyone may write to it (chmod o-w)" }
        guard status.st_mode & 0o020 == 0 || isAbove && isPrivate(group: status.st_gid, of: status.st_uid) else {
            return "its group may write to it (chmod g-w)"
        }
        return nil
    }

    /// Whether a group is named after a user whose own it is, and has no members.
    private static func isPrivate(group: gid_t, of user: uid_t) -> Bool {
        guard let etc = try? Directory.open("/etc"), let passwords = etc.contents(of: "passwd"),
            let groups = etc.contents(of: "group")
        else { return false }
        let line = { (file: [UInt8], number: UInt32) -> [ArraySlice<UInt8>]? in
            file.split(separator: 0x0A).lazy
                .map { $0.split(separator: 0x3A, omittingEmptySubsequences: false) }
                .first { $0.count > 3 && UInt32(String(decoding: $0[2], as: UTF8.self)) == number }
        }
        guard let owner = line(passwords, user), let own = line(groups, group) else { return false }
        return owner[0] == own[0] && UInt32(String(decoding: owner[3], as: UTF8.self)) == group && own[3].isEmpty
    }
}

extension Directory {
    /// Refuses a directory that others could change, or put another one in the place of.
    func refuseIfOthersMayWrite() throws(PublishingError) {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .system("cannot look at '\(path)'") }
        if let objection = Ownership.objection(to: status, isAbove: false) {
            throw PublishingError("'\(path)' is refused: \(objection)")
        }
    }

    /// The same of it and of all directories above.
    func refuseIfOthersMayReplace() throws(PublishingError) {
        try refuseIfOthersMayWrite()
        var (inside, above) = (descriptor, path)
        var opened: [Int32] = []
        defer { for descriptor in opened { close(descriptor) } }
        var status = stat()
        guard fstat(inside, &status) == 0 else { throw .system("cannot look at '\(path)'") }
        while true {
            let next = linux_directory(inside, "..")
            above += "/.."
            guard next >= 0 else { throw .system("cannot look at '\(above)'") }
            opened.append(next)
            let below = status
            guard fstat(next, &status) == 0 else { throw .system("cannot look at '\(above)'") }
            if status.st_ino == below.st_ino, status.st_dev == below.st_dev { return }
            if let objection = Ownership.objection(to: status, isAbove: true) {
                throw PublishingError(
                    "the output directory '\(path)' is refused for '\(Self.name(of: next) ?? above)' above it: \(objection)"
                )
            }
            inside = next
        }
    }

    /// For messages; nil: nobody knows.
    private static func name(of descriptor: Int32) -> String? {
        try? Directory.open("/proc/self/fd").link("\(descriptor)")
    }
}
