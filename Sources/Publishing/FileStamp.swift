import Digests
import Glibc

/// What a file system says of a file or directory: the same as before if nothing of it was changed since.
///
/// Each change gives a new time of change, which nobody can set (ctime, inode(7)), unless it falls into the same tick of the
/// kernel's clock as the one before: a stamp is only of use if that tick was over when it was taken.
public struct FileStamp: Sendable, Hashable {
    public let digest: Digest

    /// Of what there is not.
    public static let absent = FileStamp(digest: Digest(high: 0, low: 0))

    init(digest: Digest) { self.digest = digest }

    public init(_ status: stat) { self.init(status, changed: status.st_ctim) }

    private init(_ status: stat, changed: timespec) {
        let numbers = Self.numbers(status, changed: changed)
        digest = withUnsafeBytes(of: numbers) { Digest(of: $0.assumingMemoryBound(to: UInt8.self)) }
    }

    // No array: there may be a hundred thousand files.
    private typealias Numbers = InlineArray<10, Int64>

    private static func numbers(_ status: stat, changed: timespec) -> Numbers {
        [
            Int64(truncatingIfNeeded: status.st_dev), Int64(truncatingIfNeeded: status.st_ino), Int64(status.st_mode),
            Int64(status.st_uid), Int64(status.st_gid), Int64(status.st_size), Int64(status.st_mtim.tv_sec),
            Int64(status.st_mtim.tv_nsec), Int64(changed.tv_sec), Int64(changed.tv_nsec),
        ]
    }

    /// Of a path, links followed; nil if it cannot be said.
    public init?(path: String) {
        var status = stat()
        if stat(path, &status) == 0 {
            self.init(status)
        } else if errno == ENOENT || errno == ENOTDIR {
            self = .absent
        } else {
            return nil
        }
    }

    /// Of what was written by the name in a directory, a link itself. Without the time of change, which is another whenever a
    /// release that shares the file comes or goes: a link counts as a change. Nil if there is none.
    init?(_ name: String, in directory: Directory) {
        var status = stat()
        guard fstatat(directory.descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return nil }
        self.init(status, changed: timespec())
    }

    /// The same of many names at once: one digest is made of all.
    ///
    /// - Parameters:
    ///   - names: each ended by a NUL.
    ///   - descriptor: of the directory, if it can be opened.
    /// - Returns: nil if one of them is lost.
    init?(names: ArraySlice<UInt8>, in descriptor: Int32) {
        let count = names.count { $0 == 0 }
        let all = [Numbers](unsafeUninitializedCapacity: count) { all, done in
            names.withUnsafeBytes { bytes in
                var name = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
                while done < count, let next = name {
                    var status = stat()
                    guard fstatat(descriptor, next, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return }
                    all.initializeElement(at: done, to: Self.numbers(status, changed: timespec()))
                    done += 1
                    name = next + strlen(next) + 1
                }
            }
        }
        guard all.count == count else { return nil }
        digest = all.withUnsafeBytes { Digest(of: $0.assumingMemoryBound(to: UInt8.self)) }
    }

    /// Whether a change from now on gives another stamp.
    public static func isSettled(_ status: stat) -> Bool {
        let (now, changed) = (kernelTime(), status.st_ctim)
        return changed.tv_sec < now.tv_sec || changed.tv_sec == now.tv_sec && changed.tv_nsec < now.tv_nsec
    }

    /// Waits until whatever was changed so far is settled: at most some milliseconds.
    public static func settle() {
        let start = kernelTime()
        while true {
            let now = kernelTime()
            if now.tv_sec != start.tv_sec || now.tv_nsec != start.tv_nsec { return }
            usleep(500)
        }
    }

    /// What the kernel writes into files.
    private static func kernelTime() -> timespec {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME_COARSE, &time)
        return time
    }
}
