import Digests
import Glibc
import OutputTree
import Progress
import Threads

/// What differs between an output directory and a tree.
public struct Plan: Sendable {
    public let output: OutputDirectory?
    public let tree: OutputTree
    /// Each group that alone may read some file.
    let groups: [OutputFile.Access: FileGroup]
    /// The release that is current now.
    public let previous: String?
    /// Paths of new or changed files, relative to the output directory, sorted; the link `current` is not among them.
    public let written: [String]
    /// Paths of the release's files that are the same as in the previous one, and shared with it.
    public let unchanged: [String]
    /// Whether the last build was cut off, so that something is to be swept even if nothing is to be written.
    public let isBehindACutOffBuild: Bool
    /// Of the release's files that are the same as in the previous one those that are copied.
    let copied: [String]
    let stored: [OutputFile]
    let runtime: [OutputFile]
    let files: [OutputFile]

    public var release: String { tree.releaseID }
    /// Whether the directory already holds all of the tree and `current` names it.
    public var isEmpty: Bool { written.isEmpty && previous == release }

    /// Compares bytes, not only names: what was altered or lost since the last build is written again.
    ///
    /// - Parameters:
    ///   - output: nil if there is no directory yet.
    ///   - comparing: whether stored files are read however many there are, and not only looked at.
    public init(
        from output: OutputDirectory?, to tree: OutputTree, comparing: Bool = false
    ) throws(PublishingError) {
        self.output = output
        self.tree = tree
        guard let output else {
            (groups, previous, unchanged, copied, isBehindACutOffBuild) = ([:], nil, [], [], false)
            precondition(tree.kept.isEmpty && tree.keptStored.isEmpty, "what is kept is somewhere")
            (stored, runtime, files) = (tree.stored.map(\.file), tree.runtime, tree.files + [tree.manifest])
            written = Self.paths(stored + runtime, files, of: tree.releaseID)
            return
        }
        let directory = output.directory
        groups = try Self.groups(of: tree)
        previous = try output.currentRelease()
        // After a build that was cut off, a stored file may have its name and its size and not its content.
        isBehindACutOffBuild = directory.exists(OutputDirectory.unfinished)
        // To read a hundred thousand files takes as long as to make them.
        let isFew = tree.stored.count <= OutputDirectory.mostStoredLookedAt
        stored = try Self.missing(
            tree.stored, below: directory, groups: groups,
            comparing: isBehindACutOffBuild || comparing || isFew)
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
        var copied: [String] = []
        for file in tree.files + [tree.manifest] {
            if let own {
                if try !Self.holds(own, file) { files.append(file) }
            } else if let old, !file.needsFreshCopy, try Self.holds(old, file) {
                unchanged.append(file.path)
            } else {
                files.append(file)
            }
        }
        for file in tree.kept {
            guard let own else {
                if file.needsFreshCopy { copied.append(file.path) } else { unchanged.append(file.path) }
                continue
            }
            // A release of before, of which nobody knows whether it is still as it was made.
            guard previous != tree.releaseID else { continue }
            guard let old, let (from, name) = try Self.parent(of: file.path, below: old) else {
                throw Self.changedMeanwhile
            }
            if let there = try Self.parent(of: file.path, below: own)?.0 {
                // Releases share what is the same in them.
                if !file.needsFreshCopy, there.shares(name, with: from) { continue }
                let isThere = there.isFile(name, size: file.size, isAlone: file.needsFreshCopy)
                if isThere, let bytes = there.contents(of: name), file.isMade(of: bytes) { continue }
            }
            guard let bytes = from.contents(of: name) else { throw Self.changedMeanwhile }
            guard file.isMade(of: bytes) else {
                throw PublishingError("'\(from.path)/\(name)' is not as it was published; build with --verify")
            }
            files.append(OutputFile(path: file.path, bytes: bytes, needsFreshCopy: file.needsFreshCopy))
        }
        self.files = files
        self.unchanged = unchanged.sorted()
        self.copied = copied
        written = Self.paths(stored + runtime, files, copied, of: tree.releaseID)
    }

    /// What a release has otherwise than the one that is current: paths in it, sorted, with the bytes there and in the new one;
    /// all of its files if there is none, or its manifest cannot be read.
    public func replacements() -> [Replacement] {
        let folder = previous.flatMap { try? output?.directory.directory("releases")?.directory($0) }
        let manifest = folder.flatMap { try? Manifest(of: $0) }
        var former = Dictionary(
            (manifest?.entries ?? []).map { ($0.path, $0.digest) }, uniquingKeysWith: { first, _ in first })
        let digests = Manifest(tree.manifest.bytes)?.entries ?? []
        var replacements: [Replacement] = []
        let made = Dictionary(tree.files.lazy.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
        for entry in digests {
            let old = former.removeValue(forKey: entry.path)
            guard old != entry.digest else { continue }
            replacements.append(
                Replacement(
                    path: entry.path, folder: folder, isNew: old == nil, isGone: false, file: made[entry.path]))
        }
        for path in former.keys {
            replacements.append(Replacement(path: path, folder: folder, isNew: false, isGone: true, file: nil))
        }
        return replacements.sorted { $0.path < $1.path }
    }

    /// A file of a release beside that of the release before.
    public struct Replacement: Sendable {
        public let path: String
        fileprivate let folder: Directory?
        fileprivate let isNew: Bool
        fileprivate let isGone: Bool
        fileprivate let file: OutputFile?

        /// Its bytes; nil: it is new.
        public var old: [UInt8]? { isNew ? nil : former ?? [] }
        /// Nil: it is gone.
        public var new: [UInt8]? { isGone ? nil : file?.bytes ?? former ?? [] }

        private var former: [UInt8]? { folder.flatMap { try? Plan.contents(of: path, below: $0) } }
    }

    /// What stands for the step from the current release to the new one: 32 lower-case hex digits.
    public var digest: String { Self.digest(from: previous, to: release) }

    public static func digest(from previous: String?, to release: String) -> String {
        String(decoding: SHA256.reference(Array("\(previous ?? "")\n\(release)\n".utf8)), as: UTF8.self)
    }

    private static func groups(of tree: OutputTree) throws(PublishingError) -> [OutputFile.Access: FileGroup] {
        var groups: [OutputFile.Access: FileGroup] = [:]
        for file in tree.stored {
            let access = file.file.access
            guard case .group(let name) = access, groups[access] == nil else { continue }
            groups[access] = try FileGroup(named: name)
        }
        return groups
    }

    private static func paths(
        _ shared: [OutputFile], _ files: [OutputFile], _ copied: [String] = [], of release: String
    ) -> [String] {
        (shared.map(\.path) + (files.map(\.path) + copied).map { "releases/\(release)/\($0)" }).sorted()
    }

    /// The first lines of every runtime file say whose it is.
    private static func isOurs(_ bytes: [UInt8]) -> Bool {
        String(decoding: bytes.prefix(400), as: UTF8.self).utf8.split(separator: 0x0A).prefix(4).contains { line in
            String(Substring(line)).contains("vmoodle-gen runtime: do not edit")
        }
    }

    private static func holds(_ directory: Directory, _ file: OutputFile) throws(PublishingError) -> Bool {
        guard let (inside, name) = try parent(of: file.path, below: directory) else { return false }
        return inside.isFile(name, size: file.size, isAlone: file.needsFreshCopy)
            && inside.contents(of: name) == file.bytes
    }

    static let changedMeanwhile = PublishingError("the current release changed while the new one was built")

    fileprivate static func contents(of path: String, below directory: Directory) throws(PublishingError) -> [UInt8]? {
        try parent(of: path, below: directory).flatMap { inside, name in inside.contents(of: name) }
    }

    /// The directory that holds a path's last part; nil if one on the way is missing.
    static func parent(of path: String, below directory: Directory) throws(PublishingError) -> (
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

    /// Those that are not there as they should be.
    private static func missing(
        _ files: [StoredFile], below directory: Directory, groups: [OutputFile.Access: FileGroup], comparing: Bool
    ) throws(PublishingError) -> [OutputFile] {
        let ranges = parts(of: files.count, least: 2000)
        let found = concurrentMap(ranges.count) { part -> (missing: [OutputFile], failure: PublishingError?) in
            let files = files[ranges[part]]
            do throws(PublishingError) {
                return (try missing(files, below: directory, groups: groups, comparing: comparing), nil)
            } catch {
                return ([], error)
            }
        }
        if let failure = found.lazy.compactMap(\.failure).first { throw failure }
        return found.flatMap(\.missing)
    }

    private static func missing(
        _ files: ArraySlice<StoredFile>, below directory: Directory, groups: [OutputFile.Access: FileGroup],
        comparing: Bool
    ) throws(PublishingError) -> [OutputFile] {
        var missing: [OutputFile] = []
        let renderings = Renderings()
        var last: (path: Substring, directory: Directory?)?
        for file in files.lazy.map(\.file) {
            Progress.advance()
            // Sorted by path: the directory is the same for many in a row.
            let folder = folder(of: file.path)
            if last?.path != folder { last = (folder, try parent(of: file.path, below: directory)?.0) }
            let name = name(of: file.path)
            let isThere = last?.directory.map {
                $0.isFile(name, size: file.size, group: groups[file.access])
                    && (!comparing || $0.file(name, holds: file.bytes(by: renderings)))
            }
            if isThere != true { missing.append(file) }
        }
        return missing
    }
}
