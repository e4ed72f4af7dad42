import Foundation
import Registry
import TestSupport
import Testing

/// Lines that `web.extra` takes stay in their place for the real servers.
@Suite(.enabled(if: WebServer.areInstalled, "nginx, apache2, caddy and php-fpm are needed"))
struct ServerLinesTests {
    private func isTaken<Lines: ServerLines>(_ lines: [String], as type: Lines.Type) -> Bool {
        (try? Lines(lines.map { Array($0.utf8) })) != nil
    }

    /// Lists of up to four lines, the same on each run.
    private func soups(of pieces: [String], count: Int) -> [[String]] {
        var state: UInt64 = 7
        let next = { (limit: Int) -> Int in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(limit))
        }
        return (0..<count).map { _ in (0...next(4)).map { _ in pieces[next(pieces.count)] } }
    }

    // MARK: nginx

    private static let nginxPieces = [
        "set $v a;", "set $v \"a b\";", "set $v 'x}';", "set $v \"};\"; }", "set $v ${v}x;", "# comment } {",
        "if ($v) {", "}",
        "set $v a\\;b;", "set $v a}b;", "set $v \"a", "\";", "set $v \"\\\"\";", "set $v a#b;",
        "proxy_hide_header ${{v;",
        "set $v",
        "a;", "location /z {", "set $v a\\", "if ($v) { set $v b; }", "} location /y {", "\"set\" $v '\"';", ";", "{",
        "",
        "set $v \"a\"b;", "set $v ');", "if ($v = \"}\") { # {", "set $v \\\"a;", "server_name y; }", "'",
        "proxy_hide_header \"$\";",
    ]

    private enum Verdict { case kept, mistake, left }

    /// nginx says that the directive behind the lines is a duplicate of the one before only if both stand in one block.
    private func nginx(_ lines: [String], in directory: TemporaryDirectory) throws -> Verdict {
        let before = [
            "pid \(directory.path)/pid; events {}", "http { server { location / {", "client_max_body_size 1;",
        ]
        let after = ["client_max_body_size 2;", "}}}"]
        let text = (before + lines + after).joined(separator: "\n")
        let file = try directory.write(text, to: "nginx.conf")
        let outcome = try run(try Program.required("nginx"), ["-t", "-c", file, "-e", "\(directory.path)/error.log"])
        let last = before.count + lines.count + 1
        if outcome.errors.contains("\"client_max_body_size\" directive is duplicate in \(file):\(last)\n") {
            return .kept
        }
        // A wrong argument is no way out; the line that nginx stops at is one of these.
        let isMistake = [
            "invalid number of arguments", "unknown directive", "invalid variable name", "is not allowed here",
        ].contains {
            outcome.errors.contains($0)
        }
        let isInside = (before.count + 1..<last).contains { outcome.errors.contains("\(file):\($0)\n") }
        return isMistake && isInside ? .mistake : .left
    }

    @Test func nginxReadsLinesAsTheRegistryDoes() throws {
        let directory = try TemporaryDirectory()
        var taken = 0
        for lines in soups(of: Self.nginxPieces, count: 400) + Self.nginxPieces.map({ [$0] }) {
            let verdict = try nginx(lines, in: directory)
            guard isTaken(lines, as: NginxLines.self) else {
                // A text over two lines is whole for nginx; here each line is.
                let isLong = lines.contains { $0.hasSuffix("\"a") || $0.hasSuffix("\\") || $0.contains("'") }
                #expect(verdict != .kept || isLong, "\(lines)")
                continue
            }
            #expect(verdict != .left, "\(lines)")
            taken += verdict == .kept ? 1 : 0
        }
        #expect(taken > 40)
    }

    // MARK: Caddy

    private static let caddyPieces = [
        "header A b", "header A \"b } c\"", "header A `}`", "header A \"}\"", "header A \"{\"", "# }", "@m path /a",
        "@m {",
        "path /a", "handle {", "handle /x {", "}", "{", "} }", "respond /y 410", "route {", "header A b # {",
        "header A b#{",
        "header A \\}", "header A \"b\\\"}\"", "header A \"b", "header A `b", "\"", "`", "header A b\\", "header A {",
        "header {",
        "A b", "-A", "} header A b", "handle { respond 410", "header A {http.request.uri}", "header A {}",
        "header A <<X", "X",
        "import nothing-*.conf", "header A {$HOME}", "", "  }  ", "\\\"", "handle{", "a}", "}}", "{}", "\"}\"",
        "\"\" }",
    ]

    /// Whether the lines stand between the two others in one route, as Caddy reads them; nil: it takes none of it.
    private func caddyKeeps(_ lines: [String], in directory: TemporaryDirectory) throws -> Bool? {
        let text = ["http://a:9 {", "route {", "respond /before 201"] + lines + ["respond /after 202", "}", "}", ""]
        let file = try directory.write(text.joined(separator: "\n"), to: "Caddyfile")
        let outcome = try run(
            "/usr/bin/env", ["HOME=\(directory.path)", Program.required("caddy"), "adapt", "--config", file])
        guard outcome.status == 0 else { return nil }
        func handlers(_ value: Any) -> [[String]] {
            if let list = value as? [Any] { return list.flatMap(handlers) }
            guard let map = value as? [String: Any] else { return [] }
            let routes = map["routes"] as? [[String: Any]] ?? []
            let own = routes.compactMap { route -> String? in
                let handle = (route["handle"] as? [[String: Any]])?.first ?? [:]
                return (handle["status_code"] as? Int).map(String.init)
            }
            return (routes.isEmpty ? [] : [own]) + map.values.flatMap(handlers)
        }
        let json = try JSONSerialization.jsonObject(with: Data(outcome.output))
        return handlers(json).contains { $0.first == "201" && $0.last == "202" }
    }

    @Test func caddyReadsLinesAsTheRegistryDoes() throws {
        let directory = try TemporaryDirectory()
        var (taken, kept) = (0, 0)
        for lines in soups(of: Self.caddyPieces, count: 150) + Self.caddyPieces.map({ [$0] })
        where isTaken(lines, as: CaddyLines.self) {
            taken += 1
            // What is taken may be a mistake for Caddy, but never leads out.
            let isKept = try caddyKeeps(lines, in: directory)
            #expect(isKept != false, "\(lines)")
            kept += isKept == true ? 1 : 0
        }
        #expect(taken > 20 && kept > 10, "\(taken) \(kept)")
    }

    @Test(arguments: [
        ["}"], ["}", "handle {", "}"], ["\"}\"", "route {"], ["handle {", "\"\" }"], ["} # a", "route { # b"],
        ["{$CLOSE}", "route {"],
        ["header A `b", "}", "`", "route {"],
    ])
    func whatWouldLeadOutOfCaddysRouteIsRefused(_ lines: [String]) { #expect(!isTaken(lines, as: CaddyLines.self)) }

    // MARK: Apache

    private static let apachePieces = [
        "SetEnv A b", "SetEnv A \"</LocationMatch>\"", "  # </LocationMatch>", "<If \"true\">", "</If>", "</IF>",
        "<IfModule mod_env.c>", "<IfModule !mod_env.c>", "</IfModule>", "</LocationMatch>", "</VirtualHost>",
        "<LocationMatch ^/z>", "\"</LocationMatch>\"", "'</LocationMatch>'", "${CLOSE}", "${OPEN}",
        "\\</LocationMatch>",
        "SetEnv A b\\", "# \\", "<If \"true\"", "<", "</", "", "Define X </LocationMatch>", "<IfVersion > 2>",
        "</IfVersion>",
        "  </If>  ", "</If >", "SetEnv A \"b", "<If \"'>' == '>'\">", "<IfModule mod_env.c >", "<>", "</>", "< If x>",
    ]

    /// Whether both marks stand in one section of the configuration as mod_info shows it.
    private func apacheKeeps(_ lines: [String], in directory: TemporaryDirectory) throws -> Bool {
        let modules = ["mpm_event", "authz_core", "env", "info"].map {
            "LoadModule \($0)_module /usr/lib/apache2/modules/mod_\($0).so"
        }
        let head =
            modules + [
                "ServerName localhost", "Listen 127.0.0.1:9", "PidFile \(directory.path)/pid",
                "ErrorLog \(directory.path)/error.log", "Mutex file:\(directory.path) default",
                "Define CLOSE </LocationMatch>", "Define OPEN <LocationMatch>", "<VirtualHost *:9>",
                "<LocationMatch ^/a>",
                "SetEnv BEFORE 1",
            ]
        let foot = ["SetEnv AFTER 1", "</LocationMatch>", "</VirtualHost>", ""]
        let file = try directory.write((head + lines + foot).joined(separator: "\n"), to: "apache.conf")
        let outcome = try run(try Program.required("apache2"), ["-t", "-DDUMP_CONFIG", "-f", file])
        guard outcome.status == 0 else { return false }
        var (sections, number) = ([0], 0)
        var marks: [String: Int] = [:]
        for line in outcome.text.split(separator: "\n").map({ $0.drop { $0 == " " } }) {
            if line.hasPrefix("</") {
                sections.removeLast()
            } else if line.hasPrefix("<") {
                number += 1
                sections.append(number)
            }
            for mark in ["BEFORE", "AFTER"] where line == "SetEnv \(mark) 1" { marks[mark] = sections.last }
        }
        return marks["BEFORE"] != nil && marks["BEFORE"] == marks["AFTER"]
    }

    @Test func apacheReadsLinesAsTheRegistryDoes() throws {
        let directory = try TemporaryDirectory()
        var (taken, kept) = (0, 0)
        for lines in soups(of: Self.apachePieces, count: 300) + Self.apachePieces.map({ [$0] }) {
            let isTaken = isTaken(lines, as: ApacheLines.self)
            guard isTaken else { continue }
            taken += 1
            // What is taken may be a mistake for Apache, but never leads out.
            let isKept = try apacheKeeps(lines, in: directory)
            kept += isKept ? 1 : 0
            if !isKept {
                let outcome = try run(
                    try Program.required("apache2"), ["-t", "-f", directory.path + "/apache.conf"])
                #expect(outcome.status != 0, "\(lines)")
            }
        }
        #expect(taken > 20 && kept > 10, "\(taken) \(kept)")
    }

    @Test(arguments: [
        ["\"</LocationMatch>\"", "<LocationMatch ^/z>"], ["'</LocationMatch>'", "<LocationMatch ^/z>"],
        ["${CLOSE}", "<LocationMatch ^/z>"], ["</LocationMatch>", "<LocationMatch ^/z>"],
    ])
    func whatWouldLeadOutOfApachesSectionIsRefused(_ lines: [String]) throws {
        let directory = try TemporaryDirectory()
        #expect(try !apacheKeeps(lines, in: directory))
        let outcome = try run(try Program.required("apache2"), ["-t", "-f", directory.path + "/apache.conf"])
        #expect(outcome.status == 0, "Apache takes it: \(outcome.errors)")
        #expect(!isTaken(lines, as: ApacheLines.self))
    }
}
