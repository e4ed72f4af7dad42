extension OutputDirectory {
    /// Paths of a release's files that another one lacks, has otherwise, or has beyond them, sorted; all if that one cannot be read.
    public func replaced(from former: String?, to release: String) -> [String] {
        let files = { (id: String) -> [String: String] in
            let folder = try? self.directory.directory("releases")?.directory(id)
            let entries = folder.flatMap { try? Manifest(of: $0) }?.entries ?? []
            return Dictionary(entries.map { ($0.path, $0.digest) }, uniquingKeysWith: { first, _ in first })
        }
        let (old, new) = (former.map(files) ?? [:], files(release))
        return Set(old.keys).union(new.keys).filter { old[$0] != new[$0] }.sorted()
    }
}
