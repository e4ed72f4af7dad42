import CLinux
import Glibc
import OutputTree

/// What differs between an output directory and a tree.
public struct Plan {
    let output: OutputDirectory?
    let tree: OutputTree
    /// Each group that alone may read some file.
    private let groups: [OutputFile.Access: FileGroup]
    /// The release that is current now.
    public let previous: String?
    /// Paths of new or changed files, relative to the output directory, sorted; the link `current` is not among them.
    public let written: [String]
    /// Paths of the release's files that are the same as in the previous one, and shared with it.
    public let unchanged: [String]
    private let stored: [OutputFile]
    private let runtime: [OutputFile]
    private let files: [OutputFile]

    public var release: String { tree.releaseID }
    /// Whether the directory already holds all of the tree and `current` names it.
    public var isEmpty: Bool { written.isEmpty && previous == release }

    /// Compares bytes, not only names: what was altered or lost since the last build is written again.
    ///
    /// - Parameter output: nil if there is no directory yet.
    public init(from output: OutputDirectory?, to tree: OutputTree) throws(PublishingError) {
        self.output = output
        self.tree = tree
        guard let output else {
            (groups, previous, unchanged) = ([:], nil, [])
            (stored, runtime, files) = (tree.stored, tree.runtime, tree.files + [tree.manifest])
            written = Self.paths(stored + runtime, files, of: tree.releaseID)
            return
        }
        let directory = output.directory
        groups = try Self.groups(of: tree)
        previous = try output.currentRelease()
        // After a build that was cut off, a stored file may have its name and its size and not its content.
        let wasCutOff = directory.exists(OutputDirectory.unfinished)
        stored = try Self.missing(tree.stored, below: directory, groups: groups, comparing: wasCutOff)
        var runtime: [OutputFile] = []
        for file in tree.runtime where try !Self.holds(directory, file) {
            if directory.exists(file.path), directory.contents(of: file.path).map({ !Self.isOurs($0) }) ?? true {
                throw PublishingError("'\(directory.path)/\(file.path)' was not written by vmoodle-gen; move it away")
            }
            runtime.append(file)
        }
        self.runtime = runtime
        let releases = try directory.directory("releases")
        let own = try releases?.directory(tree.releaseID)
        let old = try previous.flatMap { id throws(PublishingError) in try releases?.directory(id) }
        var files: [OutputFile] = []
        var unchanged: [String] = []
        for file in tree.files + [tree.manifest] {
            if let own {
                if try !Self.holds(own, file) { files.append(file) }
            } else if let old, !file.needsFreshCopy, try Self.holds(old, file) {
                unchanged.append(file.path)
            } else {
                files.append(file)
            }
        }
        self.files = files
        self.unchanged = unchanged
        written = Self.paths(stored + runtime, files, of: tree.releaseID)
    }

    private static func groups(of tree: OutputTree) throws(PublishingError) -> [OutputFile.Access: FileGroup] {
        var groups: [OutputFile.Access: FileGroup] = [:]
        for file in tree.stored {
            guard case .group(let name) = file.access, groups[file.access] == nil else { continue }
            groups[file.access] = try FileGroup(named: name)
        }
        return groups
    }

    private static func paths(_ shared: [OutputFile], _ files: [OutputFile], of release: String) -> [String] {
        (shared.map(\.path) + files.map { "releases/\(release)/\($0.path)" }).sorted()
    }

    /// The first lines of every runtime file say whose it is.
    private static func isOurs(_ bytes: [UInt8]) -> Bool {
        String(decoding: bytes.prefix(400), as: UTF8.self).utf8.split(separator: 0x0A).prefix(4).contains { line in
            String(Substring(line)).contains("vmoodle-gen runtime: do not edit")
        }
    }

    private static func holds(_ directory: Directory, _ file: OutputFile) throws(PublishingError) -> Bool {
        guard let (inside, name) = try parent(of: file.path, below: directory) else { return false }
        return inside.file(name, holds: file.bytes)
    }

    /// The directory that holds a path's last part; nil if one on the way is missing.
    private static func parent(of path: String, below directory: Directory) throws(PublishingError) -> (
        Directory, String
    )? {
        let parts = path.split(separator: "/").map(String.init)
        var inside = directory
        for part in parts.dropLast() {
            guard let next = try inside.directory(part) else { return nil }
            inside = next
        }
        return (inside, parts[parts.count - 1])
    }

    private static func missing(
        _ files: [OutputFile], below directory: Directory, groups: [OutputFile.Access: FileGroup], comparing: Bool
    ) throws(PublishingError) -> [OutputFile] {
        var missing: [OutputFile] = []
        var last: (path: Substring, directory: Directory?)?
        for file in files {
            // Sorted by path: the directory is the same for many in a row.
            guard let slash = file.path.utf8.lastIndex(of: 0x2F) else {
                preconditionFailure("a stored file has a folder")
            }
            let folder = file.path[..<slash]
            if last?.path != folder { last = (folder, try parent(of: file.path, below: directory)?.0) }
            let name = String(file.path[file.path.utf8.index(after: slash)...])
            let isThere = last?.directory.map {
                $0.isFile(name, size: file.bytes.count, group: groups[file.access])
                    && (!comparing || $0.file(name, holds: file.bytes))
            }
            if isThere != true { missing.append(file) }
        }
        return missing
    }

    // MARK: Publishing

    /// Carries the plan out; `current` names the new release when everything it needs is on the disk.
    ///
    /// - Throws: `PublishingError`; the previous release then still serves, unless the text says otherwise.
    public func publish() throws(PublishingError) {
        guard let directory = output?.directory else {
            preconditionFailure("a plan that is carried out has a directory")
        }
        umask(0o022)
        try directory.write(OutputDirectory.unfinished, [])
        guard fsync(directory.descriptor) == 0 else { throw .system("cannot write to the disk of '\(directory.path)'") }
        try write(stored, below: directory)
        let releases = try directory.makeDirectory("releases")
        for name in try releases.names() where name.hasPrefix(".tmp-") { try releases.remove(name) }
        if try releases.directory(release) == nil {
            try buildRelease(in: releases)
        } else {
            try write(files, below: directory, prefix: "releases/\(release)/", atomically: true)
        }
        try write(runtime, below: directory, atomically: true)
        guard linux_syncfs(directory.descriptor) == 0 else { throw .system("cannot bring the release to the disk") }
        try activate(directory)
        try directory.remove(OutputDirectory.unfinished)
    }

    /// Only a whole release gets its name.
    private func buildRelease(in releases: Directory) throws(PublishingError) {
        let temporary = ".tmp-\(release)"
        let new = try releases.makeDirectory(temporary)
        let old = try previous.flatMap { id throws(PublishingError) in try releases.directory(id) }
        for path in unchanged {
            guard let old, let (from, name) = try Self.parent(of: path, below: old) else {
                throw PublishingError("the previous release changed while this one was built")
            }
            let (to, _) = try made(path, below: new)
            guard linkat(from.descriptor, name, to.descriptor, name, 0) == 0 else {
                throw .system("cannot link '\(new.path)/\(path)'")
            }
        }
        try write(files, below: new)
        guard renameat(releases.descriptor, temporary, releases.descriptor, release) == 0 else {
            throw .system("cannot name the release '\(releases.path)/\(release)'")
        }
    }

    /// - Parameter atomically: whether somebody may be reading a file of that name.
    private func write(
        _ files: [OutputFile], below directory: Directory, prefix: String = "", atomically: Bool = false
    ) throws(PublishingError) {
        var last: (folder: Substring, directory: Directory)?
        for file in files {
            let path = prefix + file.path
            let folder = path[..<(path.utf8.lastIndex(of: 0x2F) ?? path.startIndex)]
            if last?.folder != folder || folder.isEmpty { last = (folder, try made(path, below: directory).0) }
            guard let last else { preconditionFailure("just set") }
            let name = String(folder.isEmpty ? path[...] : path[path.utf8.index(after: folder.endIndex)...])
            // A stored file that is there already was altered, and serves meanwhile.
            if atomically || last.directory.exists(name) {
                try last.directory.write(name, file.bytes, group: groups[file.access])
            } else {
                try last.directory.create(name, file.bytes, group: groups[file.access])
            }
        }
    }

    /// The directory that holds a path's last part, made if need be.
    ///
    /// Who may enter `fragments` may not list it: what a fragment is called tells what it holds, and some hold passwords.
    private func made(_ path: String, below directory: Directory) throws(PublishingError) -> (Directory, String) {
        let parts = path.split(separator: "/").map(String.init)
        var inside = directory
        for part in parts.dropLast() {
            inside = try inside.makeDirectory(part, mode: parts[0] == "fragments" ? 0o711 : 0o755)
        }
        return (inside, parts[parts.count - 1])
    }

    private func activate(_ directory: Directory) throws(PublishingError) {
        guard previous != release else { return }
        let temporary = ".tmp-current"
        try directory.remove(temporary)
        guard symlinkat("releases/\(release)", directory.descriptor, temporary) == 0 else {
            throw .system("cannot make '\(directory.path)/\(temporary)'")
        }
        guard renameat(directory.descriptor, temporary, directory.descriptor, "current") == 0 else {
            throw .system("cannot switch '\(directory.path)/current'")
        }
        guard fsync(directory.descriptor) == 0 else {
            throw .system(
                "the new release serves, but may not survive a loss of power: cannot bring '\(directory.path)' to the disk"
            )
        }
    }
}
