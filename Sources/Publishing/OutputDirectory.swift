import Glibc

/// The directory that holds releases: known to be ours, and locked against a second build if it is to be written.
public final class OutputDirectory: Sendable {
    /// Marks the directory as ours, and is what builds lock.
    static let marker = ".vmoodle-gen"
    /// Exists while a build writes; found by the next one, it says that the last was cut off.
    static let unfinished = ".unfinished"

    let directory: Directory
    private let lock: Int32

    deinit { if lock >= 0 { close(lock) } }

    /// Opens an output directory to look at it; nil if there is none.
    ///
    /// - Throws: `PublishingError` if it cannot be read or holds what is not ours.
    public init?(reading path: String) throws(PublishingError) {
        guard access(path, F_OK) == 0 || errno != ENOENT else { return nil }
        directory = try Self.openOurs(path)
        lock = -1
    }

    /// Opens or makes an output directory and locks it.
    ///
    /// - Throws: `PublishingError` if it cannot be written, holds what is not ours, or another build holds the lock.
    public init(_ path: String) throws(PublishingError) {
        try Self.make(path)
        let directory = try Self.openOurs(path)
        try directory.refuseIfOthersMayReplace()
        // A link in the place of the marker is refused.
        let lock = openat(directory.descriptor, Self.marker, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o644)
        guard lock >= 0 else { throw .system("cannot write the output directory '\(path)'") }
        var status = stat()
        // It is written to as it is: a second name of a file that is somebody's would be their loss.
        guard fstat(lock, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_nlink == 1 else {
            close(lock)
            throw PublishingError("'\(path)/\(Self.marker)' is not the file that vmoodle-gen made; move it away")
        }
        guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
            let code = errno
            let holder =
                directory.contents(of: Self.marker).map { String(decoding: $0.prefix { $0 != 0x0A }, as: UTF8.self) }
                ?? ""
            close(lock)
            guard code == EWOULDBLOCK else { throw .system("cannot lock the output directory '\(path)'", code) }
            throw PublishingError(
                "another build (\(holder)) is at work in '\(path)'; try again when it is done", kind: .locked)
        }
        self.directory = directory
        self.lock = lock
        let name = Array("process \(getpid())\n".utf8)
        // In this order: whoever meets the lock meanwhile reads the first line, and finds one.
        _ = pwrite(lock, name, name.count, 0)
        ftruncate(lock, off_t(name.count))
    }

    /// Opens and locks an output directory that exists; nil: it does not, or is nobody's yet.
    public convenience init?(existing path: String) throws(PublishingError) {
        var status = stat()
        guard lstat("\(path)/\(Self.marker)", &status) == 0 else { return nil }
        try self.init(path)
    }

    /// The release that `current` names; nil before the first build.
    ///
    /// - Throws: `PublishingError` if `current` is something else than our link.
    public func currentRelease() throws(PublishingError) -> String? {
        guard directory.exists("current") else { return nil }
        guard let target = directory.link("current"), target.hasPrefix("releases/"),
            Self.isRelease(target.utf8.dropFirst(9))
        else { throw PublishingError("'\(directory.path)/current' is not a link to a release; move it away") }
        return String(target.dropFirst(9))
    }

    private static func openOurs(_ path: String) throws(PublishingError) -> Directory {
        let directory = try Directory.open(path)
        if directory.size(of: marker) == nil, let foreign = try directory.names().sorted().first {
            throw PublishingError(
                "the output directory '\(path)' holds '\(foreign)', which vmoodle-gen did not write; choose an empty or new directory"
            )
        }
        return directory
    }

    private static func make(_ path: String) throws(PublishingError) {
        guard mkdir(path, 0o755) != 0 else { return }
        var status = stat()
        if errno == EEXIST {
            guard stat(path, &status) == 0 else { throw .system("cannot look at '\(path)'") }
            guard status.st_mode & S_IFMT == S_IFDIR else {
                throw PublishingError("the output directory '\(path)' is a file")
            }
            return
        }
        throw .system("cannot make the output directory '\(path)'")
    }
}
