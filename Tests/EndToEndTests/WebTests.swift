import Foundation
import Testing

/// The generated files of nginx and Apache in the real servers, with the real runtime behind them.
@Suite(.serialized, .enabled(if: WebServer.areInstalled, "nginx, apache2, caddy and php-fpm are needed"))
struct WebTests {
    private let alpha = "alpha.example.test"

    private func sites(on server: WebServer) throws -> VirtualSites {
        let sites = try VirtualSites(on: server)
        try sites.start()
        return sites
    }

    @Test(arguments: WebServer.allCases)
    func theServerAcceptsItsFilesWithoutAWarning(server: WebServer) throws {
        let complaints = try VirtualSites(on: server).complaints()
        #expect(complaints == "")
    }

    @Test(arguments: WebServer.allCases)
    func everyNameReachesItsOwnSite(server: WebServer) throws {
        let sites = try sites(on: server)
        let names = [
            (alpha, "alpha"), ("ALPHA.example.test", "alpha"), ("alpha.example.test.", "alpha"),
            ("www.alpha.example.test", "alpha"), ("gamma.example.test:\(sites.port)", "gamma"),
        ]
        for (name, id) in names {
            let page = try sites.page("/course/view.php?id=2", host: name)
            #expect(page["dbname"] == "m_\(id)")
            #expect(page["dbpass"] == "secret of \(id)")
            #expect(page["HTTP_HOST"] == name)
            #expect(page["SCRIPT_NAME"] == "/course/view.php")
            #expect(page["REQUEST_URI"] == "/course/view.php?id=2")
        }
    }

    @Test(arguments: WebServer.allCases)
    func aSiteInASubdirectoryNeedsNoFolderOfThatName(server: WebServer) throws {
        let sites = try sites(on: server)
        for (path, id) in [("", "alpha"), ("/ecole-3", "sub"), ("/ecole-3/v1.2", "deep")] {
            let pages = [
                ("/", "/index.php"), ("/course/", "/course/index.php"), ("/course/view.php", "/course/view.php"),
                ("//course//view.php", "/course/view.php"), ("/x/../course/view.php", "/course/view.php"),
            ]
            for (target, script) in pages {
                let page = try sites.page(path + target, host: alpha)
                #expect(page["dbname"] == "m_\(id)")
                #expect(page["VMOODLE_KEY"] == alpha + path)
                #expect(page["SCRIPT_NAME"] == path + script)
                #expect(page["SCRIPT_FILENAME"] == sites.tree.path + script)
                #expect(page["PATH_INFO"] == "")
            }
            #expect(
                try sites.page(path + "/course/", host: alpha, method: "POST", headers: Self.form, body: "a=b")["a"]
                    == "b")
            #expect(try sites.get(path + "/theme/pix.txt", host: alpha).text == StandIn.pixels)
        }
        #expect(try sites.page("/ecole-3/../course/view.php", host: alpha)["dbname"] == "m_alpha")
        for target in ["/ecole-35/", "/ecole-3.php", "/ECOLE-3/", "/ecole-3/v1x2/", "/open/"] {
            #expect(try sites.get(target, host: alpha).status == 404)
        }
    }

    @Test(arguments: WebServer.allCases)
    func aMissingSlashIsAddedByARelativeRedirect(server: WebServer) throws {
        let sites = try sites(on: server)
        for target in ["/ecole-3", "/ecole-3/v1.2", "/course", "/ecole-3/course"] {
            let answer = try sites.get(target + "?a=b", host: alpha)
            #expect(answer.status == 301)
            #expect(answer.header("Location") == target + "/?a=b")
        }
    }

    @Test(arguments: WebServer.allCases)
    func aNameWithoutASiteAtItsRootIs404OutsideItsSubdirectories(server: WebServer) throws {
        let sites = try sites(on: server)
        #expect(try sites.page("/one/", host: "rootless.example.test")["dbname"] == "m_lone")
        for target in ["/", "/index.php", "/theme/pix.txt", "/onex/", "/one/../index.php"] {
            #expect(try sites.get(target, host: "rootless.example.test").status == 404)
        }
    }

    @Test(arguments: WebServer.allCases)
    func maintenanceIsAnswered503WithRetryAfter(server: WebServer) throws {
        let sites = try sites(on: server)
        let beta = "beta.example.test:\(sites.port)"
        for target in ["/", "/course/view.php", "/theme/pix.txt", "/README.txt", "/opened/"] {
            let answer = try sites.get(target, host: beta)
            #expect(answer.status == 503)
            #expect(answer.header("Retry-After").flatMap { Int($0) } ?? 0 > 0)
        }
        #expect(try sites.page("/open/", host: beta)["dbname"] == "m_betasub")
        #expect(try sites.get("/open/theme/pix.txt", host: beta).header("Retry-After") == nil)
    }

    @Test(arguments: WebServer.allCases)
    func disabledIs403AndArchivedIs410ForThatSiteOnly(server: WebServer) throws {
        let sites = try sites(on: server)
        for target in ["/", "/course/view.php", "/theme/pix.txt", "/vendor/x.php"] {
            #expect(try sites.get(target, host: "closed.example.test").status == 403)
            #expect(try sites.get(target, host: "gone.example.test").status == 410)
            #expect(try sites.get("/shut" + target, host: alpha).status == 403)
        }
        #expect(try sites.page("/open/", host: "gone.example.test")["dbname"] == "m_goneopen")
        #expect(try sites.get("/shutter/", host: alpha).status == 404)
    }

    @Test(arguments: WebServer.allCases)
    func untilTheServerReadsItsNewFilesTheRuntimeAnswers(server: WebServer) throws {
        let sites = try sites(on: server)
        let disabled = sites.text(VirtualSites.registry).replacingOccurrences(
            of: "name: Alpha", with: "name: Alpha\n    state: disabled")
        let headers = ["Accept: text/html", "Accept-Language: de-AT, en;q=0.5"]
        func expectAnswer(holding words: String) throws {
            let answer = try sites.get("/course/view.php", host: alpha, headers: headers)
            #expect(answer.status == 403 && answer.text.contains(words), "\(answer.text)")
            #expect(answer.header("Content-Type") == "text/html; charset=utf-8")
            #expect(answer.header("Content-Language") == "de" && answer.header("Cache-Control") == "no-store")
            #expect(answer.header("Vary")?.contains("Accept-Language") == true)
            let head = try sites.get("/course/view.php", host: alpha, method: "HEAD", headers: headers)
            #expect(head.status == 403 && head.text == "")
        }
        try sites.build(disabled)
        try expectAnswer(holding: "<p>Diese Website ist deaktiviert.</p>")
        // A page of the site's own, which the next build leaves alone.
        let own = sites.output.appending(path: "errors")
        try FileManager.default.createDirectory(at: own, withIntermediateDirectories: true)
        try Data("<p>Geschlossen</p>".utf8).write(to: own.appending(path: "403.de.html"))
        try sites.build(disabled.replacingOccurrences(of: "name: Alpha", with: "name: Alpha 2"))
        try expectAnswer(holding: "<p>Geschlossen</p>")
    }

    @Test(arguments: WebServer.allCases)
    func aRedirectAliasKeepsPathAndQuery(server: WebServer) throws {
        let sites = try sites(on: server)
        for target in [
            "/", "/course/view.php?id=2&a=%20b", "/a%20b%3Fc/d.php/e", "/README.txt", "/?next=http://x.test/",
        ] {
            let answer = try sites.get(target, host: "old.example.test")
            #expect(answer.status == 308)
            #expect(answer.header("Location")?.lowercased() == "http://alpha.example.test\(target)".lowercased())
        }
        #expect(
            try sites.get("/x", host: "old.example.test", method: "POST", headers: Self.form, body: "a=b").status == 308
        )
    }

    @Test(arguments: WebServer.allCases)
    func aNameOfNoSiteIs421(server: WebServer) throws {
        let sites = try sites(on: server)
        for name in ["nobody.example.test", "x.alpha.example.test", "127.0.0.1", "localhost"] {
            for target in ["/", "/course/view.php", "/theme/pix.txt", "/ecole-3/"] {
                let answer = try sites.get(target, host: name)
                #expect(answer.status == 421)
                #expect(!answer.text.contains(name))
            }
        }
    }

    @Test(arguments: WebServer.allCases)
    func aTargetThatNamesAnotherHostNeverShowsTheWrongSite(server: WebServer) throws {
        let sites = try sites(on: server)
        let (beta, gamma) = ("beta.example.test:\(sites.port)", "gamma.example.test:\(sites.port)")
        for (authority, header) in [
            (alpha, beta), (alpha, gamma), (gamma, alpha), (alpha, "nobody.example.test"), (beta, alpha),
        ] {
            let answer = try sites.get("http://\(authority)/course/view.php", host: header)
            let own = authority.prefix { $0 != "." }
            switch answer.status {
            case 200: #expect(answer.text.contains("\"dbname\":\"m_\(own)\"") && own != "beta")
            case 503: #expect(own == "beta")
            default: #expect(answer.status == 421)
            }
        }
    }

    @Test(arguments: WebServer.allCases)
    func whatFollowsTheFirstScriptIsPathInfo(server: WebServer) throws {
        let sites = try sites(on: server)
        let infos = [
            "/1/mod_resource/content/1/README.txt", "/1/x.php/y.php/z.php", "/vendor/composer.json", "/.hidden/b", "/",
            "/a.lock", "/tests/t.html", "/1/a.php.bak",
        ]
        for path in ["", "/ecole-3", "/ecole-3/v1.2"] {
            for info in infos {
                let page = try sites.page(path + "/pluginfile.php" + info, host: alpha)
                #expect(page["SCRIPT_NAME"] == path + "/pluginfile.php")
                #expect(page["PATH_INFO"] == info)
            }
            #expect(try sites.page(path + "/pluginfile.php/a%20b/%C3%A9", host: alpha)["PATH_INFO"] == "/a b/é")
        }
    }

    @Test(arguments: WebServer.allCases)
    func whatIsNotForVisitorsIs404(server: WebServer) throws {
        let sites = try sites(on: server)
        let targets = [
            "/vendor/x.php", "/vendor/x.php/y", "/%76endor/x.php", "//vendor/x.php", "/README.txt", "/.git/HEAD",
            "/lib/db/install.xml", "/composer.json", "/composer.lock", "/admin/environment.xml", "/config.php.bak",
            "/mod/quiz/tests/fixtures/run.php", "/lib/classes/", "/theme/", "/doesnotexist", "/none.php",
            "/none/x.php/y",
            "/theme/pix.txt/x.php", "/theme/pix.txt/x", "/index.php%0a",
        ]
        for path in ["", "/ecole-3", "/ecole-3/v1.2"] {
            for target in targets {
                #expect(try sites.get(path + target, host: alpha).status == 404, "\(path)\(target)")
            }
        }
        // A client's headers are not the server's word.
        let forged = ["VMOODLE_KEY: beta", "VMOODLE-KEY: beta", "X-Forwarded-Host: beta.example.test"]
        #expect(try sites.page("/course/view.php", host: alpha, headers: forged)["dbname"] == "m_alpha")
    }

    private static let form = ["Content-Type: application/x-www-form-urlencoded"]
}
