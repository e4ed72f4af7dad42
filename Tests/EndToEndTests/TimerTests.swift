import Foundation
import TestSupport
import Testing

/// Generated timers as the real systemd reads them.
@Suite(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/systemd-analyze"), "systemd is needed"))
struct TimerTests {
    private let folder = Repository.root.appending(path: "Tests/Accepted/timers/output/release/systemd")

    private func text(_ path: String) throws -> String {
        try String(contentsOf: folder.appending(path: path), encoding: .utf8)
    }

    /// The names of the instances that the target starts.
    private func instances() throws -> [String] {
        try text("vmoodle-cron.target").matches(of: /Wants=vmoodle-cron@(.*)\.timer/).map { String($0.1) }
    }

    private func verify(_ units: [String]) throws -> Outcome {
        try run(
            "/usr/bin/systemd-analyze", ["verify"] + units, environment: ["SYSTEMD_UNIT_PATH": folder.path + ":"])
    }

    @Test func systemdFindsNothingToSay() throws {
        // What has a ':' it would take for a file and an alias.
        let plain = try instances().filter { !$0.contains(":") }
        #expect(plain == ["before-4-2", "busy", "daily", "jobs", "slow", "usual"])
        let units = plain.flatMap { ["vmoodle-cron@\($0).service", "vmoodle-cron@\($0).timer"] }
        let outcome = try verify(
            [folder.path + "/vmoodle-cron.target", folder.path + "/vmoodle-cron.slice"] + units)
        #expect(outcome.status == 0)
        #expect(!outcome.errors.contains("vmoodle"), "\(outcome.errors)")
    }

    /// The tool itself is not where the unit has it.
    @Test func systemdFindsNothingToSayOfTheRunner() throws {
        let name = "vmoodle-cron-runner.service"
        let unit = try text(name)
        #expect(unit.contains("\nExecStart=/usr/local/bin/vmoodle-gen cron run "))
        let units = try TemporaryDirectory()
        let path = try units.write(unit.replacing("/usr/local/bin/vmoodle-gen", with: "/usr/bin/env"), to: name)
        let outcome = try verify([path, folder.path + "/vmoodle-cron.slice"])
        #expect(outcome.status == 0 && !outcome.errors.contains("vmoodle"), "\(outcome.errors)")
    }

    @Test func instanceOfNoHostDoesNotStart() throws {
        for unit in ["service", "timer"] {
            let outcome = try verify(["vmoodle-cron@nobody.\(unit)"])
            #expect(outcome.status != 0 && outcome.errors.contains("Refusing"), "\(outcome)")
        }
    }

    @Test func timesAreTimes() throws {
        let runs = try instances()
        #expect(runs.count == 8)
        let times = try runs.map { name in
            let timer = try text("vmoodle-cron@\(name).timer.d/host.conf")
            let time = try #require(timer.firstMatch(of: /OnCalendar=(.*)/)?.1)
            let outcome = try run("/usr/bin/systemd-analyze", ["calendar", String(time)])
            #expect(outcome.status == 0)
            let form = try #require(outcome.text.firstMatch(of: /Normalized form: (.*)/)?.1)
            return "\(name) \(form) \(try #require(timer.firstMatch(of: /RandomizedDelaySec=(.*)/)?.1))"
        }
        #expect(
            times == [
                "before-4-2 *-*-* *:00/15:00 900", "busy *-*-* *:00/1:00 60", "daily *-*-* 00:00:00 86400",
                "jobs *-*-* 00/1:00:00 3600",
                "jobs:adhoc *-*-* *:00/5:00 300", "jobs:backups *-*-* 02:00:00 3600", "slow *-*-* 00/6:00:00 21600",
                "usual *-*-* *:00/15:00 900",
            ])
    }

    /// `systemd --test` loads units with their drop-ins and says what it understood.
    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/systemd")))
    func runsAreWhatTheRegistrySays() throws {
        let units = try TemporaryDirectory()
        let copied = try run("/bin/cp", ["-r", folder.path + "/.", units.path])
        try #require(copied.status == 0)
        _ = try units.write("[Unit]\nWants=vmoodle-cron.target\n", to: "default.target")
        let runtime = try TemporaryDirectory()
        chmod(runtime.path, 0o777)
        let nobody = Program.isRoot ? "setpriv --reuid=65534 --regid=65534 --clear-groups " : ""
        let said = try run(
            "/bin/sh",
            [
                "-c",
                "\(nobody)env -i XDG_RUNTIME_DIR='\(runtime.path)' SYSTEMD_UNIT_PATH='\(units.path)' systemd --test --user --unit=default.target 2>&1",
            ])
        let blocks = String(decoding: said.output, as: UTF8.self).components(separatedBy: "\t-> Unit ")
        func unit(_ name: String) throws -> String {
            try #require(blocks.first { $0.hasPrefix(name + ":\n") }, "\(name)")
        }
        let script = "/usr/bin/env -d max_input_vars=5000 \"/srv/moodle 4.5 %i/admin/cli/"
        let commands = [
            ("usual", "cron.php\" --keep-alive=0 --host=http://usual.example.edu"),
            ("before-4-2", "cron.php\" --host=http://before.example.edu"),
            ("busy", "cron.php\" --keep-alive=55 --host=http://busy.example.edu"),
            ("jobs:adhoc", "adhoc_task.php\" --execute --keep-alive=240 --host=http://jobs.example.edu"),
            (
                "jobs:backups",
                #"scheduled_task.php" "--execute=\\core\\task\\automated_backup_task" --host=http://jobs.example.edu"#
            ),
        ]
        for (name, command) in commands {
            let service = try unit("vmoodle-cron@\(name).service")
            #expect(service.contains("\tCommand Line: \(script)\(command)\n"), "\(service)")
            #expect(service.contains("Slice: vmoodle-cron.slice\n"))
        }
        #expect(try unit("vmoodle-cron@busy.service").contains("Nice: 0\n"))
        #expect(try unit("vmoodle-cron@busy.service").contains("TimeoutStartSec: 1min 30s\n"))
        #expect(try unit("vmoodle-cron@jobs.service").contains("User: games\n"))
        #expect(
            try unit("vmoodle-cron@slow.service").contains("StandardOutput: append:/var/log/moodle/slow.log\n")
                || unit("vmoodle-cron@slow.service").contains("StandardOutput: append\n"))
        for name in try instances() {
            let timer = try unit("vmoodle-cron@\(name).timer")
            #expect(timer.contains("FixedRandomDelay: yes\n") && timer.contains("Unit: vmoodle-cron@\(name).service\n"))
        }
        #expect(!said.text.contains("Failed to parse") && !said.text.contains("Unknown key"))
    }
}
