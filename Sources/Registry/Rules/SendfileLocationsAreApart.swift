import Diagnostics

/// The internal locations of hosts on one name are apart: nginx would send one host's files for another, and what lies under a
/// location is no longer the site's.
enum SendfileLocationsAreApart: Rule {
    static func check(_ registry: Registry, _ survey: Survey, reporting diagnostics: inout Diagnostics) {
        var first = FirstUse(capacity: 64)
        for host in survey.inSubdirectories.map({ registry.hosts[$0] }) {
            _ = first.insert(host.url.value.key + [0x2F], user: -1)
        }
        for index in survey.withSendfile {
            let host = registry.hosts[index]
            for alias in host.sendfileAliases {
                let segment = Array(alias.location.dropFirst().prefix { $0 != 0x2F })
                if SubdirectoriesHideNoCode.codeDirectories.contains(segment) {
                    report("is a directory of Moodle's own", alias.location, host, [], &diagnostics)
                }
                guard let earlier = first.insert(host.url.value.authorityKey + alias.location, user: index) else {
                    continue
                }
                let notes = earlier < 0 ? [] : [Note("the other host", at: registry.hosts[earlier].id.place)]
                report(
                    earlier < 0 ? "is a host's sub-directory" : "belongs to another host on the same name",
                    alias.location, host, notes, &diagnostics)
            }
        }
    }

    private static func report(
        _ reason: String, _ location: [UInt8], _ host: Host, _ notes: [Note], _ diagnostics: inout Diagnostics
    ) {
        diagnostics.error(
            Code(322),
            "the sendfile location \(quoted(location)) of host \(quoted(host.id.value)) \(reason); leave 'sendfile_aliases' out, or "
                + "choose another",
            at: host.id.place, notes: notes)
    }
}
