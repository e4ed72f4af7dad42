import Foundation
import TestSupport
import Testing

/// Runners that are killed, told to stop, or meet each other.
@Suite struct CronRunnerTests {
    @Test func killedRunnerLeavesNothingBehindAndTheNextGoesOn() throws {
        let fleet = try CronFleet(["a", "b", "c"], does: ["a": "sleep(60);"])
        try fleet.makeDue(["a", "b", "c"])
        let runner = try fleet.start(["-j", "1"])
        // 'a' is first, and holds the one place.
        try fleet.wait { try !fleet.runs(of: "a").isEmpty }
        runner.signal(SIGKILL)
        #expect(runner.status() == SIGKILL)
        let pid = try fleet.runs(of: "a")[0].pid
        try fleet.wait { !isAlive(pid) }
        let outcome = try fleet.cron("run")
        let results = try CronFleet.reports(outcome.text).map { "\($0["host"] ?? "") \($0["result"] ?? "")" }
        // 'a' has its turn again when its period is over.
        #expect(results.sorted() == ["a lost", "b ok", "c ok"])
        #expect(try fleet.status().mapValues { $0["result"] as? String } == ["a": "lost", "b": "ok", "c": "ok"])
        #expect(try fleet.runs(of: "a").count == 1)
    }

    /// With a memory of its own each, as on two machines that share the locks' directory.
    @Test func twoRunnersNeverRunOneHostAtOnce() throws {
        let hosts = (0..<6).map { "h\($0)" }
        let fleet = try CronFleet(hosts, does: Dictionary(uniqueKeysWithValues: hosts.map { ($0, "usleep(700000);") }))
        let runners = try ["one", "two"].map { name in
            try fleet.makeDue(hosts, in: name)
            return try fleet.start(["-j", "6", "-v"], state: name, output: name + ".said")
        }
        #expect(runners.map { $0.status() } == [0, 0])
        let counts = try hosts.map { try fleet.runs(of: $0).count }
        #expect(counts.allSatisfy { $0 >= 1 } && !hosts.contains { fleet.overlaps(of: $0) }, "\(counts)")
        let said = try ["one", "two"].map { try String(contentsOfFile: "\(fleet.path)/\($0).said", encoding: .utf8) }
        let reports = try said.reduce(0) { try $0 + CronFleet.reports($1).count }
        #expect(reports == counts.reduce(0, +))
    }

    /// As the crontab's line holds it.
    @Test func lockOfACronLineIsTheSame() throws {
        let fleet = try CronFleet(["a", "b"])
        try fleet.makeDue(["a", "b"])
        let holder = Process()
        holder.executableURL = URL(filePath: "/usr/bin/flock")
        // It waits for the lock: to look whether it has it is to take it for a moment.
        holder.arguments = [fleet.path + "/lock/a", "sleep", "60"]
        try holder.run()
        try fleet.wait { try run("/usr/bin/flock", ["-n", fleet.path + "/lock/a", "true"]).status != 0 }
        let outcome = try fleet.cron("run", ["-v"])
        #expect(outcome.status == 0 && outcome.errors.contains("1 run, 0 failed, 1 put off"), "\(outcome.errors)")
        #expect(try fleet.runs(of: "a").isEmpty && fleet.runs(of: "b").count == 1)
        // Nothing was started here: its turn is still past.
        #expect(try fleet.status()["a"]?["late"] as? Bool == true)
        _ = try run("/usr/bin/pkill", ["-P", "\(holder.processIdentifier)"])
        holder.terminate()
        holder.waitUntilExit()
        #expect(try fleet.cron("run").status == 0)
        #expect(try fleet.runs(of: "a").count == 1)
    }

    @Test func oneRunnerOfADirectoryIsEnough() throws {
        let fleet = try CronFleet(["a"], does: ["a": "sleep(3);"])
        try fleet.makeDue(["a"])
        let first = try fleet.start()
        try fleet.wait { try !fleet.runs(of: "a").isEmpty }
        let second = try fleet.cron("run")
        #expect(second.status == 0 && second.output.isEmpty && second.errors.isEmpty)
        #expect(try fleet.cron("run", ["-v"]).errors.contains("another runner is at work"))
        #expect(try fleet.cron("run", ["--daemon"]).status == 75)
        #expect(first.status() == 0)
    }

    @Test func firstSignalWaitsAndTheSecondEnds() throws {
        let fleet = try CronFleet(["a", "b"], does: ["a": "sleep(2);"])
        try fleet.makeDue(["a", "b"])
        let gentle = try fleet.start(["-j", "1"])
        try fleet.wait { try !fleet.runs(of: "a").isEmpty }
        gentle.signal(SIGINT)
        #expect(gentle.status() == 130)
        #expect(try fleet.status().mapValues { $0["result"] as? String }["a"] == "ok" && fleet.runs(of: "b").isEmpty)

        _ = try fleet.directory.write("<?php sleep(60);", to: "data/a/does.php")
        try fleet.makeDue(["a", "b"])
        let harsh = try fleet.start(["-j", "1"])
        try fleet.wait { try fleet.runs(of: "a").count == 2 }
        harsh.signal(SIGINT)
        usleep(200_000)
        harsh.signal(SIGINT)
        let pid = try fleet.runs(of: "a")[1].pid
        #expect(harsh.status() == 130)
        try fleet.wait { !isAlive(pid) }
        #expect(try fleet.status()["a"]?["result"] as? String == "lost")
    }

    @Test func daemonGoesOnAndReadsTheRegistryAnew() throws {
        let fleet = try CronFleet(["a", "b", "c"])
        try fleet.writeRegistry(["a"])
        try fleet.makeDue(["a", "b", "c"])
        let daemon = try fleet.start(["--daemon", "--tick", "1"])
        try fleet.wait { try !fleet.runs(of: "a").isEmpty }
        // A registry that is wrong for a while, then one with two hosts more, whose turn is in this second.
        _ = try fleet.directory.write("version: 1\nhosts: 3\n", to: "registry.yaml")
        try fleet.wait {
            try String(contentsOfFile: fleet.path + "/said", encoding: .utf8).contains("the registry cannot be used")
        }
        #expect(daemon.isRunning)
        try fleet.writeRegistry(["a", "b", "c"], fields: ", jobs: { j: { every: 1m } }")
        // What is new is written down with the next round.
        try fleet.wait {
            try String(contentsOfFile: fleet.state + "/cron.state", encoding: .utf8).contains("\nrun b:j ")
        }
        daemon.signal(SIGTERM)
        #expect(daemon.status() == 143)
        #expect(try fleet.runs(of: "a").filter { $0.script == "cron.php" }.count == 1)
    }
}
