import Glibc

/// An open directory; every path below it is reached through its descriptor and never through a symbolic link.
final class Directory: Sendable {
    let descriptor: Int32
    /// For messages.
    let path: String

    private init(descriptor: Int32, path: String) {
        self.descriptor = descriptor
        self.path = path
    }

    deinit { close(descriptor) }

    /// Opens a directory by its path, which may lead through links.
    static func open(_ path: String) throws(PublishingError) -> Directory {
        let descriptor = Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .system("cannot open the directory '\(path)'") }
        return Directory(descriptor: descriptor, path: path)
    }

    /// Opens a directory inside; nil if there is none.
    func directory(_ name: String) throws(PublishingError) -> Directory? {
        let inside = openat(descriptor, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        if inside < 0 {
            if errno == ENOENT { return nil }
            throw .system("'\(path)/\(name)' is not a directory that can be opened")
        }
        return Directory(descriptor: inside, path: "\(path)/\(name)")
    }

    /// Opens a directory inside and makes it if need be.
    ///
    /// - Parameter mode: its permissions, whatever the umask is; those of one that exists stay.
    func makeDirectory(_ name: String, mode: mode_t = 0o755) throws(PublishingError) -> Directory {
        if let existing = try directory(name) {
            try existing.refuseIfOthersMayWrite()
            return existing
        }
        guard mkdirat(descriptor, name, 0o700) == 0 || errno == EEXIST, let made = try directory(name) else {
            throw .system("cannot make the directory '\(path)/\(name)'")
        }
        guard fchmod(made.descriptor, mode) == 0 else {
            throw .system("cannot set the permissions of '\(path)/\(name)'")
        }
        return made
    }

    /// The size of a plain file; nil if there is none of that name.
    func size(of name: String) -> Int? { status(of: name).map { Int($0.st_size) } }

    /// Nil if there is no plain file of that name.
    private func status(of name: String) -> stat? {
        var status = stat()
        guard fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0, status.st_mode & S_IFMT == S_IFREG else {
            return nil
        }
        return status
    }

    /// Whether there is a plain file of a size that those may read who should, and nobody else where a group alone should.
    ///
    /// - Parameters:
    ///   - group: nil: everybody should.
    ///   - isAlone: whether it must not have another name.
    func isFile(_ name: String, size: Int, group: FileGroup? = nil, isAlone: Bool = false) -> Bool {
        guard let status = status(of: name), Int(status.st_size) == size, !isAlone || status.st_nlink == 1 else {
            return false
        }
        // A build that was cut off may have left one that has all of its bytes and not its permissions.
        guard let group else { return status.st_mode & 0o444 == 0o444 }
        return status.st_gid == group.number && status.st_mode & 0o7777 == 0o640
    }

    /// Whether a plain file is the same here and in another directory, not only alike.
    func shares(_ name: String, with other: Directory) -> Bool {
        guard let here = status(of: name), let there = other.status(of: name) else { return false }
        return here.st_dev == there.st_dev && here.st_ino == there.st_ino
    }

    /// Whether a plain file has these bytes.
    func file(_ name: String, holds bytes: [UInt8]) -> Bool {
        size(of: name) == bytes.count && contents(of: name) == bytes
    }

    /// The bytes of a plain file; nil if it cannot be read.
    func contents(of name: String) -> [UInt8]? {
        let file = openat(descriptor, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        let size = Int(status.st_size)
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            while count < size {
                let got = read(file, buffer.baseAddress! + count, size - count)
                if got < 0, errno == EINTR { continue }
                if got <= 0 { break }
                count += got
            }
        }
        return bytes.count == size ? bytes : nil
    }

    /// Writes a new file; it has its permissions before it has its name.
    ///
    /// - Parameters:
    ///   - group: who else may read it; nil: everyone may.
    ///   - isPrivate: nobody else may.
    func write(
        _ name: String, _ bytes: [UInt8], group: FileGroup? = nil, isPrivate: Bool = false
    ) throws(PublishingError) {
        let temporary = Self.temporary(name)
        unlinkat(descriptor, temporary, 0)
        try create(temporary, bytes, group: group, isPrivate: isPrivate)
        guard renameat(descriptor, temporary, descriptor, name) == 0 else {
            let error = PublishingError.system("cannot name '\(path)/\(name)'")
            unlinkat(descriptor, temporary, 0)
            throw error
        }
    }

    /// Removes what `write` wrote, or left behind when it was cut off.
    func removeWritten(_ name: String) throws(PublishingError) {
        try remove(Self.temporary(name))
        try remove(name)
    }

    private static func temporary(_ name: String) -> String { ".tmp-\(name)" }

    /// Writes a file of a name that does not exist yet, in a place where nobody looks before it is whole.
    func create(
        _ name: String, _ bytes: [UInt8], group: FileGroup? = nil, isPrivate: Bool = false
    ) throws(PublishingError) {
        guard try createNew(name, bytes, group: group, isPrivate: isPrivate) else {
            throw .system("cannot write '\(path)/\(name)'", EEXIST)
        }
    }

    /// The same of a name that may exist: somebody may be reading what is there, which is replaced as a whole.
    func createOrReplace(_ name: String, _ bytes: [UInt8], group: FileGroup? = nil) throws(PublishingError) {
        guard try !createNew(name, bytes, group: group, isPrivate: false) else { return }
        try write(name, bytes, group: group)
    }

    /// False if the name exists.
    private func createNew(
        _ name: String, _ bytes: [UInt8], group: FileGroup?, isPrivate: Bool
    ) throws(PublishingError) -> Bool {
        let file = openat(descriptor, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        if file < 0, errno == EEXIST { return false }
        guard file >= 0 else { throw .system("cannot write '\(path)/\(name)'") }
        defer { close(file) }
        if let group, fchown(file, uid_t.max, group.number) != 0 {
            let error = PublishingError.system(
                "cannot give '\(path)/\(name)' to group '\(group.name)' (run as root or as a member of it)")
            unlinkat(descriptor, name, 0)
            throw error
        }
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress! + written, $0.count - written) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                let error = PublishingError.system("cannot write '\(path)/\(name)'")
                unlinkat(descriptor, name, 0)
                throw error
            }
            written += count
        }
        guard fchmod(file, isPrivate ? 0o600 : group == nil ? 0o644 : 0o640) == 0 else {
            let error = PublishingError.system("cannot set the permissions of '\(path)/\(name)'")
            unlinkat(descriptor, name, 0)
            throw error
        }
        return true
    }

    /// The names inside, without `.` and `..`.
    func names() throws(PublishingError) -> [String] {
        let copy = openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard copy >= 0, let stream = fdopendir(copy) else { throw .system("cannot list '\(path)'") }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }

    /// Removes a file or a directory with all that it holds; follows no link.
    func remove(_ name: String) throws(PublishingError) {
        if unlinkat(descriptor, name, 0) == 0 || errno == ENOENT { return }
        // POSIX allows EPERM for a directory, too.
        guard errno == EISDIR || errno == EPERM else { throw .system("cannot remove '\(path)/\(name)'") }
        if let inside = try directory(name) {
            for inner in try inside.names() { try inside.remove(inner) }
        }
        guard unlinkat(descriptor, name, AT_REMOVEDIR) == 0 else { throw .system("cannot remove '\(path)/\(name)'") }
    }

    /// What a symbolic link says; nil if there is none of that name.
    func link(_ name: String) -> String? {
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = buffer.withUnsafeMutableBytes { bytes in
            readlinkat(descriptor, name, bytes.assumingMemoryBound(to: CChar.self).baseAddress!, bytes.count)
        }
        return count < 0 ? nil : String(decoding: buffer[..<count], as: UTF8.self)
    }

    func exists(_ name: String) -> Bool {
        var status = stat()
        return fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0
    }
}
