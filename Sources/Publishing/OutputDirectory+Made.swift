import Digests
import OutputTree
import Threads

extension OutputDirectory {
    /// What need not be made again.
    ///
    /// - Parameter context: of all that is the same for every file: with another one nothing is of use.
    public func earlierBuild(in context: Digest) -> EarlierBuild {
        // A build that was cut off may have left files that are not what their names say.
        guard !directory.exists(Self.unfinished), let record = MadeRecord(in: directory), record.context == context,
            let release = try? currentRelease()
        else { return .none }
        let changes = ChangesRecord(in: directory, of: release).flatMap { $0.made == record.sum ? $0 : nil }
        guard changes != nil || record.release == release,
            let folder = try? directory.directory("releases")?.directory(release)
        else { return .none }
        var build = EarlierBuild()
        // Altered by hand, it is made again.
        for (file, stamp) in record.files where FileStamp(file.path, in: folder).digest == stamp {
            build.files[file.path] = file
        }
        for path in changes?.files ?? [] { build.files[path] = nil }
        build.stored.reserveCapacity(record.stored.reduce(0) { $0 + $1.files.count })
        for file in unaltered(record.stored, without: changes?.gone ?? []) { build.stored[file.inputs] = file }
        for file in changes?.stored ?? [] {
            let path = StoredFile.path(of: file.name.hexadecimal[...], in: file.folder)
            guard FileStamp(path, in: directory).digest == file.stamp else { continue }
            build.stored[file.inputs] = KeptStoredFile(
                folder: file.folder, name: file.name, inputs: file.inputs, stamp: file.stamp)
        }
        return build
    }

    /// Those that are as they were made: one that was altered or lost is made again.
    private func unaltered(_ stored: [MadeRecord.Folder], without gone: Set<Digest>) -> [KeptStoredFile] {
        nonisolated(unsafe) let directory = directory
        let ranges = parts(of: stored.count, least: 8)
        return concurrentMap(ranges.count) { range in
            stored[ranges[range]].flatMap { folder -> [KeptStoredFile] in
                guard let inside = Self.folder(folder, below: directory) else { return [] }
                return (0..<folder.files.count).compactMap { row in
                    let (name, stamp) = (folder.files[row, 1], folder.files[row, 2])
                    guard !gone.contains(name), FileStamp(Self.nameInFolder(name), in: inside).digest == stamp else {
                        return nil
                    }
                    return KeptStoredFile(
                        folder: folder.folder, name: name, inputs: folder.files[row, 0], stamp: stamp)
                }
            }
        }.flatMap { $0 }
    }

    private static func folder(_ folder: MadeRecord.Folder, below directory: Directory) -> Directory? {
        guard let outer = try? directory.directory(folder.folder) else { return nil }
        return try? outer.directory(folder.part)
    }

    private static func nameInFolder(_ name: Digest) -> String {
        String(decoding: name.hexadecimal[2...] + Array(".php".utf8), as: UTF8.self)
    }

    /// Notes what was made of a tree that is current now, when whatever was written is settled.
    ///
    /// - Parameters:
    ///   - lines: of each host, as `UnalteredRelease.lines`; empty: they are of no use to the next build.
    ///   - footprints: of the same hosts.
    /// - Throws: `PublishingError`; the release serves all the same.
    public func remember(
        _ tree: OutputTree, in context: Digest, lines: [(all: Digest, fixed: Digest)], _ footprints: Footprints
    ) throws(PublishingError) {
        guard let folder = try directory.directory("releases")?.directory(tree.releaseID) else { return }
        var record = MadeRecord(context: context, release: tree.releaseID)
        record.files = tree.keepable.map { ($0, FileStamp($0.path, in: folder).digest) }
        record.stored = byFolder(tree)
        try ChangesRecord.remove(from: directory)
        let made = try record.write(to: directory)
        let sum = try LinesRecord.write(lines, of: tree.releaseID, in: context, made: made, to: directory)
        if !lines.isEmpty { try FootprintsRecord.write(footprints, of: sum, to: directory) }
    }

    private func byFolder(_ tree: OutputTree) -> [MadeRecord.Folder] {
        nonisolated(unsafe) let directory = directory
        var folders: [String: [MadeRecord.Folder]] = [:]
        func append(_ folder: String, _ inputs: Digest, _ name: Digest, _ stamp: Digest) {
            folders[folder, default: Self.partNames.map { MadeRecord.Folder(folder: folder, part: $0) }][
                Self.part(of: name)
            ]
            .files.append([inputs, name, stamp])
        }
        let new = tree.stored.filter { $0.file.inputs != nil }
        let ranges = parts(of: new.count, least: 2000)
        let stamps = concurrentMap(ranges.count) { part in
            new[ranges[part]].map { FileStamp($0.file.path, in: directory).digest }
        }.flatMap { $0 }
        for (file, stamp) in zip(new, stamps) {
            guard let inputs = file.file.inputs else { continue }
            append(file.folder, inputs, file.name, stamp)
        }
        for file in tree.keptStored { append(file.folder, file.inputs, file.name, file.stamp) }
        return folders.sorted { $0.key < $1.key }.flatMap { $0.value.filter { $0.files.count > 0 } }
    }

    /// The directories in which stored files of a kind are.
    private static let partNames = (0..<256).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }

    static func part(of name: Digest) -> Int { Int(name.high >> 56) }
}
