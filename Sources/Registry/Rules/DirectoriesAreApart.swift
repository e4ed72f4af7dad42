import Diagnostics

/// No host's directory is another's, or lies in another's; what tests empty is apart from the host's own too.
enum DirectoriesAreApart: Rule {
    private struct Directory {
        var host: Int
        /// Nil: the dataroot.
        var field: String?
        var path: AbsolutePath
        var isForTests: Bool
    }

    static func check(_ registry: Registry, _ survey: Survey, reporting diagnostics: inout Diagnostics) {
        guard !survey.areDataRootsInOrder || !survey.withDirectories.isEmpty else { return }
        var directories: ContiguousArray<Directory> = []
        directories.reserveCapacity(registry.hosts.count)
        for (index, host) in registry.hosts.enumerated() {
            directories.append(Directory(host: index, field: nil, path: host.dataRoot.value, isForTests: false))
            for other in host.settings.directories {
                directories.append(
                    Directory(host: index, field: other.field, path: other.path.value, isForTests: other.isForTests))
            }
        }
        // Hosts are sorted by id and their directories mostly are too, after a common beginning.
        var order = ContiguousArray(directories.indices)
        if !isSorted(directories) { order.sort { directories[$0].path.precedes(directories[$1].path) } }
        var around: [Int] = []
        for inner in order {
            while let last = around.last, !directories[last].path.contains(directories[inner].path) {
                around.removeLast()
            }
            let bad = around.first { outer in
                directories[outer].host != directories[inner].host
                    || directories[outer].isForTests != directories[inner].isForTests
                    || directories[outer].isForTests && directories[inner].isForTests
            }
            if let bad { report(directories[inner], in: directories[bad], registry, &diagnostics) }
            around.append(inner)
        }
    }

    private static func isSorted(_ directories: ContiguousArray<Directory>) -> Bool {
        directories.indices.dropFirst().allSatisfy { directories[$0 - 1].path.precedes(directories[$0].path) }
    }

    private static func report(
        _ inner: Directory, in outer: Directory, _ registry: Registry, _ diagnostics: inout Diagnostics
    ) {
        let (host, other) = (registry.hosts[inner.host], registry.hosts[outer.host])
        let (place, first) = (place(inner, host), place(outer, other))
        let relation = inner.path == outer.path ? "is also" : "lies inside"
        let isOwn = inner.host == outer.host
        diagnostics.error(
            Code(inner.field == nil && outer.field == nil ? 303 : 319),
            "the \(inner.field ?? "dataroot") \(quoted(inner.path.bytes)) of host \(quoted(host.id.value)) \(relation) "
                + (isOwn
                    ? "its own \(outer.field ?? "dataroot")"
                    : "\(outer.field.map { "the \($0)" } ?? "that") of host \(quoted(other.id.value))")
                + "; each must have a directory of its own",
            at: place == first ? host.id.place : place,
            notes: [Note("the other \(isOwn ? "directory" : "host")", at: isOwn ? first : other.id.place)])
    }

    private static func place(_ directory: Directory, _ host: Host) -> Place {
        host.settings.directories.first { $0.field == directory.field }?.path.place ?? host.dataRoot.place
    }
}

extension AbsolutePath {
    /// In the order in which what lies below a path follows it: `/` counts as less than every byte that a name may have.
    func precedes(_ other: AbsolutePath) -> Bool {
        let shorter = min(bytes.count, other.bytes.count)
        for index in 0..<shorter where bytes[index] != other.bytes[index] {
            let (a, b) = (bytes[index], other.bytes[index])
            return a == 0x2F || b != 0x2F && a < b
        }
        return bytes.count < other.bytes.count
    }
}
