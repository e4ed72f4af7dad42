import Diagnostics

/// Hosts in sub-directories of one name share its scheme, listeners and certificate: a web server has one of each a name.
enum NamesShareTheirListeners: Rule {
    static func check(_ registry: Registry, reporting diagnostics: inout Diagnostics) {
        var first: [[UInt8]: Int] = [:]
        for index in registry.hosts.indices {
            let host = registry.hosts[index]
            guard let earlier = first[host.url.value.authority.key].map({ registry.hosts[$0] }) else {
                first[host.url.value.authority.key] = index
                continue
            }
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
