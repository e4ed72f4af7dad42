import Foundation
import TestSupport

/// A database server of a test's own on a Unix socket, without the network.
final class PrivateDatabase {
    enum Kind: String, CaseIterable, Sendable {
        case mariadb, postgresql

        var areInstalled: Bool {
            switch self {
            case .mariadb: Program.path("mariadbd") != nil && Program.path("mariadb-dump") != nil
            case .postgresql: Self.programs != nil
            }
        }

        /// Debian keeps each version's programs in a folder of its own.
        static let programs: String? = (try? FileManager.default.contentsOfDirectory(atPath: "/usr/lib/postgresql"))?
            .compactMap(Int.init).max().map { "/usr/lib/postgresql/\($0)/bin" }
    }

    static let password = "hunter2 'socket'"
    let kind: Kind
    let directory: TemporaryDirectory
    private var server: RunningServer?

    var socket: String { directory.path + "/socket" }
    /// What `--dsn` takes.
    var address: String {
        kind == .mariadb
            ? "mariadb://importer@/vmoodle?socket=\(socket)/s" : "postgresql://importer@/vmoodle?host=\(socket)"
    }

    init(_ kind: Kind) throws {
        self.kind = kind
        directory = try TemporaryDirectory()
        for name in ["data", "socket", "log"] {
            try FileManager.default.createDirectory(
                atPath: "\(directory.path)/\(name)", withIntermediateDirectories: true)
        }
        switch kind {
        case .mariadb: try startMariaDB()
        case .postgresql: try startPostgreSQL()
        }
    }

    deinit { server?.stop() }

    private func startMariaDB() throws {
        let data = "--datadir=\(directory.path)/data"
        let user = Program.isRoot ? ["--user=root"] : []
        // Without the system's help texts and with the least of memory: the server is there for seconds.
        let arguments =
            ["--no-defaults", data] + user + [
                "--skip-networking", "--socket=\(socket)/s", "--pid-file=\(socket)/pid", "--innodb-buffer-pool-size=8M",
                "--innodb-log-file-size=4M", "--innodb-flush-log-at-trx-commit=0", "--skip-log-bin",
            ]
        let install = try run(
            try Program.required("mariadb-install-db"),
            [
                "--no-defaults", data, "--auth-root-authentication-method=normal", "--skip-test-db",
                "--skip-name-resolve",
            ] + user)
        guard install.status == 0 else { throw ServerFailure(install.text + install.errors) }
        server = try RunningServer("mariadbd", arguments, in: directory.url.appending(path: "log")) {
            try query("SELECT 1", in: "mysql")
        }
        try query(
            "CREATE DATABASE vmoodle CHARACTER SET utf8mb4; CREATE USER importer@localhost IDENTIFIED BY '\(Self.password.replacingOccurrences(of: "'", with: "''"))'; GRANT SELECT ON vmoodle.* TO importer@localhost",
            in: "mysql")
    }

    private func startPostgreSQL() throws {
        let programs = try required(Kind.programs)
        let path = directory.path
        if Program.isRoot { _ = try run("/bin/chown", ["-R", "postgres", path]) }
        let install = try asServerUser(
            "\(programs)/initdb",
            ["-D", "\(path)/data", "-U", "postgres", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8"])
        guard install.status == 0 else { throw ServerFailure(install.text + install.errors) }
        let hba = "local all postgres trust\nlocal all all scram-sha-256\n"
        try Data(hba.utf8).write(to: URL(filePath: "\(path)/data/pg_hba.conf"))
        let arguments =
            Self.serverUser + [
                "\(programs)/postgres", "-D", "\(path)/data", "-k", socket, "-c", "listen_addresses=", "-F", "-c",
                "shared_buffers=1MB",
            ]
        let program = Program.isRoot ? "setpriv" : "env"
        server = try RunningServer(program, arguments, in: directory.url.appending(path: "log")) {
            try query("SELECT 1", in: "postgres")
        }
        let password = Self.password.replacingOccurrences(of: "'", with: "''")
        try query("CREATE ROLE importer LOGIN PASSWORD '\(password)'", in: "postgres")
        try query("CREATE DATABASE vmoodle OWNER importer", in: "postgres")
    }

    /// A server of PostgreSQL's refuses to run as root.
    private static let serverUser =
        Program.isRoot ? ["--reuid=postgres", "--regid=postgres", "--clear-groups"] : []

    private func asServerUser(_ program: String, _ arguments: [String]) throws -> Outcome {
        Program.isRoot
            ? try run(try Program.required("setpriv"), Self.serverUser + [program] + arguments, in: directory.url)
            : try run(program, arguments)
    }

    private func required<Value>(_ value: Value?) throws -> Value {
        guard let value else { throw ServerFailure("\(kind.rawValue) is not installed") }
        return value
    }

    // MARK: Asking

    /// Runs statements as the server's owner; gives what they answer, a line a row, tabs between values.
    @discardableResult
    func query(_ text: String, in database: String = "vmoodle") throws -> String {
        let outcome =
            kind == .mariadb
            ? try run(
                try Program.required("mariadb"),
                [
                    "--no-defaults", "--socket=\(socket)/s", "--user=root", "--default-character-set=utf8mb4", "-N",
                    "-B",
                    database,
                ],
                input: Array(text.utf8))
            : try run(
                try Program.required("psql"),
                [
                    "-X", "-q", "-A", "-t", "-F", "\t", "-v", "ON_ERROR_STOP=1", "-h", socket, "-U", "postgres", "-d",
                    database,
                ],
                input: Array(text.utf8))
        guard outcome.status == 0 else { throw ServerFailure(outcome.text + outcome.errors) }
        return outcome.text
    }

    /// What the server's own program dumps, with further options.
    func dump(_ options: [String]) throws -> [UInt8] {
        let outcome =
            kind == .mariadb
            ? try run(
                try Program.required("mariadb-dump"),
                ["--no-defaults", "--socket=\(socket)/s", "--user=root"] + options + ["vmoodle"])
            : try run(
                try required(Kind.programs) + "/pg_dump", ["-h", socket, "-U", "postgres", "-d", "vmoodle"] + options)
        guard outcome.status == 0 else { throw ServerFailure(outcome.errors) }
        return outcome.output
    }
}
