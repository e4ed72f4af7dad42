import Foundation
import Testing

/// What `web:`, `sendfile:` and Behat's URL ask of the real servers.
@Suite(.serialized, .enabled(if: WebServer.areInstalled, "nginx, apache2, caddy and php-fpm are needed"))
struct WebFieldsTests {
    private func sites(on server: WebServer) throws -> VirtualSites {
        let sites = try VirtualSites(on: server) { directory, tree, port in
            """
            version: 1
            platforms:
              m45: { root: "\(tree.path)", user: www-data, fpm: "\(directory.path)/nowhere.sock" }
            dbservers:
              main: { type: mariadb }
            defaults:
              platform: m45
              dataroot: "\(directory.path)/data/{id}"
              db: { server: main, name: "m_{id}", user: u, password: { file: "\(directory.path)/secrets/alpha" } }
              sendfile: x-accel-redirect
              web: { listen: "127.0.0.1:\(port)", fpm: "\(directory.path)/fpm.sock", headers: { X-Of: "{id}", X-Odd: "a \\"b\\" \\\\c; d" } }
            hosts:
              alpha:
                url: http://alpha.example.test
                web:
                  max_body: 1K
                  headers: { X-Own: alpha }
                  extra:
                    nginx: ['add_header X-Extra "{id} $request_method" always;', "location = /tea {{", "  return 410;", "}}"]
                    apache:
                      - Header always set X-Extra "expr={id} %{{REQUEST_METHOD}}"
                      - <If "%{{REQUEST_URI}} == '/tea'">
                      - '  RedirectMatch 410 ".*"'
                      - </If>
                    caddy: ['header X-Extra "{id} {{http.request.method}}"', 'handle /tea {{', '  respond 410', '}}']
                dev: { behat: { url: "http://behat.example.test:\(port)", dataroot: "\(directory.path)/behat", prefix: b_ } }
              sub:
                url: http://alpha.example.test/sub
                dev: { behat: { url: "http://behat-sub.example.test:\(port)/sub", dataroot: "\(directory.path)/behat-sub", prefix: b_ } }
            """
        }
        for id in ["alpha", "sub"] {
            let folder = sites.directory.appending(path: "data/\(id)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try Data("file of \(id)".utf8).write(to: folder.appending(path: "x.txt"))
            try Data("odd".utf8).write(to: folder.appending(path: "a b.txt"))
        }
        try sites.start()
        return sites
    }

    @Test(arguments: WebServer.allCases.filter(\.asksPHPFPM))
    func headersLimitsAndPoolAreTheHosts(server: WebServer) throws {
        let sites = try sites(on: server)
        #expect(try sites.complaints() == "")
        for (path, id) in [("", "alpha"), ("/sub", "sub")] {
            // The platform's pool does not exist: whoever answers is the host's own.
            let answer = try sites.get(path + "/course/view.php", host: "alpha.example.test")
            #expect(answer.status == 200 && answer.header("X-Of") == id)
            #expect(answer.header("X-Odd") == "a \"b\" \\c; d")
            #expect(answer.header("X-Own") == (id == "alpha" ? "alpha" : nil))
            #expect(try sites.get(path + "/theme/pix.txt", host: "alpha.example.test").header("X-Of") == id)
            let body = "a=" + String(repeating: "x", count: 2000)
            let upload = try sites.get(
                path + "/course/view.php", host: "alpha.example.test", method: "POST",
                headers: ["Content-Type: application/x-www-form-urlencoded"], body: body)
            #expect(upload.status == (id == "alpha" ? 413 : 200))
        }
    }

    @Test(arguments: WebServer.allCases.filter(\.asksPHPFPM))
    func extraLinesAreTheHosts(server: WebServer) throws {
        let sites = try sites(on: server)
        #expect(try sites.complaints() == "")
        for path in ["/course/view.php", "/theme/pix.txt"] {
            let own = try sites.get(path, host: "alpha.example.test")
            #expect(own.status == 200 && own.header("X-Extra") == "alpha GET" && own.header("X-Of") == "alpha")
            #expect(try sites.get("/sub" + path, host: "alpha.example.test").header("X-Extra") == nil)
        }
        #expect(try sites.get("/tea", host: "alpha.example.test").status == 410)
        #expect(try sites.get("/sub/tea", host: "alpha.example.test").status == 404)
    }

    @Test(arguments: WebServer.allCases.filter(\.asksPHPFPM))
    func behatsNameLeadsToItsHost(server: WebServer) throws {
        let sites = try sites(on: server)
        let page = try sites.page("/course/view.php", host: "behat.example.test:\(sites.port)")
        #expect(page["dbname"] == "m_alpha" && page["behat_wwwroot"] == "http://behat.example.test:\(sites.port)")
        let below = try sites.page("/sub/course/view.php", host: "behat-sub.example.test:\(sites.port)")
        #expect(
            below["dbname"] == "m_sub" && below["behat_wwwroot"] == "http://behat-sub.example.test:\(sites.port)/sub")
        #expect(try sites.get("/course/view.php", host: "behat-sub.example.test:\(sites.port)").status == 404)
    }

    @Test(arguments: WebServer.allCases.filter { !$0.isApache })
    func hostsFilesAreSentForItAlone(server: WebServer) throws {
        let sites = try sites(on: server)
        #expect(try sites.complaints() == "")
        for (path, id) in [("", "alpha"), ("/sub", "sub")] {
            let target = path + "/sendfile.php?file=x.txt"
            let answer = try sites.get(target, host: "alpha.example.test")
            #expect(answer.status == 200 && answer.text == "file of \(id)", "\(sites.logs.suffix(2000))")
            #expect(answer.header("X-Of") == id)
            // What PHP says of a file is the answer's.
            #expect(
                answer.header("Content-Type")?.hasPrefix("text/x-of-php") == true
                    && answer.header("X-Accel-Redirect") == nil)
            #expect(answer.header("Content-Disposition") == "attachment" && answer.header("Cache-Control") == "private")
            #expect(answer.header("Content-Length") == "\(answer.text.utf8.count)")
            #expect(try sites.get(target, host: "alpha.example.test", method: "HEAD").text == "")
            #expect(try sites.get(target, host: "alpha.example.test", method: "POST", body: "a").text == answer.text)
            let part = try sites.get(target, host: "alpha.example.test", headers: ["Range: bytes=0-3"])
            #expect(part.status == 206 && part.text == "file")
            #expect(try sites.get(path + "/sendfile.php?file=none", host: "alpha.example.test").status == 404)
            #expect(try sites.get(path + "/sendfile.php?file=a%20b.txt", host: "alpha.example.test").text == "odd")
        }
        // A site's own PHP gets no further than its directory.
        for location in [
            "/.vmoodle-files/alpha/../", "/.vmoodle-files/alpha/..%2f", "/.vmoodle-files/alpha/../../secrets/",
        ] {
            for file in ["registry.yaml", "alpha", "x.txt"] {
                let target = "/sendfile.php?at=\(location.replacing("%", with: "%25"))&file=\(file)"
                let answer = try sites.get(target, host: "alpha.example.test")
                #expect(answer.body.isEmpty || answer.status >= 400, "\(target) \(answer.status) \(answer.text)")
            }
        }
        // Nobody from outside gets there.
        for target in [
            "/.vmoodle-files/alpha/x.txt", "/.vmoodle-files/sub/x.txt", "/sub/.vmoodle-files/sub/x.txt",
            "/.vmoodle-files/",
        ] {
            #expect(try sites.get(target, host: "alpha.example.test").status == 404, "\(target)")
        }
    }
}
