import Glibc

/// A file that is written whole or not at all.
enum NewFile {
    struct Failure: Error { let reason: String }

    /// - Parameters:
    ///   - isPrivate: for the owner's eyes only, from the first byte on.
    ///   - replacing: an earlier file of this name goes; otherwise it is refused.
    static func write(
        _ bytes: [UInt8], to path: String, isPrivate: Bool, replacing: Bool
    ) throws(Failure) {
        let temporary = "\(path).\(getpid()).tmp"
        let file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, isPrivate ? 0o600 : 0o644)
        guard file >= 0 else { throw failure(path) }
        defer { unlink(temporary) }
        defer { close(file) }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw failure(path) }
            rest = rest.dropFirst(count)
        }
        guard fsync(file) == 0 else { throw failure(path) }
        // A link fails where a name is taken, a rename does not.
        guard (replacing ? rename(temporary, path) : link(temporary, path)) == 0 else { throw failure(path) }
    }

    private static func failure(_ path: String) -> Failure {
        Failure(reason: "cannot write '\(path)': \(String(cString: strerror(errno)))")
    }
}
