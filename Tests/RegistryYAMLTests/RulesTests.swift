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
}
