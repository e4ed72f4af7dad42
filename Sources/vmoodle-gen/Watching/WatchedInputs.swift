import Glibc
import Synchronization

/// What a build reads, so that a change of it is noticed: the registry, what it includes, templates and hooks.
struct WatchedInputs {
    /// Patterns of included files, as they were looked for; nil: nobody wants to know. Whoever does builds more than once in one process.
    static let patterns = Mutex<Set<String>?>(nil)

    /// Notes a pattern that files are looked for by.
    static func note(_ pattern: String) { patterns.withLock { _ = $0?.insert(pattern) } }

    static var isWatched: Bool { patterns.withLock { $0 != nil } }

    let registry: String
    /// Folders of which every file counts, at any depth.
    let folders: [String]

    /// By path what a file that is edited, replaced or made anew has otherwise: inode, size, mode and times. A file that there is not has
    /// no entry.
    func fingerprint() -> [String: Fingerprint] {
        var found: [String: Fingerprint] = [:]
        for path in files() { found[path] = Fingerprint(path) }
        return found
    }

    struct Fingerprint: Equatable {
        let device: UInt
        let inode: UInt
        let size: Int
        let mode: UInt32
        /// Nanoseconds since 1970; set by the system alone.
        let changed: Int

        init?(_ path: String) {
            var status = stat()
            guard stat(path, &status) == 0 else { return nil }
            (device, inode, size) = (status.st_dev, status.st_ino, status.st_size)
            mode = status.st_mode
            changed = status.st_ctim.tv_sec * 1_000_000_000 + status.st_ctim.tv_nsec
        }
    }

    private func files() -> [String] {
        [registry] + Self.included().flatMap(Self.matches) + folders.flatMap { [$0] + Self.inner(of: $0) }
    }

    private static func included() -> [String] { (patterns.withLock { $0 } ?? []).sorted() }

    private static func matches(_ pattern: String) -> [String] {
        guard pattern.contains(where: { "*?[".contains($0) }) else { return [pattern] }
        var found = glob_t()
        defer { globfree(&found) }
        guard glob(pattern, GLOB_NOESCAPE, nil, &found) == 0 else { return [] }
        return (0..<Int(found.gl_pathc)).compactMap { index in found.gl_pathv[index].map { String(cString: $0) } }
    }

    /// All below a folder; links to folders are not followed further.
    private static func inner(of folder: String) -> [String] {
        (FolderEntries.of(folder) ?? []).flatMap { entry in
            let path = "\(folder)/\(entry.name)"
            return [path] + (entry.isFolder ? inner(of: path) : [])
        }
    }

    /// Directories in which something happens when one of the files changes: theirs, those of what links among them lead to, and for what
    /// is not there the nearest one that is.
    func directories() -> Set<String> {
        var found: Set<String> = []
        for path in files() + Self.included() + folders {
            found.insert(Self.existingDirectory(of: path))
            var status = stat()
            if lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFLNK, let real = realpath(path, nil) {
                found.insert(Self.existingDirectory(of: String(cString: real)))
                free(real)
            }
        }
        for path in folders.flatMap({ [$0] + Self.inner(of: $0) }) where SiteTemplates.isFolder(path) {
            found.insert(path)
        }
        return found
    }

    private static func existingDirectory(of path: String) -> String {
        var path = path[...]
        while let slash = path.lastIndex(of: "/") {
            path = path[..<slash]
            if path.isEmpty { return "/" }
            if SiteTemplates.isFolder(String(path)) { return String(path) }
        }
        return "."
    }
}
