import Diagnostics
import Foundation
import Registry
import Template
import TestSupport
import Testing

/// The generated file in a real logrotate: first asked what it would do, then made to do it.
@Suite(.enabled(if: Program.path("logrotate") != nil)) struct LogrotateTests {
    private let directory: TemporaryDirectory
    /// A log of every character that logrotate can have in a name.
    private let names: [String]

    init() throws {
        directory = try TemporaryDirectory()
        let characters = (0x20...0x7E).map { UInt8($0) }.filter { !#"/"\{}*?[]~"#.utf8.contains($0) }
        names =
            characters.map { "x\(Character(UnicodeScalar($0)))y.log" } + ["#.log", "é 中 🎓.log", "'.log", "#x #.log"]
    }

    private func logrotate(_ arguments: [String], hosts: String, user: String = "root") throws -> Outcome {
        let registry = try directory.write(
            """
            version: 1
            platforms: { m: { root: /srv/m, user: \(user) } }
            dbservers: { s: { type: mariadb } }
            defaults:
              platform: m
              dataroot: "/srv/data/{id}"
              db: { server: s, name: "{id}", user: u, password: { file: /x } }
            hosts:
            \(hosts)

            """, to: "registry.yaml")
        let built = try run(
            Program.vmoodleGen(), ["build", registry, "--out", directory.path + "/out", "--quiet"])
        try #require(built.status == 0, "\(built.errors)")
        return try run(
            Program.required("logrotate"),
            arguments + ["--state", directory.path + "/state", directory.path + "/out/current/logrotate/vmoodle"])
    }

    private func hosts() -> String {
        names.enumerated().map { number, name in
            let path = "\(directory.path)/logs/\(name)".replacing("'", with: "''")
            return "  h\(number): { url: http://h\(number).example, cron: { log: '\(path)' } }"
        }.joined(separator: "\n")
    }

    @Test func everyLogIsReadAsItIsNamed() throws {
        for name in names { _ = try directory.write("a line\n", to: "logs/\(name)") }
        let outcome = try logrotate(["-d"], hosts: hosts())
        #expect(outcome.status == 0 && !outcome.errors.contains("error:"), "\(outcome.errors.suffix(2000))")
        for name in names {
            #expect(outcome.errors.contains("considering log \(directory.path)/logs/\(name)\n"), "\(name)")
        }
    }

    @Test(.enabled(if: Program.isRoot, "only root may write as another user")) func logsAreRotatedAsTheirUser() throws {
        let logs = directory.path + "/logs"
        for name in names.prefix(40) { _ = try directory.write("a line\n", to: "logs/\(name)") }
        _ = try directory.write("another program's\n", to: "logs/other.log")
        for path in [logs] + names.prefix(40).map({ "\(logs)/\($0)" }) {
            try FileManager.default.setAttributes(
                [.ownerAccountName: "games", .groupOwnerAccountName: "games"], ofItemAtPath: path)
        }
        var files: Set<String> = []
        for expected in ["1", "2.gz"] {
            let outcome = try logrotate(["-f"], hosts: hosts(), user: "games")
            #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
            files = Set(try FileManager.default.contentsOfDirectory(atPath: logs))
            for name in names.prefix(40) {
                #expect(files.contains("\(name).\(expected)") && !files.contains(name), "\(name)")
                _ = try directory.write("a new line\n", to: "logs/\(name)")
            }
        }
        #expect(files.contains("other.log"))
        let owner = try FileManager.default.attributesOfItem(atPath: "\(logs)/\(names[0]).2.gz")[.ownerAccountName]
        #expect(owner as? String == "games")
    }

    @Test(arguments: Array(#""\{}*?[]~"#)) func nameThatLogrotateCannotHaveIsRefusedAtItsHost(_ character: Character)
        throws
    {
        var output = ByteBuffer()
        for byte in "/logs/x\(character).log".utf8 { output.append(byte) }
        #expect(LogrotateSyntax().finish(.string, from: 0, in: &output) != nil)
        let file = try directory.write(
            """
            version: 1
            platforms: { m: { root: /srv/m } }
            dbservers: { s: { type: mariadb } }
            defaults: { platform: m, dataroot: "/d/{id}", db: { server: s, name: "{id}", user: u, password: { file: /x } } }
            hosts:
              a: { url: http://a.example, cron: { log: /logs/a.log } }
              b: { url: http://b.example, cron: { log: '/logs/x\("{}".contains(character) ? "\(character)\(character)" : "\(character)").log' } }

            """, to: "registry.yaml")
        let outcome = try run(Program.vmoodleGen(), ["build", file, "--out", directory.path + "/out"])
        #expect(
            outcome.status == 65
                && outcome.errors.contains(":7:3: error: VM405: the value of 'path' cannot be written: "))
    }
}
