import Glibc

/// A Moodle code tree, and the scripts in it that are run from a command line.
///
/// Since 5.1 what the web server serves lies in `public`, core's own scripts in `admin/cli` beside it, and those of plugins in it.
public struct CodeTree: Sendable {
    private let root: String
    private let isPublic: Bool

    public init(root: String, isPublic: Bool) {
        self.root = root
        self.isPublic = isPublic
    }

    public enum Finding: Equatable, Sendable {
        case script(String)
        /// Several have this name.
        case several([String])
        /// None has it; the names of those that there are.
        case none(among: [String])
    }

    /// Names by which people and VMoodle call scripts that core has under others.
    public static let aliases = ["schedule_task": "scheduled_task"]

    /// The script that a word means: a path, absolute or in the tree, or a file's name without `.php`.
    public func script(_ word: String) -> Finding {
        if word.hasPrefix("/") { return .script(word) }
        if word.contains("/") {
            let found = folders.lazy.map { "\($0)/\(word)" }.first(where: Self.isFile)
            return found.map { .script($0) } ?? .none(among: [])
        }
        let name = word.hasSuffix(".php") ? String(word.dropLast(4)) : word
        for name in [name, Self.aliases[name]].compactMap({ $0 }) {
            // Core's scripts before those of its tools, those before any plugin's.
            for folders in scriptFolders {
                let found = folders.map { "\($0)/\(name).php" }.filter(Self.isFile)
                if found.count == 1 { return .script(found[0]) }
                if found.count > 1 { return .several(found) }
            }
        }
        let names = scriptFolders.joined().flatMap(Self.names).filter { $0.hasSuffix(".php") }
        return .none(among: Set(names.map { String($0.dropLast(4)) } + Self.aliases.keys).sorted())
    }

    /// Whether a script reads its arguments before config.php, and so would refuse `--host`, which VMOODLE_HOST tells as well.
    public static func refusesHost(_ script: String) -> Bool {
        [
            "/admin/tool/behat/cli/init.php", "/admin/tool/behat/cli/util.php",
            "/admin/tool/behat/cli/util_single_run.php", "/admin/tool/phpunit/cli/init.php",
            "/admin/tool/phpunit/cli/util.php",
        ].contains { script.hasSuffix($0) }
    }

    // MARK: Folders

    /// Where paths in the tree begin.
    private var folders: [String] { isPublic ? [root, "\(root)/public"] : [root] }

    private var scriptFolders: [[String]] {
        let web = isPublic ? "\(root)/public" : root
        let tools = Self.folders(in: "\(web)/admin/tool").map { "\($0)/cli" }
        let one = Self.folders(in: web)
        let two = one.flatMap(Self.folders)
        let three = two.flatMap(Self.folders)
        let known = Set(tools + ["\(web)/admin/cli"])
        let plugins = (one + two + three).map { "\($0)/cli" }.filter { !known.contains($0) }
        return [folders.map { "\($0)/admin/cli" }, tools, plugins]
    }

    private static func folders(in folder: String) -> [String] {
        names(in: folder, onlyFolders: true).map { "\(folder)/\($0)" }
    }

    private static func names(_ folder: String) -> [String] { names(in: folder, onlyFolders: false) }

    /// Sorted; those that begin with a dot are not among them.
    private static func names(in folder: String, onlyFolders: Bool) -> [String] {
        guard let directory = opendir(folder) else { return [] }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            if onlyFolders, entry.pointee.d_type == UInt8(DT_REG) { continue }
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted()
    }

    private static func isFile(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }
}
