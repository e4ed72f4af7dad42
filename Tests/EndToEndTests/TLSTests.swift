import Foundation
import TestSupport
import Testing

/// Certificates of the registry in the real servers, asked by `openssl s_client`.
@Suite(.serialized, .enabled(if: WebServer.areInstalled, "nginx, apache2, caddy and php-fpm are needed"))
struct TLSTests {
    private static func makeCertificate(_ name: String, in folder: URL) throws {
        let file = folder.appending(path: name).path
        let arguments = [
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
            "-subj",
            "/CN=\(name)", "-addext", "subjectAltName=DNS:\(name)", "-keyout", "\(file).key", "-out", "\(file).pem",
        ]
        let outcome = try run("/usr/bin/openssl", arguments)
        guard outcome.status == 0 else { throw ServerFailure(outcome.errors) }
    }

    private func sites(on server: WebServer) throws -> VirtualSites {
        let certificates = try TemporaryDirectory()
        for name in ["a.tls.test", "b.tls.test"] { try Self.makeCertificate(name, in: certificates.url) }
        let hosts = ["alpha": "a", "beta": "b"].map { id, name in
            let file = "\(certificates.path)/\(name).tls.test"
            let tls = "web: { tls: { certificate: \"\(file).pem\", key: \"\(file).key\" } }"
            return "  \(id): { url: https://\(name).tls.test, \(tls) }"
        }
        let sites = try VirtualSites(on: server) { _ in hosts.joined(separator: "\n") }
        try sites.start()
        withExtendedLifetime(certificates) {}
        return sites
    }

    /// What the server says; empty if it refuses the handshake.
    private func answer(_ sites: VirtualSites, name: String, host: String) throws -> String {
        let request = "GET /theme/pix.txt HTTP/1.0\r\nHost: \(host)\r\n\r\n"
        return try run(
            "/usr/bin/openssl",
            [
                "s_client", "-connect", "127.0.0.1:\(sites.port)", "-servername", name, "-ign_eof", "-verify_quiet",
            ], input: Array(request.utf8)
        ).text
    }

    private func status(_ answer: String) -> String {
        answer.firstMatch(of: /HTTP\/1\.[01] (\d+)/).map { String($0.1) } ?? "no answer"
    }

    @Test(arguments: WebServer.allCases)
    func everyNameShowsItsOwnCertificate(server: WebServer) throws {
        let sites = try sites(on: server)
        for name in ["a.tls.test", "b.tls.test"] {
            let answer = try answer(sites, name: name, host: name)
            #expect(status(answer) == "200" && answer.contains("CN = \(name)"), "\(answer)")
            #expect(answer.contains(StandIn.pixels))
        }
    }

    @Test(arguments: WebServer.allCases)
    func aNameOfNoSiteIsRefused(server: WebServer) throws {
        let sites = try sites(on: server)
        // Apache cannot refuse a handshake.
        let refusal = server.rawValue.hasPrefix("apache") ? "421" : "no answer"
        #expect(status(try answer(sites, name: "nobody.tls.test", host: "nobody.tls.test")) == refusal)
        #expect(status(try answer(sites, name: "a.tls.test", host: "nobody.tls.test")) == "421")
        #expect(["200", "421"].contains(status(try answer(sites, name: "a.tls.test", host: "b.tls.test"))))
    }
}
