import Digests

/// What an earlier build made, by what it made it from: what would be made from the same again need not be made.
///
/// Only what is known to be still there unaltered is in it.
public struct EarlierBuild: Sendable {
    /// Files of the release that is current, by path.
    public var files: [String: KeptFile]
    /// Stored files by their inputs.
    public var stored: [Digest: KeptStoredFile]

    public init(files: [String: KeptFile] = [:], stored: [Digest: KeptStoredFile] = [:]) {
        self.files = files
        self.stored = stored
    }

    /// Nothing was made, or nobody knows from what.
    public static let none = EarlierBuild()

    public var isEmpty: Bool { files.isEmpty && stored.isEmpty }

    /// A file of the release that was made from these inputs.
    public func file(_ path: String, madeFrom inputs: Digest) -> KeptFile? {
        guard let file = files[path], file.inputs == inputs else { return nil }
        return file
    }

    /// A stored file that was made from these inputs.
    public func stored(in folder: String, madeFrom inputs: Digest) -> KeptStoredFile? {
        guard let file = stored[inputs], file.folder == folder else { return nil }
        return file
    }
}

/// A file of a release that is the same as in the one that is current.
public struct KeptFile: Sendable {
    public let path: String
    /// In bytes.
    public let size: Int
    /// 64 lower-case hex digits.
    public let sha256: String
    /// Nil: that is not known.
    public let inputs: Digest?
    /// As `OutputFile.needsFreshCopy`.
    public let needsFreshCopy: Bool

    public init(path: String, size: Int, sha256: String, inputs: Digest?, needsFreshCopy: Bool = false) {
        self.path = path
        self.size = size
        self.sha256 = sha256
        self.inputs = inputs
        self.needsFreshCopy = needsFreshCopy
    }

    /// Whether these are its bytes.
    public func isMade(of bytes: [UInt8]) -> Bool { SHA256.hexadecimal(bytes).elementsEqual(sha256.utf8) }
}

/// A file named by its content that is there already.
public struct KeptStoredFile: Sendable {
    public let folder: String
    public let name: Digest
    public let inputs: Digest
    /// Of what the file system says of it.
    public let stamp: Digest

    public init(folder: String, name: Digest, inputs: Digest, stamp: Digest) {
        self.folder = folder
        self.name = name
        self.inputs = inputs
        self.stamp = stamp
    }
}
