import Foundation
import TestSupport
import Testing

/// plan, build's limits, releases, rollback, activate, gc and status, as an operator uses them.
@Suite struct PublishingCommandTests {
    let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    func tool(_ arguments: [String]) throws -> Outcome {
        try run(Program.vmoodleGen(), arguments, in: directory.url)
    }

    func json(_ arguments: [String]) throws -> [String: Any] {
        try #require(
            JSONSerialization.jsonObject(with: Data(tool(arguments + ["--format", "json"]).output)) as? [String: Any])
    }

    /// Hosts h1 to h12 with lines of their own in the place of some.
    func write(hosts: ClosedRange<Int> = 1...12, theme: String = "boost", _ own: [Int: String] = [:]) throws {
        let lines = hosts.map { number in
            own[number] ?? "  h\(number): { url: http://h\(number).example, config: { theme: \(theme) } }"
        }
        _ = try directory.write(
            """
            version: 1
            platforms: { p: { root: /srv/p } }
            dbservers: { s: { type: pgsql } }
            defaults: { platform: p, dataroot: "/data/{id}", db: { server: s, name: "{id}", user: u, password: { file: /x } } }
            hosts:
            \(lines.joined(separator: "\n"))

            """, to: "registry.yaml")
    }

    func build(_ arguments: String...) throws -> Outcome { try tool(["build", "--quiet"] + arguments) }

    func current() throws -> String {
        String(try FileManager.default.destinationOfSymbolicLink(atPath: directory.path + "/out/current").dropFirst(9))
    }

    func stored() -> [String] {
        ["fragments", "shards"].flatMap { folder in
            (FileManager.default.enumerator(atPath: "\(directory.path)/out/\(folder)")?.compactMap { $0 as? String }
                ?? [])
                .filter { $0.hasSuffix(".php") }
        }.sorted()
    }

    // MARK: plan

    @Test func planShowsHostsAndSettingsAndWritesNothing() throws {
        try write()
        let first = try tool(["plan"])
        #expect(
            first.status == 0
                && first.text.prefixMatch(of: /12 hosts: [0-9]+ files to write; reload: apache, caddy, nginx\n/) != nil)
        #expect(!FileManager.default.fileExists(atPath: directory.path + "/out"))
        #expect(try build().status == 0)
        #expect(try tool(["plan", "--detailed-exitcode"]).status == 0)
        try write(
            hosts: 2...13,
            [
                3:
                    "  h3: { url: http://h3.example, state: maintenance, aliases: [x.example], config: { theme: classic } }",
                4:
                    #"  h4: { url: http://h4.example, config: { theme: boost, rememberusername: 2 }, plugins: { auth_cas: { bind_pw: "hunter2" } } }"#,
                5: "  h5: { url: http://h5.example, config: { theme: boost }, db: { password: { file: /y } } }",
            ])
        let before = try current()
        let plan = try tool(["plan", "--detailed-exitcode"])
        #expect(plan.status == 2)
        let expected = """
            - h1  h1.example
            ~ h3  h3.example
                + key: x.example
                state: enabled → maintenance
                theme: 'boost' → 'classic'
            ~ h4  h4.example
                + forced_plugin_settings: (secret)
                + rememberusername: 2
            ~ h5  h5.example
                dbpass: (file '/x') → (file '/y')
            + h13  h13.example

            """
        #expect(plan.text.hasPrefix(expected), "\(plan.text)")
        #expect(plan.text.contains("1 host added; 3 hosts changed; 1 host removed; reload: apache, caddy, nginx\n"))
        #expect(!plan.text.contains("hunter2") && !plan.errors.contains("hunter2"))
        #expect(try current() == before)

        let object = try json(["plan"])
        let hosts = try #require(object["hosts"] as? [String: Any])
        #expect(hosts["added"] as? [String] == ["h13"] && hosts["removed"] as? [String] == ["h1"])
        let changed = try #require(hosts["changed"] as? [[String: Any]])
        #expect(changed.map { $0["id"] as? String } == ["h3", "h4", "h5"])
        #expect(object["reload"] as? [String] == ["apache", "caddy", "nginx"] && object["changed"] as? Bool == true)
        #expect(object["previous"] as? String == before && object["refused"] as? [String] == [])
    }

    @Test func planShowsTheLinesOfFiles() throws {
        try write()
        try #require(build().status == 0)
        try write([3: "  h3: { url: http://h3.example, aliases: [x.example], config: { theme: boost } }"])
        let lines = try tool(["plan", "--diff"]).text.split(separator: "\n")
        #expect(lines.contains("--- a/nginx/hosts-0.conf") && lines.contains("+++ b/nginx/hosts-0.conf"))
        #expect(lines.contains("+        x.example") && lines.contains("+    ServerAlias x.example"))
        #expect(!lines.contains { $0.hasPrefix("-") && $0.contains("h4") })
    }

    @Test func aReleaseThatCannotBeComparedIsBuiltAllTheSame() throws {
        try write()
        try #require(build().status == 0)
        let table = directory.path + "/out/current/hosts.php"
        try Data("x".utf8).write(to: URL(filePath: table))
        try write(theme: "classic")
        let outcome = try build()
        #expect(outcome.status == 0 && outcome.errors.contains("warning: VM504: "))
        #expect(try tool(["status"]).status == 0)
        // Nor can what its files were: all servers have to look.
        try FileManager.default.removeItem(atPath: directory.path + "/out/current/manifest.json")
        try write(theme: "boost")
        #expect(try json(["plan"])["reload"] as? [String] == ["apache", "caddy", "nginx"])
    }

    // MARK: Limits

    @Test(arguments: [
        (4, 0, false), (3, 0, true), (0, 2, false), (0, 1, true), (0, 0, true),
    ])
    func changesOfManyHostsHaveToBeConfirmed(_ changed: Int, _ removed: Int, _ isTaken: Bool) throws {
        try write()
        try #require(build().status == 0)
        let before = try current()
        let others = Dictionary(
            uniqueKeysWithValues: (1..<(1 + changed)).map {
                ($0, "  h\($0): { url: http://h\($0).example, config: { theme: classic } }")
            })
        try write(hosts: 1...(12 - removed), others)
        let outcome = try build()
        #expect(outcome.status == (isTaken ? 0 : 4))
        guard !isTaken else { return }
        let what =
            changed > 0
            ? "4 of 12 hosts would change, which is more than 30 %"
            : "2 of 12 hosts would be removed, which is more than 10 %"
        #expect(outcome.errors.contains("error: VM505: \(what)"), "\(outcome.errors)")
        #expect(try current() == before)
        #expect(try build("--check").status == 2)

        let digest = try #require(json(["plan"])["digest"] as? String)
        #expect(outcome.errors.contains("--plan-digest \(digest)"))
        let other = try build("--plan-digest", String(digest.reversed()))
        #expect(other.status == 4 && other.errors.contains("the plan is another one by now (digest \(digest))"))
        #expect(try current() == before)
        #expect(try build("--plan-digest", digest).status == 0)
        #expect(try current() != before)
    }

    @Test func aSavedPlanIsWhatIsPublishedAndNothingElse() throws {
        try write()
        try #require(build().status == 0)
        let before = try current()
        try write(theme: "classic")
        let planned = try tool(["plan", "--save", "step.json"])
        #expect(planned.status == 0 && planned.text.contains("12 hosts changed"))
        let saved = try String(contentsOfFile: directory.path + "/step.json", encoding: .utf8)
        #expect(try saved == tool(["plan", "--format", "json"]).text)
        try write(theme: "other")
        let other = try build("--plan", "step.json")
        #expect(other.status == 4 && other.errors.contains("the plan is another one by now"))
        #expect(try current() == before)
        // A plan that was cut off, and none at all.
        _ = try directory.write(String(saved.dropLast(2)), to: "torn.json")
        for name in ["torn.json", "nowhere.json", "registry.yaml"] {
            #expect(try build("--plan", name).status == 1)
        }
        #expect(try build("--plan", "step.json", "--plan-digest", "x").status == 64)
        try write(theme: "classic")
        #expect(try build("--plan", "step.json").status == 0)
        #expect(try current() != before)
        #expect(try tool(["plan", "--save", "nowhere/step.json"]).status == 1)
    }

    /// Who has read an older registry must not publish last; and who meets the lock has not read any.
    @Test func theLockIsTakenBeforeTheRegistryIsRead() throws {
        try write()
        try #require(build().status == 0)
        let lock = open(directory.path + "/out/.vmoodle-gen", O_RDWR | O_CLOEXEC)
        try #require(flock(lock, LOCK_EX | LOCK_NB) == 0)
        _ = try directory.write("nonsense", to: "registry.yaml")
        #expect(try build().status == 75)
        #expect(try build("--check").status == 65)
        #expect(try tool(["plan"]).status == 65)
        close(lock)
        #expect(try build().status == 65)
        // A registry with a mistake makes no directory.
        #expect(try build("--out", "new").status == 65)
        #expect(!FileManager.default.fileExists(atPath: directory.path + "/new"))
    }

    /// Of fewer than ten hosts any share may change.
    @Test func fewHostsChangeFreely() throws {
        try write(hosts: 1...9)
        try #require(build().status == 0)
        try write(hosts: 1...2, theme: "classic")
        #expect(try build().status == 0)
    }

    @Test(arguments: [
        ("dataroot: /elsewhere", "the dataroot of host 'h2' would change"),
        ("db: { name: other }", "the dbname of host 'h2' would change"),
        ("db: { prefix: x_ }", "the prefix of host 'h2' would change"),
    ])
    func whereDataIsChangesOnlyIfConfirmed(_ field: String, _ reason: String) throws {
        try write(hosts: 1...3)
        try #require(build().status == 0)
        try write(hosts: 1...3, [2: "  h2: { url: http://h2.example, config: { theme: boost }, \(field) }"])
        let outcome = try build()
        #expect(outcome.status == 4 && outcome.errors.contains(reason), "\(outcome.errors)")
        #expect(try build("--force").status == 0)
    }

    @Test func anotherIDForTheSameAddressHasToBeConfirmed() throws {
        try write(hosts: 1...3)
        try #require(build().status == 0)
        try write(
            hosts: 1...3,
            [
                2:
                    "  new: { url: http://h2.example, config: { theme: boost }, dataroot: /data/h2, db: { name: h2 } }"
            ])
        let outcome = try build()
        #expect(outcome.status == 4)
        #expect(outcome.errors.contains("host 'h2' would be called 'new', and an id is for good"))
    }
}
