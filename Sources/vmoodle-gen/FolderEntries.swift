import Glibc

/// What is in a folder.
enum FolderEntries {
    struct Entry {
        let name: String
        /// Not so for a link to one.
        let isFolder: Bool
    }

    /// In no order, without `.` and `..`; nil, with errno(3), if it cannot be read.
    static func of(_ folder: String) -> [Entry]? {
        guard let directory = opendir(folder) else { return nil }
        defer { closedir(directory) }
        var entries: [Entry] = []
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            guard name != ".", name != ".." else { continue }
            // Some file systems do not say the kind here.
            var status = stat()
            let isFolder =
                entry.pointee.d_type == DT_DIR
                || entry.pointee.d_type == DT_UNKNOWN && lstat("\(folder)/\(name)", &status) == 0
                    && status.st_mode & S_IFMT == S_IFDIR
            entries.append(Entry(name: name, isFolder: isFolder))
        }
        return entries
    }
}
