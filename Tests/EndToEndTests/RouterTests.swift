import Foundation
import Testing

/// `platforms.ID.router` in the real servers: what is no file is Moodle's r.php's.
@Suite(.serialized, .enabled(if: WebServer.areInstalled, "nginx, apache2, caddy and php-fpm are needed"))
struct RouterTests {
    private let alpha = "alpha.example.test"

    private func sites(on server: WebServer) throws -> VirtualSites {
        let sites = try VirtualSites(on: server) { directory, tree, port in
            VirtualSites.registry(directory, tree, port).replacingOccurrences(
                of: "php: /usr/bin/php,", with: "php: /usr/bin/php, router: true,")
        }
        let page = try Data(contentsOf: sites.tree.appending(path: "index.php"))
        try page.write(to: sites.tree.appending(path: "r.php"))
        try sites.start()
        return sites
    }

    @Test(arguments: WebServer.allCases)
    func whatIsNoFileIsTheRouters(server: WebServer) throws {
        let sites = try sites(on: server)
        #expect(try sites.complaints() == "")
        for (path, id) in [("", "alpha"), ("/ecole-3", "sub"), ("/ecole-3/v1.2", "deep")] {
            for target in [
                "/api/rest/v2/x?y=1", "/none", "/none/", "/none.php", "/course/none.php/x", "/theme/", "/user/1.php",
                "/a%20b/%C3%A9",
            ] {
                let page = try sites.page(path + target, host: alpha)
                #expect(page["dbname"] == "m_\(id)" && page["SCRIPT_NAME"] == path + "/r.php", "\(path)\(target)")
                #expect(page["REQUEST_URI"] == path + target)
            }
            let page = try sites.get(path + "/r.php/some/route", host: alpha)
            #expect(page.status == 200 && page.text.contains("\"PATH_INFO\":\"\\/some\\/route\""))
            #expect(page.text.contains("\"routerconfigured\":true"))
        }
    }

    @Test(arguments: WebServer.allCases)
    func filesAreServedAndHiddenAsWithoutIt(server: WebServer) throws {
        let sites = try sites(on: server)
        for path in ["", "/ecole-3"] {
            for (target, script) in [
                ("/", "/index.php"), ("/course/", "/course/index.php"), ("/course/view.php", "/course/view.php"),
                ("/pluginfile.php/1/README.txt", "/pluginfile.php"),
            ] {
                #expect(try sites.page(path + target, host: alpha)["SCRIPT_NAME"] == path + script)
            }
            #expect(try sites.get(path + "/theme/pix.txt", host: alpha).text == StandIn.pixels)
            #expect(try sites.get(path + "/course?a=b", host: alpha).header("Location") == path + "/course/?a=b")
            for target in [
                "/vendor/x.php", "/vendor/none", "/README.txt", "/.git/HEAD", "/.git/none", "/composer.json",
                "/config.php.bak", "/mod/quiz/tests/fixtures/run.php",
            ] {
                #expect(try sites.get(path + target, host: alpha).status == 404, "\(path)\(target)")
            }
        }
        #expect(try sites.get("/none", host: "closed.example.test").status == 403)
        #expect(try sites.get("/none", host: "rootless.example.test").status == 404)
    }

    /// The registry says that there is one; whoever asks must not go round in circles.
    @Test(arguments: WebServer.allCases)
    func codeTreeWithoutARouterEndsInAnError(server: WebServer) throws {
        let sites = try sites(on: server)
        try FileManager.default.removeItem(at: sites.tree.appending(path: "r.php"))
        for target in ["/none", "/none.php", "/theme/"] {
            #expect([404, 500].contains(try sites.get(target, host: alpha).status), "\(target)")
        }
    }
}
