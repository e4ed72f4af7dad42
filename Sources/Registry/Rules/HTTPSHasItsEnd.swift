import Diagnostics

/// A host with an https URL has a certificate here, or a proxy in front that has it; an http one has neither.
enum HTTPSHasItsEnd: Rule {
    static func check(_ registry: Registry, _ survey: Survey, reporting diagnostics: inout Diagnostics) {
        for host in survey.withOddTLS.map({ registry.hosts[$0] }) {
            let certified = host.hasCertificate
            switch host.isHTTPS {
            case true where !certified && !host.sslProxy:
                diagnostics.error(
                    Code(306),
                    "\(quoted(host.url.value.bytes)) has no certificate; set 'web.tls', or 'sslproxy: true' if a proxy in "
                        + "front of the web server ends TLS",
                    at: host.url.place)
            case true where certified && host.sslProxy:
                diagnostics.error(
                    Code(306),
                    "host \(quoted(host.id.value)) has both 'web.tls' and 'sslproxy: true'; only one can end TLS",
                    at: host.url.place)
            case false where host.sslProxy:
                diagnostics.error(
                    Code(306),
                    "\(quoted(host.url.value.bytes)) is not https, but 'sslproxy' is true; Moodle refuses that",
                    at: host.url.place)
            case false where certified:
                diagnostics.error(
                    Code(306),
                    "\(quoted(host.url.value.bytes)) is not https, but has a certificate; set 'web: { tls: null }', or write 'https://…'",
                    at: host.url.place)
            default: break
            }
        }
    }
}
