import Diagnostics
import Registry
import RegistryYAML
import Testing

/// What the rules across hosts let pass, next to what Tests/Rejected shows them refuse.
@Suite struct RulesTests {
    private func findings(_ hosts: String, servers: String = "s: { type: mariadb }") -> [String] {
        let text = """
            version: 1
            platforms: { p: { root: /srv/p } }
            dbservers: { \(servers) }
            defaults:
              platform: p
              dataroot: "/data/{id}"
              db: { server: s, name: "{id}", user: u, password: { file: /x } }
            hosts:
            \(hosts)
            """
        var diagnostics = Diagnostics()
        let registry = Registry(yaml: SourceFile(name: "r", bytes: Array(text.utf8)), reporting: &diagnostics)
        #expect((registry == nil) == diagnostics.hasErrors)
        return diagnostics.sorted.map { "\($0.severity): \($0.code) \($0.message)" }
    }

    @Test(arguments: [
        // Another name of the cookie tells ports apart.
        """
          a: { url: "http://x.example:8080", session: { cookie: { name: a } } }
          b: { url: "http://x.example:8081" }
        """,
        // A host's own tests may be on another port of its name, and a proxy may ask for two hosts by one name.
        """
          a: { url: http://a.example, dev: { behat: { url: "http://a.example:8000" } } }
          b: { url: http://b.example, reverseproxy: true, aliases: ["in.example:8001"] }
          c: { url: http://c.example, reverseproxy: true, aliases: ["in.example:8002"] }
        """,
        // Cookies have their URL's path without a field; a wider one is for who is alone below it; a domain, too.
        """
          a: { url: http://x.example }
          b: { url: http://x.example/b, session: { cookie: { path: /b } } }
          c: { url: http://y.example/x/c, session: { cookie: { path: /x, domain: y.example } } }
          d: { url: http://y.other.example, aliases: [{ host: z.y.example, mode: redirect }] }
        """,
    ])
    func cookiesThatStayApart(_ hosts: String) { #expect(findings(hosts) == []) }

    @Test func behatsURLMayBeHTTPOrHaveThePathOfTheHost() {
        let hosts = """
              a: { url: https://a.example/a, sslproxy: true, dev: { behat: { url: https://b.example/a } } }
              b: { url: https://c.example, sslproxy: true, dev: { behat: { url: "http://c.example:8000" } } }
            """
        #expect(findings(hosts) == [])
    }

    /// A machine has no more servers than ports that somebody gave it; where there are so many, those on it are one.
    @Test(arguments: [(100, 0), (101, 1)]) func soManyServersOfOneMachineCountAsOne(_ servers: Int, _ errors: Int) {
        let list = (0..<servers).map { "s\($0): { type: pgsql, host: 127.0.0.1, port: \(6000 + $0) }" }
        let hosts = """
              a: { url: http://a.example, db: { server: s0, name: m } }
              b: { url: http://b.example, db: { server: s1, name: m } }
            """
        let found = findings(hosts, servers: "s: { type: mariadb }, " + list.joined(separator: ", "))
        #expect(found.count == errors && found.allSatisfy { $0.contains("VM302") }, "\(found)")
    }

    /// Whichever of a host's names it is, the finding stands at that name.
    @Test func aNameThatIsTakenIsShownWhereItStands() {
        let text = """
            version: 1
            platforms: { p: { root: /srv/p } }
            dbservers: { s: { type: pgsql } }
            defaults:
              platform: p
              dataroot: "/data/{id}"
              db: { server: s, name: "{id}", user: u, password: { file: /x } }
            hosts:
              a: { url: http://a.example, aliases: [x.example, y.example] }
              b:
                url: http://b.example
                aliases:
                  - z.example
                  - y.example
              c:
                url: http://c.example
                dev: { behat: { url: http://x.example } }
              d: { url: http://b.example }
            """
        var diagnostics = Diagnostics()
        _ = Registry(yaml: SourceFile(name: "r", bytes: Array(text.utf8)), reporting: &diagnostics)
        let places = diagnostics.sorted.filter { $0.code == Code(301) }.map { finding in
            [finding.place, finding.notes.first?.place].map { $0.map { "\($0.line):\($0.column)" } ?? "" }
        }
        #expect(places == [["14:9", "9:52"], ["17:26", "9:41"], ["18:13", "11:10"]], "\(places)")
    }

    @Test func serversThatDifferHaveTablesOfTheirOwn() {
        let servers = """
            s: { type: mariadb }, p: { type: pgsql }, q: { type: pgsql, port: 5433 }, r: { type: pgsql, host: db.example },
                m: { type: mysqli, host: 10.0.0.1 }, n: { type: mysqli, host: 10.0.0.2, socket: /run/x.sock }
            """
        let hosts = ["s", "p", "q", "r", "m", "n"].map {
            "  h\($0): { url: http://\($0).example, db: { name: one, server: \($0) } }"
        }
        #expect(findings(hosts.joined(separator: "\n"), servers: servers) == [])
    }

    @Test func portsOfOneMachineAreServersUnlessASocketIsAmongThem() {
        let servers = "s: { type: mariadb, host: 127.0.0.1 }, t: { type: mariadb, host: 127.0.0.1, port: 3307 }"
        let hosts = """
              a: { url: http://a.example, db: { name: one, server: s } }
              b: { url: http://b.example, db: { name: one, server: t } }
            """
        #expect(findings(hosts, servers: servers) == [])
        // A third entry decides nothing about the two.
        let more = hosts + "\n  c: { url: http://c.example, db: { server: u } }"
        #expect(findings(more, servers: servers + ", u: { type: mariadb }") == [])
    }

    @Test(arguments: [
        // In another database, or none that begins with another.
        """
          a: { url: http://a.example, db: { name: x, prefix: m_ }, dev: { phpunit: { prefix: t_ } } }
          b: { url: http://b.example, db: { name: y, prefix: m_b_ } }
          c: { url: http://c.example, db: { name: x, prefix: ta_ }, dev: { behat: { prefix: b_ } } }
        """,
        // redis and memcached are two, whatever their port; so are databases of one redis. One host may share with itself.
        """
          a: { url: http://a.example, session: { driver: redis, server: x, port: 7000 }, cache: { driver: redis, server: x, port: 7000 } }
          b: { url: http://b.example, session: { driver: memcached, server: x, port: 7000 } }
          c: { url: http://c.example, session: { driver: redis, server: x, port: 7000, database: 1 } }
          d: { url: http://d.example, session: { driver: redis, server: x } }
        """,
    ])
    func tablesAndStoresThatStayApart(_ hosts: String) { #expect(findings(hosts) == []) }
}
