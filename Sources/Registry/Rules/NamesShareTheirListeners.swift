import Diagnostics

/// Hosts in sub-directories of one name share its scheme, listeners and certificate: a web server has one of each a name.
enum NamesShareTheirListeners: Rule {
    static func check(_ registry: Registry, _ survey: Survey, reporting diagnostics: inout Diagnostics) {
        guard !survey.inSubdirectories.isEmpty else { return }
        // Names that only one host has fall out at its first use.
        var first = FirstUseByHash(capacity: registry.hosts.count)
        for index in registry.hosts.indices {
            let first = first.insert(survey.authorities[index], user: index) {
                registry.hosts[$0].authorityKey == registry.hosts[index].authorityKey
            }
            guard let first else { continue }
            let (host, earlier) = (registry.hosts[index], registry.hosts[first])
            guard host.hasPath || earlier.hasPath,
                earlier.url.value.scheme != host.url.value.scheme || earlier.web.listens != host.web.listens
                    || earlier.web.certificate != host.web.certificate || earlier.sslProxy != host.sslProxy
            else { continue }
            diagnostics.error(
                Code(309),
                "\(quoted(host.url.value.bytes)) differs in scheme, 'web' or 'sslproxy' from another host on the same name; "
                    + "they must agree",
                at: host.url.place, notes: [Note("the other host", at: earlier.url.place)])
        }
    }
}
