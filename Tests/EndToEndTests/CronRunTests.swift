import Diagnostics
import Foundation
import TestSupport
import Testing

/// `cron run` with real programs.
@Suite struct CronRunTests {
    @Test func eachHostThatIsDueRunsOnceWithItsArguments() throws {
        let fleet = try CronFleet(["a", "b", "c"], of: ["c": "cron: { every: 1h }"])
        try fleet.makeDue(["a", "b", "c"])
        let outcome = try fleet.cron("run")
        #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome)")
        for host in ["a", "b", "c"] {
            let runs = try fleet.runs(of: host)
            #expect(
                runs.map(\.script) == ["cron.php"]
                    && runs[0].arguments == ["--keep-alive=7", "--host=http://\(host).example"])
        }
        let reports = try CronFleet.reports(outcome.text)
        #expect(reports.compactMap { $0["host"] as? String }.sorted() == ["a", "b", "c"])
        #expect(
            reports.allSatisfy {
                $0["result"] as? String == "ok" && $0["exit"] as? Int == 0 && $0["schema"] as? Int == 1
            })
        let again = try fleet.cron("run")
        #expect(again.status == 0 && again.output.isEmpty)
        #expect(try fleet.runs(of: "a").count == 1)
    }

    @Test func newHostsWaitForTheirPlaceInThePeriod() throws {
        let hosts = (0..<40).map { "h\($0)" }
        let fleet = try CronFleet(hosts)
        #expect(try fleet.cron("run", ["-j", "8"]).status == 0)
        let count = try hosts.reduce(0) { try $0 + fleet.runs(of: $1).count }
        // Three a minute, by their hash.
        #expect(count < 12, "\(count)")
        #expect(try fleet.status().count == 40)
    }

    @Test func failingHostKeepsNoOtherFromRunning() throws {
        let fleet = try CronFleet(
            ["a", "b", "c", "d"],
            does: ["a": "echo \"oh\\nno\"; exit(9);", "b": "posix_kill(getmypid(), 11); sleep(9);"])
        try fleet.makeDue(["a", "b", "c", "d"])
        let outcome = try fleet.cron("run", ["-j", "1"])
        #expect(outcome.status == 3)
        let reports = try CronFleet.reports(outcome.text)
        let results = Dictionary(
            uniqueKeysWithValues: reports.map { ($0["host"] as? String ?? "", $0["result"] as? String) })
        #expect(results == ["a": "failed", "b": "killed", "c": "ok", "d": "ok"])
        let failed = try #require(reports.first { $0["host"] as? String == "a" })
        #expect(failed["exit"] as? Int == 9 && failed["said"] as? [String] == ["oh", "no"])
        #expect(reports.first { $0["host"] as? String == "b" }?["signal"] as? Int == 11)
        let status = try fleet.status()
        #expect(status.mapValues { $0["result"] as? String } == results)
        #expect(status.mapValues { $0["exit"] as? Int } == ["a": 9, "b": nil, "c": 0, "d": 0])
    }

    @Test func runThatHangsIsEnded() throws {
        let fleet = try CronFleet(["a", "b"], of: ["a": "cron: { timeout: 1s }"], does: ["a": "sleep(60);"])
        try fleet.makeDue(["a", "b"])
        let start = Date()
        let outcome = try fleet.cron("run")
        #expect(outcome.status == 3 && Date().timeIntervalSince(start) < 15)
        let results = try CronFleet.reports(outcome.text).map { "\($0["host"] ?? "") \($0["result"] ?? "")" }
        #expect(results.sorted() == ["a timeout", "b ok"])
        #expect(kill(try fleet.runs(of: "a")[0].pid, 0) != 0)
    }

    @Test func oneIsServedAtATimeWhereTheDatabaseServerIsNarrow() throws {
        let narrow = "db: { server: narrow }"
        let note =
            "$d = dirname($data); touch(\"$d/on-$found[1]\"); if (count(glob(\"$d/on-*\")) > 1) touch(\"$d/two\"); usleep(300000); unlink(\"$d/on-$found[1]\");"
        let fleet = try CronFleet(
            ["a", "b", "c"], of: ["a": narrow, "b": narrow, "c": narrow], does: ["a": note, "b": note, "c": note])
        try fleet.makeDue(["a", "b", "c"])
        #expect(try fleet.cron("run", ["-j", "8"]).status == 0)
        #expect(try ["a", "b", "c"].allSatisfy { try fleet.runs(of: $0).count == 1 })
        #expect(!FileManager.default.fileExists(atPath: fleet.path + "/data/two"))
    }

    @Test func hostsThatMustNotRunDoNot() throws {
        let fleet = try CronFleet(
            ["a", "maint", "shut", "cli", "pending", "suspended", "lines"],
            of: ["maint": "state: maintenance", "shut": "state: disabled", "lines": "cron: { mode: lines }"],
            does: [
                "pending": #"echo "Moodle upgrade pending, cron execution suspended.\n"; exit(1);"#,
                "suspended": #"echo "CLI maintenance mode active, cron execution suspended.\n"; exit(1);"#,
            ])
        _ = try fleet.directory.write("", to: "data/cli/climaintenance.html")
        try fleet.makeDue(["a", "maint", "shut", "cli", "pending", "suspended", "lines"])
        let outcome = try fleet.cron("run", ["--verbose"])
        // That Moodle must not run is no failure.
        #expect(outcome.status == 0, "\(outcome.text)")
        #expect(outcome.errors.contains("3 runs, 0 failed, 1 put off"), "\(outcome.errors)")
        for host in ["maint", "shut", "cli", "lines"] { #expect(try fleet.runs(of: host).isEmpty, "\(host)") }
        let status = try fleet.status().mapValues { $0["result"] as? String }
        #expect(status["pending"] == "upgrade-pending" && status["suspended"] == "maintenance" && status["a"] == "ok")
        // Out of maintenance, its turn has come at once.
        try FileManager.default.removeItem(atPath: fleet.path + "/data/cli/climaintenance.html")
        #expect(try fleet.cron("run").status == 0)
        #expect(try fleet.runs(of: "cli").count == 1 && fleet.runs(of: "a").count == 1)
    }

    @Test func jobsHaveScriptsTimesAndLocksOfTheirOwn() throws {
        let jobs = #", jobs: { adhoc: { every: 5m, keep_alive: 3 }, night: { task: '\core\task\x', hour: 3 } }"#
        let fleet = try CronFleet(["a"], fields: jobs)
        try fleet.makeDue(["a", "a:adhoc", "a:night"])
        // Yesterday's turn of the night is past.
        let old = (Int(Date().timeIntervalSince1970) - 200_000) * 1000
        let text = try String(contentsOfFile: fleet.state + "/cron.state", encoding: .utf8)
        _ = try fleet.directory.write(text + "run a:night \(old) \(old) exit:0 1 off\n", to: "state/cron.state")
        let outcome = try fleet.cron("run")
        #expect(outcome.status == 0, "\(outcome)")
        let runs = try fleet.runs(of: "a").map { "\($0.script) \($0.arguments.joined(separator: " "))" }
        let host = "--host=http://a.example"
        #expect(
            runs.sorted() == [
                "adhoc_task.php --execute --keep-alive=3 \(host)", "cron.php --keep-alive=7 \(host)",
                #"scheduled_task.php --execute=\core\task\x \#(host)"#,
            ])
        let locks = try FileManager.default.contentsOfDirectory(atPath: fleet.path + "/lock")
        #expect(locks.sorted() == ["a", "a.adhoc", "a.night", "here"])
        #expect(try fleet.status().keys.sorted() == ["a", "a:adhoc", "a:night"])
    }

    /// As root, runs are the platform's user's.
    @Test(.enabled(if: geteuid() == 0)) func runsAreTheUsersOfTheirHosts() throws {
        let fleet = try CronFleet(
            ["a", "b"], of: ["a": "web: { pool: { user: nobody } }", "b": "web: { pool: { user: no-such-user } }"])
        for file in ["data/a", "data/a/runs", "lock"] { chmod(fleet.path + "/" + file, 0o777) }
        try fleet.makeDue(["a", "b"])
        let outcome = try fleet.cron("run")
        #expect(outcome.status == 3)
        #expect(try fleet.runs(of: "a").map(\.user) == [65534] && fleet.runs(of: "b").isEmpty)
        let reports = try CronFleet.reports(outcome.text)
        #expect(reports.first { $0["host"] as? String == "b" }?["result"] as? String == "unstarted")
    }

    @Test func outputGoesToTheHostsLogOrToWhoeverListens() throws {
        let fleet = try CronFleet(
            ["a", "b"], of: ["b": "cron: { log: \"/dev/null\" }"], does: ["a": "echo \"one\\ntwo\";"])
        try fleet.writeRegistry(["a", "b"], of: ["b": "cron: { log: \"\(fleet.path)/b.log\" }"])
        _ = try fleet.directory.write("<?php echo \"three\\n\";", to: "data/b/does.php")
        try fleet.makeDue(["a", "b"])
        let outcome = try fleet.cron("run", ["-v"])
        #expect(outcome.errors.contains("[a] one\n[a] two\n") && !outcome.errors.contains("three"), "\(outcome.errors)")
        #expect(try String(contentsOfFile: fleet.path + "/b.log", encoding: .utf8) == "three\n")
    }

    @Test func whatRunsSayDrivesNoTerminal() throws {
        let fleet = try CronFleet(["a"], does: ["a": #"echo "\033]0;owned\007\u{9b}2J\u{202e}\tx\r\n"; exit(2);"#])
        try fleet.makeDue(["a"])
        let outcome = try fleet.cron("run", ["-v"])
        #expect(outcome.errors.contains("[a] \u{FFFD}]0;owned\u{FFFD}\u{FFFD}2J\u{FFFD}\tx\n"), "\(outcome.errors)")
        let shown = (outcome.errors + outcome.text).unicodeScalars
        #expect(shown.allSatisfy { $0.isPrintable || $0 == "\t" || $0 == "\n" })
        // As it was, for programs.
        #expect(
            try CronFleet.reports(outcome.text)[0]["said"] as? [String] == ["\u{1B}]0;owned\u{7}\u{9B}2J\u{202E}\tx\r"])
    }

    // MARK: Words

    @Test func mistakesHaveStatusesOfTheirOwn() throws {
        let fleet = try CronFleet(["a"])
        #expect(try fleet.cron("run", ["nobody"]).status == 64)
        for wrong in [["-j", "0"], ["--tick", "0"], ["--shard", "3/2"]] {
            #expect(try fleet.cron("run", wrong).status == 64, "\(wrong)")
        }
        _ = try fleet.directory.write("version: 2\n", to: "registry.yaml")
        #expect(try fleet.cron("run").status == 65 && fleet.cron("status").status == 65)
    }

    @Test func machinesShareHostsAmongThemselves() throws {
        let hosts = (0..<12).map { "h\($0)" }
        let fleet = try CronFleet(hosts)
        for machine in 1...2 {
            try fleet.makeDue(hosts, in: "state\(machine)")
            #expect(
                try fleet.cron("run", ["--shard", "\(machine)/2", "-j", "4"], state: "state\(machine)").status == 0)
        }
        #expect(try hosts.allSatisfy { try fleet.runs(of: $0).count == 1 })
        #expect(try (1...11).contains(fleet.status(["--shard", "1/2"]).count))
    }

    @Test func selectedHostsRunWhateverTheirModeIs() throws {
        let fleet = try CronFleet(["a", "b"], of: ["b": "cron: { mode: lines }"])
        try fleet.makeDue(["a", "b"])
        #expect(try fleet.cron("run", ["b"]).status == 0)
        #expect(try fleet.runs(of: "a").isEmpty && fleet.runs(of: "b").count == 1)
    }

    @Test func statusSaysWhoIsLate() throws {
        let fleet = try CronFleet(["a", "b"])
        try fleet.makeDue(["a"])
        let outcome = try fleet.cron("status")
        #expect(outcome.status == 3 && outcome.errors == "2 runs, 1 late\n")
        let lines = outcome.text.split(separator: "\n")
        #expect(lines.count == 3 && lines[1].hasPrefix("a ") && lines[1].hasSuffix("  true"))
        #expect(lines[2].contains("never") && lines[2].hasSuffix("false"))
        #expect(try fleet.status(["--late"]).keys.sorted() == ["a"])
        #expect(try fleet.cron("run").status == 0)
        #expect(try fleet.cron("status").status == 0)
    }

    @Test func metricsAreAFileOfPrometheus() throws {
        let fleet = try CronFleet(["a", "b"], does: ["b": "exit(1);"])
        try fleet.makeDue(["a", "b"])
        let file = fleet.path + "/cron.prom"
        #expect(try fleet.cron("run", ["--prometheus", file]).status == 3)
        let lines = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n")
        for line in lines where !line.hasPrefix("#") {
            #expect(
                line.wholeMatch(of: /vmoodle_cron_[a-z_]+(\{host="[a-z]",job=""\})? [0-9]+(\.[0-9]{3})?/) != nil,
                "\(line)")
        }
        #expect(lines.contains(#"vmoodle_cron_last_success{host="a",job=""} 1"#))
        #expect(lines.contains(#"vmoodle_cron_last_success{host="b",job=""} 0"#))
        #expect(lines.contains("vmoodle_cron_runs_late 0") && lines.contains("vmoodle_cron_runs 2"))
        let types = lines.filter { $0.hasPrefix("# TYPE") }
        #expect(types.count == 8 && Set(types).count == 8)
        let left = try FileManager.default.contentsOfDirectory(atPath: fleet.path).filter { $0.contains("prom") }
        #expect(left == ["cron.prom"])
    }

    @Test func noOutputShowsAPassword() throws {
        let fleet = try CronFleet(["a"], does: ["a": "exit(1);"])
        try fleet.makeDue(["a"])
        let outcome = try fleet.cron("run", ["-v"])
        let state = try String(contentsOfFile: fleet.state + "/cron.state", encoding: .utf8)
        #expect(!(outcome.text + outcome.errors + state).contains("not to be seen"))
        #expect(try !fleet.runs(of: "a")[0].arguments.contains { $0.contains("not to be seen") })
    }
}
