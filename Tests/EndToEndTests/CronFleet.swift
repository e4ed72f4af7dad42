import Foundation
import TestSupport
import Testing

/// Hosts whose cron is a script that notes each run, and then does what the test wants of the host.
struct CronFleet {
    let directory: TemporaryDirectory
    var path: String { directory.path }
    var state: String { path + "/state" }

    /// Notes its arguments and user, and whether another run of the host is on.
    private static let script = """
        <?php
        preg_match('~--host=http://([a-z0-9-]+)\\.example~', implode(' ', $argv), $found);
        $data = __DIR__ . "/../../../data/$found[1]";
        $job = basename(__FILE__) === 'cron.php' ? '' : '.job';
        $on = fopen("$data/on$job", 'c');
        if (!flock($on, LOCK_EX | LOCK_NB)) {
            touch("$data/overlap");
        }
        $run = ['script' => basename(__FILE__), 'arguments' => array_slice($argv, 1), 'user' => posix_geteuid()];
        file_put_contents("$data/runs", json_encode($run + ['pid' => getmypid()]) . "\\n", FILE_APPEND | LOCK_EX);
        if (is_file("$data/does.php")) {
            include "$data/does.php";
        }
        """

    /// - Parameter does: PHP for some of the hosts.
    init(_ hosts: [String], fields: String = "", of host: [String: String] = [:], does: [String: String] = [:]) throws {
        directory = try TemporaryDirectory()
        for script in ["cron", "adhoc_task", "scheduled_task"] {
            _ = try directory.write(Self.script, to: "moodle/admin/cli/\(script).php")
        }
        for name in hosts {
            _ = try directory.write("", to: "data/\(name)/runs")
            if let code = does[name] { _ = try directory.write("<?php \(code)\n", to: "data/\(name)/does.php") }
        }
        _ = try directory.write("", to: "lock/here")
        try writeRegistry(hosts, fields: fields, of: host)
    }

    /// - Parameter server: more of the server that hosts are on, behind its type.
    func writeRegistry(
        _ hosts: [String], fields: String = "", of host: [String: String] = [:], server: String = "type: mariadb"
    ) throws {
        let user = try run("/usr/bin/id", ["-un"]).text.split(separator: "\n")[0]
        let entries = hosts.map { "  \($0): { url: http://\($0).example\(host[$0].map { ", \($0)" } ?? "") }" }
        _ = try directory.write(
            """
            version: 1
            platforms: { m: { root: "\(path)/moodle", user: "\(user)" } }
            dbservers: { s: { \(server) }, narrow: { type: mariadb, max_parallel: 1 } }
            defaults:
              platform: m
              dataroot: "\(path)/data/{id}"
              db: { server: s, name: "{id}", user: u, password: "not to be seen" }
              cron: { mode: runner, every: 15m, timeout: 1h, nice: 0, keep_alive: 7, lock: "\(path)/lock/{id}" \(fields) }
            hosts:
            \(entries.joined(separator: "\n"))

            """, to: "registry.yaml")
    }

    /// All turns are past.
    func makeDue(_ hosts: [String], in state: String = "state") throws {
        let old = (Int(Date().timeIntervalSince1970) - 7200) * 1000
        let lines = hosts.map { "run \($0) \(old) \(old) exit:0 1000 off\n" }
        _ = try directory.write("vmoodle-gen cron 1\n" + lines.joined(), to: "\(state)/cron.state")
    }

    // MARK: Running

    private func arguments(_ command: String, _ arguments: [String], _ state: String) -> [String] {
        ["cron", command, path + "/registry.yaml", "--state-dir", path + "/" + state] + arguments
    }

    func cron(
        _ command: String, _ arguments: [String] = [], state: String = "state", environment: [String: String] = [:]
    ) throws -> Outcome {
        try run(
            Program.vmoodleGen(), self.arguments(command, arguments, state),
            environment: environment.merging(["NO_COLOR": "1"]) { own, _ in own }, in: directory.url)
    }

    /// A runner that goes on beside the test, and ends with it at the latest.
    func start(_ arguments: [String] = [], state: String = "state", output: String = "said") throws -> Runner {
        let process = Process()
        process.executableURL = URL(filePath: try Program.vmoodleGen())
        process.arguments = self.arguments("run", arguments, state)
        process.currentDirectoryURL = directory.url
        _ = try directory.write("", to: output)
        process.standardOutput = try FileHandle(forWritingTo: directory.url.appending(path: output))
        process.standardError = process.standardOutput
        try process.run()
        return Runner(process: process)
    }

    final class Runner {
        private let process: Process

        init(process: Process) { self.process = process }

        deinit { if process.isRunning { signal(SIGKILL) } }

        var isRunning: Bool { process.isRunning }

        func signal(_ number: Int32) { kill(process.processIdentifier, number) }

        /// Its status, at the end; nil if it does not end by itself within half a minute.
        func status() -> Int32? {
            for _ in 0..<1500 where process.isRunning { usleep(20_000) }
            return process.isRunning ? nil : process.terminationStatus
        }
    }

    /// Waits for something, at most so many seconds.
    func wait(_ seconds: Double = 20, until holds: () throws -> Bool) throws {
        let end = Date().addingTimeInterval(seconds)
        while try !holds() {
            try #require(Date() < end, "it did not come about within \(seconds) seconds")
            usleep(20_000)
        }
    }

    // MARK: What came of it

    struct Run: Decodable {
        let script: String
        let arguments: [String]
        let user: Int
        let pid: Int32
    }

    func runs(of host: String) throws -> [Run] {
        let lines = try Data(contentsOf: directory.url.appending(path: "data/\(host)/runs")).split(separator: 0x0A)
        return try lines.map { try JSONDecoder().decode(Run.self, from: $0) }
    }

    func overlaps(of host: String) -> Bool { FileManager.default.fileExists(atPath: path + "/data/\(host)/overlap") }

    /// What the runner said of each run that ended.
    static func reports(_ text: String) throws -> [[String: Any]] {
        try text.split(separator: "\n").filter { $0.hasPrefix("{") }.map {
            try #require(JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
        }
    }

    func status(_ arguments: [String] = []) throws -> [String: [String: Any]] {
        let outcome = try cron("status", ["--format", "json"] + arguments)
        let listing = try JSONSerialization.jsonObject(with: Data(outcome.output)) as? [String: Any]
        let runs = try #require(listing?["runs"] as? [[String: Any]], "\(outcome.errors)")
        let name = { (run: [String: Any]) in
            let job = run["job"] as? String ?? ""
            return (run["host"] as? String ?? "") + (job.isEmpty ? "" : ":\(job)")
        }
        return Dictionary(runs.map { (name($0), $0) }) { first, _ in first }
    }
}
