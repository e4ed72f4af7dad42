import Diagnostics

/// A host behind a reverse proxy has another name, by which the proxy asks for it; Moodle refuses requests by the URL's own.
enum ReverseProxiesHaveANameToAskFor: Rule {
    static func check(_ registry: Registry, _ survey: Survey, reporting diagnostics: inout Diagnostics) {
        for host in survey.behindReverseProxy.map({ registry.hosts[$0] }) {
            guard !host.aliases.contains(where: { $0.mode == .serve }) else { continue }
            diagnostics.error(
                Code(318),
                "host \(quoted(host.id.value)) has 'reverseproxy: true' and no name by which the proxy asks for it; add an "
                    + "alias, or use 'sslproxy: true' if the proxy keeps the name",
                at: host.id.place)
        }
    }
}
