import Foundation
import TestSupport
import Testing

/// VMoodle's register in real servers: what their dump programs write and what their clients read lead to one registry.
@Suite(.serialized) struct DatabaseImportTests {
    /// Rows with all that a dump has to escape; the last one has NULL wherever it may.
    private static let rows: [[String?]] = [
        [
            "1", "L'École \\ \"Nord\"", "nord", "One\r\nTwo\tThree; -- four /* five */", "https://nord.example.edu",
            "mariadb",
            "db1.example.edu:3307", "m_nord", "hunter2'\\\"\u{1F511}\\N", "m_nord", "mdl_", "1", "/srv/data/nord",
            "-1", "1",
            "1700000000", "1700000100", "60", "12", "{\"a\": \"b\"}",
        ],
        [
            "2", "Sud `x` $1 %s", "sud", "", "https://sud.example.edu", "postgres", "localhost", "m_sud", "hunter2",
            "m_sud", "x_", "0", "/srv/data/sud", "7", "0", "0", "0", "0", "0", nil,
        ],
        [
            "3", "\\.", "est", nil, "http://est.example.edu", nil, nil, "m_est", nil, "m_est", nil, nil,
            "/srv/data/est", nil, nil, nil, nil, nil, nil, nil,
        ],
    ]

    private static let columns = [
        "id", "name", "shortname", "description", "vhostname", "vdbtype", "vdbhost", "vdblogin", "vdbpass", "vdbname",
        "vdbprefix", "vdbpersist", "vdatapath", "mnet", "enabled", "timecreated", "lastcron", "lastcrongap",
        "croncount",
        "metadata",
    ]

    private static func isNumber(_ column: String) -> Bool {
        ["id", "vdbpersist", "mnet", "enabled", "timecreated", "lastcron", "lastcrongap", "croncount"].contains(column)
    }

    private func fill(_ database: PrivateDatabase) throws {
        let definitions = Self.columns.map { column in
            column == "id" ? "id bigint NOT NULL PRIMARY KEY" : "\(column) \(Self.isNumber(column) ? "bigint" : "text")"
        }
        try database.query(
            "CREATE TABLE mdl_user (id bigint, name text); INSERT INTO mdl_user VALUES (1, 'it''s; (a) row')")
        try database.query("CREATE TABLE mdl_local_vmoodle (\(definitions.joined(separator: ", ")))")
        for row in Self.rows {
            let values = zip(Self.columns, row).map { column, text in
                guard let text else { return "NULL" }
                if Self.isNumber(column) { return text }
                let doubled = text.replacingOccurrences(of: "'", with: "''")
                return "'"
                    + (database.kind == .mariadb ? doubled.replacingOccurrences(of: "\\", with: "\\\\") : doubled) + "'"
            }
            try database.query("INSERT INTO mdl_local_vmoodle VALUES (\(values.joined(separator: ", ")))")
        }
        if database.kind == .postgresql {
            try database.query("GRANT SELECT ON ALL TABLES IN SCHEMA public TO importer")
        }
    }

    private func imported(_ arguments: [String], in directory: URL, environment: [String: String] = [:]) throws
        -> Outcome
    {
        try run(
            Program.vmoodleGen(), ["import", "vmoodle"] + arguments + ["--inline-secrets"], environment: environment,
            in: directory)
    }

    /// A registry without its first line, which says what it was made from.
    private func body(_ outcome: Outcome) -> String { outcome.text.drop { $0 != "\n" }.description }

    @Test(arguments: PrivateDatabase.Kind.allCases) func dumpsAndTheDatabaseGiveOneRegistry(
        _ kind: PrivateDatabase.Kind
    ) throws {
        try #require(kind.areInstalled, "install mariadb-server and postgresql")
        let database = try PrivateDatabase(kind)
        try fill(database)
        let here = try TemporaryDirectory()
        let secret = ["VMOODLE_DSN_PASSWORD": PrivateDatabase.password]
        let live = try imported(["--dsn", database.address], in: here.url, environment: secret)
        #expect(live.status == 0, "\(live.errors)")
        #expect(!live.errors.contains("hunter2"))
        try expectRows(live.text)
        let dumps: [[String]] =
            kind == .mariadb
            ? [
                [], ["--complete-insert"], ["--skip-extended-insert"], ["--hex-blob", "--skip-quote-names"],
                ["--compact"], ["--compatible=ansi", "--default-character-set=utf8mb4"],
            ]
            : [
                [], ["--inserts"], ["--column-inserts"], ["--rows-per-insert=2"],
                ["--quote-all-identifiers", "--inserts"], ["--data-only"],
            ]
        for options in dumps {
            let file = here.url.appending(path: "dump.sql")
            try Data(database.dump(options)).write(to: file)
            let outcome = try imported(["--dump", "dump.sql"], in: here.url)
            #expect(outcome.status == 0, "\(options): \(outcome.errors)")
            #expect(body(outcome) == body(live), "\(options)")
        }
        try expectRefusals(database, here)
    }

    /// The values that were put in, in the registry's form.
    private func expectRows(_ registry: String) throws {
        for line in [
            #"name: "L'École \\ \"Nord\"""#, "description: One Two Three; -- four /* five */",
            #"password: "hunter2'\\\"🔑\\N""#, "{ type: mariadb, host: db1.example.edu, port: 3307 }",
            #"metadata: "{{\"a\": \"b\"}}""#, "mnet: \"off\"", "mnet: 7", "mnet: main", "state: disabled",
            "persist: true",
            "name: Sud `x` $1 %s", #"name: "\\.""#, "croncount: 12", "sslproxy: false",
        ] {
            #expect(registry.contains(line.contains("`") ? "name: \"Sud `x` $1 %s\"" : line), "\(line) in \(registry)")
        }
    }

    private func expectRefusals(_ database: PrivateDatabase, _ here: TemporaryDirectory) throws {
        let wrong = try imported(
            ["--dsn", database.address], in: here.url, environment: ["VMOODLE_DSN_PASSWORD": "hunter2 wrong"])
        #expect(wrong.status == 1 && wrong.output.isEmpty && wrong.errors.contains("VM550"), "\(wrong.errors)")
        #expect(!wrong.errors.contains("hunter2"))
        let file = try here.write(PrivateDatabase.password + "\n", to: "password")
        let other = try imported(
            ["--dsn", database.address, "--dsn-password-file", file, "--table", "no_local_vmoodle"], in: here.url)
        #expect(
            other.status == 65 && other.errors.contains("the database has no table 'no_local_vmoodle'"),
            "\(other.errors)")
        try database.query("CREATE TABLE other_local_vmoodle (id bigint)")
        if database.kind == .postgresql { try database.query("GRANT SELECT ON other_local_vmoodle TO importer") }
        let two = try imported(["--dsn", database.address, "--dsn-password-file", file], in: here.url)
        #expect(two.status == 65 && two.errors.contains("name one with --table"), "\(two.errors)")
        let one = try imported(
            ["--dsn", database.address, "--dsn-password-file", file, "--table", "mdl_local_vmoodle"], in: here.url)
        #expect(one.status == 0, "\(one.errors)")
    }

    @Test func clientThatIsNotThereIsSaid() throws {
        let here = try TemporaryDirectory()
        let outcome = try imported(
            ["--dsn", "postgresql://u@127.0.0.1:1/d"], in: here.url, environment: ["PATH": here.path])
        #expect(outcome.status == 1)
        #expect(
            outcome.errors
                == "postgresql://u@127.0.0.1:1/d: error: VM550: the program 'psql' cannot be run; is it installed?\n")
    }

    /// What a client is started with: no shell has seen it, and nobody who looks at processes sees a password.
    @Test(arguments: [("mariadb", "mariadb"), ("psql", "postgresql")])
    func clientIsStartedWithoutAPasswordInItsArguments(_ program: String, _ scheme: String) throws {
        let here = try TemporaryDirectory()
        let client = try here.write(
            "#!/bin/sh\nprintf '%s\\n' \"$@\" >\(here.path)/arguments\n/usr/bin/env >\(here.path)/environment\n",
            to: program)
        chmod(client, 0o755)
        let outcome = try imported(
            ["--dsn", "\(scheme)://u@db.example.edu:99/$(touch x)d"], in: here.url, environment: ["PATH": here.path])
        #expect(outcome.status == 64)
        let asked = try imported(
            ["--dsn", "\(scheme)://u@db.example.edu:99/d"], in: here.url,
            environment: ["PATH": here.path, "VMOODLE_DSN_PASSWORD": "hunter2"])
        #expect(asked.status == 65, "\(asked.errors)")
        let arguments = try String(contentsOfFile: here.path + "/arguments", encoding: .utf8)
        #expect(arguments.contains("--host=db.example.edu\n--port=99\n") && !arguments.contains("hunter2"))
        let environment = try String(contentsOfFile: here.path + "/environment", encoding: .utf8)
        #expect(environment.contains("\(program == "psql" ? "PGPASSWORD" : "MYSQL_PWD")=hunter2\n"))
        #expect(!environment.contains("VMOODLE_DSN_PASSWORD"))
    }
}
