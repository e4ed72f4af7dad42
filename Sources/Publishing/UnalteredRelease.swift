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
    /// Of each host's lines.
    private let lines: [Digest]
    /// Where something is noted of each host, in the order in which they stand now; nil: at its place. Where of three hosts the second
    /// went and one came behind the last, the second position is that of the third place, the third that of what was added.
    private let positions: [HostPosition]?
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
        (lines, positions) = Self.hosts(made, changes)
        (self.output, self.made, self.changes, self.written) = (output, made, changes, written)
    }

    private static func hosts(_ made: LinesRecord, _ changes: ChangesRecord) -> ([Digest], [HostPosition]?) {
        var lines = (0..<made.lines.count).map { made.lines[$0, 0] }
        for (place, note) in changes.hosts where place < lines.count { lines[place] = note.lines.all }
        guard !changes.removed.isEmpty || !changes.added.isEmpty else { return (lines, nil) }
        let added = Dictionary(grouping: changes.added.indices) { changes.added[$0].before }
        var positions: [HostPosition] = []
        for place in 0...lines.count {
            positions += (added[place] ?? []).map { .added($0) }
            if place < lines.count, !changes.removed.contains(place) { positions.append(.place(place)) }
        }
        let digests = positions.map { position in
            switch position {
            case .place(let place): lines[place]
            case .added(let number): changes.added[number].note.lines.all
            }
        }
        return (digests, positions)
    }

    private func position(_ host: Int) -> HostPosition { positions?[host] ?? .place(host) }

    private func note(_ host: Int) -> HostNote? {
        switch position(host) {
        case .place(let place): changes.hosts[place]
        case .added(let number): changes.added[number].note
        }
    }

    /// How many hosts there were.
    public var count: Int { lines.count }

    /// How many came, went or have other lines since a build last read all.
    public var changed: Int { changes.count }

    /// What becomes of the hosts where these are their lines.
    public func changes(to written: [Digest]) -> LineChanges { LineChanges(from: lines, to: written) }

    /// Of those lines of a host that reach more than its fragment.
    public func fixedLines(of host: Int) -> Digest {
        if let note = note(host) { return note.lines.fixed }
        guard case .place(let place) = position(host) else { preconditionFailure("what was added is noted") }
        return made.lines[place, 1]
    }

    /// Of all hosts, in the order of their positions; nil: they are not known.
    public func footprints() -> Footprints? {
        guard let all = FootprintsRecord.read(of: made, from: output.directory) else { return nil }
        guard changes.count > 0 else { return all }
        var footprints = Footprints()
        footprints.totals = changes.totals ?? all.totals
        // Most follow each other.
        var run = 0..<0
        for host in 0..<count {
            if let footprint = note(host)?.footprint {
                footprints.append(all, run)
                footprints.append(footprint)
                run = 0..<0
            } else {
                guard case .place(let place) = position(host) else { return nil }
                if place == run.upperBound, !run.isEmpty {
                    run = run.lowerBound..<(place + 1)
                } else {
                    footprints.append(all, run)
                    run = place..<(place + 1)
                }
            }
        }
        footprints.append(all, run)
        return footprints
    }

    /// In what a release differs from this one.
    public struct Difference: Sendable {
        /// Stored files that are new, and those that are of no use any more.
        public var stored: [StoredFile]
        public var gone: [(folder: String, name: Digest)]
        /// Positions of hosts that went or are others, and those in their place.
        public var old: [Int]
        public var new: [HostNote]
        /// Of all footprints; nil: as they were.
        public var totals: Footprints.Totals?

        public init(
            stored: [StoredFile], gone: [(folder: String, name: Digest)], old: [Int], new: [HostNote],
            totals: Footprints.Totals?
        ) {
            (self.stored, self.gone, self.old, self.new, self.totals) = (stored, gone, old, new, totals)
        }
    }

    /// Notes what was made of a tree that is current now, when whatever was written is settled.
    ///
    /// - Parameters:
    ///   - difference: in which it differs from this one.
    ///   - inputs: nil: not all that was read can be looked at again.
    /// - Throws: `PublishingError`; the release serves all the same.
    public func remember(
        _ tree: OutputTree, _ difference: Difference, _ inputs: BuildInputs?
    ) throws(PublishingError) {
        var changes = changes
        changes.release = tree.releaseID
        changes.note(files: tree.files.map(\.path))
        changes.note(
            difference.new, insteadOf: difference.old.map(position), before: place(behind: difference.old.last))
        if let totals = difference.totals { changes.totals = totals }
        let stamps = difference.stored.map { FileStamp($0.file.path, in: output.directory) }
        changes.note(
            gone: difference.gone.lazy.map(\.name),
            stored: zip(difference.stored, stamps).compactMap { new, stamp in
                guard let inputs = new.file.inputs, let stamp else { return nil }
                return ChangesRecord.Stored(
                    folder: new.folder, inputs: inputs, name: new.name, stamp: stamp.digest)
            })
        try changes.write(to: output.directory)
        guard let inputs else { return }
        // What is lost already the next build is to look for.
        guard !stamps.contains(nil) else { return try InputsRecord.remove(from: output.directory) }
        let hosts = count + difference.new.count - difference.old.count
        try InputsRecord.write(
            inputs, release: tree.releaseID, hosts: hosts, outputs: outputs(of: tree, difference), to: output.directory)
    }

    /// The first place behind a host's; where none is meant that of the last, as most hosts are added at the end.
    private func place(behind host: Int?) -> Int {
        guard let host else { return made.lines.count }
        switch position(host) {
        case .place(let place): return place + 1
        case .added(let number): return changes.added[number].before
        }
    }

    private func outputs(of tree: OutputTree, _ difference: Difference) -> [String] {
        let (old, new) = ("releases/\(release)/", "releases/\(tree.releaseID)/")
        let former = Set(difference.gone.map { StoredFile.path(of: $0.name.hexadecimal[...], in: $0.folder) })
        let all = written.outputs.paths
        var paths = all.filter { !former.contains($0) }.map { $0.hasPrefix(old) ? new + $0.dropFirst(old.count) : $0 }
        var known = Set(paths)
        let areListed = former.isSubset(of: all)
        for file in difference.stored.map(\.file) {
            let path = areListed ? file.path : file.path.split(separator: "/").prefix(2).joined(separator: "/")
            if known.insert(path).inserted { paths.append(path) }
        }
        return paths
    }
}
