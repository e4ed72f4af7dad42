import Diagnostics

/// PHPUnit and Behat drop all tables that begin with their prefix (drop_database() in lib/testing/classes/util.php): no host's
/// tables do, and no other tests'.
enum TestTablesAreApart: Rule {
    /// Tables of one prefix.
    private struct TableSet {
        var key: [UInt8]
        var host: Int
        /// The prefix of tests, and which of all it is; nil: a site's tables.
        var test: (prefix: Located<TablePrefix>, number: Int)?
    }

    static func check(_ registry: Registry, _ survey: Survey, reporting diagnostics: inout Diagnostics) {
        guard !survey.withTests.isEmpty else { return }
        var all = tablesOfTests(registry, survey, &diagnostics)
        // What begins with a prefix follows it; tests before sites, so that they come before what they would drop.
        all.sort { a, b in
            a.key == b.key ? a.test != nil && b.test == nil : a.key.lexicographicallyPrecedes(b.key)
        }
        var around: [TableSet] = []
        var reported: Set<Int> = []
        for inner in all {
            while let last = around.last, !inner.key.starts(with: last.key) { around.removeLast() }
            for outer in around {
                guard let test = outer.test, reported.insert(test.number).inserted else { continue }
                report(test.prefix, registry.hosts[outer.host], inner, registry, &diagnostics)
            }
            // What equals the last takes its place, so that few are around however many are alike.
            if around.last?.key == inner.key { around.removeLast() }
            around.append(inner)
        }
    }

    /// The tables of tests and of all sites in their databases.
    private static func tablesOfTests(
        _ registry: Registry, _ survey: Survey, _ diagnostics: inout Diagnostics
    ) -> [TableSet] {
        let servers = Tables.servers(of: registry)
        var databases = FirstUse(capacity: 64)
        var all: [TableSet] = []
        var number = 0
        for index in survey.withTests {
            let host = registry.hosts[index]
            let development = host.settings.development
            for case let prefix? in [development.phpunitPrefix, development.behatPrefix] {
                number += 1
                guard !prefix.value.bytes.isEmpty else {
                    diagnostics.error(
                        Code(320),
                        "the tests of host \(quoted(host.id.value)) have no prefix and would drop all tables of database "
                            + "\(quoted(host.database.name.value.bytes)); give them one", at: prefix.place)
                    continue
                }
                for server in servers[host.database.server] {
                    let database = Tables.database(server, host.database.name.value)
                    _ = databases.insert(database[...], user: index)
                    all.append(TableSet(key: database + prefix.value.bytes, host: index, test: (prefix, number)))
                }
            }
        }
        guard !databases.isEmpty else { return [] }
        for index in registry.hosts.indices {
            let database = registry.hosts[index].database
            for server in servers[database.server] {
                let key = Tables.database(server, database.name.value)
                guard databases.contains(key[...]) else { continue }
                all.append(TableSet(key: key + database.prefix.bytes, host: index, test: nil))
            }
        }
        return all
    }

    private static func report(
        _ prefix: Located<TablePrefix>, _ host: Host, _ dropped: TableSet, _ registry: Registry,
        _ diagnostics: inout Diagnostics
    ) {
        let other = registry.hosts[dropped.host]
        let begin = dropped.test?.prefix.value ?? other.database.prefix
        diagnostics.error(
            Code(320),
            "the tests of host \(quoted(host.id.value)) drop all tables of database \(quoted(host.database.name.value.bytes)) that "
                + "begin with \(quoted(prefix.value.bytes)), also those of \(dropped.test == nil ? "" : "the tests of ")"
                + "host \(quoted(other.id.value)) with prefix \(quoted(begin.bytes)); choose another 'prefix'",
            at: prefix.place, notes: [Note("the other tables", at: dropped.test?.prefix.place ?? other.id.place)])
    }
}
