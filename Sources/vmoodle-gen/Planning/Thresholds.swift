/// Why a change should not be published unseen: docs/publishing.md has the limits.
struct Thresholds {
    /// Below so many hosts a share says little.
    static let fewest = 10
    /// Percent of the hosts that there were.
    static let mostChanged = 30
    static let mostRemoved = 10
    /// Where a site's data is: a slip of the hand there gives a site another's data, or none.
    private static let places: Set<String> = ["dataroot", "dbhost", "dbname", "dbtype", "prefix"]

    /// Each a sentence without its full stop; none: nothing speaks against it.
    let reasons: [String]

    init(_ changes: HostChanges) {
        var reasons: [String] = []
        let (former, changed, removed) = (changes.former, changes.changed.count, changes.removed.count)
        if former >= Self.fewest, changed * 100 > former * Self.mostChanged {
            reasons.append("\(changed) of \(former) hosts would change, which is more than \(Self.mostChanged) %")
        }
        if former >= Self.fewest, removed * 100 > former * Self.mostRemoved {
            reasons.append("\(removed) of \(former) hosts would be removed, which is more than \(Self.mostRemoved) %")
        }
        let moved = changes.changed.compactMap { host -> (String, [String])? in
            let names = host.fields.filter { Self.places.contains($0.name) }.map(\.name)
            return names.isEmpty ? nil : (host.id, names)
        }
        if let (id, names) = moved.first {
            let rest = moved.count > 1 ? " and that of \(moved.count - 1) more" : ""
            reasons.append("the \(names.joined(separator: ", ")) of host '\(id)'\(rest) would change")
        }
        let added = Dictionary(changes.added.map { ($0.key, $0.id) }, uniquingKeysWith: { first, _ in first })
        for host in changes.removed {
            guard let other = added[host.key] else { continue }
            reasons.append("host '\(host.id)' would be called '\(other)', and an id is for good")
        }
        self.reasons = reasons
    }
}
