import Diagnostics

/// One name has at most a thousand hosts in sub-directories: Apache's virtual host holds a pattern with all of them, and
/// PCRE compiles no more than about 2,500 names of 11 letters (tried with Apache 2.4). The names by which proxies ask have
/// those of all hosts of the platform.
enum SubdirectoriesAreFew: Rule {
    static let limit = 1000

    static func check(_ registry: Registry, _ survey: Survey, reporting diagnostics: inout Diagnostics) {
        var counts: [ArraySlice<UInt8>: Int] = [:]
        for host in survey.inSubdirectories.map({ registry.hosts[$0] }) {
            let name = host.url.value.authorityKey
            counts[name, default: 0] += 1
            guard counts[name] == limit + 1 else { continue }
            diagnostics.error(
                Code(314),
                "\(quoted(name)) has more than \(limit) sub-directories; give some of these hosts another name",
                at: host.url.place)
        }
        checkProxies(registry, survey, reporting: &diagnostics)
    }

    private static func checkProxies(
        _ registry: Registry, _ survey: Survey, reporting diagnostics: inout Diagnostics
    ) {
        for (position, platform) in registry.platforms.enumerated() {
            guard let name = platform.proxyNames.first else { continue }
            let paths = Set(
                survey.inSubdirectories.map { registry.hosts[$0] }.filter { $0.platform == position }.map(\.path))
            guard paths.count > limit else { continue }
            diagnostics.error(
                Code(314),
                "the hosts of this platform have more than \(limit) different sub-directories, all of which "
                    + "\(quoted(name.value.bytes[...])) would serve; give some of them another platform",
                at: name.place)
        }
    }
}
