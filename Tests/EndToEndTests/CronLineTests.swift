import Foundation
import TestSupport
import Testing

/// Generated cron lines, run by sh as cron hands them over, with the real flock, timeout and nice.
@Suite struct CronLineTests {
    private let directory: TemporaryDirectory
    private let crontab: [Substring]
    /// Before the machine's own programs; `logger` in it prints what it is given.
    private let path: [String: String]

    init() throws {
        directory = try TemporaryDirectory()
        let tree = directory.url.appending(path: "moodle 100% \\ 'tree'")
        let secret = try directory.write("secret\n", to: "secret")
        try FileManager.default.createDirectory(
            at: directory.url.appending(path: "log files"), withIntermediateDirectories: true)
        let registry = """
            version: 1
            platforms: { m: { root: "\(tree.path.replacingOccurrences(of: "\\", with: "\\\\"))", php: /usr/bin/php } }
            dbservers: { s: { type: mariadb } }
            defaults:
              platform: m
              dataroot: "\(directory.path)/{id}"
              db: { server: s, name: "{id}", user: u, password: { file: "\(secret)" } }
              cron: { lock: "\(directory.path)/{id}'s lock" }
            hosts:
              usual: { url: http://usual.example.edu/sub }
              jobs:
                url: http://jobs.example.edu
                cron:
                  keep_alive: 3
                  log: "\(directory.path)/log files/{id} 100%.log"
                  jobs:
                    adhoc: { every: 5m, keep_alive: 7 }
                    saves: { task: '\\core\\task\\backup_task', hour: 2 }
              elsewhere: { url: http://elsewhere.example.edu, cron: { mode: none } }
              maint: { url: http://maint.example.edu, state: maintenance }
            """
        let file = try directory.write(registry, to: "registry.yaml")
        let out = directory.path + "/out"
        let standIn = try StandIn(in: tree)
        let built = try run(Program.vmoodleGen(), ["build", file, "--out", out, "--quiet"])
        try #require(built.status == 0, "\(built.errors)")
        try standIn.configure(with: URL(filePath: "\(out)/current/php/m/config.php"))
        crontab = try String(contentsOfFile: "\(out)/current/cron/vmoodle-0", encoding: .utf8).split(separator: "\n")
        let logger = try directory.write("#!/bin/sh\nprintf '%s\\n' \"$*\"\ncat\n", to: "bin/logger")
        chmod(logger, 0o755)
        path = ["PATH": "\(directory.path)/bin:/usr/bin:/bin"]
    }

    private func lines(_ pattern: String) -> [Substring] { crontab.filter { $0.contains(pattern) } }

    /// Five fields of time and the user are cron's; in the rest Debian's cron takes `\%` for `%` and `\\` for `\`.
    private func command(_ line: Substring) throws -> String {
        let fields = line.split(separator: " ", maxSplits: 6)
        try #require(fields.count == 7 && fields[5] == "www-data")
        var (command, isEscaped) = ("", false)
        for character in fields[6] {
            if isEscaped, character != "%", character != "\\" { command.append("\\") }
            isEscaped = !isEscaped && character == "\\"
            if !isEscaped { command.append(character) }
        }
        return command
    }

    private func answer(_ text: some StringProtocol) throws -> [String: Any] {
        let json = try? JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
        return try #require(json, "\(text)")
    }

    private func answer(in file: String) throws -> [String: Any] {
        try answer(String(contentsOfFile: "\(directory.path)/log files/\(file)", encoding: .utf8))
    }

    @Test func runsOnItsHostAndTellsTheMachinesLog() throws {
        let line = try #require(lines("usual").first)
        let outcome = try run("/bin/sh", ["-c", command(line)], environment: path)
        let said = outcome.text.split(separator: "\n", maxSplits: 1)
        try #require(said.count == 2 && outcome.errors.isEmpty, "\(outcome.text) \(outcome.errors)")
        #expect(said[0] == "-t moodle-cron[usual]")
        let answer = try answer(said[1])
        #expect((answer["CFG"] as? [String: Any])?["wwwroot"] as? String == "http://usual.example.edu/sub")
        #expect((answer["CFG"] as? [String: Any])?["expectedcronfrequency"] as? Int == 900)
        #expect(answer["options"] as? [String: String] == ["keep-alive": "0"])
        #expect(FileManager.default.fileExists(atPath: "\(directory.path)/usual's lock"))
    }

    @Test(arguments: [
        ("cron.php", ["keep-alive": "3"], "lock"),
        ("scheduled_task.php", ["execute": #"\core\task\backup_task"#], "lock.saves"),
    ])
    func runWritesItsLog(_ script: String, _ options: [String: String], _ lock: String) throws {
        let found = lines("jobs.example.edu").filter { $0.contains(script) }
        #expect(found.count == 1)
        let outcome = try run("/bin/sh", ["-c", command(try #require(found.first))], environment: path)
        #expect(outcome.status == 0 && outcome.output.isEmpty && outcome.errors.isEmpty, "\(outcome)")
        let answer = try answer(in: "jobs 100%.log")
        #expect(answer["script"] as? String == script && answer["options"] as? [String: String] == options)
        #expect(FileManager.default.fileExists(atPath: "\(directory.path)/jobs's \(lock)"))
    }

    @Test func adhocTasksHaveARunOfTheirOwn() throws {
        let found = lines("adhoc_task.php")
        #expect(found.count == 1)
        _ = try run("/bin/sh", ["-c", command(try #require(found.first))], environment: path)
        let answer = try answer(in: "jobs 100%.log")
        let options = try #require(answer["options"] as? [String: Any])
        #expect(options["execute"] as? Bool == true && options["keep-alive"] as? String == "7")
        #expect((answer["CFG"] as? [String: Any])?["dbname"] as? String == "jobs")
    }

    /// A run beside another of the same host ends at once, as if all were well.
    @Test func secondRunDoesNothing() throws {
        let line = try #require(lines("usual").first)
        let lock = "\(directory.path)/usual's lock"
        let outcome = try run(
            "/usr/bin/flock", [lock, "/bin/sh", "-c", "{ \(try command(line)); }; echo status $?"], environment: path)
        #expect(outcome.text == "-t moodle-cron[usual]\nstatus 0\n" && outcome.errors.isEmpty, "\(outcome)")
    }

    @Test func hostsThatAreClosedOrRunElsewhereHaveNoLine() {
        #expect(lines("--host=").count == 4)
        #expect(lines("elsewhere").isEmpty && lines("maint").isEmpty)
    }
}
