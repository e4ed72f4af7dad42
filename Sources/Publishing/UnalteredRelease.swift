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
    private let made: LinesRecord
    private let changes: ChangesRecord
    private let written: InputsRecord

    /// Nil if it is not known whether all of it is as it was written, or of which hosts' lines.
    public init?(in output: OutputDirectory) {
        guard let made = LinesRecord(in: output.directory), let current = try? output.currentRelease() else {
            return nil
        }
        let noted = ChangesRecord(in: output.directory, of: current).flatMap { $0.lines == made.sum ? $0 : nil }
        let changes = noted ?? ChangesRecord(over: made)
        guard changes.release == current, let written = InputsRecord(in: output.directory), written.release == current,
            written.isCurrent(in: output),
            let folder = try? output.directory.directory("releases")?.directory(current),
            let manifest = try? Manifest(of: folder), let storedFiles = manifest.storedFiles
        else { return nil }
        (release, context, self.storedFiles) = (current, made.context, storedFiles)
        files = manifest.entries.map { ($0.path, $0.size, $0.digest) }
        (self.output, self.made, self.changes, self.written) = (output, made, changes, written)
    }

    /// How many hosts there were.
    public var count: Int { made.lines.count }

    /// Of how many the lines have changed since a build last read all.
    public var changed: Int { changes.hosts.count }

    /// Of the lines of a host: the digest of all, and that of what reaches more than its fragment; by its place among the hosts.
    public func lines(_ place: Int) -> (all: Digest, fixed: Digest) {
        (changes.hosts[place] ?? made.lines[place, 0], made.lines[place, 1])
    }

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
        var changes = changes
        changes.release = tree.releaseID
        changes.note(files: tree.files.map(\.path))
        for (place, all) in lines { changes.note(lines: all, ofHostAt: place) }
        for replacement in replacements {
            let new = replacement.file
            changes.note(
                replacement.former,
                replacedBy: new.file.inputs.map { inputs in
                    ChangesRecord.Stored(
                        folder: new.folder, inputs: inputs, name: new.name,
                        stamp: FileStamp(new.file.path, in: output.directory).digest)
                })
        }
        try changes.write(to: output.directory)
        guard let inputs else { return }
        let record = InputsRecord(
            inputs, release: tree.releaseID, hosts: written.hosts, outputs: outputs(of: tree, replacements),
            in: output.directory)
        try record.write(to: output.directory)
    }

    private func outputs(of tree: OutputTree, _ replacements: [Replacement]) -> [String] {
        let (old, new) = ("releases/\(release)/", "releases/\(tree.releaseID)/")
        let former = Set(replacements.map { StoredFile.path(of: $0.former.hexadecimal[...], in: $0.file.folder) })
        let all = written.outputs.paths
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
