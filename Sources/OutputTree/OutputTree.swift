/// The files of one release, still in memory.
///
/// Takes what the targets made; gives paths, bytes and who may read them, and the release's id, which is a digest of all of it.
/// Knows nothing of registries and never touches a disk.
public struct OutputTree: Sendable {
    /// Below `releases/ID/`, sorted by path.
    public let files: [OutputFile]
    /// Below the output directory, named by their content and shared by releases; sorted by path.
    public let stored: [OutputFile]
    /// Below the output directory at paths that never change, in the order in which they must be replaced.
    public let runtime: [OutputFile]
    /// `manifest.json`, which names every file of the release.
    public let manifest: OutputFile
    /// 32 lower-case hex digits.
    public let releaseID: String

    public init(files: [OutputFile], stored: [OutputFile], runtime: [OutputFile]) {
        self.files = files.sorted { $0.path < $1.path }
        // The same content may have been made for two hosts.
        var paths: Set<String> = []
        self.stored = stored.filter { paths.insert($0.path).inserted }.sorted { $0.path < $1.path }
        self.runtime = runtime
        let listed = Self.listing(self.files)
        let counts = "  \"stored_files\": \(self.stored.count),\n  \"files\": [\n\(listed)\n  ]\n}\n"
        releaseID = String(decoding: SHA256.reference(Array(counts.utf8)), as: UTF8.self)
        manifest = OutputFile(
            path: "manifest.json", bytes: Array("{\n  \"schema\": 1,\n  \"release\": \"\(releaseID)\",\n\(counts)".utf8)
        )
    }

    /// One line a file; paths are ASCII without quotes.
    private static func listing(_ files: [OutputFile]) -> String {
        files.map { file in
            let digest = String(decoding: SHA256.hexadecimal(file.bytes), as: UTF8.self)
            return "    {\"path\": \"\(file.path)\", \"size\": \(file.bytes.count), \"sha256\": \"\(digest)\"}"
        }.joined(separator: ",\n")
    }
}

/// One file.
public struct OutputFile: Sendable {
    public enum Access: Sendable, Hashable {
        case everyone
        /// The owner and a group, by name.
        case group([UInt8])
    }

    public var path: String
    public var bytes: [UInt8]
    public var access: Access
    /// Cron refuses files with more than one hard link, and reads one again only if its time of change is new.
    public var needsFreshCopy: Bool

    public init(path: String, bytes: [UInt8], access: Access = .everyone, needsFreshCopy: Bool = false) {
        precondition(
            !path.isEmpty && !path.utf8.contains { $0 < 0x21 || $0 > 0x7E || $0 == 0x22 || $0 == 0x5C }, "a plain path")
        self.path = path
        self.bytes = bytes
        self.access = access
        self.needsFreshCopy = needsFreshCopy
    }
}

/// A file named by its content.
public struct StoredFile: Sendable {
    /// 32 lower-case hex digits.
    public let reference: [UInt8]
    public let file: OutputFile

    /// `FOLDER/ab/cdef….php`
    public init(in folder: String, bytes: [UInt8], access: OutputFile.Access = .everyone) {
        reference = SHA256.reference(bytes)
        file = OutputFile(path: Self.path(of: reference[...], in: folder), bytes: bytes, access: access)
    }

    public static func path(of reference: ArraySlice<UInt8>, in folder: String) -> String {
        let digits = String(decoding: reference, as: UTF8.self)
        return "\(folder)/\(digits.prefix(2))/\(digits.dropFirst(2)).php"
    }
}
