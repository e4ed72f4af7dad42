import Diagnostics

/// PHPUnit and Behat drop tables: theirs are no host's, and no other host's tests'.
enum TestTablesAreApart: Rule {
    static func check(_ registry: Registry, _ survey: Survey, reporting diagnostics: inout Diagnostics) {
        let hosts = survey.withTests.map { registry.hosts[$0] }
        guard !hosts.isEmpty else { return }
        let servers = Tables.servers(of: registry)
        var first = FirstUse(capacity: registry.hosts.count)
        var places: [Place] = []
        for host in registry.hosts {
            let key = Tables.key(servers[host.database.server], host.database.name.value, host.database.prefix)
            _ = first.insert(key[...], user: places.count)
            places.append(host.id.place)
        }
        for host in hosts {
            for prefix in [host.settings.development.phpunitPrefix, host.settings.development.behatPrefix] {
                guard let prefix else { continue }
                let key = Tables.key(servers[host.database.server], host.database.name.value, prefix.value)
                places.append(prefix.place)
                guard let earlier = first.insert(key[...], user: places.count - 1) else { continue }
                diagnostics.error(
                    Code(320),
                    "the test tables \(quoted(prefix.value.bytes)) of host \(quoted(host.id.value)) are also those of a site or "
                        + "of other tests in database \(quoted(host.database.name.value.bytes)); tests would drop them",
                    at: prefix.place, notes: [Note("first used here", at: places[earlier])])
            }
        }
    }
}
