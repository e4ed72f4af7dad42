import Glibc

extension JobDirectory {
    /// Removes the oldest jobs, so that at most some are left; never one that is being run or made.
    ///
    /// What cannot be removed is left: it stands in nobody's way, and the next call tries again.
    public static func keep(_ count: Int, in state: String) {
        let ids = all(in: state)
        for id in ids.dropLast(max(0, count)) { remove("\(state)/jobs/\(id)") }
        // Those whose removal was cut off.
        for name in names(in: "\(state)/jobs") where name.hasPrefix(removed) { removeTree("\(state)/jobs/\(name)") }
    }

    /// A job by such a name is nobody's any more.
    private static let removed = ".removed-"

    private static func remove(_ path: String) {
        let file = open("\(path)/journal.jsonl", O_RDWR | O_CLOEXEC | O_NOFOLLOW)
        // It is being made, or is none of ours.
        guard file >= 0 else { return }
        defer { close(file) }
        guard flock(file, LOCK_EX | LOCK_NB) == 0, let slash = path.lastIndex(of: "/") else { return }
        // At once, and before anybody could go on with it: what is half gone is no job.
        let hidden = "\(path[...slash])\(removed)\(path[path.index(after: slash)...])"
        guard rename(path, hidden) == 0 else { return }
        removeTree(hidden)
    }
}
