import Glibc

/// A group that may read a file.
struct FileGroup {
    let name: String
    let number: gid_t

    /// Looks a group up in /etc/group; not by getgrnam, which a static binary cannot use without the system's libraries.
    init(named name: [UInt8]) throws(PublishingError) {
        self.name = String(decoding: name, as: UTF8.self)
        let groups = try Directory.open("/etc").contents(of: "group") ?? []
        for line in groups.split(separator: 0x0A) {
            let fields = line.split(separator: 0x3A, omittingEmptySubsequences: false)
            if fields.count > 2, fields[0].elementsEqual(name),
                let number = gid_t(String(decoding: fields[2], as: UTF8.self))
            {
                self.number = number
                return
            }
        }
        throw PublishingError(
            "there is no group '\(self.name)' in /etc/group; it must exist to read fragments with passwords")
    }
}
