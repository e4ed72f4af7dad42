import Glibc
import Registry

/// What is there and belongs to no host of a registry. It is listed and never touched: others may use it.
struct Orphans {
    /// Beside the data directories of hosts, in directories other than the root; paths, sorted.
    let directories: [String]
    /// Nil: no server was asked.
    var databases: [String]?

    /// - Parameter databases: of a server; nil: none was asked.
    init(of registry: Registry, databases: [String]?) {
        var named: Set<String> = []
        var parents: Set<String> = []
        var names: Set<String> = []
        for host in registry.hosts {
            let root = String(decoding: host.dataRoot.value.bytes, as: UTF8.self)
            parents.insert(Self.parent(of: root))
            for path in [root] + host.settings.directories.map({ String(decoding: $0.path.value.bytes, as: UTF8.self) })
            {
                // All above it are somebody's, too.
                var path = path
                while path != "/", named.insert(path).inserted { path = Self.parent(of: path) }
            }
            if databases != nil {
                names.insert(String(decoding: host.database.name.value.bytes, as: UTF8.self).lowercased())
            }
        }
        directories = parents.filter { $0 != "/" }.flatMap { Self.directories(in: $0) }.filter { !named.contains($0) }
            .sorted()
        self.databases = databases?.filter { !names.contains($0.lowercased()) }
    }

    private static func parent(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return "/" }
        return String(path[..<slash])
    }

    /// Links to directories are not among them; hidden ones are.
    private static func directories(in folder: String) -> [String] {
        (FolderEntries.of(folder) ?? []).filter { $0.isFolder && $0.name != "lost+found" }.map {
            "\(folder)/\($0.name)"
        }
    }
}
