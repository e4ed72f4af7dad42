import Foundation
import Testing

/// Hosts that are IPv6 addresses in the real servers.
@Suite(.serialized, .enabled(if: WebServer.areInstalled, "nginx, apache2, caddy and php-fpm are needed"))
struct AddressTests {
    private func sites(on server: WebServer) throws -> VirtualSites {
        let sites = try VirtualSites(on: server) { port in
            """
              alpha: { url: "http://[2001:db8::1]" }
              sub: { url: "http://[2001:db8::1]/ecole-3" }
              beta: { url: "http://[::1]:\(port)", aliases: [{ host: "[2001:db8::3]", mode: redirect }] }
              gamma: { url: http://gamma.test, aliases: ["[2001:db8::2]"] }
            """
        }
        try sites.start()
        return sites
    }

    @Test(arguments: WebServer.allCases)
    func anAddressInBracketsReachesItsSite(server: WebServer) throws {
        let sites = try sites(on: server)
        #expect(try sites.complaints() == "")
        let names = [
            ("[2001:db8::1]", "alpha"), ("[2001:DB8::1]", "alpha"), ("[2001:db8::1]:\(sites.port)", "alpha"),
            ("[::1]:\(sites.port)", "beta"), ("[2001:db8::2]", "gamma"), ("gamma.test", "gamma"),
        ]
        for (name, id) in names {
            let page = try sites.page("/course/view.php", host: name)
            #expect(page["dbname"] == "m_\(id)", "\(name)")
            #expect(page["HTTP_HOST"] == name)
        }
        #expect(try sites.page("/ecole-3/", host: "[2001:db8::1]")["dbname"] == "m_sub")
        let answer = try sites.get("/a?b", host: "[2001:db8::3]")
        #expect(answer.status == 308 && answer.header("Location") == "http://[::1]:\(sites.port)/a?b")
    }

    /// Servers compare bytes, but for case: another spelling of an address is a name of no site, or malformed to them.
    @Test(arguments: WebServer.allCases)
    func whatIsNoSitesAddressIsRefused(server: WebServer) throws {
        let sites = try sites(on: server)
        for name in ["[2001:db8::9]", "[2001:db8:0::1]", "[2001:db8::1%lo]", "[::1", "[]"] {
            #expect([400, 421].contains(try sites.get("/course/view.php", host: name).status), "\(name)")
        }
        // Its port is another's: beta is declared with one.
        #expect(try sites.get("/course/view.php", host: "[::1]").status == 421)
    }
}
