import Foundation
import Testing

/// Wildcard aliases in the real servers, whose own wildcards match names of several labels.
@Suite(.serialized, .enabled(if: WebServer.areInstalled, "nginx, apache2, caddy and php-fpm are needed"))
struct WildcardTests {
    private func sites(on server: WebServer) throws -> VirtualSites {
        let sites = try VirtualSites(on: server) { _ in
            """
              alpha: { url: http://moodle.wild.test, aliases: ["*.wild.test"] }
              beta: { url: http://exact.wild.test }
              gamma: { url: http://gamma.test, aliases: ["*.deep.wild.test"] }
              lone: { url: http://stub.wild.test/one }
              gone: { url: http://gone.test, state: archived, aliases: ["*.gone.test"] }
              shut: { url: http://shut.test, aliases: [{ host: "*.moved.test", mode: redirect }] }
            """
        }
        try sites.start()
        return sites
    }

    @Test(arguments: WebServer.allCases)
    func aWildcardIsEachNameOfOneMoreLabel(server: WebServer) throws {
        let sites = try sites(on: server)
        #expect(try sites.complaints() == "")
        let names = [
            ("foo.wild.test", "alpha"), ("FOO.Wild.Test.", "alpha"), ("foo.wild.test:\(sites.port)", "alpha"),
            ("deep.wild.test", "alpha"), ("moodle.wild.test", "alpha"), ("exact.wild.test", "beta"),
            ("x.deep.wild.test", "gamma"),
        ]
        for (name, id) in names {
            let page = try sites.page("/course/view.php", host: name)
            #expect(page["dbname"] == "m_\(id)", "\(name)")
            #expect(page["HTTP_HOST"] == name)
            let own = ["alpha": "moodle.wild.test", "beta": "exact.wild.test", "gamma": "gamma.test"][id]
            #expect(page["VMOODLE_KEY"] == own && page["wwwroot"] == "http://\(own ?? "")")
        }
        #expect(try sites.get("/course/view.php", host: "x.gone.test").status == 410)
        #expect(try sites.page("/one/", host: "stub.wild.test")["dbname"] == "m_lone")
        #expect(try sites.get("/index.php", host: "stub.wild.test").status == 404)
    }

    /// The server's wildcard takes them, and the runtime does not.
    @Test(arguments: WebServer.allCases)
    func aNameOfTwoMoreLabelsIs421(server: WebServer) throws {
        let sites = try sites(on: server)
        for name in [
            "x.y.wild.test", "x.exact.wild.test", "x.y.deep.wild.test", "wild.test", "moved.test", "xwild.test",
        ] {
            for target in ["/", "/course/view.php"] {
                #expect(try sites.get(target, host: name).status == 421, "\(name)\(target)")
            }
        }
    }

    @Test(arguments: WebServer.allCases)
    func aWildcardThatRedirectsKeepsPathAndQuery(server: WebServer) throws {
        let sites = try sites(on: server)
        for name in ["x.moved.test", "Y.moved.test."] {
            let answer = try sites.get("/a/b.php?c=d", host: name)
            #expect(answer.status == 308 && answer.header("Location") == "http://shut.test/a/b.php?c=d")
        }
    }
}
