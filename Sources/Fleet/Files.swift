import Glibc

/// The bytes of a small file; none if it cannot be read.
func contents(of path: String) -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return [] }
    defer { close(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while true {
        let count = read(file, &buffer, buffer.count)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return bytes }
        bytes += buffer[..<count]
    }
}

/// Whether all was written; if not, errno(3) says why.
func writeAll(_ bytes: some Sequence<UInt8>, to file: Int32) -> Bool {
    var rest = Array(bytes)[...]
    while !rest.isEmpty {
        let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return false }
        rest = rest.dropFirst(count)
    }
    return true
}

/// Writes a new file that only we can read.
func writePrivately(_ bytes: [UInt8], to path: String) throws(FleetError) {
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw FleetError(writing: path) }
    defer { close(file) }
    guard writeAll(bytes, to: file) else { throw FleetError(writing: path) }
}

/// What is in a directory, but for `.` and `..`; nothing if it cannot be read.
func names(in folder: String) -> [String] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
        let name = withUnsafeBytes(of: &entry.pointee.d_name) {
            String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
        }
        if name != ".", name != ".." { names.append(name) }
    }
    return names
}

/// Removes a directory and what is in it; what cannot be removed is left.
func removeTree(_ path: String) {
    for name in names(in: path) {
        let entry = "\(path)/\(name)"
        // Links are removed and not followed.
        if unlink(entry) != 0, errno == EISDIR || errno == EPERM { removeTree(entry) }
    }
    rmdir(path)
}
