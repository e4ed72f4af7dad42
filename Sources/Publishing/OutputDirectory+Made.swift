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
        for (file, stamp) in record.files where FileStamp(file.path, in: folder)?.digest == stamp {
            build.files[file.path] = file
        }
        for path in changes?.files ?? [] { build.files[path] = nil }
        build.stored.reserveCapacity(record.stored.reduce(0) { $0 + $1.files.count })
        for file in unaltered(record.stored, without: changes?.gone ?? []) { build.stored[file.inputs] = file }
        for file in changes?.stored ?? [] {
            let path = StoredFile.path(of: file.name.hexadecimal[...], in: file.folder)
            guard FileStamp(path, in: directory)?.digest == file.stamp else { continue }
            build.stored[file.inputs] = KeptStoredFile(
                folder: file.folder, name: file.name, inputs: file.inputs, stamp: file.stamp)
        }
        return build
    }

    /// Those that are as they were made: one that was altered or lost is made again.
    private func unaltered(_ stored: [MadeRecord.Folder], without gone: Set<Digest>) -> [KeptStoredFile] {
        let ranges = parts(of: stored.count, least: 8)
        return concurrentMap(ranges.count) { range in
            stored[ranges[range]].flatMap { folder -> [KeptStoredFile] in
                guard let inside = Self.folder(folder.folder, folder.part, below: directory) else { return [] }
                return (0..<folder.files.count).compactMap { row in
                    let (name, stamp) = (folder.files[row, 1], folder.files[row, 2])
                    guard !gone.contains(name), FileStamp(Self.nameInFolder(name), in: inside)?.digest == stamp
                    else { return nil }
                    return KeptStoredFile(
                        folder: folder.folder, name: name, inputs: folder.files[row, 0], stamp: stamp)
                }
            }
        }.flatMap { $0 }
    }

    private static func folder(_ folder: String, _ part: String, below directory: Directory) -> Directory? {
        guard let outer = try? directory.directory(folder) else { return nil }
        return try? outer.directory(part)
    }

    private static func nameInFolder(_ name: Digest) -> String {
        name.withHexadecimal { String(decoding: UnsafeBufferPointer(rebasing: $0[2...]), as: UTF8.self) } + ".php"
    }

    /// Notes what was made of a tree that is current now, when whatever was written is settled.
    ///
    /// - Parameters:
    ///   - lines: of each host, as `UnalteredRelease.lines`; empty: they are of no use to the next build.
    ///   - footprints: of the same hosts.
    /// - Returns: whether all of it is there: what was lost since it was written, as by a hook, the next build has to look for.
    /// - Throws: `PublishingError`; the release serves all the same.
    public func remember(
        _ tree: OutputTree, in context: Digest, lines: [(all: Digest, fixed: Digest)], _ footprints: Footprints
    ) throws(PublishingError) -> Bool {
        guard let folder = try directory.directory("releases")?.directory(tree.releaseID) else { return false }
        var record = MadeRecord(context: context, release: tree.releaseID)
        record.files = tree.keepable.compactMap { file in
            FileStamp(file.path, in: folder).map { (file, $0.digest) }
        }
        record.stored = byFolder(tree)
        let known = tree.stored.count { $0.file.inputs != nil } + tree.keptStored.count
        let isWhole =
            record.files.count == tree.keepable.count && record.stored.reduce(0) { $0 + $1.files.count } == known
        let lines = isWhole ? lines : []
        try ChangesRecord.remove(from: directory)
        let made = try record.write(to: directory)
        let sum = try LinesRecord.write(lines, of: tree.releaseID, in: context, made: made, to: directory)
        if !lines.isEmpty { try FootprintsRecord.write(footprints, of: sum, to: directory) }
        return isWhole
    }

    private func byFolder(_ tree: OutputTree) -> [MadeRecord.Folder] {
        var folders: [String: [MadeRecord.Folder]] = [:]
        func append(_ part: Int, of folder: String, _ add: (inout DigestRows) -> Void) {
            let none = { Self.partNames.map { MadeRecord.Folder(folder: folder, part: $0) } }
            add(&folders[folder, default: none()][part].files)
        }
        let ranges = parts(of: tree.stored.count, least: 2000)
        let new = concurrentMap(ranges.count) { Self.byFolder(tree.stored[ranges[$0]], in: directory) }
        for (folder, part, rows) in new.joined() { append(part, of: folder) { $0.append(rows) } }
        for file in tree.keptStored {
            append(Self.part(of: file.name), of: file.folder) { $0.append([file.inputs, file.name, file.stamp]) }
        }
        return folders.sorted { $0.key < $1.key }.flatMap { $0.value.filter { $0.files.count > 0 } }
    }

    /// Those of which it is known from what they were made.
    private static func byFolder(
        _ files: ArraySlice<StoredFile>, in directory: Directory
    ) -> [(folder: String, part: Int, rows: DigestRows)] {
        var made: [(folder: String, part: Int, rows: DigestRows)] = []
        var inside: Directory?
        for file in files {
            guard let inputs = file.file.inputs else { continue }
            let part = part(of: file.name)
            // Sorted by path: many in a row are in the same.
            if made.last.map({ $0.folder != file.folder || $0.part != part }) ?? true {
                made.append((file.folder, part, DigestRows(width: 3)))
                inside = Self.folder(file.folder, partNames[part], below: directory)
            }
            // Lost already, it is made again.
            guard let stamp = inside.flatMap({ FileStamp(nameInFolder(file.name), in: $0) }) else { continue }
            made[made.count - 1].rows.append([inputs, file.name, stamp.digest])
        }
        return made
    }

    /// The directories in which stored files of a kind are.
    private static let partNames = (0..<256).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }

    static func part(of name: Digest) -> Int { Int(name.high >> 56) }
}
