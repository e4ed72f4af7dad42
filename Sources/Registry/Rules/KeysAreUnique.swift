import Diagnostics

/// No two hosts answer the same request: URLs and aliases are looked up by different keys, whatever their scheme.
enum KeysAreUnique: Rule {
    static func check(_ registry: Registry, reporting diagnostics: inout Diagnostics) {
        var first: [[UInt8]: Place] = [:]
        first.reserveCapacity(registry.hosts.count * 2)
        for host in registry.hosts {
            let keys =
                [(host.url.value.key, host.url.place)]
                + host.aliases.map { ($0.authority.value.key, $0.authority.place) }
            for (key, place) in keys {
                if let earlier = first.updateValue(place, forKey: key) {
                    first[key] = earlier
                    diagnostics.error(
                        Code(301),
                        "\(quoted(key)) is already answered by another host; each name must lead to one host",
                        at: place, notes: [Note("first used here", at: earlier)])
                }
            }
        }
    }
}
