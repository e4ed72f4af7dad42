import Foundation
import FoundationXML
import TestSupport
import Testing

/// `run`, `exec`, `env` and `resume` as they are typed, with scripts that need no database.
@Suite struct RunCommandTests {
    let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
        let user = Program.isRoot ? "www-data" : NSUserName()
        let hosts = (1...9).map { "  h\($0): { url: http://h\($0).example, groups: [\($0 < 4 ? "few" : "many")]" }
        let registry = """
            version: 1
            platforms: { m: { root: "\(directory.path)/tree", user: \(user) } }
            dbservers: { one: { type: mariadb, max_parallel: 2 }, two: { type: mariadb } }
            defaults: { platform: m, dataroot: "/d/{id}", db: { server: two, name: "{id}", user: u, password: { file: /x } } }
            groups: { few: { db: { server: one } }, many: {} }
            hosts:
            \(hosts.map { $0 + "}" }.joined(separator: "\n"))
              shut: { url: http://shut.example, state: disabled }
              old: { url: http://old.example, state: archived }
              waiting: { url: http://waiting.example, state: maintenance }
            """
        _ = try directory.write(registry, to: "registry.yaml")
        _ = try directory.write(
            "<?php\necho implode(' ', array_slice($argv, 1)), ' ', ini_get('max_input_vars'), ' ', getenv('VMOODLE_HOST'), \"\\n\";\n",
            to: "tree/admin/cli/purge_caches.php")
        _ = try directory.write("<?php\nsleep(1);", to: "tree/mod/a/cli/twice.php")
        _ = try directory.write("<?php\n", to: "tree/mod/b/cli/twice.php")
        _ = try directory.write("<?php\nexit(count($argv) - 1);\n", to: "tree/admin/tool/phpunit/cli/util.php")
        // Where its user may write, too.
        try FileManager.default.createDirectory(atPath: directory.path + "/work", withIntermediateDirectories: true)
        chmod(directory.path + "/work", 0o777)
    }

    func tool(_ arguments: [String], environment: [String: String] = [:]) throws -> Outcome {
        try run(
            Program.vmoodleGen(), arguments,
            environment: environment.merging(["VMOODLE_STATE_DIR": directory.path + "/state"]) { a, _ in a },
            in: directory.url)
    }

    func exec(_ arguments: [String], _ script: String) throws -> Outcome {
        try tool(["exec"] + arguments + ["--", "sh", "-c", script, directory.path + "/work"])
    }

    func json(_ outcome: Outcome) throws -> [String: Any] {
        try #require(
            try JSONSerialization.jsonObject(with: Data(outcome.output)) as? [String: Any], "\(outcome.errors)")
    }

    /// The status of each host.
    func statuses(_ outcome: Outcome) throws -> [String: String] {
        let hosts = try #require(json(outcome)["hosts"] as? [[String: Any]])
        return Dictionary(
            uniqueKeysWithValues: hosts.compactMap { host in
                (host["host"] as? String).flatMap { id in (host["status"] as? String).map { (id, $0) } }
            })
    }

    func files(_ folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: directory.path + "/" + folder)) ?? []).sorted()
    }

    // MARK: What is run

    @Test func scriptsGetTheirHostAndTheirArguments() throws {
        let outcome = try tool(["run", "h1", "--", "purge_caches", "--a=b c", "", "--", "$HOME"])
        #expect(
            outcome.status == 0
                && outcome.text == "--host=http://h1.example --a=b c  -- $HOME 5000 http://h1.example\n", "\(outcome)")
    }

    /// These read their arguments before config.php.
    @Test func developersToolsAreToldByTheEnvironment() throws {
        #expect(try tool(["run", "h1", "--", "admin/tool/phpunit/cli/util.php"]).status == 0)
    }

    @Test(arguments: [
        (["run", "@all", "--", "purge_cache"], "did you mean 'purge_caches'?"),
        (["run", "@all", "--", "pur"], "did you mean 'purge_caches'?"),
        (["run", "@all", "--", "twice"], "several scripts are called 'twice'"),
        (["run", "@all", "--", "admin/cli/none.php"], "no script is 'admin/cli/none.php'"),
        (["run", "h1"], "nothing is to be run"), (["exec", "h1", "--"], "nothing is to be run"),
        (["run", "--", "purge_caches"], "no host is selected: name them"),
        (["run", "--exclude", "h1", "--", "purge_caches"], "no host is selected: name them"),
        (["run", "h12", "--", "purge_caches"], "did you mean 'h1'?"),
        (["run", "@fwe", "--", "purge_caches"], "did you mean '@few'?"),
        (["run", "x*", "--", "purge_caches"], "no host is selected by 'x*'"),
        (["run", "--where", "state=enabeld", "--", "purge_caches"], "did you mean 'enabled'?"),
        (["run", "--where", "group=fwe", "--", "purge_caches"], "did you mean 'few'?"),
        (["run", "h1", "--exclude", "@few", "--", "purge_caches"], "no host is selected: what is named is excluded"),
        (["run", "h1", "--exclude", "nobody", "--", "purge_caches"], "no host is selected by 'nobody'"),
        (["exec", "h1", "--", "no-such-program"], "there is no program 'no-such-program'"),
        (["run", "h1", "--timeout", "soon", "--", "purge_caches"], "'soon' is invalid"),
        (["run", "h1", "--max-failures", "101%", "--", "purge_caches"], "'101%' is invalid"),
        (["run", "h1", "-j", "0", "--", "purge_caches"], "'--jobs' must be 1 to 256"),
        (["run", "h1", "-j257", "--", "purge_caches"], "'--jobs' must be 1 to 256"),
        (["run", "h1", "--fail-fast", "--max-failures", "2", "--", "purge_caches"], "give one of them"),
        (["run", "h1", "--pass-env", "VMOODLE_HOST", "--", "purge_caches"], "cannot hand on 'VMOODLE_HOST'"),
    ])
    func slipsAreUsageErrors(_ arguments: [String], _ message: String) throws {
        let outcome = try tool(arguments)
        #expect(outcome.status == 64 && outcome.errors.contains(message), "\(outcome.errors)")
        #expect(files("state").isEmpty)
    }

    @Test func closedHostsAreNotRun() throws {
        let some = try tool(["exec", "@all", "--format", "json", "--", "true"])
        #expect(some.status == 0 && some.errors.contains("'old' (archived), 'shut' (disabled) cannot be run: skipped"))
        #expect(try statuses(some).keys.sorted() == (1...9).map { "h\($0)" } + ["waiting"])
        let none = try tool(["exec", "shut", "--", "true"])
        #expect(none.status == 4 && none.errors.contains("no host is left to run"))
    }

    @Test func hostsThatAreNotPublishedAreRefused() throws {
        #expect(try tool(["build", "--quiet"]).status == 0)
        #expect(try tool(["exec", "@all", "--", "true"]).status == 0)
        let registry = try String(contentsOfFile: directory.path + "/registry.yaml", encoding: .utf8)
        _ = try directory.write(registry + "\n  new: { url: http://new.example }\n", to: "registry.yaml")
        let outcome = try tool(["exec", "@all", "--", "true"])
        #expect(outcome.status == 4 && outcome.errors.contains("'new' not in the release in 'out': build it first"))
        #expect(try tool(["exec", "@all", "--exclude", "new", "--", "true"]).status == 0)
        #expect(try tool(["exec", "@all", "--out", "elsewhere", "--", "true"]).status == 0)
    }

    @Test func aRehearsalRunsNothing() throws {
        let outcome = try tool(["run", "h1", "h2", "-n", "--", "purge_caches", "--adminpass=hunter2", "--it's"])
        #expect(outcome.status == 0 && outcome.errors.isEmpty && files("state").isEmpty)
        let tree = "\(directory.path)/tree/admin/cli/purge_caches.php"
        let user = Program.isRoot ? "www-data" : NSUserName()
        #expect(
            outcome.text.split(separator: "\n").first ?? ""
                == "h1\t\(user)\t/usr/bin/php -d max_input_vars=5000 \(tree) --host=http://h1.example '--adminpass=«secret»' '--it'\\''s'"
        )
        let hosts = try #require(
            json(tool(["run", "h1", "-n", "--format", "json", "--", "purge_caches"]))["hosts"] as? [[String: Any]])
        #expect((hosts.first?["command"] as? [String])?.last == "--host=http://h1.example")
    }

    @Test func variablesOfOursAreHandedOnByNameOnly() throws {
        let environment = [
            "DB_PASSWORD": "canary", "WANTED": "this", "VMOODLE_HOST_OF_PARENT": "h2", "VMOODLE_HOST": "h2",
        ]
        let outcome = try tool(["exec", "h1", "--pass-env", "WANTED", "--", "env"], environment: environment)
        #expect(outcome.text.contains("WANTED=this\n") && !outcome.text.contains("canary"))
        #expect(!outcome.text.contains("OF_PARENT") && outcome.text.contains("VMOODLE_HOST=http://h1.example\n"))
    }

    // MARK: How many, and how far

    /// Each counts the others of its server that run beside it.
    @Test func databaseServersAreSpared() throws {
        let script =
            #"d=$0/$VMOODLE_DBSERVER; mkdir -p $d; : >$d/$VMOODLE_ID; ls $d | wc -l; sleep 0.4; rm $d/$VMOODLE_ID"#
        let most = { (outcome: Outcome, hosts: ClosedRange<Int>) -> Int in
            let json = try json(outcome)
            let logs = try #require(json["directory"] as? String) + "/logs"
            return try hosts.map { number in
                let text = try String(contentsOfFile: "\(logs)/h\(number).log", encoding: .utf8)
                return try #require(Int(text.trimmingCharacters(in: .whitespacesAndNewlines)))
            }.max() ?? 0
        }
        let registry = try exec(["h*", "-j9", "--format", "json"], script)
        #expect(registry.status == 0)
        #expect(try most(registry, 1...3) == 2 && most(registry, 4...9) > 2)
        let option = try exec(["h*", "-j9", "--per-server", "1", "--format", "json"], script)
        #expect(try most(option, 1...3) == 1 && most(option, 4...9) == 1)
    }

    @Test(arguments: [
        (["--fail-fast"], 3), (["--max-failures", "0"], 3), (["--max-failures", "1"], 4),
        (["--max-failures", "20%"], 4),
        (["--canary", "2"], 9), (["--canary", "3"], 3), ([], 9),
    ])
    func failuresStopARun(_ options: [String], _ started: Int) throws {
        let outcome = try exec(["h*", "-j1", "--format", "json"] + options, "case $VMOODLE_ID in h[34]) exit 7; esac")
        #expect(outcome.status == 3)
        let statuses = try statuses(outcome)
        #expect(statuses.count == 9 && statuses.values.count { $0 != "not-started" } == started)
        #expect(statuses["h1"] == "ok" && statuses["h3"] == "failed")
        #expect(try json(outcome)["status"] as? String == (started == 9 ? "done" : "stopped"))
    }

    @Test(arguments: [
        ("reset_password --username=admin --password=hunter2", "--username=admin '--password=«secret»'"),
        ("x --adminpass hunter2 --upgrade_key hunter2 y", "--adminpass '«secret»' --upgrade_key '«secret»' y"),
        ("cfg --name=smtppass --set=hunter2", "--name=smtppass '--set=«secret»'"),
        (
            "cfg --name=lang --set=fr --bypass a --ignore-password-policy b",
            "--name=lang --set=fr --bypass a --ignore-password-policy b"
        ),
        ("x --token --dry-run", "--token --dry-run"),
    ])
    func secretsAreShownAsSuch(_ command: String, _ shown: String) throws {
        let words = command.split(separator: " ").map(String.init)
        let outcome = try tool(["exec", "h1", "-n", "--", "echo"] + words.dropFirst())
        #expect(outcome.text.hasSuffix("/echo \(shown)\n"), "\(outcome)")
    }

    /// It is not kept, so it has to be given again.
    @Test func secretsOfACommandAreNotKept() throws {
        let command = ["--", "sh", "-c", "test -e $0/mended", directory.path + "/work", "--password=hunter2"]
        #expect(try tool(["exec", "h1"] + command).status == 3)
        for path in try FileManager.default.subpathsOfDirectory(atPath: directory.path + "/state") {
            let bytes = FileManager.default.contents(atPath: directory.path + "/state/" + path) ?? Data()
            #expect(!String(decoding: bytes, as: UTF8.self).contains("hunter2"), "\(path)")
        }
        _ = try directory.write("", to: "work/mended")
        let refused = try tool(["resume", "last", "--retry-failed"])
        #expect(refused.status == 64 && refused.errors.contains("give it again after '--'"))
        #expect(try tool(["resume", "last", "--retry-failed"] + command).status == 0)
    }

    // MARK: What is said

    @Test func buildServersReadTheResult() throws {
        let outcome = try exec(
            ["h1", "h2", "h3", "-j1", "--fail-fast", "--junit", "work/junit.xml"],
            #"printf '<&>"\001\033\n'; [ $VMOODLE_ID != h2 ]"#)
        #expect(outcome.status == 3)
        let file = directory.url.appending(path: "work/junit.xml")
        let document = try XMLDocument(contentsOf: file)
        let cases = try document.nodes(forXPath: "/testsuites/testsuite/testcase").compactMap { $0 as? XMLElement }
        #expect(cases.map { $0.attribute(forName: "name")?.stringValue } == ["h1", "h2", "h3"])
        #expect(cases.map { $0.children?.first?.name } == [nil, "failure", "skipped"])
        #expect(cases[1].children?.first?.stringValue == "<&>\"\u{FFFD}\u{FFFD}")
        let suite = try #require(document.nodes(forXPath: "/testsuites/testsuite").first as? XMLElement)
        #expect(
            ["tests", "failures", "errors", "skipped"].map { suite.attribute(forName: $0)?.stringValue } == [
                "3", "1", "0", "1",
            ])
    }

    @Test func whatCannotStartIsSaidForItsHost() throws {
        let program = try directory.write("#!/no/such/shell\n", to: "work/program")
        chmod(program, 0o755)
        let outcome = try tool(["exec", "h1", "h2", "--format", "json", "--", program])
        #expect(outcome.status == 3)
        #expect(try statuses(outcome) == ["h1": "error", "h2": "error"])
    }

    // MARK: Interrupts

    func started(_ arguments: [String]) throws -> Process {
        let process = Process()
        process.executableURL = URL(filePath: try Program.vmoodleGen())
        process.arguments = arguments
        process.currentDirectoryURL = directory.url
        process.environment = ["VMOODLE_STATE_DIR": directory.path + "/state", "PATH": "/usr/bin:/bin"]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        return process
    }

    private func journal() throws -> String {
        try String(
            contentsOfFile: "\(directory.path)/state/jobs/\(files("state/jobs").first ?? "")/journal.jsonl",
            encoding: .utf8)
    }

    @Test func theFirstInterruptWaitsForWhatRuns() throws {
        let process = try started([
            "exec", "h*", "-j2", "--", "sh", "-c", "echo >$0/$VMOODLE_ID; sleep 3", directory.path + "/work",
        ])
        #expect(Processes.wait { files("work").count == 2 })
        kill(process.processIdentifier, SIGINT)
        process.waitUntilExit()
        #expect(process.terminationStatus == 130)
        let text = try journal()
        #expect(
            text.contains("\"status\": \"interrupted\", ")
                && text.contains("\"ok\": 2, \"failed\": 0, \"not_started\": 7"), "\(text)")
    }

    @Test func theSecondEndsIt() throws {
        let process = try started([
            "exec", "h*", "-j2", "--", "sh", "-c", "echo >$0/$VMOODLE_ID; sleep 60", directory.path + "/work",
        ])
        #expect(Processes.wait { files("work").count == 2 })
        let begin = Date()
        kill(process.processIdentifier, SIGINT)
        usleep(200_000)
        kill(process.processIdentifier, SIGINT)
        process.waitUntilExit()
        #expect(process.terminationStatus == 130 && Date().timeIntervalSince(begin) < 40)
        #expect(try journal().contains("\"ok\": 0, \"failed\": 0, \"not_started\": 7"))
        #expect(Processes.with("VMOODLE_ROOT=\(directory.path)").isEmpty)
    }
}
