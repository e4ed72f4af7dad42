import Foundation
import TestSupport
import Testing

/// Each way in which the registry may have files sent, behind each of the real servers: what does not know it must not answer with nothing.
@Suite(.serialized, .enabled(if: WebServer.areInstalled, "nginx, apache2, caddy and php-fpm are needed"))
struct SendfileTests {
    private func sites(on server: WebServer, _ method: String) throws -> VirtualSites {
        let sites = try VirtualSites(on: server) { directory, tree, port in
            """
            version: 1
            proxies: 127.0.0.1
            platforms:
              m45: { root: "\(tree.path)", user: www-data, fpm: "\(directory.path)/fpm.sock", proxy: { names: [backend.internal], listen: "127.0.0.1:\(port)" } }
            dbservers:
              main: { type: mariadb }
            defaults:
              platform: m45
              dataroot: "\(directory.path)/data of {id}"
              filedir: "\(directory.path)/files of {id}"
              db: { server: main, name: "m_{id}", user: u, password: { file: "\(directory.path)/secrets/alpha" } }
              sendfile: \(method)
              web: { listen: "127.0.0.1:\(port)" }
            hosts:
              alpha: { url: http://alpha.example.test, aliases: [www.alpha.example.test] }
              beta: { url: http://beta.example.test }
              below: { url: http://beta.example.test/below }
            """
        }
        for folder in ["data", "files"] {
            for id in ["alpha", "beta", "below"] {
                let folder = sites.directory.appending(path: "\(folder) of \(id)")
                try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
                try Data(folder.lastPathComponent.utf8).write(to: folder.appending(path: "x.txt"))
            }
        }
        try Data(Self.page.utf8).write(to: sites.tree.appending(path: "send.php"))
        try sites.start()
        return sites
    }

    /// Sends a file as Moodle does, and says which of them did.
    private static let page = """
        <?php
        require(__DIR__ . '/config.php');
        $file = ($_GET['in'] === 'data' ? $CFG->dataroot : $CFG->filedir) . '/x.txt';
        header('Content-Type: text/plain');
        header('Set-Cookie: way=' . ($CFG->xsendfile ?? 'PHP'));
        $path = $file;
        foreach ($CFG->xsendfilealiases ?? [] as $alias => $directory) {
            if (strpos($file, $directory) === 0) {
                $path = $alias . substr($file, strlen($directory));
            }
        }
        if (empty($CFG->xsendfile) || ($CFG->xsendfile === 'X-Accel-Redirect' && $path === $file)) {
            readfile($file);
        } else {
            header("$CFG->xsendfile: $path");
        }

        """

    @Test(arguments: WebServer.allCases, ["x-sendfile", "x-accel-redirect", "x-lighttpd-send-file"])
    func filesArriveWhateverTheServerKnows(server: WebServer, method: String) throws {
        let sites = try sites(on: server, method)
        #expect(try sites.complaints() == "")
        let isKnown = method == "x-sendfile" ? server.isApache : method == "x-accel-redirect" && !server.isApache
        let way = isKnown ? (server.isApache ? "X-Sendfile" : "X-Accel-Redirect") : "PHP"
        let beta = "beta.example.test"
        let cases = [
            ("", "alpha.example.test", [], "alpha"), ("", "www.alpha.example.test", [], "alpha"),
            ("", beta, [], "beta"),
            ("/below", beta, [], "below"), ("", "backend.internal", ["X-Forwarded-Host: alpha.example.test"], "alpha"),
            ("/below", "backend.internal", ["X-Forwarded-Host: \(beta)"], "below"),
        ]
        for (path, name, headers, id) in cases {
            for folder in ["data", "files"] {
                let answer = try sites.get("\(path)/send.php?in=\(folder)", host: name, headers: headers)
                #expect(answer.status == 200 && answer.text == "\(folder) of \(id)", "\(name)\(path): \(answer.text)")
                #expect(answer.header("Set-Cookie") == "way=\(way)")
                #expect(answer.header("X-Sendfile") == nil && answer.header("X-Accel-Redirect") == nil)
            }
        }
    }

    /// A site's own PHP gets no further than its directories.
    @Test(arguments: WebServer.allCases.filter(\.isApache)) func apacheSendsEachHostsFilesOnly(server: WebServer) throws
    {
        let sites = try sites(on: server, "x-sendfile")
        let page = "<?php header('X-Sendfile: ' . $_GET['path']);\n"
        try Data(page.utf8).write(to: sites.tree.appending(path: "any.php"))
        func answer(_ path: String) throws -> HTTPAnswer {
            let path = "\(sites.directory.path)/\(path)".replacing(" ", with: "%20")
            return try sites.get("/any.php?path=\(path)", host: "alpha.example.test")
        }
        #expect(try answer("data of alpha/x.txt").text == "data of alpha")
        for path in ["data of beta/x.txt", "files of below/x.txt", "secrets/alpha", "data of alpha/../secrets/alpha"] {
            #expect(try answer(path).status == 404, "\(path)")
        }
    }
}
