import Digests
import OutputTree

/// What a release's files are, held against its manifest.
public struct Inspection: Sendable {
    public enum Damage: String, Sendable {
        case missing, altered
        case closed = "not readable by everybody"
        case foreign = "not of this release"
    }

    /// Sorted by path, which is relative to the output directory.
    public private(set) var damage: [(path: String, what: Damage)] = []

    /// - Parameter reading: all bytes are compared; otherwise sizes are.
    public init(of release: String, in output: OutputDirectory, reading: Bool) throws(PublishingError) {
        let prefix = "releases/\(release)"
        guard let folder = try output.directory.directory("releases")?.directory(release) else {
            damage = [(prefix, .missing)]
            return
        }
        guard let manifest = try? Manifest(of: folder) else {
            damage = [("\(prefix)/manifest.json", folder.exists("manifest.json") ? .altered : .missing)]
            return
        }
        for entry in manifest.entries {
            if let what = try Self.damage(of: entry, below: folder, reading: reading) {
                damage.append(("\(prefix)/\(entry.path)", what))
            }
        }
        if reading {
            let known = Set(manifest.entries.map(\.path) + ["manifest.json"])
            for path in try Self.paths(below: folder) where !known.contains(path) {
                damage.append(("\(prefix)/\(path)", .foreign))
            }
        }
        damage.sort { $0.path < $1.path }
    }

    private static func damage(
        of entry: Manifest.Entry, below folder: Directory, reading: Bool
    ) throws(PublishingError) -> Damage? {
        guard let (inside, name) = try Plan.parent(of: entry.path, below: folder), let size = inside.size(of: name)
        else { return .missing }
        guard size == entry.size else { return .altered }
        guard inside.isFile(name, size: size) else { return .closed }
        guard reading else { return nil }
        let digest = inside.contents(of: name).map { String(decoding: SHA256.hexadecimal($0), as: UTF8.self) }
        return digest == entry.digest ? nil : .altered
    }

    private static func paths(below folder: Directory) throws(PublishingError) -> [String] {
        var paths: [String] = []
        for name in try folder.names() {
            if folder.size(of: name) == nil, let inside = try? folder.directory(name) {
                paths += try Self.paths(below: inside).map { "\(name)/\($0)" }
            } else {
                paths.append(name)
            }
        }
        return paths
    }
}

extension OutputDirectory {
    /// Stored files, by path, that are missing or, if they are read, not what they are named after.
    public func damage(
        ofStored paths: some Sequence<String>, reading: Bool
    ) throws(PublishingError) -> [(path: String, what: Inspection.Damage)] {
        var damage: [(path: String, what: Inspection.Damage)] = []
        for path in paths.sorted() {
            guard let (inside, name) = try Plan.parent(of: path, below: directory), inside.size(of: name) != nil else {
                damage.append((path, .missing))
                continue
            }
            guard reading else { continue }
            let name32 = path.split(separator: "/").dropFirst().joined().prefix(32)
            let reference = inside.contents(of: name).map { String(decoding: SHA256.reference($0), as: UTF8.self) }
            if reference != String(name32) { damage.append((path, .altered)) }
        }
        return damage
    }

    /// Whether the last build was cut off.
    public var isUnfinished: Bool { directory.exists(Self.unfinished) }

    /// The bytes of a file; nil if it cannot be read.
    ///
    /// - Parameter path: relative to the output directory.
    public func contents(of path: String) -> [UInt8]? {
        guard let (inside, name) = try? Plan.parent(of: path, below: directory) else { return nil }
        return inside.contents(of: name)
    }
}
