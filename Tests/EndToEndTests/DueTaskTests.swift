import Foundation
import TestSupport
import Testing

/// `cron run` where hosts have `cron.idle_every`: real servers are asked which of them have a task whose turn has come.
@Suite(.serialized, .enabled(if: PrivateDatabase.Kind.allCases.allSatisfy(\.areInstalled)))
struct DueTaskTests {
    typealias Kind = PrivateDatabase.Kind

    /// What an option file, a password file or a shell could trip over.
    private static let password = #"it's a "secret" \t\\ #1 of:2; $HOME %x"#

    /// Hosts with a database each, but for 'left' and 'right', which share one.
    private static let hosts = [
        "adhoc", "due", "failed", "gone", "idle", "left", "never", "right", "slow", "soon",
    ]

    private let now = Int(Date().timeIntervalSince1970)

    private func database(_ host: String) -> String { ["left", "right"].contains(host) ? "shared" : host }

    private func prefix(_ host: String) -> String { host == "left" ? "l_" : "mdl_" }

    private func makeDatabases(_ server: PrivateDatabase) throws {
        let password = Self.password.replacingOccurrences(of: "'", with: "''")
        if server.kind == .mariadb {
            let literal = password.replacingOccurrences(of: "\\", with: "\\\\")
            try server.query(
                "CREATE USER reader@localhost IDENTIFIED BY '\(literal)'; GRANT SELECT ON *.* TO reader@localhost")
        } else {
            try server.query("CREATE ROLE reader LOGIN PASSWORD '\(password)'; GRANT pg_read_all_data TO reader")
        }
        for database in Set(Self.hosts.map(database)) {
            try server.query(
                server.kind == .mariadb ? "CREATE DATABASE `\(database)`" : "CREATE DATABASE \"\(database)\"")
        }
        for host in Self.hosts where host != "gone" {
            // As Moodle has them, with what matters here.
            let tables = """
                CREATE TABLE \(prefix(host))task_scheduled (id integer PRIMARY KEY, nextruntime bigint, disabled integer NOT NULL);
                CREATE TABLE \(prefix(host))task_adhoc (id integer PRIMARY KEY, nextruntime bigint NOT NULL);
                INSERT INTO \(prefix(host))task_scheduled VALUES (1, \(now + 3000), 0), (2, NULL, 0), (3, \(now - 90000), 0), (4, 0, 0);
                INSERT INTO \(prefix(host))task_adhoc VALUES (1, \(now + 3000)), (2, \(now - 90000));
                """
            try server.query(tables, in: database(host))
        }
        try makeDue("due", "task_scheduled", server)
        try makeDue("left", "task_scheduled", server)
        try makeDue("adhoc", "task_adhoc", server)
    }

    private func makeDue(_ host: String, _ table: String, _ server: PrivateDatabase) throws {
        try server.query(
            "UPDATE \(prefix(host))\(table) SET nextruntime = \(now - 100) WHERE id = 1", in: database(host))
    }

    /// All started two hours ago.
    private func fleet(_ server: PrivateDatabase, isAsked: Bool = true, password: String? = nil) throws -> CronFleet {
        let fleet = try CronFleet(Self.hosts)
        _ = try fleet.directory.write((password ?? Self.password) + "\n", to: "reader")
        let socket = server.kind == .mariadb ? server.socket + "/s" : server.socket
        let type = server.kind == .mariadb ? "mariadb" : "pgsql"
        let own = Dictionary(
            uniqueKeysWithValues: Self.hosts.map { host in
                let cron = isAsked ? "idle_every: \(host == "soon" ? "2h" : "4h")" : ""
                return (host, "db: { name: \(database(host)), prefix: \(prefix(host)) }, cron: { \(cron) }")
            })
        try fleet.writeRegistry(
            Self.hosts, of: own,
            server:
                "type: \(type), socket: \"\(socket)\", reader: { user: reader, password: { file: \"\(fleet.path)/reader\" } }"
        )
        let old = (now - 7200) * 1000
        let lines = Self.hosts.map { host in
            let outcome = host == "failed" ? "exit:1" : "exit:0"
            return host == "never"
                ? "run never \(old) - - - off\n"
                : "run \(host) \(old) \(old) \(outcome) \(host == "slow" ? 1_000_000 : 1000) off\n"
        }
        _ = try fleet.directory.write("vmoodle-gen cron 1\n" + lines.joined(), to: "state/cron.state")
        return fleet
    }

    private func ran(_ fleet: CronFleet) throws -> [String] {
        try Self.hosts.filter { try !fleet.runs(of: $0).isEmpty }
    }

    @Test(arguments: Kind.allCases) func onlyHostsWithATaskAreStarted(_ kind: Kind) throws {
        let server = try PrivateDatabase(kind)
        try makeDatabases(server)
        // Without the question all are.
        let control = try fleet(server, isAsked: false)
        #expect(try control.cron("run").status == 0)
        #expect(try ran(control) == Self.hosts)

        let fleet = try fleet(server)
        // From where it is started.
        let outcome = try fleet.cron("run", ["-v", "--state-dir", "state"])
        #expect(outcome.status == 0, "\(outcome.errors)")
        // 'failed' and 'slow' may have more to do, 'soon' would be too late with its next turn, of 'gone' nothing is known.
        #expect(try ran(fleet) == Self.hosts.filter { !["idle", "right"].contains($0) })
        #expect(outcome.errors.contains("8 runs, 0 failed, 0 put off, 2 with nothing to do"), "\(outcome.errors)")
        let complaints = outcome.errors.split(separator: "\n").filter { $0.contains("warning: ") }
        #expect(
            complaints.count == 1 && complaints[0].contains("database server 's'")
                && complaints[0].contains("task_scheduled"), "\(outcome.errors)")
        // What was answered is remembered: their turn is over, and they are not late.
        #expect(try fleet.cron("run", ["-v"]).errors.contains("0 runs, 0 failed, 0 put off\n"))
        let status = try fleet.status()
        #expect(status["idle"]?["late"] as? Bool == false)
        #expect((status["idle"]?["age"] as? Int ?? 0) >= 7200)

        // What came since the last run is seen at the next turn, whatever became of the turn between them.
        try makeDue("idle", "task_adhoc", server)
        let text = try String(contentsOfFile: fleet.state + "/cron.state", encoding: .utf8)
        let record = try #require(text.split(separator: "\n").last { $0.hasPrefix("run idle ") })
        var words = record.split(separator: " ").map(String.init)
        words[2] = "\((now - 1800) * 1000)"
        let earlier = text.replacingOccurrences(of: record, with: words.joined(separator: " "))
        _ = try fleet.directory.write(earlier, to: "state/cron.state")
        #expect(try fleet.cron("run").status == 0)
        #expect(try fleet.runs(of: "idle").count == 1)
    }

    /// The client stands in for itself, and notes what everybody could see of it.
    @Test(arguments: Kind.allCases) func passwordIsSeenByNobody(_ kind: Kind) throws {
        let server = try PrivateDatabase(kind)
        try makeDatabases(server)
        let fleet = try fleet(server)
        let program = kind == .mariadb ? "mariadb" : "psql"
        let real = try Program.required(program)
        let note = try fleet.directory.write(
            """
            #!/bin/sh
            seen='\(fleet.path)/seen'
            tr '\\0' '\\n' </proc/$$/cmdline >>"$seen"
            tr '\\0' '\\n' </proc/$$/environ >>"$seen"
            stat -c '%a %F' . account >>"$seen"
            cp queries.sql "\(fleet.path)/queries-$$"
            exec \(real) "$@"
            """, to: "bin/\(program)")
        chmod(note, 0o755)
        let path = try #require(ProcessInfo.processInfo.environment["PATH"])
        let outcome = try fleet.cron(
            "run", environment: ["PATH": "\(fleet.path)/bin:\(path)", "HUNTER": "not handed on"])
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(try !ran(fleet).contains("idle"))
        let seen = try String(contentsOfFile: fleet.path + "/seen", encoding: .utf8)
        #expect(seen.contains("/account") && seen.contains("700 directory\n600 regular file\n"), "\(seen)")
        #expect(!seen.contains("secret") && !seen.contains("not handed on"))
        // Nothing is left of it.
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: fleet.state).sorted() == ["cron.lock", "cron.state"])
        let files = try FileManager.default.contentsOfDirectory(atPath: fleet.path).filter { $0.hasPrefix("queries-") }
        // All in one query, and once more by themselves because 'gone' has no tables; PostgreSQL's are one by one.
        #expect(files.count == (kind == .mariadb ? 2 : 1))
        let queries = try files.map { try String(contentsOfFile: "\(fleet.path)/\($0)", encoding: .utf8) }
        let counts = queries.map { text in text.count { $0 == ";" } }.sorted()
        #expect(kind == .mariadb ? counts[0] == 1 && counts[1] > 1 : counts == [Self.hosts.count - 4], "\(counts)")

        // A server that does not answer keeps no host from running.
        let other = try self.fleet(server, password: "wrong")
        let refused = try other.cron("run")
        #expect(try refused.status == 0 && ran(other) == Self.hosts)
        #expect(refused.errors.contains("database server 's' does not tell of all hosts"), "\(refused.errors)")
        #expect(!refused.errors.contains("wrong"))
    }

    /// Other servers' hosts do not wait for one that is slow to answer.
    @Test func slowServerHoldsUpItsOwnHostsOnly() throws {
        let fleet = try CronFleet(["a", "b"])
        try fleet.writeRegistry(
            ["a", "b"], of: ["a": "cron: { idle_every: 4h }", "b": "db: { server: narrow }"],
            server: "type: mariadb, reader: { user: reader }")
        try fleet.makeDue(["a", "b"])
        let client = try fleet.directory.write(
            "#!/bin/sh\nwhile ! [ -s \(fleet.path)/data/b/runs ]; do sleep 0.1; done\nprintf '0\\t0\\n'\n",
            to: "bin/mariadb")
        chmod(client, 0o755)
        let path = try #require(ProcessInfo.processInfo.environment["PATH"])
        let outcome = try fleet.cron("run", ["-v"], environment: ["PATH": "\(fleet.path)/bin:\(path)"])
        #expect(outcome.errors.hasSuffix("1 run, 0 failed, 0 put off, 1 with nothing to do\n"), "\(outcome.errors)")
        #expect(try fleet.runs(of: "a").isEmpty)
    }

    @Test func secretOfTheReaderIsHadOnceOrTheHostsRun() throws {
        let fleet = try CronFleet(["a"])
        for (password, complains) in [
            ("{ command: [\"\(fleet.path)/print\"] }", false), ("{ env: NO_SUCH_VARIABLE }", true),
        ] {
            try fleet.writeRegistry(
                ["a"], of: ["a": "cron: { idle_every: 4h }"],
                server: "type: mariadb, socket: /none, reader: { user: reader, password: \(password) }")
            let print = try fleet.directory.write("#!/bin/sh\necho x >>\(fleet.path)/printed; echo p\n", to: "print")
            chmod(print, 0o755)
            try fleet.makeDue(["a"])
            let outcome = try fleet.cron("run")
            #expect(outcome.status == 0)
            #expect(outcome.errors.contains("NO_SUCH_VARIABLE") == complains, "\(outcome.errors)")
            // Status asks nobody.
            #expect(try fleet.cron("status").status == 0)
        }
        #expect(try String(contentsOfFile: fleet.path + "/printed", encoding: .utf8) == "x\n")
        #expect(try fleet.runs(of: "a").count == 2)
    }
}
