import Diagnostics
import OutputTree
import Registry
import RegistryYAML
import Testing

@testable import Targets

/// Which hosts share a server by `web.layout`.
@Suite struct SharedServersTests {
    private func tree(_ hosts: String, web: String, _ diagnostics: inout Diagnostics) throws -> OutputTree? {
        let text = """
            version: 1
            platforms: { p: { root: /srv/p } }
            dbservers: { s: { type: pgsql } }
            defaults:
              platform: p
              dataroot: "/data/{id}"
              db: { server: s, name: "{id}", user: u, password: { file: /x } }
              sendfile: x-accel-redirect
              web: { \(web) }
            hosts:
            \(hosts)
            """
        let registry = try #require(
            Registry(yaml: SourceFile(name: "r", bytes: Array(text.utf8)), reporting: &diagnostics),
            "\(diagnostics.sorted.map(\.message))")
        let targets = allTargets(servedFrom: try #require(AbsolutePath(Array("/out".utf8))), secrets: [:])
        return OutputTree(registry, for: targets, from: TemplateSet(), reporting: &diagnostics)
    }

    /// The names of each server of a file of a program.
    private func servers(
        _ hosts: String, web: String = "layout: map", in file: String = "nginx/shared-0.conf"
    ) throws -> [[String]] {
        var diagnostics = Diagnostics()
        let tree = try #require(try tree(hosts, web: web, &diagnostics))
        guard let found = tree.files.first(where: { $0.path == file }) else { return [] }
        return String(decoding: found.bytes, as: UTF8.self).matches(of: /\bserver_name\s([^;]*);/).map { match in
            match.1.split(whereSeparator: \.isWhitespace).map(String.init)
        }
    }

    private func hosts(_ count: Int) -> String {
        (0..<count).map { "  h\($0): { url: http://h\($0).example }" }.joined(separator: "\n")
    }

    @Test func autoSharesBeyondFiveHundredHosts() throws {
        #expect(try servers(hosts(500), web: "layout: auto") == [])
        #expect(try servers(hosts(501), web: "layout: auto").map(\.count) == [501])
        #expect(try servers(hosts(501), web: "max_body: 1M").map(\.count) == [501])
        #expect(try servers(hosts(501), web: "layout: per-host") == [])
        #expect(try servers(hosts(2)).map(\.count) == [2])
    }

    /// The registry says the same of all, and the pools' sockets are named by their ids.
    @Test(arguments: ["user: \"m-{id}\"", "user: tenants"]) func hostsWithPoolsOfTheirOwnShareNothing(_ pool: String)
        throws
    {
        let web = "layout: map, pool: { \(pool) }"
        #expect(try servers(hosts(3), web: web) == [["h0.example"], ["h1.example"], ["h2.example"]])
        var diagnostics = Diagnostics()
        let tree = try #require(try tree(hosts(3), web: web, &diagnostics))
        for path in ["nginx/shared-0.conf", "apache/shared-0.conf", "caddy/shared-0.conf"] {
            let file = try #require(tree.files.first { $0.path == path })
            let text = String(decoding: file.bytes, as: UTF8.self)
            let sockets = text.matches(of: /\/run\/php\/vmoodle-host-(h[0-9])\.sock/).map { String($0.1) }
            #expect(Set(sockets) == ["h0", "h1", "h2"], "\(path)")
        }
        // One pool that is made elsewhere is one server's.
        #expect(try servers(hosts(3), web: "layout: map, fpm: /run/x.sock").map(\.count) == [3])
        let mixed = hosts(2) + "\n  own: { url: http://own.example, web: { pool: { \(pool) } } }"
        #expect(try servers(mixed) == [["h0.example", "h1.example"], ["own.example"]])
    }

    @Test func hostsThatSayTheSameShareWhereverTheySayIt() throws {
        let hosts = """
              a: { url: http://a.example, web: { max_body: 1M } }
              b: { url: http://b.example, web: { max_body: 1M } }
              c: { url: http://c.example, web: { max_body: 2M } }
              d: { url: http://d.example, web: { max_body: 2M, fpm: /run/d } }
              e: { url: http://e.example, web: { max_body: 2M, fpm: /run/d } }
              f: { url: http://f.example, web: { layout: per-host, max_body: 1M } }
            """
        // Who is alone with its settings has a server of its own behind them.
        #expect(try servers(hosts) == [["a.example", "b.example"], ["d.example", "e.example"], ["c.example"]])
        #expect(try servers(hosts, in: "nginx/hosts-0.conf") == [["f.example"]])
    }

    @Test func manyHostsAreDealtOutToFiles() throws {
        let first = try servers(hosts(3000), in: "nginx/shared-0.conf").map(\.count)
        let second = try servers(hosts(3000), in: "nginx/shared-1.conf").map(\.count)
        #expect(first.count == 1 && second.count == 1 && first[0] + second[0] == 3000 && first[0] > 1000)
    }

    @Test func valueThatCannotBeWrittenIsReportedAtItsHost() throws {
        let hosts = """
              a: { url: http://a.example }
              b: { url: http://b.example, dataroot: /data/$b }
              c: { url: http://c.example }
            """
        var diagnostics = Diagnostics()
        #expect(try tree(hosts, web: "layout: map", &diagnostics) == nil)
        #expect(diagnostics.sorted.map { "\($0.place?.description ?? ""): \($0.code)" } == ["r:12:3: VM405"])
    }

    @Test func nginxIsToldOfHTTP2AsItsVersionReadsIt() throws {
        func text(_ web: String) throws -> String {
            var diagnostics = Diagnostics()
            let hosts = "  a: { url: https://a.example }"
            let tree = try #require(try tree(hosts, web: "tls: { certificate: /c, key: /k }, \(web)", &diagnostics))
            return tree.files.filter { $0.path.hasPrefix("nginx/") }.map { String(decoding: $0.bytes, as: UTF8.self) }
                .joined()
        }
        let (listen, directive) = (try text("http2: listen"), try text("http2: directive"))
        #expect(listen.contains("listen 443 ssl http2;") && listen.contains("listen 443 ssl http2 default_server;"))
        #expect(!listen.contains("http2 on;") && !directive.contains("ssl http2"))
        #expect(directive.contains("http2 on;") && directive.contains("listen 443 ssl default_server;"))
        #expect(try !text("http2: off").contains("http2"))
    }

    /// Who says where a name is served by http is not overruled.
    @Test func nameThatIsServedByHTTPIsNotSentToHTTPS() throws {
        let tls = "web: { tls: { certificate: /c, key: /k } }"
        let hosts = """
              a: { url: https://a.example, \(tls) }
              b: { url: https://b.example, \(tls) }
              c: { url: "http://b.example:8080", web: { listen: 80 }, session: { cookie: { name: c } } }
            """
        var diagnostics = Diagnostics()
        let tree = try #require(try tree(hosts, web: "layout: per-host", &diagnostics), "\(diagnostics.sorted)")
        let file = try #require(tree.files.first { $0.path == "nginx/hosts-0.conf" })
        let text = String(decoding: file.bytes, as: UTF8.self)
        #expect(text.contains("return 308 \"https://a.example$request_uri\""))
        #expect(!text.contains("return 308 \"https://b.example"))
    }

    /// Words that mean something else in a map of nginx's.
    @Test func namesThatAMapTakesForWordsHaveServersOfTheirOwn() throws {
        let hosts = (["default", "include", "volatile", "hostnames"] + ["a", "b"]).enumerated().map {
            "  h\($0): { url: http://\($1) }"
        }.joined(separator: "\n")
        #expect(try servers(hosts) == [["a", "b"]])
    }
}
