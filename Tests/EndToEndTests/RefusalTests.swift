import Foundation
import Testing

/// What visitors of the real servers read where no site answers.
@Suite(.serialized, .enabled(if: WebServer.areInstalled, "nginx, apache2, caddy and php-fpm are needed"))
struct RefusalTests {
    /// Below an enabled site, at the root of a name with an enabled site below it, and alone.
    private struct Refused {
        let host: String
        let path: String
        let status: Int
        let words: String
    }

    private func refused(_ sites: VirtualSites) -> [Refused] {
        [
            Refused(
                host: "alpha.example.test", path: "/shut", status: 403, words: "Diese Website ist deaktiviert."),
            Refused(host: "closed.example.test", path: "", status: 403, words: "Diese Website ist deaktiviert."),
            Refused(host: "gone.example.test", path: "", status: 410, words: "Diese Website wurde geschlossen."),
            Refused(
                host: "beta.example.test:\(sites.port)", path: "", status: 503,
                words: "Diese Website wird gerade gewartet."),
        ]
    }

    private static let pages = [
        "/", "/course/view.php?a=b", "/theme/pix.txt", "/vendor/x.php", "/pluginfile.php/1/a.php/b",
    ]
    private static let german = ["Accept: text/html", "Accept-Language: de-AT, en;q=0.5"]

    @Test(arguments: WebServer.allCases)
    func theRuntimeAnswersForASiteThatIsNotEnabled(server: WebServer) throws {
        let sites = try VirtualSites(on: server)
        try sites.start()
        for site in refused(sites) {
            for page in Self.pages {
                let answer = try sites.get(site.path + page, host: site.host, headers: Self.german)
                #expect(
                    answer.status == site.status && answer.text.contains("<p>\(site.words)"), "\(page): \(answer.text)")
                expectHeaders(of: answer)
                #expect(answer.header("Content-Language") == "de")
            }
            for service in ["/webservice/rest/server.php", "/lib/ajax/service.php?x=y"] {
                let answer = try sites.get(site.path + service, host: site.host)
                let json = try? JSONSerialization.jsonObject(with: Data(answer.body)) as? [String: Any]
                #expect(answer.status == site.status && json?["errorcode"] is String, "\(answer.text)")
            }
            let head = try sites.get(site.path + "/", host: site.host, method: "HEAD", headers: Self.german)
            #expect(head.status == site.status && head.body.isEmpty)
            // Whatever is sent, it is not for the site.
            let form = ["Content-Type: application/x-www-form-urlencoded"]
            for body in ["a=b", String(repeating: "a", count: 3 << 20)] {
                let answer = try sites.get(site.path + "/", host: site.host, method: "POST", headers: form, body: body)
                #expect(answer.status == site.status)
            }
        }
    }

    @Test(arguments: WebServer.allCases)
    func aPageOfTheSitesOwnStandsInTheServersAnswer(server: WebServer) throws {
        let sites = try VirtualSites(on: server)
        let own = sites.output.appending(path: "errors")
        try FileManager.default.createDirectory(at: own, withIntermediateDirectories: true)
        try Data("<p>Geschlossen</p>".utf8).write(to: own.appending(path: "403.de.html"))
        try sites.start()
        let answer = try sites.get("/shut/", host: "alpha.example.test", headers: Self.german)
        #expect(answer.status == 403 && answer.text == "<p>Geschlossen</p>")
    }

    @Test(arguments: WebServer.allCases.filter(\.asksPHPFPM))
    func withoutPHPTheServerItselfSaysItInAllLanguages(server: WebServer) throws {
        let sites = try VirtualSites(on: server)
        try sites.start()
        sites.stopPHP()
        for site in refused(sites) {
            // Apache makes no other status of what its proxy says.
            let status = server.isApache ? 503 : site.status
            for page in Self.pages {
                let answer = try sites.get(site.path + page, host: site.host, headers: Self.german)
                #expect(answer.status == status)
                #expect(answer.text.contains("<h1>\(status)</h1>") && answer.text.contains("<p lang='es'>"))
                #expect(!server.isNginx || answer.text.contains(site.words))
                expectHeaders(of: answer)
            }
        }
    }

    @Test(arguments: WebServer.allCases)
    func aSiteThatIsEnabledAgainIsUnavailableUntilTheServerKnows(server: WebServer) throws {
        let sites = try VirtualSites(on: server)
        try sites.start()
        let text = sites.text(VirtualSites.registry)
        try sites.build(text.replacingOccurrences(of: "/shut, state: disabled", with: "/shut, state: enabled"))
        let answer = try sites.get("/shut/course/view.php", host: "alpha.example.test", headers: Self.german)
        #expect(answer.status == 503 && answer.header("Retry-After") == "30", "\(answer.text)")
        #expect(answer.text.contains("Diese Website ist zurzeit nicht verfügbar."))
        // A log may come behind the answer.
        // Caddy 2.6.2 does not hand on what it is told to (capture_stderr); php-fpm's own log has it.
        let log = { server.isCaddy ? sites.logs : sites.serverLog }
        for _ in 0..<100 where !log().contains("let it read") { usleep(20_000) }
        #expect(log().contains("let it read the files of the current release"), "\(log())")
    }

    @Test(arguments: WebServer.allCases)
    func whereNoSiteIsTheServerSaysSoItself(server: WebServer) throws {
        let sites = try VirtualSites(on: server)
        try sites.start()
        sites.stopPHP()
        let unknown = try sites.get("/a.js", host: "nobody.example.test")
        #expect(
            unknown.status == 421
                && unknown.text.contains("Dieser Server ist f&#252;r diese Adresse nicht zust&#228;ndig."))
        expectHeaders(of: unknown)
        let rootless = try sites.get("/a.txt", host: "rootless.example.test")
        #expect(rootless.status == 404 && rootless.text.contains("There is no site at this address."))
        expectHeaders(of: rootless)
        let moved = try sites.get("/a.txt", host: "old.example.test")
        #expect(moved.status == 308 && moved.header("Cache-Control") == "no-store")
    }

    private func expectHeaders(of answer: HTTPAnswer, location: SourceLocation = #_sourceLocation) {
        let values = { (name: String) in answer.headers.filter { $0.name == name }.map(\.value) }
        #expect(values("cache-control") == ["no-store"], sourceLocation: location)
        #expect(values("retry-after") == (answer.status == 503 ? ["300"] : []), sourceLocation: location)
        #expect(answer.header("Content-Type")?.hasPrefix("text/html") == true, sourceLocation: location)
    }
}
