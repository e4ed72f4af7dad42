import Foundation
import TestSupport
import Testing

/// Tests/Moodle as two platforms, of 4.5's layout and of 5.1's, with sites on a MariaDB and a PostgreSQL server.
///
/// Used by one test at a time.
final class StandInFleet: @unchecked Sendable {
    /// That of the suite that runs.
    @TaskLocal static var current: StandInFleet?

    struct Site {
        let id: String
        let url: String
        let platform: String
        let server: PrivateDatabase.Kind
    }

    static let areInstalled = PrivateDatabase.Kind.allCases.allSatisfy(\.areInstalled) && WebServer.areInstalled
    /// In every password; of this process, as another may run these tests, too.
    static let canary = "CANARY-\(getpid())'x"

    let directory: TemporaryDirectory
    let databases: [PrivateDatabase.Kind: PrivateDatabase]
    let sites: [Site]
    /// Of nginx, once the sites are served.
    let port: UInt16
    private var servers: [RunningServer] = []

    /// A code tree of one platform, with a name that shells trip over.
    func root(of platform: String) -> String { "\(directory.path)/\(platform)'s tree" }

    init() throws {
        let directory = try TemporaryDirectory()
        self.directory = directory
        let port = try LoopbackConnection.freePort()
        self.port = port
        databases = try [.mariadb: PrivateDatabase(.mariadb), .postgresql: PrivateDatabase(.postgresql)]
        sites = ["m45", "m51"].flatMap { platform in
            PrivateDatabase.Kind.allCases.flatMap { server in
                (1...3).map { number in
                    let id = "\(platform)-\(server == .mariadb ? "my" : "pg")-\(number)"
                    return Site(id: id, url: "http://\(id).example:\(port)", platform: platform, server: server)
                }
            }
        }
        for (platform, layout) in [("m45", "4.5"), ("m51", "5.1")] {
            let root = "\(directory.path)/\(platform)'s tree"
            let installed = try run(Repository.root.appending(path: "Tests/Moodle/install").path, [layout, root])
            try #require(installed.status == 0, "\(installed.errors)")
        }
        for site in sites { try makeDatabase(of: site) }
        _ = try directory.write(registry, to: "registry.yaml")
        if Program.isRoot {
            _ = try run(
                "/bin/chown", ["-R", "www-data:www-data", "\(directory.path)/data", "\(directory.path)/secrets"])
        }
        let built = try tool(["build", "--quiet"])
        try #require(built.status == 0, "\(built.errors)")
        for platform in ["m45", "m51"] {
            try FileManager.default.copyItem(
                atPath: "\(directory.path)/out/current/php/\(platform)/config.php",
                toPath: "\(root(of: platform))/config.php")
        }
        let install = try tool([
            "run", "@all", "-j4", "--show", "none", "--", "install_database", "--agree-license", "--fullname=A site",
        ])
        try #require(install.status == 0, "\(install.errors)")
    }

    deinit { for server in servers { server.stop() } }

    /// Starts php-fpm and nginx on what was built.
    func serve() throws {
        guard servers.isEmpty else { return }
        servers = try RunningServer.nginxWithPHP(servingFrom: directory, on: port)
    }

    func page(_ target: String, of site: Site) throws -> HTTPAnswer {
        try LoopbackHTTP(port: port).get(target, host: "\(site.id).example:\(port)")
    }

    private func makeDatabase(of site: Site) throws {
        let name = site.id.replacingOccurrences(of: "-", with: "_")
        let password = (Self.canary + site.id).replacingOccurrences(of: "'", with: "''")
        _ = try directory.write(Self.canary + site.id + "\n", to: "secrets/\(site.id)")
        try FileManager.default.createDirectory(
            atPath: "\(directory.path)/data/\(site.id)", withIntermediateDirectories: true)
        let database = try #require(databases[site.server])
        if site.server == .mariadb {
            try database.query(
                "CREATE DATABASE \(name); CREATE USER \(name)@localhost IDENTIFIED BY '\(password)'; GRANT ALL ON \(name).* TO \(name)@localhost"
            )
        } else {
            try database.query("CREATE ROLE \(name) LOGIN PASSWORD '\(password)'")
            try database.query("CREATE DATABASE \(name) OWNER \(name)")
        }
    }

    private var registry: String {
        let user = Program.isRoot ? "www-data" : NSUserName()
        let group = Program.isRoot ? "www-data" : String(cString: getgrgid(getgid()).pointee.gr_name)
        let hosts = sites.map { site in
            let name = site.id.replacingOccurrences(of: "-", with: "_")
            return """
                  \(site.id):
                    url: \(site.url)
                    platform: \(site.platform)
                    groups: [\(site.server.rawValue)]
                    dataroot: "\(directory.path)/data/\(site.id)"
                    db: { server: \(site.server.rawValue), name: \(name), user: \(name), password: { file: "\(directory.path)/secrets/\(site.id)" } }

                """
        }
        return """
            version: 1
            platforms:
              m45: { root: "\(root(of: "m45"))", user: \(user), group: \(group), fpm: "\(directory.path)/fpm.sock" }
              m51: { root: "\(root(of: "m51"))", public: true, user: \(user), group: \(group), fpm: "\(directory.path)/fpm.sock" }
            dbservers:
              mariadb: { type: mariadb, socket: "\(databases[.mariadb]?.socket ?? "")/s" }
              postgresql: { type: pgsql, socket: "\(databases[.postgresql]?.socket ?? "")" }
            groups: { mariadb: {}, postgresql: {} }
            defaults: { web: { listen: ["127.0.0.1:\(port)"] } }
            hosts:
            \(hosts.joined())
            """
    }

    func tool(_ arguments: [String]) throws -> Outcome {
        try run(
            Program.vmoodleGen(), arguments, environment: ["VMOODLE_STATE_DIR": "\(directory.path)/state"],
            in: directory.url)
    }

    /// What a statement answers in a site's own database; tables are written {name}.
    func answer(_ site: Site, _ statement: String) throws -> String {
        let name = site.id.replacingOccurrences(of: "-", with: "_")
        let text = statement.replacing(/\{(\w+)\}/) { "mdl_\($0.1)" }
        return try #require(databases[site.server]).query(text, in: name).trimmingCharacters(in: .newlines)
    }
}

/// Makes the fleet for a suite, and ends its servers with it.
struct StandInFleetTrait: SuiteTrait, TestScoping {
    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        try await StandInFleet.$current.withValue(StandInFleet(), operation: function)
    }
}
