import Glibc

/// A directory that only we can enter, for as long as it takes.
struct PrivateDirectory {
    let path: String

    private static let prefix = "client."

    /// - Parameter parent: which is there, or made.
    init(in parent: String) throws(FleetError) {
        var template = Array("\(parent)/\(Self.prefix)XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw FleetError(writing: parent) }
        // Programs start in it.
        guard let absolute = realpath(template, nil) else { throw FleetError(writing: parent) }
        defer { free(absolute) }
        path = String(cString: absolute)
    }

    func remove() { removeTree(path) }

    /// Removes those of somebody who was killed; nobody else may be at work.
    static func sweep(_ parent: String) {
        for name in names(in: parent) where name.hasPrefix(prefix) { removeTree("\(parent)/\(name)") }
    }
}
