import Diagnostics

/// One of the web servers whose files are made knows the header by which a host has files sent; elsewhere PHP sends them itself.
enum SendfileIsKnown: Rule {
    static func check(_ registry: Registry, _ survey: Survey, reporting diagnostics: inout Diagnostics) {
        let made = ["nginx", "apache", "caddy"].filter(registry.makes)
        guard !made.isEmpty else { return }
        var unknown = Sendfile.allCases.filter { way in
            way != .off && !made.contains { way.servers.contains($0) }
        }
        guard !unknown.isEmpty else { return }
        for host in registry.hosts {
            guard let index = unknown.firstIndex(of: host.settings.sendfile) else { continue }
            let way = unknown.remove(at: index)
            let servers =
                way.servers.isEmpty ? "none of them knows it" : "that is for \(way.servers.joined(separator: ", "))"
            diagnostics.warning(
                Code(334),
                "host \(quoted(host.id.value)) has files sent by '\(way.rawValue)', and files are made for \(made.joined(separator: ", ")): "
                    + "\(servers), so that PHP sends them itself", at: host.id.place)
        }
    }
}
