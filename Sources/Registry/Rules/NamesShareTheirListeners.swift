import Diagnostics

/// Hosts in sub-directories of one name share its scheme, listeners and certificate: a web server has one of each a name.
enum NamesShareTheirListeners: Rule {
    static func check(_ registry: Registry, _ survey: Survey, reporting diagnostics: inout Diagnostics) {
        var names = FirstUse(capacity: 64)
        for host in survey.inSubdirectories.map({ registry.hosts[$0] }) {
            _ = names.insert(host.url.value.authorityKey, user: -1)
        }
        guard !names.isEmpty else { return }
        var first = FirstUse(capacity: 64)
        for index in registry.hosts.indices {
            let host = registry.hosts[index]
            guard names.contains(host.url.value.authorityKey),
                let other = first.insert(host.url.value.authorityKey, user: index)
            else { continue }
            let earlier = registry.hosts[other]
            guard
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
