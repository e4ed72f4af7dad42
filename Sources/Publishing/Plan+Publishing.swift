import CLinux
import Glibc
import OutputTree
import Progress
import Threads

extension Plan {
    /// Carries the plan out; `current` names the new release when everything it needs is on the disk.
    ///
    /// - Parameter activating: otherwise `current` stays as it is.
    /// - Throws: `PublishingError`; the previous release then still serves, unless the text says otherwise.
    public func publish(activating: Bool = true) throws(PublishingError) {
        guard let output else { preconditionFailure("a plan that is carried out has a directory") }
        let directory = output.directory
        umask(0o022)
        Progress.begin("writing", "files", of: stored.count + runtime.count + files.count + copied.count)
        try directory.write(OutputDirectory.unfinished, [])
        guard fsync(directory.descriptor) == 0 else { throw .system("cannot write to the disk of '\(directory.path)'") }
        try writeAtOnce(stored, below: directory, least: 2000)
        let releases = try directory.makeDirectory("releases")
        try sweep(directory)
        if try releases.directory(release) == nil {
            try buildRelease(in: releases)
        } else {
            try write(files, below: directory, prefix: "releases/\(release)/", atomically: true)
        }
        try write(runtime, below: directory, atomically: true)
        Progress.begin("bringing the release to the disk")
        guard linux_syncfs(directory.descriptor) == 0 else { throw .system("cannot bring the release to the disk") }
        if activating { try output.makeCurrent(release) }
        do {
            try directory.remove(OutputDirectory.unfinished)
        } catch {
            throw PublishingError(
                "the new release \(activating ? "serves" : "is written"), and the next build will tidy up: \(error)")
        }
    }

    /// Does what a build that was cut off behind its last step has left undone, where there is nothing else to do.
    ///
    /// - Throws: `PublishingError`; the release serves all the same.
    public func tidy() throws(PublishingError) {
        guard let output, isBehindACutOffBuild else { return }
        try sweep(output.directory)
        if previous == release { try output.makeCurrent(release) }
        try output.directory.remove(OutputDirectory.unfinished)
    }

    /// Removes what has not got its name, where builds write under another one first.
    private func sweep(_ directory: Directory) throws(PublishingError) {
        let folders = Set(tree.runtime.compactMap { $0.path.split(separator: "/").dropLast().first.map(String.init) })
        for folder in [nil, "releases"] + folders.sorted() {
            guard
                let inside = try folder.map({ name throws(PublishingError) in try directory.directory(name) })
                    ?? directory
            else { continue }
            for name in try inside.names() where name.hasPrefix(".tmp-") { try inside.remove(name) }
        }
    }

    /// Only a whole release gets its name.
    private func buildRelease(in releases: Directory) throws(PublishingError) {
        let temporary = ".tmp-\(release)"
        let new = try releases.makeDirectory(temporary)
        let old = try previous.flatMap { id throws(PublishingError) in try releases.directory(id) }
        let copies = Set(copied)
        for (_, paths) in Dictionary(grouping: unchanged + copied, by: Self.folder(of:)).sorted(by: { $0.key < $1.key })
        {
            guard let old, let (from, _) = try Self.parent(of: paths[0], below: old) else {
                throw Self.changedMeanwhile
            }
            let (to, _) = try made(paths[0], below: new)
            for path in paths where !copies.contains(path) {
                let name = Self.name(of: path)
                guard linkat(from.descriptor, name, to.descriptor, name, 0) == 0 else {
                    throw .system("cannot link '\(new.path)/\(path)'")
                }
            }
            for path in paths where copies.contains(path) {
                guard let bytes = from.contents(of: Self.name(of: path)) else { throw Self.changedMeanwhile }
                try to.create(Self.name(of: path), bytes)
                Progress.advance()
            }
        }
        try writeAtOnce(files, below: new, least: 64)
        guard renameat(releases.descriptor, temporary, releases.descriptor, release) == 0 else {
            throw .system("cannot name the release '\(releases.path)/\(release)'")
        }
    }

    /// Several at once: most of the time that a file takes is the kernel's.
    ///
    /// - Parameter least: how many are not worth a thread of their own.
    private func writeAtOnce(_ files: [OutputFile], below directory: Directory, least: Int) throws(PublishingError) {
        let ranges = parts(of: files.count, least: least)
        let failures = concurrentMap(ranges.count) { part -> PublishingError? in
            do throws(PublishingError) { try write(files[ranges[part]], below: directory) } catch { return error }
            return nil
        }
        if let failure = failures.lazy.compactMap({ $0 }).first { throw failure }
    }

    /// - Parameter atomically: whether somebody may be reading a file of that name.
    private func write(
        _ files: some Sequence<OutputFile>, below directory: Directory, prefix: String = "", atomically: Bool = false
    ) throws(PublishingError) {
        var last: (folder: Substring, directory: Directory)?
        let renderings = Renderings()
        for file in files {
            Progress.advance()
            let path = prefix + file.path
            let folder = Self.folder(of: path)
            if last?.folder != folder || folder.isEmpty { last = (folder, try made(path, below: directory).0) }
            guard let last else { preconditionFailure("just set") }
            let name = Self.name(of: path)
            let (bytes, group) = (file.bytes(by: renderings), groups[file.access])
            if atomically {
                try last.directory.write(name, bytes, group: group)
            } else {
                // A stored file that is there already was altered, and serves meanwhile.
                try last.directory.createOrReplace(name, bytes, group: group)
            }
        }
    }

    /// Empty for a path without one.
    static func folder(of path: String) -> Substring { path[..<(path.utf8.lastIndex(of: 0x2F) ?? path.startIndex)] }

    static func name(of path: String) -> String {
        String(path.utf8.lastIndex(of: 0x2F).map { path[path.utf8.index(after: $0)...] } ?? path[...])
    }

    /// The directory that holds a path's last part, made if need be.
    ///
    /// Who may enter `fragments` may not list it: what a fragment is called tells what it holds, and some hold passwords.
    private func made(_ path: String, below directory: Directory) throws(PublishingError) -> (Directory, String) {
        let parts = path.split(separator: "/").map(String.init)
        var inside = directory
        for part in parts.dropLast() {
            inside = try inside.makeDirectory(part, mode: parts[0] == "fragments" ? 0o711 : 0o755)
        }
        return (inside, parts[parts.count - 1])
    }
}
