import Foundation
import TestSupport
import Testing

/// Hosts that share a server, in the real ones; the other suites run over this layout, too.
@Suite(.serialized, .enabled(if: WebServer.areInstalled, "nginx, apache2, caddy and php-fpm are needed"))
struct LayoutTests {
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
              dataroot: "\(directory.path)/data of {id}"
              db: { server: main, name: "m_{id}", user: u, password: { file: "\(directory.path)/secrets/alpha" } }
              sendfile: x-accel-redirect
              web: { listen: "127.0.0.1:\(port)", headers: { X-Of: everyone }, max_body: 1K }
            hosts:
              alpha: { url: http://alpha.example.test, aliases: [www.alpha.example.test] }
              beta: { url: http://beta.example.test }
              gamma: { url: http://gamma.example.test, state: disabled }
              delta: { url: http://delta.example.test, state: disabled }
            """
        }
        for id in ["alpha", "beta"] {
            let folder = sites.directory.appending(path: "data of \(id)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try Data("file of \(id)".utf8).write(to: folder.appending(path: "x.txt"))
        }
        try sites.start()
        return sites
    }

    @Test(arguments: WebServer.allCases.filter(\.isShared))
    func whatAllHostsSayIsSaidOfEach(server: WebServer) throws {
        let sites = try sites(on: server)
        #expect(try sites.complaints() == "")
        let file = sites.output.appending(path: "current/\(server.target)/shared-0.conf")
        let text = try String(contentsOf: file, encoding: .utf8)
        for id in ["alpha", "beta", "gamma", "delta"] { #expect(text.contains("\(id).example.test")) }
        for id in ["alpha", "beta"] {
            let name = "\(id).example.test"
            let page = try sites.page("/course/view.php", host: name)
            #expect(page["dbname"] == "m_\(id)" && page["VMOODLE_KEY"] == name)
            let answer = try sites.get("/theme/pix.txt", host: name)
            #expect(answer.status == 200 && answer.header("X-Of") == "everyone")
            let upload = try sites.get(
                "/course/view.php", host: name, method: "POST",
                headers: ["Content-Type: application/x-www-form-urlencoded"],
                body: "a=" + String(repeating: "x", count: 2000))
            #expect(upload.status == 413)
        }
        #expect(try sites.get("/course/view.php", host: "gamma.example.test").status == 403)
    }

    @Test(arguments: [WebServer.nginxMap, .caddyMap]) func eachHostIsSentItsOwnFiles(server: WebServer) throws {
        let sites = try sites(on: server)
        let names = [
            ("alpha.example.test", "alpha"), ("www.alpha.example.test", "alpha"), ("beta.example.test", "beta"),
            ("BETA.example.test", "beta"), ("Beta.Example.test.", "beta"), ("beta.example.test.:80", "beta"),
        ]
        for (name, id) in names {
            let answer = try sites.get("/sendfile.php?file=x.txt", host: name)
            #expect(answer.status == 200 && answer.text == "file of \(id)", "\(name): \(answer.text)")
        }
        for target in ["/.vmoodle-files/alpha/x.txt", "/.vmoodle-files/beta/x.txt", "/.vmoodle-files/"] {
            #expect(try sites.get(target, host: "alpha.example.test").status == 404, "\(target)")
        }
    }

    /// What is chosen by one name and asks by another is nobody's; Apache puts the target's into the Host header.
    @Test(arguments: WebServer.allCases.filter(\.isShared))
    func aTargetOfOneMemberWithTheHostOfAnotherIsNeverTheOthers(server: WebServer) throws {
        let sites = try sites(on: server)
        for (target, host) in [("alpha", "beta"), ("beta", "alpha"), ("www.alpha", "beta"), ("BETA", "www.alpha")] {
            let answer = try sites.get(
                "http://\(target).example.test/course/view.php", host: "\(host).example.test")
            let own = target.lowercased().replacingOccurrences(of: "www.", with: "")
            let isOwn = answer.status == 200 && answer.text.contains("\"dbname\":\"m_\(own)\"")
            #expect(server.isNginx ? answer.status == 421 : isOwn, "\(target) \(host): \(answer.status)")
        }
    }
}
