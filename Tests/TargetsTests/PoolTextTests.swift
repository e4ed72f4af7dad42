import Diagnostics
import OutputTree
import Registry
import Testing

@testable import Targets

/// What php-fpm's pools cannot be, said at the host's place.
@Suite struct PoolTextTests {
    private func findings(_ registry: Registry) throws -> [String] {
        var diagnostics = Diagnostics()
        let out = try #require(AbsolutePath(Array("/out".utf8)))
        _ = PHPFPM(outputDirectory: out).artifacts(for: registry, from: TemplateSet(), reporting: &diagnostics)
        return diagnostics.sorted.map { "\($0.place?.line ?? 0): \($0.code) \($0.message)" }
    }

    private let pools = "web: { pool: { user: \"m-{id}\" } }"

    @Test func twoPoolsAtOneAddress() throws {
        let shared = try Fleet.registry(hosts: 2, defaults: "web: { fpm: /run/x.sock, pool: { user: x } }")
        #expect(
            try findings(shared) == ["13: VM332 the pool of host 'h1' listens at '/run/x.sock', as another does"])
        let platform = try Fleet.registry(
            hosts: 1, platform: "root: /srv/m, fpm: /run/x.sock, pool: { max_children: 1 }",
            defaults: "web: { fpm: /run/x.sock, pool: { user: x } }")
        #expect(
            try findings(platform) == ["12: VM332 the pool of host 'h0' listens at '/run/x.sock', as another does"])
        #expect(try findings(Fleet.registry(hosts: 2, defaults: pools)) == [])
    }

    @Test func poolBehindANameOfProxies() throws {
        let registry = try Fleet.registry(
            hosts: 1, platform: "root: /srv/m, proxy: { names: m.internal }", defaults: pools, top: "proxies: 10.0.0.1")
        let message = "host 'h0' has a pool of its own, and proxies may ask for it by a name of its platform's"
        #expect(try findings(registry) == ["12: VM331 \(message)"])
    }

    @Test(arguments: [
        (
            "tempdir: \"/t:mp/{id}\"",
            "'/t:mp/h0' of host 'h0' cannot be written: open_basedir takes ':' for the end of a path"
        ),
        (
            "config: { x: { secret: { file: /a:b } } }",
            "'/a:b' of host 'h0' cannot be written: open_basedir takes ':' for the end of a path"
        ),
    ])
    func pathsThatOpenBasedirWouldCut(_ field: String, _ message: String) throws {
        #expect(
            try findings(Fleet.registry(hosts: 1, defaults: "\(pools)\n\(field)")).map { $0.drop { $0 != " " } } == [
                " VM405 \(message)"
            ])
    }

    @Test(arguments: ["\"\"", "$x"]) func settingsThatPHPFPMCannotHave(_ value: String) throws {
        let registry = try Fleet.registry(
            hosts: 2, defaults: "web: { pool: { user: \"m-{id}\", php: { x: \(value) } } }")
        let found = try findings(registry)
        #expect(
            found.count == 2 && found.allSatisfy { $0.contains("VM405 the value of 'value' cannot be written") },
            "\(found)")
    }

    /// Nobody who asks for no pool gets a file.
    @Test func noPoolsAreNoFiles() throws {
        var diagnostics = Diagnostics()
        let out = try #require(AbsolutePath(Array("/out".utf8)))
        let registry = try Fleet.registry(hosts: 3, defaults: "web: { fpm: /run/x.sock, pool: { max_children: 3 } }")
        let files = PHPFPM(outputDirectory: out).artifacts(for: registry, from: TemplateSet(), reporting: &diagnostics)
        #expect(files.isEmpty && diagnostics.all.isEmpty)
    }
}
