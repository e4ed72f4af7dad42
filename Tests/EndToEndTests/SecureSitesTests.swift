import Foundation
import TestSupport
import Testing

/// TLS, and what belongs to it, in the real servers: `web.tls`, `http`, `http2`, `hsts`, `acme`; and `timeout`, `overrides`.
@Suite(.serialized, .enabled(if: WebServer.areInstalled, "nginx, apache2, caddy and php-fpm are needed"))
struct SecureSitesTests {
    private func sites(on server: WebServer) throws -> VirtualSites {
        let sites = try VirtualSites(on: server) { directory, tree, port in
            """
            version: 1
            platforms:
              m45: { root: "\(tree.path)", user: www-data, fpm: "\(directory.path)/fpm.sock" }
            dbservers:
              main: { type: mariadb }
            defaults:
              platform: m45
              dataroot: "\(directory.path)/data/{id}"
              db: { server: main, name: "m_{id}", user: u, password: { file: "\(directory.path)/secrets/alpha" } }
              web: { listen: "127.0.0.1:@secure@", http: "127.0.0.1:\(port)", hsts: 600, http2: listen }
            groups:
              tls: { web: { tls: { certificate: "\(directory.path)/tls/certificate.pem", key: "\(directory.path)/tls/key.pem" } } }
              acme: { web: { acme: "\(directory.path)/acme root" } }
              plain: { web: { listen: "127.0.0.1:\(port)" } }
            hosts:
              alpha:
                url: https://alpha.example.test
                groups: [tls, acme]
                aliases: [www.alpha.example.test, { host: old.example.test, mode: redirect }]
              beta: { url: https://beta.example.test, groups: [tls, acme] }
              sub: { url: https://beta.example.test/sub, groups: [tls, acme] }
              gamma: { url: https://gamma.example.test, groups: [tls], web: { http: [], timeout: 1 } }
              delta: { url: https://delta.example.test, groups: [tls], web: { overrides: "\(directory.path)/own/{id}" } }
              wild: { url: https://wild.example.test, groups: [tls], aliases: ["*.wild.example.test"] }
              plain: { url: http://plain.example.test, groups: [plain] }
            """
        }
        try Certificate.make(in: sites.directory.appending(path: "tls").path)
        let challenges = sites.directory.appending(path: "acme root/.well-known/acme-challenge")
        try FileManager.default.createDirectory(at: challenges, withIntermediateDirectories: true)
        try Data("answer".utf8).write(to: challenges.appending(path: "token-1_A"))
        for (folder, line) in [
            ("nginx", "add_header X-Own own always;"), ("apache", "Header always set X-Own own"),
            ("caddy", "header X-Own own"),
        ] {
            let own = sites.directory.appending(path: "own/delta/\(folder)")
            try FileManager.default.createDirectory(at: own, withIntermediateDirectories: true)
            try Data("\(line)\n".utf8).write(to: own.appending(path: "own.conf"))
        }
        try sites.start()
        return sites
    }

    /// The version of HTTP, the status, the headers in small letters and the body of an answer over TLS.
    private func secure(
        _ sites: VirtualSites, _ name: String, _ target: String
    ) throws -> (version: String, status: Int, headers: String, body: String) {
        let address = "\(name):443:127.0.0.1:\(sites.securePort)"
        let outcome = try run(
            "/usr/bin/curl",
            [
                "-skD", "-", "--http2", "--path-as-is", "--connect-to", address, "-w", "\n%{http_version} %{http_code}",
                "https://\(name)\(target)",
            ])
        let last = outcome.text.split(separator: "\n").last?.split(separator: " ").map(String.init) ?? []
        try #require(last.count == 2, "\(outcome.text)\(outcome.errors)")
        let parts = outcome.text.replacingOccurrences(of: "\r\n", with: "\n").split(separator: "\n\n", maxSplits: 1)
        return (last[0], Int(last[1]) ?? 0, parts[0].lowercased() + "\n", parts.count > 1 ? String(parts[1]) : "")
    }

    @Test(arguments: WebServer.allCases)
    func httpIsSentToHTTPS(server: WebServer) throws {
        let sites = try sites(on: server)
        #expect(try sites.complaints() == "")
        let names = [
            "alpha.example.test": "alpha.example.test", "www.alpha.example.test": "alpha.example.test",
            "old.example.test": "alpha.example.test", "beta.example.test": "beta.example.test",
            "wild.example.test": "wild.example.test", "x.wild.example.test": "wild.example.test",
        ]
        for (name, secure) in names {
            for target in ["/", "/sub/course/view.php?id=2&a=%20b", "/a%20b%3Fc/d.php/e"] {
                let answer = try sites.get(target, host: name)
                #expect(answer.status == 308 && answer.header("Strict-Transport-Security") == nil)
                #expect(answer.header("Location")?.lowercased() == "https://\(secure)\(target)".lowercased(), "\(name)")
            }
        }
        // Who does not want it has no server there.
        #expect(try sites.get("/", host: "gamma.example.test").status == 421)
        #expect(try sites.page("/course/view.php", host: "plain.example.test")["dbname"] == "m_plain")
    }

    @Test(arguments: WebServer.allCases)
    func siteIsServedOverHTTP2AndAsksToBeAskedByHTTPSOnly(server: WebServer) throws {
        let sites = try sites(on: server)
        for (name, path, id) in [
            ("alpha", "", "alpha"), ("www.alpha", "", "alpha"), ("beta", "", "beta"), ("beta", "/sub", "sub"),
        ] {
            let page = try secure(sites, "\(name).example.test", "\(path)/course/view.php")
            // Apache with PHP inside it cannot: mod_http2 leaves mpm_prefork out.
            #expect(page.version == (server == .apacheModPHP ? "1.1" : "2"))
            #expect(page.status == 200 && page.body.contains("\"dbname\":\"m_\(id)\""), "\(page)\(sites.logs)")
            #expect(page.headers.contains("strict-transport-security: max-age=600\n"))
            let file = try secure(sites, "\(name).example.test", "\(path)/theme/pix.txt")
            #expect(file.status == 200 && file.headers.contains("strict-transport-security: max-age=600\n"))
        }
        let plain = try sites.get("/course/view.php", host: "plain.example.test")
        #expect(plain.status == 200 && plain.header("Strict-Transport-Security") == nil)
    }

    @Test(arguments: WebServer.allCases)
    func challengesOfACMEAreAnsweredByHTTP(server: WebServer) throws {
        let sites = try sites(on: server)
        let folder = "/.well-known/acme-challenge/"
        for name in ["alpha.example.test", "www.alpha.example.test", "old.example.test", "beta.example.test"] {
            let answer = try sites.get(folder + "token-1_A", host: name)
            #expect(answer.status == 200 && answer.text == "answer", "\(name) \(answer.status)")
            #expect(answer.header("Content-Type")?.hasPrefix("text/plain") == true)
            #expect(try sites.get(folder + "none", host: name).status == 404)
            #expect(try sites.get("/.well-known/other", host: name).status == 308)
        }
        // Without 'acme' it is a path as any other.
        #expect(try sites.get(folder + "token-1_A", host: "delta.example.test").status == 308)
    }

    @Test(arguments: WebServer.allCases.filter { $0.asksPHPFPM && !$0.isCaddy })
    func hostsServerWaitsAsLongAsItSays(server: WebServer) throws {
        let sites = try sites(on: server)
        let slow = try secure(sites, "beta.example.test", "/slow.php")
        #expect(slow.status == 200 && slow.body.hasPrefix("at last"))
        #expect(try secure(sites, "gamma.example.test", "/slow.php").status == 504)
    }

    /// The time is that between two pieces of an answer: a download may take as long as it likes.
    @Test(arguments: WebServer.allCases.filter(\.asksPHPFPM))
    func answerThatGoesOnIsNotCutOff(server: WebServer) throws {
        let answer = try secure(sites(on: server), "gamma.example.test", "/drops.php")
        #expect(answer.status == 200 && answer.body.hasPrefix(String(repeating: "drop ", count: 5)), "\(answer)")
    }

    @Test(arguments: WebServer.allCases)
    func linesOfTheAdministratorsOwnFilesAreTheHosts(server: WebServer) throws {
        let sites = try sites(on: server)
        for target in ["/course/view.php", "/theme/pix.txt"] {
            #expect(try secure(sites, "delta.example.test", target).headers.contains("x-own: own\n"))
            #expect(try !secure(sites, "beta.example.test", target).headers.contains("x-own"))
        }
    }
}
