import Digests
import Glibc
import OutputTree

/// What a build read, with what file systems said of it before it was read.
public struct BuildInputs: Sendable {
    /// Of the program, its arguments and whatever else decides what it does.
    public var arguments: Digest
    /// In the order in which they were read; of a directory, before its names were.
    public var files: [(path: String, stamp: FileStamp)]

    public init(arguments: Digest, files: [(path: String, stamp: FileStamp)]) {
        self.arguments = arguments
        self.files = files
    }
}

extension OutputDirectory {
    private static let inputs = RecordFile(name: ".inputs", kind: "vmoodle-gen inputs 1")
    /// Of more stored files only the directories are looked at, which show that one came or went, and not that one was altered.
    static let mostStoredLookedAt = 4096

    /// What a build found that would now read and write what the last one did.
    public struct Unchanged: Sendable {
        public let release: String
        public let hosts: Int
    }

    /// Whether all that the last build read and wrote is as that build left it; nil: that is not known.
    public func unchanged(since arguments: Digest) -> Unchanged? {
        guard !directory.exists(Self.unfinished), var record = Self.inputs.read(from: directory),
            record.digest() == arguments, let release = record.text(), let hosts = record.number(),
            (try? currentRelease()) == release, History(directory).lines.last?.release == release
        else { return nil }
        guard let inputs = record.number() else { return nil }
        for _ in 0..<inputs {
            guard let path = record.text(), let stamp = record.digest(), FileStamp(path: path)?.digest == stamp else {
                return nil
            }
        }
        guard let outputs = record.number() else { return nil }
        for _ in 0..<outputs {
            guard let path = record.text(), let stamp = record.digest(),
                FileStamp(path, in: directory).digest == stamp
            else { return nil }
        }
        return record.isAtEnd ? Unchanged(release: release, hosts: hosts) : nil
    }

    /// Notes what a build read, and what now lies there, when whatever was written is settled.
    ///
    /// - Throws: `PublishingError`; the release serves all the same.
    public func remember(_ inputs: BuildInputs, of tree: OutputTree, hosts: Int) throws(PublishingError) {
        var body: [UInt8] = []
        inputs.arguments.append(to: &body)
        body.append(text: tree.releaseID)
        body.append(number: hosts)
        body.append(number: inputs.files.count)
        for (path, stamp) in inputs.files {
            body.append(text: path)
            stamp.digest.append(to: &body)
        }
        let release = "releases/\(tree.releaseID)/"
        var paths = (tree.files.map(\.path) + tree.kept.map(\.path) + [tree.manifest.path]).map { release + $0 }
        paths += tree.runtime.map(\.path)
        let stored = tree.stored.map { ($0.folder, $0.name) } + tree.keptStored.map { ($0.folder, $0.name) }
        if stored.count <= Self.mostStoredLookedAt {
            paths += stored.map { StoredFile.path(of: $1.hexadecimal[...], in: $0) }
        } else {
            paths += Set(stored.map { "\($0)/\(String(decoding: $1.hexadecimal[..<2], as: UTF8.self))" }).sorted()
        }
        body.append(number: paths.count)
        for path in paths {
            body.append(text: path)
            FileStamp(path, in: directory).digest.append(to: &body)
        }
        try Self.inputs.write(body, to: directory)
    }
}
