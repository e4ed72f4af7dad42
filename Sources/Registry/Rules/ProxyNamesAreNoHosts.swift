import Diagnostics

/// A name by which proxies ask for whichever host X-Forwarded-Host says is no host's own, belongs to one platform, and there
/// are proxies whose word counts.
enum ProxyNamesAreNoHosts: Rule {
    static func check(_ registry: Registry, _ survey: Survey, reporting diagnostics: inout Diagnostics) {
        var places: [ArraySlice<UInt8>: Place] = [:]
        for platform in registry.platforms {
            for name in platform.proxyNames {
                guard !registry.proxies.isEmpty else {
                    diagnostics.error(
                        Code(325),
                        "nobody may say X-Forwarded-Host to \(quoted(name.value.bytes)); name the proxies' addresses in 'proxies'",
                        at: name.place)
                    continue
                }
                guard let earlier = places.updateValue(name.place, forKey: name.value.bytes[...]) else { continue }
                diagnostics.error(
                    Code(325), "\(quoted(name.value.bytes)) stands twice among the names by which proxies ask",
                    at: name.place, notes: [Note("first used here", at: earlier)])
            }
        }
        guard !places.isEmpty else { return }
        for (_, name) in survey.names {
            let key = name.key(registry)
            // An IPv6 address has colons of its own.
            let end =
                key.first == 0x5B
                ? key.firstIndex(of: 0x5D).map { $0 + 1 } : key.firstIndex { $0 == 0x3A || $0 == 0x2F }
            guard let place = places.removeValue(forKey: key[..<(end ?? key.endIndex)]) else { continue }
            diagnostics.error(
                Code(325), "\(quoted(key)) is a host's name; proxies need one of their own", at: place,
                notes: [Note("the host", at: registry.hosts[name.host].id.place)])
        }
    }
}
