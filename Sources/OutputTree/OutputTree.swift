import Digests
import Threads

/// The files of one release, still in memory.
///
/// Takes what the targets made; gives paths, bytes and who may read them, and the release's id, which is a digest of all of it.
/// Knows nothing of registries and never touches a disk.
public struct OutputTree: Sendable {
    /// Below `releases/ID/`, sorted by path.
    public let files: [OutputFile]
    /// SHA-256 of each.
    private let sums: [String]
    /// Below the output directory, named by their content and shared by releases; sorted by path.
    public let stored: [StoredFile]
    /// Of the release, as an earlier build made them; sorted by path.
    public let kept: [KeptFile]
    /// Stored by an earlier build.
    public let keptStored: [KeptStoredFile]
    /// How many stored files the release needs, with those that are neither made nor looked at.
    private let storedFiles: Int
    /// Below the output directory at paths that never change, in the order in which they must be replaced.
    public let runtime: [OutputFile]
    /// `manifest.json`, which names every file of the release.
    public let manifest: OutputFile
    /// 32 lower-case hex digits.
    public let releaseID: String

    public init(
        files: [OutputFile], stored: [StoredFile], runtime: [OutputFile], kept: [KeptFile] = [],
        keptStored: [KeptStoredFile] = []
    ) {
        self.files = files.sorted { $0.path < $1.path }
        self.kept = kept.sorted { $0.path < $1.path }
        self.stored = Self.sorted(stored, beside: keptStored)
        self.keptStored = keptStored
        self.runtime = runtime
        storedFiles = self.stored.count + Set(keptStored.map(\.name)).count
        sums = Self.sums(of: self.files)
        (releaseID, manifest) = Self.manifest(of: self.files, sums, self.kept, storedFiles: storedFiles)
    }

    /// A release that differs from another in few files, and needs as many stored ones.
    ///
    /// - Parameters:
    ///   - files: those of its own, each in the place of one of the other's.
    ///   - stored: those that are new.
    ///   - former: the other's.
    public init(
        replacing files: [OutputFile], stored: [StoredFile], in former: [KeptFile], storedFiles: Int,
        runtime: [OutputFile]
    ) {
        let replaced = Set(files.map(\.path))
        self.files = files.sorted { $0.path < $1.path }
        kept = former.filter { !replaced.contains($0.path) }
        self.stored = Self.sorted(stored)
        keptStored = []
        self.runtime = runtime
        self.storedFiles = storedFiles
        sums = Self.sums(of: self.files)
        (releaseID, manifest) = Self.manifest(of: self.files, sums, kept, storedFiles: storedFiles)
    }

    /// By path, and each once: the same content may have been made for two hosts.
    ///
    /// - Parameter kept: those that are there already.
    private static func sorted(_ files: [StoredFile], beside kept: [KeptStoredFile] = []) -> [StoredFile] {
        let kept = Set(kept.map(\.name))
        var last: StoredFile?
        // A path is folder and name.
        return files.sorted { ($0.folder, $0.name) < ($1.folder, $1.name) }.filter { file in
            defer { last = file }
            return !(file.name == last?.name && file.folder == last?.folder) && !kept.contains(file.name)
        }
    }

    /// SHA-256 of each, as 64 lower-case hex digits.
    private static func sums(of files: [OutputFile]) -> [String] {
        let ranges = parts(of: files.count, least: 32)
        return concurrentMap(ranges.count) { part in files[ranges[part]].map(\.sha256) }.flatMap { $0 }
    }

    private static func manifest(
        of files: [OutputFile], _ sums: [String], _ kept: [KeptFile], storedFiles: Int
    ) -> (id: String, file: OutputFile) {
        let listing = listing(files, sums, kept)
        let counts = "  \"stored_files\": \(storedFiles),\n  \"files\": [\n\(listing)\n  ]\n}\n"
        let id = String(decoding: SHA256.reference(Array(counts.utf8)), as: UTF8.self)
        let bytes = Array("{\n  \"schema\": 1,\n  \"release\": \"\(id)\",\n\(counts)".utf8)
        return (id, OutputFile(path: "manifest.json", bytes: bytes))
    }

    /// How many files there are beside the manifest.
    public var count: Int { files.count + kept.count + storedFiles + runtime.count }

    /// Files that the next build may keep.
    public var keepable: [KeptFile] {
        // What only some may read, or has to be new, is made each time.
        let made = zip(files, sums).filter { $0.0.inputs != nil && $0.0.access == .everyone && !$0.0.needsFreshCopy }
        return made.map { KeptFile(path: $0.path, size: $0.size, sha256: $1, inputs: $0.inputs) } + kept
    }

    /// Whether any of it was made that could have been kept.
    public var isPartlyNew: Bool {
        files.contains { $0.inputs != nil } || stored.contains { $0.file.inputs != nil }
    }

    /// One line a file; paths are ASCII without quotes.
    private static func listing(_ files: [OutputFile], _ sums: [String], _ kept: [KeptFile]) -> String {
        var entries = zip(files, sums).map { ($0.path, $0.size, $1) }
        entries += kept.map { ($0.path, $0.size, $0.sha256) }
        if !kept.isEmpty { entries.sort { $0.0 < $1.0 } }
        return entries.map { path, size, digest in
            "    {\"path\": \"\(path)\", \"size\": \(size), \"sha256\": \"\(digest)\"}"
        }.joined(separator: ",\n")
    }
}
