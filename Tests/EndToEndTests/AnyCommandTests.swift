import Foundation
import TestSupport
import Testing

/// What does not belong to one command.
@Suite struct AnyCommandTests {
    @Test func aMistypedCommandSaysWhatMayBeMeant() throws {
        let outcome = try run(Program.vmoodleGen(), ["chek"])
        #expect(outcome.status == 64 && outcome.errors.contains("unknown command 'chek'; did you mean 'check'?"))
        #expect(
            try run(Program.vmoodleGen(), ["nonsense"]).errors.contains("known are activate, build, check, cron,"))
        #expect(try run(Program.vmoodleGen(), ["help", "check"]).status == 0)
    }

    /// A large file is read in parts at once, and its hosts by the piece.
    @Test func aLargeRegistryIsReadWhole() throws {
        let directory = try TemporaryDirectory()
        let hosts = (100..<300).map { number in
            "  h\(number):\n    url: http://h\(number).example\n    description: \"\(String(repeating: "\(number) ", count: 11_000))end\"\n"
        }
        let registry = try directory.write(
            """
            version: 1
            platforms: { m: { root: /srv/moodle } }
            dbservers: { s: { type: mariadb } }
            defaults: { platform: m, dataroot: "/d/{id}", db: { server: s, name: "{id}", user: u, password: { file: /x } } }
            expect: { hosts: 200 }
            hosts:

            """ + hosts.joined(), to: "registry.yaml")
        #expect(try Data(contentsOf: URL(filePath: registry)).count > 8 << 20)
        let ids = try run(Program.vmoodleGen(), ["list", registry, "--format", "ids"])
        #expect(ids.status == 0 && Set(ids.text.split(separator: "\n")) == Set((100..<300).map { "h\($0)" }))
        let last = try run(Program.vmoodleGen(), ["show", "h299", registry])
        #expect(last.text.contains("299 299 end"))
    }
}
