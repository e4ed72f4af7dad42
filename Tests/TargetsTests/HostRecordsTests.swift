import Diagnostics
import Digests
import HostTable
import Registry
import RegistryYAML
import Testing

@testable import Targets

/// What the two tables say of hosts: docs/resolution.md §2.
@Suite struct HostRecordsTests {
    /// Records by key of both tables.
    private func records(_ hosts: String) throws -> (keys: [String: HostRecord], ids: [String: HostRecord]) {
        let text = """
            version: 1
            platforms: { p: { root: /srv/p } }
            dbservers: { s: { type: pgsql } }
            defaults:
              platform: p
              dataroot: "/data/{id}"
              db: { server: s, name: "{id}", user: u, password: { file: /x } }
            hosts:
            \(hosts)
            """
        var diagnostics = Diagnostics()
        let registry = try #require(
            Registry(yaml: SourceFile(name: "r", bytes: Array(text.utf8)), reporting: &diagnostics),
            "\(diagnostics.sorted.map(\.message))")
        let records = HostRecords(registry, fragments: registry.hosts.map { Digest(of: $0.id.value) })
        return try (read(records.keys), read(records.ids))
    }

    private func read(_ rows: [TableRows]) throws -> [String: HostRecord] {
        let table = HostTable(rows) { _ in preconditionFailure("one file") }
        let entries = try HostTableReader(root: table.root) { _ in [] }.entries()
        return try Dictionary(
            uniqueKeysWithValues: entries.map {
                (String(decoding: $0.key, as: UTF8.self), try #require(HostRecord($0.record)))
            })
    }

    @Test func anIDThatIsAnotherHostsKeyIsToBeLookedUpInBothTables() throws {
        let (keys, ids) = try records(
            """
              a: { url: "http://b", aliases: [d, { host: e, mode: redirect }] }
              b: { url: "http://b.example" }
              c: { url: "http://c" }
              d: { url: "http://d.example" }
              e: { url: "http://e.example" }
            """)
        #expect(ids.mapValues(\.depth) == ["a": 0, "b": 1, "c": 0, "d": 1, "e": 1])
        #expect(keys.values.allSatisfy { $0.depth == 0 })
        #expect(ids.allSatisfy { $0.value.payload == Digest(of: Array($0.key.utf8)).hexadecimal })
        #expect(keys["e"]?.status == .redirect && keys["e"]?.payload == Array("http://b".utf8))
    }

    @Test func namesKnowHowDeepTheirSubdirectoriesAreAndThoseWithoutAHostAreRows() throws {
        let (keys, ids) = try records(
            """
              deep: { url: "http://bare.example/x/y" }
              flat: { url: "http://bare.example/z" }
              root: { url: "http://root.example" }
              leaf: { url: "http://root.example/z", aliases: [{ host: leaf.example, mode: redirect }] }
            """)
        #expect(
            keys.mapValues(\.depth) == [
                "bare.example": 2, "bare.example/x/y": 0, "bare.example/z": 0, "root.example": 1, "root.example/z": 0,
                "leaf.example": 0,
            ])
        #expect(keys["bare.example"]?.status == .rootless && keys["bare.example"]?.id == [])
        #expect(keys["root.example"]?.status == .enabled && ids.count == 4)
    }
}
