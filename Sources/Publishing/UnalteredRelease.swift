import Digests
import OutputTree

/// The current release as the last build left it, for one that differs from it in little.
public struct UnalteredRelease {
    public let release: String
    /// Of all that is the same for every file.
    public let context: Digest
    /// The release's files but for its manifest, sorted by path.
    public let files: [(path: String, size: Int, sha256: String)]
    /// How many it needs.
    public let storedFiles: Int
    private let output: OutputDirectory
    private let made: MadeRecord
    private let written: InputsRecord

    /// Nil if it is not known whether all of it is as it was written, or of which hosts' lines.
    public init?(in output: OutputDirectory) {
        guard let made = MadeRecord(in: output.directory), made.lines.count > 0,
            let written = InputsRecord(in: output.directory), written.release == made.release,
            written.isCurrent(in: output),
            let folder = try? output.directory.directory("releases")?.directory(made.release),
            let manifest = try? Manifest(of: folder), let storedFiles = manifest.storedFiles
        else { return nil }
        (release, context, self.storedFiles) = (made.release, made.context, storedFiles)
        files = manifest.entries.map { ($0.path, $0.size, $0.digest) }
        (self.output, self.made, self.written) = (output, made, written)
    }

    /// How many hosts there were.
    public var count: Int { made.lines.count }

    /// Of the lines of a host: the digest of all, and that of what reaches more than its fragment; by its place among the hosts.
    public func lines(_ place: Int) -> (all: Digest, fixed: Digest) { (made.lines[place, 0], made.lines[place, 1]) }

    /// A stored file in the place of one of before.
    public struct Replacement: Sendable {
        public let former: Digest
        public let file: StoredFile

        public init(of former: Digest, by file: StoredFile) { (self.former, self.file) = (former, file) }
    }

    /// Notes what was made of a tree that is current now, when whatever was written is settled.
    ///
    /// - Parameters:
    ///   - replacements: the stored files in which it differs from this one.
    ///   - lines: of all lines of hosts that have others now, by their places.
    ///   - inputs: nil: not all that was read can be looked at again.
    /// - Throws: `PublishingError`; the release serves all the same.
    public func remember(
        _ tree: OutputTree, _ replacements: [Replacement], lines: [(place: Int, all: Digest)], _ inputs: BuildInputs?
    ) throws(PublishingError) {
        var made = made
        made.release = tree.releaseID
        let replaced = Set(tree.files.map(\.path))
        made.files.removeAll { replaced.contains($0.file.path) }
        for (place, all) in lines { made.lines.replace(place, with: [all, made.lines[place, 1]]) }
        for replacement in replacements { note(replacement, in: &made) }
        try made.write(to: output.directory)
        guard let inputs else { return }
        let record = InputsRecord(
            inputs, release: tree.releaseID, hosts: written.hosts, outputs: outputs(of: tree, replacements),
            in: output.directory)
        try record.write(to: output.directory)
    }

    private func note(_ replacement: Replacement, in made: inout MadeRecord) {
        let new = replacement.file
        func index(of name: Digest) -> Int? {
            let part = String(decoding: name.hexadecimal[..<2], as: UTF8.self)
            return made.stored.firstIndex { $0.folder == new.folder && $0.part == part }
        }
        if let folder = index(of: replacement.former) {
            let rows = 0..<made.stored[folder].files.count
            if let row = rows.first(where: { made.stored[folder].files[$0, 1] == replacement.former }) {
                made.stored[folder].files.remove(row)
            }
        }
        // What nobody noted is made again.
        guard let inputs = new.file.inputs, let folder = index(of: new.name) else { return }
        made.stored[folder].files.append([inputs, new.name, FileStamp(new.file.path, in: output.directory).digest])
    }

    private func outputs(of tree: OutputTree, _ replacements: [Replacement]) -> [String] {
        let (old, new) = ("releases/\(release)/", "releases/\(tree.releaseID)/")
        let former = Set(replacements.map { StoredFile.path(of: $0.former.hexadecimal[...], in: $0.file.folder) })
        let all = written.outputs.map(\.path)
        var paths = all.filter { !former.contains($0) }.map { $0.hasPrefix(old) ? new + $0.dropFirst(old.count) : $0 }
        var known = Set(paths)
        let areListed = former.isSubset(of: all)
        for file in replacements.map(\.file.file) {
            let path = areListed ? file.path : file.path.split(separator: "/").prefix(2).joined(separator: "/")
            if known.insert(path).inserted { paths.append(path) }
        }
        return paths
    }
}
