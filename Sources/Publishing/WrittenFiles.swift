import CLinux
import Digests
import Glibc
import Threads

/// Files of the output directory, or directories that hold them, with what their file system said of them.
///
/// They are noted by the directories that they are in, which are opened once for all of theirs, and looked at by as many threads as
/// there are processors.
struct WrittenFiles {
    private struct Folder {
        /// From the output directory.
        let path: String
        /// Each ended by a NUL, as system calls want it.
        let names: ArraySlice<UInt8>

        init(path: String, names: ArraySlice<UInt8>) { (self.path, self.names) = (path, names) }

        /// - Parameter paths: from the output directory, as that of the folder is.
        init(path: String, of paths: [String]) {
            let start = path == "." ? 0 : path.utf8.count + 1
            (self.path, names) = (path, paths.flatMap { $0.utf8.dropFirst(start) + [0] }[...])
        }

        /// Nil if a file is lost.
        func stamp(in output: Directory) -> Digest? {
            let folder = linux_directory(output.descriptor, path)
            defer { if folder >= 0 { close(folder) } }
            return FileStamp(names: names, in: folder)?.digest
        }
    }

    /// So few are reached by their whole paths: to open a directory takes longer.
    private static let few = 3
    /// Bytes of names; to look at fewer is done before another thread has begun.
    private static let many = 8192

    private var noted: [(folder: Folder, stamp: Digest)] = []

    /// Looks at files as they are now.
    ///
    /// - Parameter paths: from the output directory.
    /// - Returns: nil if one of them is lost.
    init?(_ paths: [String], in output: Directory) {
        var single: [String] = []
        var folders: [Folder] = []
        let inFolders = Dictionary(grouping: paths) { $0[..<($0.utf8.lastIndex(of: 0x2F) ?? $0.startIndex)] }
        for (folder, paths) in inFolders.sorted(by: { $0.key < $1.key }) {
            if folder.isEmpty || paths.count <= Self.few {
                single += paths
            } else {
                folders.append(Folder(path: String(folder), of: paths))
            }
        }
        folders.append(Folder(path: ".", of: single))
        for folder in folders {
            guard let stamp = folder.stamp(in: output) else { return nil }
            noted.append((folder, stamp))
        }
    }

    /// Whether each is as it was.
    func areUnaltered(in output: Directory) -> Bool {
        let isSame = { @Sendable (index: Int) in noted[index].folder.stamp(in: output) == noted[index].stamp }
        guard noted.reduce(0, { $0 + $1.folder.names.count }) >= Self.many else {
            return noted.indices.allSatisfy(isSame)
        }
        return concurrentMap(noted.count, isSame).allSatisfy { $0 }
    }

    var paths: [String] {
        noted.flatMap { folder, _ in
            let start = folder.path == "." ? "" : "\(folder.path)/"
            return folder.names.split(separator: 0).map { start + String(decoding: $0, as: UTF8.self) }
        }
    }

    // MARK: In a record

    /// Nil: these are not all that is said of them.
    init?(_ record: inout RecordReading) {
        guard let count = record.count() else { return nil }
        for _ in 0..<count {
            guard let path = record.text(), let size = record.number(), let names = record.bytes(size),
                names.isEmpty || names.last == 0, let stamp = record.digest()
            else { return nil }
            noted.append((Folder(path: path, names: names), stamp))
        }
    }

    func append(to record: inout [UInt8]) {
        record.append(number: noted.count)
        for (folder, stamp) in noted {
            record.append(text: folder.path)
            record.append(number: folder.names.count)
            record += folder.names
            stamp.append(to: &record)
        }
    }
}
