import Digests
import OutputTree
import Threads

extension OutputDirectory {
    /// What the last build made, and from what.
    private static let made = RecordFile(name: ".made", kind: "vmoodle-gen made 1")

    /// What need not be made again.
    ///
    /// - Parameter context: of all that is the same for every file: with another one nothing is of use.
    public func earlierBuild(in context: Digest) -> EarlierBuild {
        // A build that was cut off may have left files that are not what their names say.
        guard !directory.exists(Self.unfinished), var record = Self.made.read(from: directory),
            record.digest() == context, let release = record.text(), (try? currentRelease()) == release,
            let folder = try? directory.directory("releases")?.directory(release)
        else { return .none }
        return Self.earlierBuild(&record, in: directory, release: folder) ?? .none
    }

    private static func earlierBuild(
        _ record: inout RecordReading, in directory: Directory, release: Directory
    ) -> EarlierBuild? {
        var build = EarlierBuild()
        guard let files = record.number() else { return nil }
        for _ in 0..<files {
            guard let path = record.text(), let size = record.number(), let sha256 = record.text(),
                let inputs = record.digest(), let stamp = record.digest()
            else { return nil }
            // Altered by hand, it is made again.
            guard FileStamp(path, in: release).digest == stamp else { continue }
            build.files[path] = KeptFile(path: path, size: size, sha256: sha256, inputs: inputs)
        }
        guard let folders = record.number() else { return nil }
        var stored: [(folder: String, files: [KeptStoredFile])] = []
        for _ in 0..<folders {
            guard let folder = record.text(), let part = record.text(), let count = record.number(), count >= 0,
                count <= record.left / 48
            else { return nil }
            var files: [KeptStoredFile] = []
            files.reserveCapacity(count)
            for _ in 0..<count {
                guard let inputs = record.digest(), let name = record.digest(), let stamp = record.digest() else {
                    return nil
                }
                files.append(KeptStoredFile(folder: folder, name: name, inputs: inputs, stamp: stamp))
            }
            stored.append(("\(folder)/\(part)", files))
        }
        guard record.isAtEnd else { return nil }
        build.stored.reserveCapacity(stored.reduce(0) { $0 + $1.files.count })
        for file in unaltered(stored, below: directory) { build.stored[file.inputs] = file }
        return build
    }

    /// Those that are as they were made: one that was altered or lost is made again.
    private static func unaltered(
        _ stored: [(folder: String, files: [KeptStoredFile])], below directory: Directory
    ) -> [KeptStoredFile] {
        let ranges = parts(of: stored.count, least: 8)
        return concurrentMap(ranges.count) { range in
            stored[ranges[range]].flatMap { path, files -> [KeptStoredFile] in
                guard let inside = Self.folder(path, below: directory) else { return [] }
                return files.filter { FileStamp(Self.nameInFolder($0.name), in: inside).digest == $0.stamp }
            }
        }.flatMap { $0 }
    }

    private static func folder(_ path: String, below directory: Directory) -> Directory? {
        var inside: Directory? = directory
        for part in path.split(separator: "/") { inside = (try? inside?.directory(String(part))) ?? nil }
        return inside
    }

    private static func nameInFolder(_ name: Digest) -> String {
        String(decoding: name.hexadecimal[2...] + Array(".php".utf8), as: UTF8.self)
    }

    /// Notes what was made of a tree that is current now, when whatever was written is settled.
    ///
    /// - Throws: `PublishingError`; the release serves all the same.
    public func remember(_ tree: OutputTree, in context: Digest) throws(PublishingError) {
        guard let folder = try directory.directory("releases")?.directory(tree.releaseID) else { return }
        var body: [UInt8] = []
        context.append(to: &body)
        body.append(text: tree.releaseID)
        let files = tree.keepable
        body.append(number: files.count)
        for file in files {
            body.append(text: file.path)
            body.append(number: file.size)
            body.append(text: file.sha256)
            file.inputs.append(to: &body)
            FileStamp(file.path, in: folder).digest.append(to: &body)
        }
        let stored = Self.byFolder(tree, in: directory)
        body.append(number: stored.count)
        for (folder, part, files) in stored {
            body.append(text: folder)
            body.append(text: part)
            body.append(number: files.count)
            for file in files {
                for digest in [file.inputs, file.name, file.stamp] { digest.append(to: &body) }
            }
        }
        try Self.made.write(body, to: directory)
    }

    /// Stored files by the directory that they are in.
    private static func byFolder(
        _ tree: OutputTree, in directory: Directory
    ) -> [(folder: String, part: String, files: [KeptStoredFile])] {
        var folders: [String: [[KeptStoredFile]]] = [:]
        func append(_ file: KeptStoredFile) {
            folders[file.folder, default: [[KeptStoredFile]](repeating: [], count: 256)][Int(file.name.high >> 56)]
                .append(file)
        }
        let new = tree.stored.filter { $0.file.inputs != nil }
        let ranges = parts(of: new.count, least: 2000)
        let stamps = concurrentMap(ranges.count) { part in
            new[ranges[part]].map { FileStamp($0.file.path, in: directory).digest }
        }.flatMap { $0 }
        for (file, stamp) in zip(new, stamps) {
            guard let inputs = file.file.inputs else { continue }
            append(KeptStoredFile(folder: file.folder, name: file.name, inputs: inputs, stamp: stamp))
        }
        for file in tree.keptStored { append(file) }
        return folders.sorted { $0.key < $1.key }.flatMap { folder, parts in
            parts.enumerated().compactMap { part, files in
                let digits = String(part, radix: 16)
                return files.isEmpty ? nil : (folder, (part < 16 ? "0" : "") + digits, files)
            }
        }
    }
}
