import Glibc
import Importing

/// A directory of passwords, a file each, that only its owner may enter.
struct SecretDirectory {
    private let path: String

    init(_ path: String) { self.path = path }

    /// Writes all files; one that is there already may only hold the same.
    func write(_ files: [SecretFile]) throws(NewFile.Failure) {
        if mkdir(path, 0o700) != 0, errno != EEXIST { throw failure(path) }
        var status = stat()
        guard stat(path, &status) == 0 else { throw failure(path) }
        guard status.st_mode & S_IFMT == S_IFDIR else { throw NewFile.Failure(reason: "'\(path)' is no directory") }
        // Asked of all before the first is written.
        var new: [SecretFile] = []
        for file in files where try !isThere(file) { new.append(file) }
        for file in new {
            try NewFile.write(file.content, to: "\(path)/\(file.name)", isPrivate: true, replacing: false)
        }
    }

    private func isThere(_ file: SecretFile) throws(NewFile.Failure) -> Bool {
        let name = "\(path)/\(file.name)"
        let handle = open(name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard handle >= 0 else {
            if errno == ENOENT { return false }
            throw failure(name)
        }
        defer { close(handle) }
        var buffer = [UInt8](repeating: 0, count: file.content.count + 1)
        let count = Glibc.read(handle, &buffer, buffer.count)
        guard count == file.content.count, buffer.dropLast().elementsEqual(file.content) else {
            throw NewFile.Failure(reason: "'\(name)' is already there and holds something else; it was left as it is")
        }
        return true
    }

    private func failure(_ path: String) -> NewFile.Failure {
        NewFile.Failure(reason: "cannot write '\(path)': \(String(cString: strerror(errno)))")
    }
}
