import Diagnostics

/// In one database no site's prefix begins with another's: Moodle takes all tables that begin with its prefix for its own
/// (get_tables() in lib/dml), for what it lists, checks and converts. A warning, since such sites run.
enum PrefixesTellSitesApart: Rule {
    static func check(_ registry: Registry, _ survey: Survey, reporting diagnostics: inout Diagnostics) {
        guard haveNestedPrefixes(survey) else { return }
        let servers = Tables.servers(of: registry)
        var all: [(key: [UInt8], host: Int)] = []
        for index in registry.hosts.indices {
            let database = registry.hosts[index].database
            for server in servers[database.server] {
                all.append((Tables.key(server, database.name.value, database.prefix), index))
            }
        }
        all.sort { $0.key.lexicographicallyPrecedes($1.key) }
        var around: [(key: [UInt8], host: Int)] = []
        var reported: Set<Int> = []
        for inner in all {
            while let last = around.last, !inner.key.starts(with: last.key) { around.removeLast() }
            // Equal ones are DatabasesAreUnique's to report.
            if let outer = around.last, outer.key.count < inner.key.count, reported.insert(inner.host).inserted {
                report(registry.hosts[inner.host], registry.hosts[outer.host], &diagnostics)
            }
            around.append(inner)
        }
    }

    /// Whether there are such prefixes at all, in whichever databases: mostly all hosts have one and the same.
    private static func haveNestedPrefixes(_ survey: Survey) -> Bool {
        let sorted = survey.prefixes.sorted { $0.lexicographicallyPrecedes($1) }
        return zip(sorted, sorted.dropFirst()).contains { $1.starts(with: $0) }
    }

    private static func report(_ host: Host, _ other: Host, _ diagnostics: inout Diagnostics) {
        let prefix = other.database.prefix.bytes
        diagnostics.warning(
            Code(323),
            "host \(quoted(host.id.value)) has tables with prefix \(quoted(host.database.prefix.bytes)) in database "
                + "\(quoted(host.database.name.value.bytes)), where host \(quoted(other.id.value)) takes all tables"
                + (prefix.isEmpty ? "" : " that begin with \(quoted(prefix))")
                + " for its own; choose prefixes of which none begins another",
            at: host.id.place, notes: [Note("the other host", at: other.id.place)])
    }
}
