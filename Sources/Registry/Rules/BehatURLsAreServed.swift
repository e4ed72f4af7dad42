import Diagnostics

/// Behat's URL is one that the generated servers answer: with the path of the host's own URL, where its code is mounted, and
/// with https only if that URL has it, whose end the two share. Plain http needs nothing.
enum BehatURLsAreServed: Rule {
    static func check(_ registry: Registry, _ survey: Survey, reporting diagnostics: inout Diagnostics) {
        for index in survey.withTests {
            let host = registry.hosts[index]
            guard let behat = host.settings.development.behatURL else { continue }
            let (url, own) = (behat.value, host.url.value)
            if !url.path.elementsEqual(own.path) {
                report(
                    own.hasPath
                        ? "must have the path of the host's own URL, \(quoted(own.path))"
                        : "must have no path, as the host's own URL has none", behat, host, &diagnostics)
            }
            if url.scheme == .https, own.scheme == .http {
                report(
                    "needs TLS, which the host's own URL has no end for; write 'http://…', or give the host https",
                    behat, host, &diagnostics)
            }
        }
    }

    private static func report(
        _ reason: String, _ behat: Located<SiteURL>, _ host: Host, _ diagnostics: inout Diagnostics
    ) {
        diagnostics.error(
            Code(324), "Behat's URL \(quoted(behat.value.bytes)) of host \(quoted(host.id.value)) \(reason)",
            at: behat.place, notes: [Note("the host's URL", at: host.url.place)])
    }
}
