import Foundation
import Testing

/// Proxies that ask the real servers by a name of their own, and say in X-Forwarded-Host whom for.
@Suite(.serialized, .enabled(if: WebServer.areInstalled, "nginx, apache2, caddy and php-fpm are needed"))
struct ProxyTests {
    private let backend = "backend.internal"

    /// - Parameter proxies: who is believed; the tests' own address is 127.0.0.1.
    private func sites(on server: WebServer, proxies: String = "127.0.0.1") throws -> VirtualSites {
        let sites = try VirtualSites(on: server) { directory, tree, port in
            VirtualSites.registry(directory, tree, port)
                .replacingOccurrences(of: "version: 1", with: "version: 1\nproxies: \(proxies)")
                .replacingOccurrences(
                    of: "fpm.sock\" }",
                    with:
                        "fpm.sock\", proxy: { names: [backend.internal, \"[fd00::7]\"], listen: \"127.0.0.1:\(port)\" } }"
                )
        }
        try sites.start()
        return sites
    }

    private func said(_ host: String) -> [String] { ["X-Forwarded-Host: \(host)"] }

    @Test(arguments: WebServer.allCases)
    func theHostIsWhatATrustedProxySays(server: WebServer) throws {
        let sites = try sites(on: server)
        #expect(try sites.complaints() == "")
        let gamma = "gamma.example.test:\(sites.port)"
        let pages = [
            ("alpha.example.test", "/course/view.php", "alpha"), ("ALPHA.example.test.:443", "/", "alpha"),
            ("www.alpha.example.test", "/pluginfile.php/1/x", "alpha"), ("alpha.example.test", "/ecole-3/", "sub"),
            ("alpha.example.test", "/ecole-3/v1.2/course/", "deep"), (gamma, "/course/view.php", "gamma"),
            ("rootless.example.test", "/one/course/view.php", "lone"),
        ]
        for (host, target, id) in pages {
            for name in [backend, "\(backend):\(sites.port)", "[fd00::7]"] {
                let page = try sites.page(target, host: name, headers: said(host))
                #expect(page["dbname"] == "m_\(id)" && page["VMOODLE_KEY"] == "", "\(host)\(target)")
                #expect(page["HTTP_HOST"] == name)
            }
        }
        #expect(
            try sites.get("/theme/pix.txt", host: backend, headers: said("alpha.example.test")).text == StandIn.pixels)
    }

    @Test(arguments: WebServer.allCases)
    func theRuntimeAnswersForWhatIsNotEnabled(server: WebServer) throws {
        let sites = try sites(on: server)
        let cases = [
            ("closed.example.test", "/", 403), ("alpha.example.test", "/shut/", 403), ("gone.example.test", "/", 410),
            ("beta.example.test:\(sites.port)", "/", 503), ("nobody.example.test", "/", 404),
            ("rootless.example.test", "/", 404),
        ]
        for (host, target, status) in cases {
            #expect(try sites.get(target, host: backend, headers: said(host)).status == status, "\(host)")
        }
        let moved = try sites.get("/a.php?b=c", host: backend, headers: said("old.example.test"))
        // There is no such file, and no server by that name to send it on.
        #expect(moved.status == 404)
        let page = try sites.get("/course/view.php?b=c", host: backend, headers: said("old.example.test"))
        #expect(page.status == 308 && page.header("Location") == "http://alpha.example.test/course/view.php?b=c")
    }

    @Test(arguments: WebServer.allCases)
    func whatIsNotOneHostIsNotBelieved(server: WebServer) throws {
        let sites = try sites(on: server)
        let cases = [
            [], said(""), said("alpha.example.test, gamma.example.test"), said("http://alpha.example.test"),
            said("alpha.example.test/x"), said("*.example.test"), ["Forwarded: host=alpha.example.test"],
            ["X-Forwarded_Host: alpha.example.test"],
            ["X-Original-Host: alpha.example.test"],
        ]
        for headers in cases {
            #expect(try sites.get("/course/view.php", host: backend, headers: headers).status == 404, "\(headers)")
        }
    }

    /// Apache joins two headers to a list. nginx does so from 1.23 on; before, PHP gets two, and reads the last, which
    /// the nearest proxy added.
    @Test(arguments: WebServer.allCases)
    func theFirstOfTwoHeadersIsNotBelieved(server: WebServer) throws {
        let sites = try sites(on: server)
        let headers = said("alpha.example.test") + said("gamma.example.test:\(sites.port)")
        let answer = try sites.get("/course/view.php", host: backend, headers: headers)
        #expect(answer.status == 404 || server.isNginx && answer.text.contains("\"dbname\":\"m_gamma\""))
    }

    @Test(arguments: WebServer.allCases)
    func aServerThatVouchesForItsHostIsNotOverruled(server: WebServer) throws {
        let sites = try sites(on: server)
        let alpha = "alpha.example.test"
        for other in ["gamma.example.test:\(sites.port)", "nobody.example.test", "closed.example.test"] {
            #expect(try sites.get("/course/view.php", host: alpha, headers: said(other)).status == 421)
        }
        for same in [alpha, "www.\(alpha)", "ALPHA.example.test", "a, b"] {
            #expect(try sites.page("/course/view.php", host: alpha, headers: said(same))["dbname"] == "m_alpha")
        }
        // By a name that nobody has, nobody is asked.
        #expect(try sites.get("/course/view.php", host: "other.internal", headers: said(alpha)).status == 421)
        #expect(try sites.get("/course/view.php", host: nil, headers: said(alpha)).status != 200)
    }

    @Test(arguments: WebServer.allCases)
    func whoIsNoProxyIsNotBelieved(server: WebServer) throws {
        let sites = try sites(on: server, proxies: "[127.0.0.2, 10.0.0.0/8, \"::1\"]")
        let headers =
            said("alpha.example.test") + ["X-Forwarded-For: 10.0.0.1", "X-Real-IP: 10.0.0.1", "REMOTE_ADDR: 10.0.0.1"]
        #expect(try sites.get("/course/view.php", host: backend, headers: headers).status == 404)
        #expect(
            try sites.page("/course/view.php", host: "alpha.example.test", headers: said("gamma.example.test"))[
                "dbname"]
                == "m_alpha")
    }
}
