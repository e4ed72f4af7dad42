import Diagnostics

/// A host behind a reverse proxy has another name, by which the proxy asks for it; Moodle refuses requests by the URL's own,
/// whatever their port ('reverseproxyabused' in initialise_fullme(), lib/setuplib.php).
enum ReverseProxiesHaveANameToAskFor: Rule {
    static func check(_ registry: Registry, _ survey: Survey, reporting diagnostics: inout Diagnostics) {
        for index in survey.behindReverseProxy {
            let host = registry.hosts[index]
            guard registry.platform(of: host).proxyNames.isEmpty else { continue }
            let (aliases, name) = (host.aliases.filter { $0.mode == .serve }, host.url.value.host)
            guard !aliases.contains(where: { !$0.authority.value.host.elementsEqual(name) }) else { continue }
            diagnostics.error(
                Code(318),
                "host \(quoted(host.id.value)) has 'reverseproxy: true' and no "
                    + (aliases.isEmpty ? "" : "other ")
                    + "name by which the proxy asks for it\(aliases.isEmpty ? "" : ", only other ports of its own"); add an "
                    + "alias, or use 'sslproxy: true' if the proxy keeps the name",
                at: host.id.place)
        }
    }
}
