import HostTable
import OutputTree
import Publishing

/// The hosts of a release, as its two tables have them.
struct ReleaseHosts {
    typealias Damage = HostTableReader.Damage

    let keys: HostTableReader
    let ids: HostTableReader

    /// - Parameter bytes: of a file of the release, or of a stored one, by its path.
    init(file: (String) -> [UInt8]?, stored: @escaping @Sendable (String) -> [UInt8]?) throws {
        func reader(_ name: String) throws -> HostTableReader {
            guard let root = file(name) else { throw Damage("'\(name)' cannot be read") }
            return try HostTableReader(root: root) { reference in
                let path = StoredFile.path(of: reference, in: "shards")
                guard let bytes = stored(path) else { throw Damage("'\(path)' cannot be read") }
                return bytes
            }
        }
        keys = try reader("hosts.php")
        ids = try reader("ids.php")
    }

    /// Those of a release in an output directory.
    init(_ release: String, in output: OutputDirectory) throws {
        try self.init(
            file: { output.contents(of: "releases/\(release)/\($0)") }, stored: { output.contents(of: $0) })
    }

    /// Those of a release that is not written yet, but for what was before.
    ///
    /// - Parameter former: the release that its other files are of.
    init(_ tree: OutputTree, over former: String, in output: OutputDirectory) throws {
        let shards = Dictionary(
            tree.stored.lazy.filter { $0.folder == "shards" }.map { ($0.file.path, $0.file.bytes) },
            uniquingKeysWith: { first, _ in first })
        try self.init(
            file: { path in
                tree.files.first { $0.path == path }?.bytes ?? output.contents(of: "releases/\(former)/\(path)")
            },
            stored: { shards[$0] ?? output.contents(of: $0) })
    }

    /// How many hosts there are; the row for commands that name none is not one.
    var count: Int {
        get throws { try ids.count - (ids.record(of: Self.commands) == nil ? 0 : 1) }
    }

    static let commands = Array("-".utf8)

    /// The paths of all stored files that the release needs.
    ///
    /// - Parameter other: nil, or a release whose shards' files need not be named, with those that they name.
    func storedFiles(beside other: ReleaseHosts? = nil) throws -> [String] {
        var fragments: Set<String> = []
        var shards: [ArraySlice<UInt8>] = []
        for (table, former) in [(keys, other?.keys), (ids, other?.ids)] {
            let shared = Set(former?.references ?? [])
            shards += table.references.filter { !shared.contains($0) }
            for entry in try former.map(table.entries(beside:)) ?? table.entries() {
                guard let record = HostRecord(entry.record) else { throw Damage("a row of the table is no record") }
                if record.status != .redirect, !record.payload.isEmpty {
                    fragments.insert(StoredFile.path(of: record.payload[...], in: "fragments"))
                }
            }
        }
        return fragments.union(shards.map { StoredFile.path(of: $0, in: "shards") }).sorted()
    }
}
