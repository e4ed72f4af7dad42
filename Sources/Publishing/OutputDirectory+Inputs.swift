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

/// What the last build read and wrote, with what file systems said of it: `.inputs` in the output directory.
struct InputsRecord {
    private static let file = RecordFile(name: ".inputs", kind: "vmoodle-gen inputs 2")

    var arguments: Digest
    /// Which was current then.
    var release: String
    var hosts: Int
    var inputs: [(path: String, stamp: Digest)]
    var outputs: WrittenFiles

    /// Nil if there is none that is whole.
    init?(in directory: Directory) {
        guard var record = Self.file.read(from: directory), let arguments = record.digest(),
            let release = record.text(),
            let hosts = record.number(), let count = record.count()
        else { return nil }
        var inputs: [(path: String, stamp: Digest)] = []
        for _ in 0..<count {
            guard let path = record.text(), let stamp = record.digest() else { return nil }
            inputs.append((path, stamp))
        }
        guard let outputs = WrittenFiles(&record), record.isAtEnd else { return nil }
        (self.arguments, self.release, self.hosts, self.inputs, self.outputs) = (
            arguments, release, hosts, inputs, outputs
        )
    }

    /// Notes a build, unless something that it wrote is lost already: the next one is to look for it.
    ///
    /// - Parameter outputs: paths, which are looked at now.
    static func write(
        _ inputs: BuildInputs, release: String, hosts: Int, outputs: [String], to directory: Directory
    ) throws(PublishingError) {
        guard let outputs = WrittenFiles(outputs, in: directory) else {
            return try remove(from: directory)
        }
        try Self(inputs, release: release, hosts: hosts, outputs).write(to: directory)
    }

    private init(_ inputs: BuildInputs, release: String, hosts: Int, _ outputs: WrittenFiles) {
        (arguments, self.release, self.hosts, self.outputs) = (inputs.arguments, release, hosts, outputs)
        self.inputs = inputs.files.map { ($0.path, $0.stamp.digest) }
    }

    private func write(to directory: Directory) throws(PublishingError) {
        var body = Self.file.begin(160 * inputs.count)
        arguments.append(to: &body)
        body.append(text: release)
        body.append(number: hosts)
        body.append(number: inputs.count)
        for (path, stamp) in inputs {
            body.append(text: path)
            stamp.append(to: &body)
        }
        outputs.append(to: &body)
        try Self.file.write(body, to: directory)
    }

    static func remove(from directory: Directory) throws(PublishingError) { try directory.removeWritten(file.name) }

    /// Whether its release serves and all that was written is as that build left it.
    func isCurrent(in output: OutputDirectory) -> Bool {
        !output.directory.exists(OutputDirectory.unfinished) && (try? output.currentRelease()) == release
            && History(output.directory).lines.last?.release == release
            && outputs.areUnaltered(in: output.directory)
    }
}

extension OutputDirectory {
    /// Of more stored files only the directories are looked at, which show that one came or went, and not that one was altered.
    static let mostStoredLookedAt = 4096

    /// What a build found that would now read and write what the last one did.
    public struct Unchanged: Sendable {
        public let release: String
        public let hosts: Int
    }

    /// Whether all that the last build read and wrote is as that build left it; nil: that is not known.
    public func unchanged(since arguments: Digest) -> Unchanged? {
        guard let record = InputsRecord(in: directory), record.arguments == arguments,
            record.inputs.allSatisfy({ FileStamp(path: $0.path)?.digest == $0.stamp }), record.isCurrent(in: self)
        else { return nil }
        return Unchanged(release: record.release, hosts: record.hosts)
    }

    /// Notes what a build read, and what now lies there, when whatever was written is settled.
    ///
    /// - Parameter isWhole: whether nothing is known to be lost.
    /// - Throws: `PublishingError`; the release serves all the same.
    public func remember(
        _ inputs: BuildInputs, of tree: OutputTree, hosts: Int, isWhole: Bool
    ) throws(PublishingError) {
        guard isWhole else { return try InputsRecord.remove(from: directory) }
        let release = "releases/\(tree.releaseID)/"
        var paths = (tree.files.map(\.path) + tree.kept.map(\.path) + [tree.manifest.path]).map { release + $0 }
        paths += tree.runtime.map(\.path)
        let stored = tree.stored.map { ($0.folder, $0.name) } + tree.keptStored.map { ($0.folder, $0.name) }
        if stored.count <= Self.mostStoredLookedAt {
            paths += stored.map { StoredFile.path(of: $1.hexadecimal[...], in: $0) }
        } else {
            paths += Set(stored.map { "\($0)/\(String(decoding: $1.hexadecimal[..<2], as: UTF8.self))" }).sorted()
        }
        try InputsRecord.write(inputs, release: tree.releaseID, hosts: hosts, outputs: paths, to: directory)
    }
}
