import Diagnostics

/// One name has at most a thousand hosts in sub-directories: Apache's virtual host holds a pattern with all of them, and
/// PCRE compiles no more than about 2,500 names of 11 letters (tried with Apache 2.4).
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
    }
}
