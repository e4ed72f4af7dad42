import Glibc
import OutputTree

/// A release in an output directory.
public struct Release: Sendable {
    /// 32 lower-case hex digits.
    public let id: String
    /// Seconds since 1970 when it became current the last time; nil: never, or before that was noted.
    public let activated: Int?
    public let isCurrent: Bool
    /// Of its own, without what is stored for several releases.
    public let files: Int
    public let bytes: Int
}

extension OutputDirectory {
    /// Whether it is the name of a release.
    static func isRelease(_ name: some Collection<UInt8>) -> Bool {
        name.count == 32 && name.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }

    /// All releases: the current one, then the others, by when they were current or else were made, the latest first.
    public func releases() throws(PublishingError) -> [Release] {
        guard let folder = try directory.directory("releases") else { return [] }
        let (current, history) = (try currentRelease(), History(directory))
        var dated: [(time: (seconds: Int, number: Int), release: Release)] = []
        for name in try folder.names() where Self.isRelease(Array(name.utf8)) {
            guard let inside = try folder.directory(name) else { continue }
            var status = stat()
            guard fstat(inside.descriptor, &status) == 0 else { throw .system("cannot look at '\(inside.path)'") }
            // One that is damaged is listed, too: it can be removed.
            let entries = (try? Manifest(of: inside).entries) ?? []
            let activated = history.last(of: name)
            let release = Release(
                id: name, activated: activated?.seconds, isCurrent: name == current, files: entries.count + 1,
                bytes: entries.reduce(0) { $0 + $1.size } + (inside.size(of: "manifest.json") ?? 0))
            // Several may be of one second.
            dated.append((activated ?? (Int(status.st_mtim.tv_sec), .max), release))
        }
        return dated.sorted { a, b in
            if a.release.isCurrent != b.release.isCurrent { return a.release.isCurrent }
            return a.time == b.time ? a.release.id < b.release.id : a.time > b.time
        }.map(\.release)
    }

    /// The release that a text means: an id or how only one id begins; nil means the one that was current before.
    ///
    /// - Throws: `PublishingError` if there is none or are several.
    public func release(_ text: String?) throws(PublishingError) -> String {
        let all = try releases().map(\.id)
        guard let text else {
            let current = try currentRelease()
            let history = History(directory).lines.reversed().map(\.release)
            if let before = history.first(where: { $0 != current && all.contains($0) }) { return before }
            throw PublishingError("no release was current before; `releases` lists those that there are")
        }
        let meant = all.filter { $0.hasPrefix(text) }
        guard meant.count == 1, text.utf8.count >= 4 else {
            throw PublishingError(
                meant.count > 1
                    ? "'\(text)' may be one of \(meant.count) releases; write more of the id"
                    : "there is no release '\(text)'; `releases` lists those that there are")
        }
        return meant[0]
    }

    /// Makes a release current that is there; nothing happens if it is.
    ///
    /// - Throws: `PublishingError` if one of its files is missing or of another size; the current one then stays.
    public func activate(_ release: String) throws(PublishingError) {
        let damage = try Inspection(of: release, in: self, reading: false).damage
        guard damage.isEmpty else {
            throw PublishingError(
                "the release \(release) is not whole (\(damage[0].path): \(damage[0].what.rawValue)); build it again")
        }
        try makeCurrent(release)
    }

    /// The switch: one rename.
    func makeCurrent(_ release: String) throws(PublishingError) {
        var history = History(directory)
        let current = try currentRelease()
        if current != release {
            let temporary = ".tmp-current"
            try directory.remove(temporary)
            guard symlinkat("releases/\(release)", directory.descriptor, temporary) == 0 else {
                throw .system("cannot make '\(directory.path)/\(temporary)'")
            }
            guard renameat(directory.descriptor, temporary, directory.descriptor, "current") == 0 else {
                throw .system("cannot switch '\(directory.path)/current'")
            }
            guard fsync(directory.descriptor) == 0 else {
                throw .system(
                    "the new release serves, but may not survive a loss of power: cannot bring '\(directory.path)' to the disk"
                )
            }
        }
        // One that a build which was cut off made current is noted by the next.
        guard history.lines.last?.release != release else { return }
        history.append(release)
        do {
            try history.write(to: directory)
        } catch {
            throw PublishingError("the new release serves, but it was not noted that it does: \(error)")
        }
    }
}
