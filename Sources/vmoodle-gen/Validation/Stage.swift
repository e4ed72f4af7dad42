import Glibc
import OutputTree
import Registry

/// A directory that only its owner may enter, with files as a program finds them where it serves; it goes with the last reference.
final class Stage {
    typealias Failure = ProgramOutput.Failure

    let path: String

    /// Longer ones leave no room for the name of a socket.
    private static let longest = 60

    init() throws(Failure) {
        let wanted = getenv("TMPDIR").map { String(cString: $0) } ?? ""
        let folder = wanted.hasPrefix("/") && wanted.utf8.count <= Self.longest ? wanted : "/tmp"
        var name = Array("\(folder)/vmoodle-gen-XXXXXX".utf8CString)
        guard mkdtemp(&name) != nil else { throw Self.failure(folder) }
        path = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit { Self.removeAll(path) }

    /// Links are removed and not followed.
    private static func removeAll(_ path: String) {
        guard unlink(path) != 0, let directory = opendir(path) else { return }
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { removeAll("\(path)/\(name)") }
        }
        closedir(directory)
        rmdir(path)
    }

    /// As a place of the registry's grammar.
    var directory: AbsolutePath {
        guard let directory = AbsolutePath(Array(path.utf8)) else { preconditionFailure("mkdtemp gave '\(path)'") }
        return directory
    }

    /// Writes the files below the directory, which nobody else may read.
    func write(_ files: [OutputFile]) throws(Failure) {
        var folders: Set<String> = []
        for file in files {
            let parts = file.path.split(separator: "/").dropLast()
            for end in parts.indices where folders.insert(parts[...end].joined(separator: "/")).inserted {
                let folder = "\(path)/\(parts[...end].joined(separator: "/"))"
                if mkdir(folder, 0o700) != 0, errno != EEXIST { throw Self.failure(folder) }
            }
            try write(file.bytes, to: file.path)
        }
    }

    func write(_ bytes: [UInt8], to name: String) throws(Failure) {
        guard Interruption.signal == nil else { throw Failure(reason: "interrupted") }
        let file = open("\(path)/\(name)", O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { throw Self.failure(name) }
        defer { close(file) }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw Self.failure(name) }
            rest = rest.dropFirst(count)
        }
    }

    private static func failure(_ name: String) -> Failure {
        Failure(reason: "cannot write '\(name)': \(String(cString: strerror(errno)))")
    }
}
