import Foundation
import TestSupport
import Testing

/// `status --orphans`: what nobody of the registry has.
@Suite struct OrphanTests {
    private let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
        let data = directory.path + "/data"
        _ = try directory.write(
            """
            version: 1
            platforms: { p: { root: /srv/p } }
            dbservers: { s: { type: mariadb } }
            defaults: { platform: p, dataroot: "\(data)/{id}", db: { server: s, name: "m_{id}", user: u, password: { file: /x } } }
            hosts:
              a: { url: http://a.example }
              b: { url: http://b.example, state: archived }
              c: { url: http://c.example, dataroot: \(data)/deep/er/c, localcachedir: \(data)/cache-of-c }
              d: { url: http://d.example, dataroot: /vmoodle-gen-no-such-directory }

            """, to: "registry.yaml")
        for name in ["a", "b", "deep/er/c", "deep/er/x", "cache-of-c", "gone", ".hidden", "a b"] {
            try FileManager.default.createDirectory(atPath: "\(data)/\(name)", withIntermediateDirectories: true)
        }
        _ = try directory.write("x", to: "data/file")
        #expect(symlink("/usr", data + "/link") == 0)
    }

    private func tool(_ arguments: String..., environment: [String: String] = [:]) throws -> Outcome {
        try run(Program.vmoodleGen(), arguments, environment: environment, in: directory.url)
    }

    @Test func directoriesWithoutAHostAreListedAndLeft() throws {
        try #require(tool("build", "--quiet").status == 0)
        let plain = try tool("status")
        #expect(plain.status == 0 && !plain.text.contains("no host"))
        let status = try tool("status", "--orphans")
        #expect(status.status == 0, "\(status.errors)")
        let found = status.text.split(separator: "\n").filter { $0.hasSuffix(": no host has this directory") }
        let data = directory.path + "/data"
        #expect(
            found.map { String($0.prefix { $0 != ":" }) } == [
                "\(data)/.hidden", "\(data)/a b", "\(data)/deep/er/x", "\(data)/gone",
            ])
        #expect(FileManager.default.fileExists(atPath: data + "/gone"))
        let json = try #require(
            JSONSerialization.jsonObject(with: Data(tool("status", "--orphans", "--format", "json").output))
                as? [String: Any])
        let orphans = try #require(json["orphans"] as? [String: Any])
        #expect((orphans["directories"] as? [String])?.count == 4 && orphans["databases"] is NSNull)
        #expect(try tool("status", "--dsn", "mariadb:///x").status == 64)
        #expect(try tool("status", "--orphans", "--registry", "nowhere.yaml").status == 1)
    }

    @Test(arguments: PrivateDatabase.Kind.allCases.filter(\.areInstalled))
    func databasesWithoutAHostAreListed(_ kind: PrivateDatabase.Kind) throws {
        let database = try PrivateDatabase(kind)
        try #require(tool("build", "--quiet").status == 0)
        let status = try tool(
            "status", "--orphans", "--dsn", database.address,
            environment: ["VMOODLE_DSN_PASSWORD": PrivateDatabase.password])
        #expect(status.status == 0, "\(status.errors)")
        #expect(status.text.contains("\nvmoodle: no host has this database\n"))
        #expect(
            !status.text.contains("mysql") && !status.text.contains("template")
                && !status.text.contains(": no host has this database\npostgres"))
        let wrong = try tool(
            "status", "--orphans", "--dsn", database.address, environment: ["VMOODLE_DSN_PASSWORD": "no"])
        if kind == .mariadb {
            #expect(wrong.status == 1 && wrong.errors.contains("VM550") && !wrong.errors.contains("no\n"))
        }
    }
}
