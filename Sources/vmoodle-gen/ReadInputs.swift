import Glibc
import Publishing
import Synchronization

/// What this process read since it began to, with what file systems said of it before: if they say the same later, it would read the
/// same.
enum ReadInputs {
    private struct Noted {
        var files: [(path: String, stamp: FileStamp)] = []
        /// Not so if something was read that cannot be looked at again, or may have changed while it was read.
        var isComplete = true
    }

    private static let noted = Mutex(Noted())

    /// Forgets what was read so far.
    static func begin() { noted.withLock { $0 = Noted() } }

    /// An open file of which nothing was read yet.
    ///
    /// Who saves and builds at once may be quicker than the clock that files are stamped with: that is waited for, some milliseconds.
    static func note(_ path: String, _ status: stat) {
        if !FileStamp.isSettled(status) { FileStamp.settle() }
        let (stamp, isSettled) = (FileStamp(status), FileStamp.isSettled(status))
        noted.withLock { noted in
            noted.files.append((path, stamp))
            if !isSettled { noted.isComplete = false }
        }
    }

    /// A path that is looked at, whatever is there.
    static func note(_ path: String) {
        var status = stat()
        if stat(path, &status) == 0 { return note(path, status) }
        guard errno == ENOENT || errno == ENOTDIR else { return noteUnknown() }
        noted.withLock { $0.files.append((path, .absent)) }
    }

    /// Something that cannot be looked at again.
    static func noteUnknown() { noted.withLock { $0.isComplete = false } }

    /// Nil: not all of it can be looked at again.
    static var files: [(path: String, stamp: FileStamp)]? { noted.withLock { $0.isComplete ? $0.files : nil } }
}
