import Foundation
import TestSupport
import Testing

/// A copy of a Moodle tree with two sites on a MariaDB server of their own, behind nginx and php-fpm.
final class MoodleTree {
    static let sites = ["alpha", "beta"]

    /// Where the environment says that there is one.
    static var given: String? { ProcessInfo.processInfo.environment["VMOODLE_TREE"].flatMap { $0.isEmpty ? nil : $0 } }

    let directory: TemporaryDirectory
    let port: UInt16
    private let root: String
    private let isPublic: Bool
    /// What cron.php takes to end when it has nothing to do: Moodle 4.1's always does, and knows no option.
    let cronArguments: [String]
    private let database: PrivateDatabase
    private var servers: [RunningServer] = []

    init(_ given: String) throws {
        directory = try TemporaryDirectory()
        port = try LoopbackConnection.freePort()
        database = try PrivateDatabase(.mariadb)
        root = "\(directory.path)/moodle"
        let copied = try TestSupport.run("/bin/cp", ["-R", "--reflink=auto", given, root])
        try #require(copied.status == 0, "\(copied.errors)")
        try? FileManager.default.removeItem(atPath: "\(root)/config.php")
        let cron = try String(contentsOfFile: "\(root)/admin/cli/cron.php", encoding: .utf8)
        cronArguments = cron.contains("'keep-alive'") ? ["--keep-alive=0"] : []
        isPublic = FileManager.default.fileExists(atPath: "\(root)/public/version.php")
    }

    deinit { for server in servers { server.stop() } }

    /// Makes databases and files, and installs all sites.
    func install() throws {
        for site in Self.sites {
            _ = try directory.write("secret of \(site)\n", to: "secrets/\(site)")
            try FileManager.default.createDirectory(
                atPath: "\(directory.path)/data/\(site)", withIntermediateDirectories: true)
            try database.query(
                "CREATE DATABASE \(site) CHARACTER SET utf8mb4; CREATE USER \(site)@localhost IDENTIFIED BY 'secret of \(site)'; GRANT ALL ON \(site).* TO \(site)@localhost"
            )
        }
        _ = try directory.write(registry, to: "registry.yaml")
        if Program.isRoot {
            _ = try TestSupport.run(
                "/bin/chown", ["-R", "www-data:www-data", "\(directory.path)/data", "\(directory.path)/secrets"])
        }
        let built = try tool(["build", "--quiet"])
        try #require(built.status == 0, "\(built.errors)")
        try FileManager.default.copyItem(
            atPath: "\(directory.path)/out/current/php/m/config.php", toPath: "\(root)/config.php")
        // Both at once: an installation takes half a minute and longer.
        let script =
            #"exec "$VMOODLE_PHP" -d max_input_vars=5000 "${VMOODLE_ROOT}/admin/cli/install_database.php" "$@" "--fullname=The site of $VMOODLE_ID""#
        let installed = try tool(
            ["exec", "@all", "-j2", "--", "sh", "-c", script, "sh", "--lang=en", "--adminpass=Admin1!pass"]
                + ["--adminemail=admin@example.test", "--shortname=short", "--agree-license"])
        try #require(installed.status == 0, "\(installed.errors)")
    }

    private var registry: String {
        let user = Program.isRoot ? "www-data" : NSUserName()
        let group = Program.isRoot ? "www-data" : String(cString: getgrgid(getgid()).pointee.gr_name)
        return """
            version: 1
            platforms:
              m: { root: "\(root)", public: \(isPublic), user: \(user), group: \(group), fpm: "\(directory.path)/fpm.sock" }
            dbservers: { s: { type: mariadb, socket: "\(database.socket)/s", reader: { user: root } } }
            defaults:
              platform: m
              dataroot: "\(directory.path)/data/{id}"
              db: { server: s, name: "{id}", user: "{id}", password: { file: "\(directory.path)/secrets/{id}" } }
              web: { listen: ["127.0.0.1:\(port)"] }
              cron: { mode: runner, idle_every: 4h\(cronArguments.isEmpty ? ", keep_alive: null" : "") }
            hosts:
            \(Self.sites.map { "  \($0): { url: \"http://\($0).test:\(port)\" }" }.joined(separator: "\n"))
            """
    }

    /// `cron run` with all sites' turns past, half an hour after their last runs; gives its last line.
    func cron() throws -> String {
        let old = (Int(Date().timeIntervalSince1970) - 1800) * 1000
        let lines = Self.sites.map { "run \($0) \(old) \(old) exit:0 1000 off\n" }
        _ = try directory.write("vmoodle-gen cron 1\n" + lines.joined(), to: "state/cron.state")
        let outcome = try tool(["cron", "run", "-v"])
        guard outcome.status == 0 else { throw ServerFailure(outcome.text + outcome.errors) }
        return outcome.errors.split(separator: "\n").last.map(String.init) ?? ""
    }

    func query(_ statement: String, of site: String) throws -> String { try database.query(statement, in: site) }

    func serve() throws {
        servers = try RunningServer.nginxWithPHP(servingFrom: directory, on: port)
    }

    func page(_ target: String, _ site: String) throws -> HTTPAnswer {
        try LoopbackHTTP(port: port).get(target, host: "\(site).test:\(port)")
    }

    private func tool(_ arguments: [String]) throws -> Outcome {
        try TestSupport.run(
            Program.vmoodleGen(), arguments, environment: ["VMOODLE_STATE_DIR": "\(directory.path)/state"],
            in: directory.url)
    }

    /// `run`, with its result in JSON.
    func run(_ arguments: [String], mayFail: Bool = false) throws -> Outcome {
        let begin = Date()
        let outcome = try tool(["run", "-j2", "--format", "json", "--show", "hosts"] + arguments)
        let took = String(format: "%.1f", Date().timeIntervalSince(begin))
        print("| \(arguments.joined(separator: " ")) | \(outcome.status) | \(took) s |")
        guard mayFail || outcome.status == 0 else { throw ServerFailure("\(outcome.errors) \(try logs(outcome))") }
        return outcome
    }

    private func hosts(_ outcome: Outcome) throws -> [[String: Any]] {
        let json = try #require(
            try JSONSerialization.jsonObject(with: Data(outcome.output)) as? [String: Any], "\(outcome.errors)")
        return try #require(json["hosts"] as? [[String: Any]])
    }

    /// The exit status of each site's script.
    func statuses(_ outcome: Outcome) throws -> [String: Int] {
        Dictionary(
            uniqueKeysWithValues: try hosts(outcome).compactMap { host in
                (host["host"] as? String).map { ($0, host["exit"] as? Int ?? -1) }
            })
    }

    func log(_ site: String, _ outcome: Outcome) throws -> String {
        let host = try #require(hosts(outcome).first { $0["host"] as? String == site })
        return try String(contentsOfFile: try #require(host["log"] as? String), encoding: .utf8)
    }

    func logs(_ outcome: Outcome) throws -> String {
        try hosts(outcome).compactMap { $0["host"] as? String }.map { try log($0, outcome).suffix(2000) }.joined(
            separator: "\n")
    }

    /// `--help` of each script in the tree's `cli` folders: none refuses the host, as they would without the runtime.
    func askAllScripts() throws {
        let web = isPublic ? "\(root)/public" : root
        let scripts = try FileManager.default.subpathsOfDirectory(atPath: root)
            .filter {
                $0.hasSuffix(".php") && $0.split(separator: "/").dropLast().last == "cli" && !$0.contains("/classes/")
            }
            .filter { (try? String(contentsOfFile: "\(root)/\($0)", encoding: .utf8))?.contains("CLI_SCRIPT") ?? false }
            // It ends because there is a config.php.
            .filter { !["admin/cli/install.php", "admin/cli/install_database.php"].contains($0) }.sorted()
        try #require(scripts.count > 40, "\(scripts.count) scripts below \(web)")
        var refused: [String] = []
        for script in scripts {
            let outcome = try run(["alpha", "--timeout", "60", "--", script, "--help"], mayFail: true)
            let text = try log("alpha", outcome)
            if text.contains("--host") { refused.append("\(script): \(text.prefix(300))") }
        }
        #expect(refused.isEmpty)
    }
}
