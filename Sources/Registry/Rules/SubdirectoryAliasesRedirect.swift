import Diagnostics

/// An alias is a name without a sub-directory; a host that lives in one is reached from there by a redirect only.
enum SubdirectoryAliasesRedirect: Rule {
    static func check(_ registry: Registry, _ survey: Survey, reporting diagnostics: inout Diagnostics) {
        for host in survey.inSubdirectories.map({ registry.hosts[$0] }) {
            for alias in host.aliases where alias.mode == .serve {
                diagnostics.error(
                    Code(313),
                    "an alias of a host in a sub-directory must be '{ host: \(String(decoding: alias.authority.value.key, as: UTF8.self)), "
                        + "mode: redirect }'",
                    at: alias.authority.place, notes: [Note("the host's URL", at: host.url.place)])
            }
        }
    }
}
