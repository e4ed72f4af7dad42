import Diagnostics
import Glibc
import RegistryYAML

extension Inclusion {
    /// Looks for files from the directory of the file that includes them; those that the registry itself includes, from a base
    /// directory if there is one.
    static func files(of registry: String, baseDirectory: String?) -> Inclusion {
        guard registry != "-" || baseDirectory != nil else { return .none }
        return Inclusion { pattern, file in
            let directory =
                file.name == registry ? baseDirectory ?? Self.directory(of: registry) : Self.directory(of: file.name)
            return find(
                pattern.hasPrefix("/") ? pattern : directory + pattern,
                isLiteral: !pattern.contains { "*?[".contains($0) })
        }
    }

    private static func find(_ pattern: String, isLiteral: Bool) -> Finding {
        WatchedInputs.note(pattern)
        if isLiteral { return read([pattern]) }
        // Of the directory that names are looked for in; of several it is not known which.
        let folder = Self.directory(of: pattern)
        if folder.contains(where: { "*?[".contains($0) }) {
            ReadInputs.noteUnknown()
        } else {
            ReadInputs.note(folder.isEmpty ? "." : folder)
        }
        var found = glob_t()
        defer { globfree(&found) }
        // A directory that cannot be read must not look like an empty one; one that does not exist is empty.
        switch glob(pattern, GLOB_NOESCAPE, { $1 == ENOENT || $1 == ENOTDIR ? 0 : 1 }, &found) {
        case 0: break
        case GLOB_NOMATCH: return .files([])
        case GLOB_NOSPACE: return .refused("there is no memory for so many names")
        default: return .refused(String(cString: strerror(errno)))
        }
        let paths = (0..<Int(found.gl_pathc)).compactMap { index in found.gl_pathv[index].map { String(cString: $0) } }
        // By bytes, whatever the locale.
        return read(paths.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    }

    private static func read(_ paths: [String]) -> Finding {
        var files: [SourceFile] = []
        for path in paths {
            switch InputFiles.bytes(path, isRegistry: true) {
            case .success(let bytes): files.append(SourceFile(name: path, bytes: bytes))
            case .failure(let failure):
                return .refused(paths.count == 1 ? failure.reason : "\(path): \(failure.reason)")
            }
        }
        return .files(files)
    }

    /// With its `/`; empty for the current one.
    private static func directory(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    }
}
