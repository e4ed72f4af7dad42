import Foundation
import TestSupport
import Testing

/// The programs of integrations/hooks.d, with the servers that they ask.
@Suite struct ShippedHookTests {
    private let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
        try write()
    }

    private func write(extra: String = "{}", server: String = "{}") throws {
        _ = try directory.write(
            """
            version: 1
            platforms: { p: { root: "\(directory.path)/code" } }
            dbservers: { s: { type: pgsql } }
            defaults: { platform: p, dataroot: "\(directory.path)/data/{id}", db: { server: s, name: "{id}", user: u, password: { file: /x } } }
            hosts:
              a: { url: http://a.example, config: \(extra) }
              b: { url: http://b.example, web: { extra: \(server) } }

            """, to: "registry.yaml")
    }

    /// One of the hooks alone, with other words in the place of some.
    private func install(_ name: String, replacing words: [String: String] = [:]) throws {
        var text = try String(
            contentsOf: Repository.root.appending(path: "integrations/hooks.d/\(name)"), encoding: .utf8)
        for (old, new) in words {
            #expect(text.contains(old))
            text = text.replacingOccurrences(of: old, with: new)
        }
        try? FileManager.default.removeItem(atPath: directory.path + "/hooks.d")
        chmod(try directory.write(text, to: "hooks.d/\(name)"), 0o755)
    }

    private func build(_ environment: [String: String] = [:]) throws -> Outcome {
        try run(Program.vmoodleGen(), ["build", "--force"], environment: environment, in: directory.url)
    }

    private func expectRefusal(_ what: String) throws {
        let before = try FileManager.default.destinationOfSymbolicLink(atPath: directory.path + "/out/current")
        let built = try build()
        #expect(built.status == 1 && built.errors.contains(what), "\(built.errors)")
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: directory.path + "/out/current") == before)
    }

    @Test(.enabled(if: Program.path("nginx") != nil && Program.isRoot, "nginx and its log's owner are needed"))
    func nginxIsAskedBeforeTheSwitch() throws {
        try install("pre-activate/20-nginx")
        let built = try build()
        #expect(built.status == 0, "\(built.errors)")
        try write(server: #"{ nginx: ["no_such_thing on;"] }"#)
        try expectRefusal("unknown directive \"no_such_thing\" in \(directory.path)/out/releases/")
        // It is not asked about what it does not read.
        try install("pre-activate/20-nginx", replacing: ["nginx -t": "exit 9; nginx -t"])
        try write(extra: "{ theme: boost }")
        #expect(try build().status == 0)
    }

    @Test(.enabled(if: Program.path("apache2") != nil && Program.isRoot, "Apache and its log's owner are needed"))
    func apacheIsAskedBeforeTheSwitch() throws {
        let modules = [
            "mpm_event", "alias", "authz_core", "dir", "env", "mime", "rewrite", "setenvif", "proxy", "proxy_fcgi",
            "headers", "ssl", "socache_shmcb",
        ]
        _ = try directory.write(
            modules.map { "LoadModule \($0)_module /usr/lib/apache2/modules/mod_\($0).so\n" }.joined(),
            to: "apache2/mods-enabled/all.load")
        _ = try directory.write("APACHE_RUN_USER=www-data\nAPACHE_RUN_GROUP=www-data\n", to: "apache2/envvars")
        try install("pre-activate/30-apache", replacing: ["/etc/apache2": directory.path + "/apache2"])
        let built = try build()
        #expect(built.status == 0, "\(built.errors)")
        try write(server: #"{ apache: ["NoSuchThing On"] }"#)
        try expectRefusal("Invalid command 'NoSuchThing'")
    }

    @Test func phpIsAskedAboutChangedFilesOnly() throws {
        try install("pre-activate/10-php")
        let built = try build()
        #expect(built.status == 0, "\(built.errors)")
        // A PHP that finds something wrong with each fragment.
        let php = try directory.write(
            "#!/bin/sh\necho \"$2\" >> '\(directory.path)/asked'\ncase $2 in fragments/*) echo \"no $2\"; exit 255;; esac\n",
            to: "bin/php")
        chmod(php, 0o755)
        try write(extra: "{ theme: boost }")
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        let refused = try build(["PATH": "\(directory.path)/bin:\(path)"])
        #expect(
            refused.status == 1 && refused.errors.contains("pre-activate/10-php: no fragments/"), "\(refused.errors)")
        let asked = try String(contentsOfFile: directory.path + "/asked", encoding: .utf8).split(separator: "\n")
        #expect(asked.count { $0.hasPrefix("fragments/") } == 1, "\(asked)")
    }

    /// A stand-in notes what the machine's services are told.
    @Test func onlyWhatChangedIsReloaded() throws {
        let file = directory.path + "/told"
        for (name, service) in [("service", "$1"), ("systemctl", "$2")] {
            chmod(try directory.write("#!/bin/sh\necho \"\(service)\" >> '\(file)'\n", to: "bin/\(name)"), 0o755)
        }
        try install("post-activate/50-reload", replacing: ["/etc/init.d": "\(directory.path)/init.d"])
        for service in ["nginx", "apache2", "php8.2-fpm"] { _ = try directory.write("", to: "init.d/\(service)") }
        let environment = ["PATH": "\(directory.path)/bin:\(ProcessInfo.processInfo.environment["PATH"] ?? "")"]
        let told = {
            defer { try? FileManager.default.removeItem(atPath: file) }
            return ((try? String(contentsOfFile: file, encoding: .utf8)) ?? "").split(separator: "\n").sorted()
        }
        #expect(try build(environment).status == 0)
        #expect(told().contains("nginx"))
        try write(extra: "{ theme: boost }")
        #expect(try build(environment).status == 0)
        #expect(told() == [])
        try write(server: #"{ nginx: ["client_body_timeout 9s;"] }"#)
        #expect(try build(environment).status == 0)
        #expect(told() == ["nginx"])
        // A service that cannot be told is told again.
        _ = try directory.write("#!/bin/sh\necho 'no such unit'; exit 5\n", to: "bin/service")
        _ = try directory.write("#!/bin/sh\necho 'no such unit'; exit 5\n", to: "bin/systemctl")
        try write()
        let failed = try build(environment)
        #expect(
            failed.status == 1 && failed.errors.contains("post-activate/50-reload: no such unit"), "\(failed.errors)")
    }
}
