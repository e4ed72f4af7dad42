import Diagnostics
import TestSupport
import Testing

@testable import Registry
@testable import RegistryYAML

/// Two hosts between which a rule finds something meet in what one holds and the other seeks, as builds rely on that read one of them.
@Suite struct ClaimsTests {
    /// A registry as it was read, whatever the rules say of it.
    private func unchecked(_ name: String, _ bytes: [UInt8]) -> Registry? {
        var diagnostics = Diagnostics()
        return RegistryReading(
            SourceFile(name: name, bytes: bytes), including: .none, reporting: &diagnostics)?.registry()
    }

    private struct Finding: Hashable {
        let code: String
        let line: Int?
    }

    private func findings(_ registry: Registry, _ hosts: [Host]) -> Set<Finding> {
        var some = registry
        (some.hosts, some.commandHost) = (hosts, nil)
        var diagnostics = Diagnostics()
        some.checkRules(reporting: &diagnostics)
        return Set(diagnostics.all.map { Finding(code: "\($0.code)", line: $0.place?.line) })
    }

    /// Which rules found something between two hosts that are right alone, and between how many pairs.
    private func pairs(of registry: Registry, _ what: String) -> (codes: Set<String>, count: Int) {
        let hosts = registry.hosts
        let alone = hosts.map { findings(registry, [$0]) }
        let general = findings(registry, [])
        let claims = hosts.map { host in
            var claims = Claims(in: registry, isSeeking: true)
            claims.look(at: host)
            return claims
        }
        var (codes, count): (Set<String>, Int) = ([], 0)
        for (one, other) in hosts.indices.flatMap({ one in hosts.indices.dropFirst(one + 1).map { (one, $0) } })
        where alone[one] == general && alone[other] == general {
            let found = findings(registry, [hosts[one], hosts[other]]).subtracting(general)
            guard !found.isEmpty else { continue }
            codes.formUnion(found.map(\.code))
            for (new, known) in [(one, other), (other, one)] where claims[new].isSimple {
                count += 1
                #expect(
                    !Set(claims[new].sought).isDisjoint(with: claims[known].held),
                    "\(found.map(\.code)): \(hosts[new].id.value.text) does not meet \(hosts[known].id.value.text)\n\(what)"
                )
            }
        }
        return (codes, count)
    }

    @Test func meetWhereTheCorpusHasThemMeet() throws {
        var (codes, count): (Set<String>, Int) = ([], 0)
        for name in Repository.names(in: "Tests/Rejected") {
            guard let registry = unchecked(name, try Repository.bytes("Tests/Rejected/\(name)")) else { continue }
            let found = pairs(of: registry, name)
            codes.formUnion(found.codes)
            count += found.count
        }
        let expected: Set = [
            "VM301", "VM302", "VM303", "VM308", "VM309", "VM315", "VM316", "VM319", "VM320", "VM321", "VM323",
        ]
        #expect(codes.isSuperset(of: expected), "\(codes.sorted())")
        #expect(count > 50)
    }

    /// Hosts of few names, directories, databases and servers.
    @Test func meetInWhateverHostsAreLike() throws {
        var random = SplitMix64(seed: 7)
        var (codes, count): (Set<String>, Int) = ([], 0)
        for _ in 0..<100 {
            let text = text(&random)
            let registry = try #require(unchecked("r", Array(text.utf8)), "\(text)")
            let found = pairs(of: registry, text)
            codes.formUnion(found.codes)
            count += found.count
        }
        #expect(
            codes.isSuperset(of: [
                "VM301", "VM302", "VM303", "VM308", "VM315", "VM316", "VM319", "VM320", "VM321", "VM323",
            ]), "\(codes.sorted())")
        #expect(count > 2000, "\(count)")
    }

    private func text(_ random: inout SplitMix64) -> String {
        func one(_ choices: String...) -> String { choices[random.next(below: choices.count)] }
        func name() -> String { one("a.example", "b.a.example", "c.b.a.example", "example", "x.example") }
        func host(_ number: Int) -> String {
            var fields = [
                "url: \"http://\(name())\(one("", "", "", "", ":8080"))\(one("", "", "", "", "/x", "/x/y", "/admin"))\""
            ]
            if random.next(below: 3) == 0 {
                fields.append("aliases: [\"\(one("", "", "*."))\(name())\(one("", ":8080"))\"]")
            }
            fields.append("dataroot: \(one("/d", "/d/a", "/d/a/b", "/d/ab", "/e/\(number)", "/e/\(number)"))")
            let server = one("s", "socket", "local", "far")
            fields.append(
                "db: { server: \(server), name: \(one("m", "M", "n\(number)", "n\(number)")), prefix: \(one("m_", "m_x", "\"\"")) }"
            )
            if random.next(below: 3) == 0 {
                let store =
                    "driver: redis, server: \(one("r.example", "localhost", "/run/r.sock", "\"r.example,q.example\"")), prefix: \(one("p", "q"))"
                fields.append(one("session: { \(store) }", "cache: { \(store) }"))
            } else if random.next(below: 3) == 0 {
                fields.append("session: { cookie: { \(one("domain: \(name())", "path: /x", "path: /", "name: c")) } }")
            }
            if random.next(below: 6) == 0 {
                fields.append(
                    "dev: { \(one("behat: { url: \"http://\(name())\", prefix: m_ }", "phpunit: { prefix: m }", "phpunit: { dataroot: /d/a, prefix: t }")) }"
                )
            }
            return "  h\(number): { \(fields.joined(separator: ", ")) }"
        }
        return """
            version: 1
            platforms: { p: { root: /srv/p } }
            dbservers:
              s: { type: mariadb, host: 127.0.0.1, port: 3306 }
              local: { type: mariadb, host: localhost. }
              socket: { type: mariadb, socket: /run/m.sock }
              far: { type: pgsql, host: db.example }
            defaults: { platform: p, db: { user: u, password: { file: /x } } }
            hosts:
            \((0..<24).map(host).joined(separator: "\n"))
            """
    }

    @Test func hostsOfAFleetDoNotMeet() throws {
        let text = """
            version: 1
            platforms: { p: { root: /srv/p } }
            dbservers: { s: { type: pgsql } }
            defaults:
              platform: p
              dataroot: "/data/{id}"
              db: { server: s, name: "{id}", user: u, password: { file: /x } }
              session: { driver: redis, server: localhost, prefix: "{id}_" }
            hosts:
            \((0..<200).map { "  h\($0): { url: http://h\($0).example.org, aliases: [www.h\($0).example.org] }" }.joined(separator: "\n"))
            """
        let registry = try #require(unchecked("r", Array(text.utf8)))
        var claims = Claims(in: registry, isSeeking: true)
        var holders: [UInt32: Int] = [:]
        for (index, host) in registry.hosts.enumerated() {
            claims.look(at: host)
            #expect(claims.isSimple)
            for number in claims.held where holders[number] == nil { holders[number] = index }
        }
        for (index, host) in registry.hosts.enumerated() {
            claims.look(at: host)
            #expect(claims.sought.allSatisfy { (holders[$0] ?? index) == index })
        }
    }
}

extension [UInt8] {
    fileprivate var text: String { String(decoding: self, as: UTF8.self) }
}
