import Diagnostics

/// Fragments with a password inside lie in one store that one group may enter.
enum LiteralPasswordsHaveOneGroup: Rule {
    static func check(_ registry: Registry, reporting diagnostics: inout Diagnostics) {
        var first: Located<AccountName>?
        for host in registry.hosts {
            guard case .literal = host.database.password else { continue }
            let group = registry.platform(of: host).group
            guard let earlier = first else {
                first = group
                continue
            }
            guard earlier.value != group.value else { continue }
            diagnostics.error(
                Code(310),
                "literal passwords would have to be readable to two groups, \(quoted(earlier.value.bytes)) and "
                    + "\(quoted(group.value.bytes)); keep them in files ('password: { file: … }')",
                at: host.id.place,
                notes: [Note("one group", at: earlier.place), Note("the other group", at: group.place)])
            return
        }
    }
}
