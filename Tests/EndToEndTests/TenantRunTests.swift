import Foundation
import TestSupport
import Testing

/// Scripts of the stand-in Moodle, run for sites of two platforms on two database servers: what each did is seen in its database.
@Suite(
    .serialized, .enabled(if: StandInFleet.areInstalled, "mariadb-server, postgresql, nginx and php-fpm are needed"),
    StandInFleetTrait())
struct TenantRunTests {
    private let fleet: StandInFleet

    init() throws { fleet = try #require(StandInFleet.current) }

    private func hosts(_ outcome: Outcome) throws -> [String: [String: Any]] {
        let json = try #require(
            try JSONSerialization.jsonObject(with: Data(outcome.output)) as? [String: Any], "\(outcome.errors)")
        let hosts = try #require(json["hosts"] as? [[String: Any]])
        return Dictionary(
            uniqueKeysWithValues: hosts.compactMap { host in (host["host"] as? String).map { ($0, host) } })
    }

    private func log(of id: String, in outcome: Outcome) throws -> String {
        try String(contentsOfFile: try #require(hosts(outcome)[id]?["log"] as? String), encoding: .utf8)
    }

    private func run(_ arguments: [String]) throws -> Outcome {
        try fleet.tool(["run", "-j4", "--format", "json", "--show", "none"] + arguments)
    }

    @Test func everyScriptWritesToItsOwnDatabase() throws {
        let outcome = try run(["@all", "--", "purge_caches"])
        #expect(outcome.status == 0, "\(outcome.errors)")
        for site in fleet.sites {
            #expect(try fleet.answer(site, "SELECT value FROM {config} WHERE name = 'purged'") == "1", "\(site.id)")
            #expect(try fleet.answer(site, "SELECT DISTINCT wwwroot FROM {log}") == site.url)
        }
    }

    @Test func oneSitesFailureIsItsOwn() throws {
        let ids = ["m45-my-2", "m51-pg-3"]
        for id in ids { #expect(try run([id, "--", "cfg", "--name=color", "--set=red \(id)"]).status == 0) }
        let outcome = try run(["@all", "--", "cfg", "--name=color"])
        #expect(outcome.status == 3)
        let hosts = try hosts(outcome)
        #expect(hosts.count == fleet.sites.count)
        for site in fleet.sites {
            let isSet = ids.contains(site.id)
            #expect(hosts[site.id]?["exit"] as? Int == (isSet ? 0 : 3), "\(site.id)")
            #expect(try log(of: site.id, in: outcome) == (isSet ? "red \(site.id)\n" : ""))
        }
    }

    /// By short names, other names and paths, in both layouts.
    @Test(arguments: [
        ["schedule_task", "--list"], ["scheduled_task", "--list"], ["scheduled_task.php", "--list"],
        ["admin/cli/scheduled_task.php", "--list"], ["maketestplan", "--shortname=a b", "--size=XS"],
        ["admin/tool/generator/cli/maketestplan.php", "--shortname=a b", "--size=XS"],
        ["upgrade", "--non-interactive"],
        ["cron", "--keep-alive=0"], ["maintenance"],
    ])
    func scriptsAreFoundInEachTree(_ command: [String]) throws {
        let outcome = try run(["m45-my-1", "m51-pg-1", "--"] + command)
        #expect(outcome.status == 0, "\(outcome.errors)")
        if command[0].contains("maketestplan") {
            #expect(try log(of: "m51-pg-1", in: outcome).hasPrefix("http://m51-pg-1.example:\(fleet.port)/pluginfile"))
            #expect(try log(of: "m45-my-1", in: outcome).hasSuffix("/a b-XS.jmx\n"))
        }
    }

    @Test func aTasksChildWorksForItsParentsSite() throws {
        let before = try fleet.sites.map {
            try fleet.answer($0, "SELECT runs FROM {task_scheduled} WHERE classname LIKE '%cleanup%'")
        }
        let outcome = try run(["m*-1", "--", "scheduled_task", #"--execute=\core\task\spawning_task"#])
        #expect(outcome.status == 0, "\(outcome.errors)")
        for (site, runs) in zip(fleet.sites, before) {
            let now = try fleet.answer(site, "SELECT runs FROM {task_scheduled} WHERE classname LIKE '%cleanup%'")
            #expect(Int(now) == (Int(runs) ?? -9) + (site.id.hasSuffix("1") ? 1 : 0), "\(site.id)")
            #expect(try fleet.answer(site, "SELECT DISTINCT wwwroot FROM {log}") == site.url)
        }
    }

    /// A page, a light one, and "Run now", whose child has no host on its command line.
    @Test func pagesAndWhatTheyStartWorkForTheirSite() throws {
        try fleet.serve()
        for site in fleet.sites {
            #expect(try fleet.page("/", of: site).text == "A site \(site.url)\n", "\(site.id)")
            let light = try fleet.page("/lib/javascript.php", of: site)
            #expect(light.status == 200 && light.text.contains("//\(site.id).example:"), "\(light.text)")
            let before = try fleet.answer(site, "SELECT count(*) FROM {log} WHERE script = 'scheduled_task.php'")
            let task = try fleet.page("/runnow.php", of: site)
            #expect(task.text.contains("Scheduled task complete"), "\(task.text)")
            let after = try fleet.answer(site, "SELECT count(*) FROM {log} WHERE script = 'scheduled_task.php'")
            #expect(Int(after) == (Int(before) ?? -9) + 1)
            #expect(try fleet.answer(site, "SELECT DISTINCT wwwroot FROM {log}") == site.url)
        }
        let first = fleet.sites[0]
        #expect(try run([first.id, "--", "maintenance", "--enable"]).status == 0)
        #expect(try fleet.page("/", of: first).status == 503 && fleet.page("/", of: fleet.sites[1]).status == 200)
        #expect(try run([first.id, "--", "cron"]).status == 3)
        #expect(try run([first.id, "--", "maintenance", "--disable"]).status == 0)
        #expect(try fleet.page("/", of: first).status == 200)
    }

    @Test func commandsKnowTheirSite() throws {
        let outcome = try fleet.tool([
            "exec", "m45-*-2", "--format", "json", "--show", "none", "--", "sh", "-c",
            #"php admin/cli/cfg.php --name=siteidentifier; echo "$VMOODLE_ID"; pwd; id -un"#,
        ])
        #expect(outcome.status == 0, "\(outcome.errors)")
        for site in fleet.sites where site.platform == "m45" && site.id.hasSuffix("2") {
            let lines = try log(of: site.id, in: outcome).split(separator: "\n").map(String.init)
            #expect(lines.count == 4 && lines[0].hasSuffix(site.id.replacingOccurrences(of: "-", with: "_")))
            #expect(
                lines.dropFirst().elementsEqual([
                    site.id, fleet.root(of: "m45"), Program.isRoot ? "www-data" : NSUserName(),
                ]))
        }
    }

    /// A shell that evaluates the lines works for the site.
    @Test func shellsTakeASitesVariables() throws {
        let site = fleet.sites[4]
        let script = #"eval "$("$0" env "$1")"; cd "$VMOODLE_ROOT" && exec php admin/cli/cfg.php --name=siteidentifier"#
        let outcome = try TestSupport.run(
            "/bin/sh", ["-c", script, Program.vmoodleGen(), site.url], in: fleet.directory.url)
        #expect(
            outcome.status == 0 && outcome.text.hasSuffix(site.id.replacingOccurrences(of: "-", with: "_") + "\n"),
            "\(outcome)")
    }

    @Test func passwordsStandInNoCommandLineAndNoLog() throws {
        let watch = CommandLines(holding: "CANARY-\(getpid())")
        let outcome = try fleet.tool(["run", "@all", "-j4", "--show", "lines", "--", "cron", "--keep-alive=1"])
        let seen = watch.stop()
        // None was found, and not because nobody looked.
        #expect(outcome.status == 0 && seen.looks > 3 && seen.found == [])
        let failing = try fleet.tool(["exec", "@all", "--show", "lines", "--", "env"])
        #expect(failing.status == 0)
        let state = fleet.directory.path + "/state"
        let texts = try FileManager.default.subpathsOfDirectory(atPath: state)
            .compactMap { FileManager.default.contents(atPath: "\(state)/\($0)") }.map {
                String(decoding: $0, as: UTF8.self)
            }
        #expect(texts.count > 30)
        for text in texts + [outcome.text, outcome.errors, failing.text, failing.errors] {
            #expect(!text.contains("CANARY"))
        }
    }

    @Test func whatTakesTooLongEndsWithItsChildren() throws {
        let begin = Date()
        let outcome = try run([
            "m45-my-1", "m51-pg-2", "--timeout", "1", "--", "scheduled_task", #"--execute=\core\task\slow_task"#,
        ])
        #expect(outcome.status == 3 && Date().timeIntervalSince(begin) < 20)
        #expect(try hosts(outcome).values.allSatisfy { $0["status"] as? String == "timeout" })
        #expect(Processes.with("VMOODLE_ROOT=\(fleet.directory.path)").isEmpty)
    }

    /// Neither PHP nor what PHP has started is left when the tool is killed, and the job can be gone on with.
    @Test func aKilledRunnerLeavesNoOrphan() throws {
        let mark = "VMOODLE_ROOT=\(fleet.directory.path)"
        let script = #"[ -e "$0" ] || exec php admin/cli/scheduled_task.php "--execute=\core\task\slow_task""#
        let process = Process()
        process.executableURL = URL(filePath: try Program.vmoodleGen())
        process.arguments = [
            "exec", "@all", "-j3", "--show", "none", "--", "sh", "-c", script, "\(fleet.directory.path)/done",
        ]
        process.currentDirectoryURL = fleet.directory.url
        process.environment = ["VMOODLE_STATE_DIR": "\(fleet.directory.path)/killed", "PATH": "/usr/bin:/bin"]
        try process.run()
        // Three of PHP's, and what each has started.
        #expect(Processes.wait { Processes.with(mark).count >= 6 })
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        #expect(Processes.wait { Processes.with(mark).isEmpty })
        _ = try fleet.directory.write("", to: "done")
        let resumed = try fleet.tool(["resume", "last", "--state-dir", "\(fleet.directory.path)/killed"])
        #expect(resumed.status == 0 && resumed.errors.contains("12 hosts: 12 ok"), "\(resumed.errors)")
    }
}
