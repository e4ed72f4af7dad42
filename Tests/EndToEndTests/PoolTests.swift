import Foundation
import TestSupport
import Testing

/// Generated pools in a real php-fpm behind a real nginx: each host's PHP has the host's user, and reads no other host's data.
///
/// Accounts are Debian's own, of which nothing but their numbers is used.
@Suite(.enabled(if: Program.isRoot && WebServer.areInstalled, "only root starts pools of other users"))
struct PoolTests {
    private let directory: TemporaryDirectory
    private let servers: [RunningServer]
    private let http: LoopbackHTTP
    private let out: String

    init() throws {
        directory = try TemporaryDirectory()
        out = directory.path + "/out"
        let tree = directory.url.appending(path: "moodle tree")
        let standIn = try StandIn(in: tree)
        _ = try directory.write(Self.page, to: "moodle tree/probe.php")
        for (id, user) in [("a", "games"), ("ab", "news"), ("c", "www-data")] {
            _ = try directory.write("data of \(id)\n", to: "data/\(id)/file")
            _ = try directory.write("password of \(id)\n", to: "secrets/\(id)")
            try Self.own("\(directory.path)/data/\(id)", by: user, 0o700)
            try Self.own("\(directory.path)/data/\(id)/file", by: user, 0o600)
            try Self.own("\(directory.path)/secrets/\(id)", by: user, 0o400)
        }
        let port = try LoopbackConnection.freePort()
        let file = try directory.write(Self.registry(directory.path, tree.path, port), to: "registry.yaml")
        let built = try run(Program.vmoodleGen(), ["build", file, "--out", out, "--quiet"])
        try #require(built.status == 0, "\(built.errors)")
        try standIn.configure(with: URL(filePath: "\(out)/current/php/m/config.php"))
        let configuration = try directory.write(
            """
            [global]
            daemonize = no
            error_log = \(directory.path)/fpm/error.log
            include = \(out)/current/php-fpm/m/*.conf

            """, to: "fpm/fpm.conf")
        let socket = directory.path + "/ab.sock"
        let fpm = try RunningServer(
            "php-fpm",
            [
                "-n", "-F", "-y", configuration, "-d", "zend_extension=opcache", "-d", "display_errors=0", "-d",
                "opcache.file_update_protection=0",
            ],
            in: directory.url.appending(path: "fpm")
        ) { _ = try LoopbackConnection(path: socket) }
        let nginx = try WebServer.nginx.start(
            including: "\(out)/current/nginx/*.conf", on: port, in: directory.url.appending(path: "nginx"))
        servers = [fpm, nginx]
        http = LoopbackHTTP(port: port)
    }

    private static func own(_ path: String, by user: String, _ permissions: Int) throws {
        try FileManager.default.setAttributes(
            [.ownerAccountName: user, .groupOwnerAccountName: user, .posixPermissions: permissions],
            ofItemAtPath: path)
    }

    private func own(_ path: String, by user: String, _ permissions: Int) throws {
        try Self.own("\(directory.path)/\(path)", by: user, permissions)
    }

    private static func registry(_ here: String, _ tree: String, _ port: UInt16) -> String {
        """
        version: 1
        platforms: { m: { root: "\(tree)", fpm: "\(here)/m.sock", pool: { max_children: 2, php: { memory_limit: 77M } } } }
        dbservers: { s: { type: mariadb } }
        defaults:
          platform: m
          dataroot: "\(here)/data/{id}"
          db: { server: s, name: "{id}", user: u, password: { file: "\(here)/secrets/{id}" } }
          web: { listen: "127.0.0.1:\(port)", fpm: "\(here)/{id}.sock" }
        hosts:
          a: { url: http://a.example.test, web: { pool: { user: games, php: { memory_limit: 78M } } } }
          ab: { url: http://ab.example.test, web: { max_body: 3M, pool: { user: news } }, upgradekey: "the key of ab" }
          c: { url: http://c.example.test, web: { fpm: null } }
          shut: { url: http://shut.example.test, state: disabled, web: { pool: { user: games } } }

        """
    }

    /// Says who it is, and tries what it is told to try.
    private static let page = """
        <?php
        require(__DIR__ . '/config.php');
        header('Content-Type: application/json');
        $path = $_GET['path'] ?? '/nowhere';
        $included = isset($_GET['include']) ? @include $path : null;
        $socket = isset($_GET['socket']) ? @stream_socket_client("unix://$path") : false;
        echo json_encode([
            'user' => trim(shell_exec('id -un')), 'password' => $CFG->dbpass,
            'own' => trim((string)@file_get_contents($CFG->dataroot . '/file')),
            'read' => trim((string)@file_get_contents($path)),
            'by_shell' => trim((string)shell_exec('cat ' . escapeshellarg($path) . ' 2>/dev/null')),
            'included' => is_array($included), 'connected' => (bool)$socket,
            'uploaded' => isset($_FILES['file']) ? dirname($_FILES['file']['tmp_name']) : '',
            'limits' => ini_get('memory_limit') . ' ' . ini_get('max_input_vars') . ' ' . ini_get('post_max_size'),
            'temporary' => sys_get_temp_dir(),
        ]), "\\n";

        """

    private func probe(
        _ host: String, _ query: [String: String] = [:], headers: [String] = [], body: String = ""
    ) throws -> [String: Any] {
        var components = URLComponents()
        components.queryItems = query.map { URLQueryItem(name: $0, value: $1) }
        let answer = try http.get(
            "/probe.php?\(components.percentEncodedQuery ?? "")", host: "\(host).example.test",
            method: body.isEmpty ? "GET" : "POST", headers: headers, body: body)
        let json = try? JSONSerialization.jsonObject(with: Data(answer.body)) as? [String: Any]
        return try #require(json, "\(answer.status) \(answer.text) \(servers.map(\.log).joined())")
    }

    @Test(arguments: [
        ("a", "games", "78M 5000 8M"), ("ab", "news", "128M 5000 3145728"), ("c", "www-data", "77M 5000 8M"),
    ])
    func hostsPHPHasItsUserAndReadsWhatIsItsOwn(_ host: String, _ user: String, _ limits: String) throws {
        let answer = try probe(host)
        #expect(answer["user"] as? String == user)
        #expect(answer["own"] as? String == "data of \(host)" && answer["password"] as? String == "password of \(host)")
        #expect(answer["limits"] as? String == limits)
        #expect((answer["temporary"] as? String == "\(directory.path)/data/\(host)") == (host != "c"))
    }

    @Test(arguments: [("a", "ab"), ("ab", "a"), ("a", "c")])
    func hostReadsNothingOfAnothers(_ host: String, _ other: String) throws {
        _ = try probe(other)
        for path in ["data/\(other)/file", "secrets/\(other)"] {
            let answer = try probe(host, ["path": "\(directory.path)/\(path)"])
            #expect(answer["read"] as? String == "" && answer["by_shell"] as? String == "", "\(path)")
        }
        let socket = other == "c" ? "m" : other
        let answer = try probe(host, ["path": "\(directory.path)/\(socket).sock", "socket": "1"])
        #expect(answer["connected"] as? Bool == false)
    }

    /// Where permissions would let it: the directory's name begins with that of the host's own.
    @Test func openBasedirEndsWithTheDirectory() throws {
        try own("data/ab", by: "news", 0o755)
        try own("data/ab/file", by: "news", 0o644)
        let answer = try probe("a", ["path": "\(directory.path)/data/ab/file"])
        #expect(answer["by_shell"] as? String == "data of ab" && answer["read"] as? String == "")
    }

    /// OPcache has it compiled, for a user who may read it.
    @Test func hostTakesNoSecretsOfAnothersOutOfOPcache() throws {
        let fragments = FileManager.default.enumerator(atPath: "\(out)/fragments")?.compactMap { $0 as? String } ?? []
        let secret = try #require(
            fragments.first {
                (try? String(contentsOfFile: "\(out)/fragments/\($0)", encoding: .utf8))?.contains("the key of ab")
                    ?? false
            })
        let path = "\(out)/fragments/\(secret)"
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        #expect(attributes[.groupOwnerAccountName] as? String == "news")
        for _ in 0..<3 {
            #expect(try probe("ab", ["path": path, "include": "1"])["included"] as? Bool == true)
            for other in ["a", "c"] {
                #expect(try probe(other, ["path": path, "include": "1"])["included"] as? Bool == false)
            }
        }
    }

    @Test func uploadsLieInTheHostsOwnDirectory() throws {
        let headers = ["Content-Type: multipart/form-data; boundary=x"]
        let body = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\n\r\nbytes\r\n--x--\r\n"
        #expect(
            try probe("a", headers: headers, body: body)["uploaded"] as? String == "\(directory.path)/data/a")
        try FileManager.default.createDirectory(
            atPath: "\(directory.path)/data/a/temp", withIntermediateDirectories: false)
        try own("data/a/temp", by: "games", 0o700)
        #expect(
            try probe("a", headers: headers, body: body)["uploaded"] as? String == "\(directory.path)/data/a/temp")
    }

    @Test func closedHostsPoolAnswers() throws {
        let answer = try http.get("/", host: "shut.example.test")
        #expect(answer.status == 403 && answer.header("x-powered-by")?.hasPrefix("PHP/") ?? false)
    }
}
