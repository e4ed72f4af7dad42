import Glibc

/// What is removed of an output directory: old releases, and stored files that none of the others names.
public struct Sweep: Sendable {
    /// Ids.
    public let releases: [String]
    public let kept: [String]
    /// Paths of stored files, sorted.
    public let stored: [String]

    public var isEmpty: Bool { releases.isEmpty && stored.isEmpty }

    /// - Parameters:
    ///   - keeping: how many releases stay, the current one among them; at least 1.
    ///   - folders: of files named by their content.
    ///   - names: the paths of the stored files that a release needs.
    /// - Throws: what `names` throws for a release that stays: then nobody knows what may go.
    public init<Failure>(
        of output: OutputDirectory, keeping: Int, folders: [String],
        names: (_ release: String) throws(Failure) -> [String]
    ) throws {
        precondition(keeping >= 1, "the current release stays")
        let all = try output.releases().map(\.id)
        kept = Array(all.prefix(keeping))
        releases = Array(all.dropFirst(keeping))
        var needed: Set<String> = []
        for release in kept { needed.formUnion(try names(release)) }
        var stored: [String] = []
        for folder in folders {
            for path in try Self.stored(in: folder, of: output.directory) where !needed.contains(path) {
                stored.append(path)
            }
        }
        self.stored = stored.sorted()
    }

    /// What is called as stored files are; anything else is not ours.
    private static func stored(in folder: String, of directory: Directory) throws(PublishingError) -> [String] {
        guard let outer = try directory.directory(folder) else { return [] }
        var paths: [String] = []
        for part in try outer.names() where part.utf8.count == 2 && isHexadecimal(part) {
            guard let inner = try? outer.directory(part) else { continue }
            for name in try inner.names() where name.hasSuffix(".php") {
                // A build that was cut off may have left one without its name.
                let digits = name.dropFirst(name.hasPrefix(".tmp-") ? 5 : 0).dropLast(4)
                guard digits.utf8.count == 30, isHexadecimal(digits), inner.size(of: name) != nil else { continue }
                paths.append("\(folder)/\(part)/\(name)")
            }
        }
        return paths
    }

    private static func isHexadecimal(_ text: some StringProtocol) -> Bool {
        text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }

    /// Removes it; a release first loses its name, so that none is ever there in part.
    public func carryOut(in output: OutputDirectory) throws(PublishingError) {
        let directory = output.directory
        if let folder = try directory.directory("releases") {
            for name in try folder.names() where name.hasPrefix(".tmp-") { try folder.remove(name) }
            for release in releases {
                guard renameat(folder.descriptor, release, folder.descriptor, ".tmp-\(release)") == 0 else {
                    throw .system("cannot remove '\(folder.path)/\(release)'")
                }
                try folder.remove(".tmp-\(release)")
            }
        }
        for path in stored {
            if let (inside, name) = try Plan.parent(of: path, below: directory) { try inside.remove(name) }
        }
    }
}
