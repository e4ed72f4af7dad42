import Foundation
import TestSupport
import Testing

/// `check --with`: the programs take what is generated, and what they refuse is said of the host and of the template.
@Suite(.enabled(if: WebServer.areInstalled, "nginx, apache2 and caddy are needed"))
struct ValidationTests {
    private let directory: TemporaryDirectory
    private static let all = "nginx,apache,caddy,php,cron,php-fpm,systemd,logrotate"

    init() throws {
        directory = try TemporaryDirectory()
        let registry = try String(contentsOf: Repository.root.appending(path: "registry.yaml"), encoding: .utf8)
        _ = try directory.write(registry, to: "registry.yaml")
        try FileManager.default.createDirectory(atPath: directory.path + "/tmp", withIntermediateDirectories: false)
    }

    /// Runs `check`, which leaves nothing behind.
    private func check(_ arguments: [String], environment: [String: String] = [:]) throws -> Outcome {
        let outcome = try run(
            Program.vmoodleGen(), ["check"] + arguments,
            environment: environment.merging(["TMPDIR": directory.path + "/tmp"]) { $1 }, in: directory.url)
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path + "/tmp") == [])
        #expect(!FileManager.default.fileExists(atPath: directory.path + "/out"))
        return outcome
    }

    /// Writes a program, by a process of its own: while this one has a file open that it writes, others that it starts have it, too, and
    /// nobody can run it ("Text file busy").
    private func program(_ text: String, to name: String) throws {
        let source = try directory.write(text, to: name + ".text")
        let outcome = try run("/usr/bin/install", ["-m", "755", source, "\(directory.path)/\(name)"])
        try #require(outcome.status == 0, "\(outcome.errors)")
    }

    /// A template of the site's own with a mistake in it.
    private func spoil(_ name: String, _ old: String, _ new: String) throws {
        let text = try run(Program.vmoodleGen(), ["templates", "--print", name]).text
        #expect(text.contains(old))
        _ = try directory.write(text.replacingOccurrences(of: old, with: new), to: "templates/\(name)")
    }

    @Test(arguments: Repository.names(in: "Tests/Accepted"))
    func programsTakeWhatIsGenerated(_ name: String) throws {
        let registry = Repository.root.appending(path: "Tests/Accepted/\(name)/registry.yaml").path
        let outcome = try check([registry, "--with", Self.all])
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(
            outcome.text.contains("no errors; accepted by apache, caddy, cron, logrotate, nginx, php, php-fpm, systemd")
        )
    }

    @Test(arguments: [
        (
            "nginx", "nginx/server.conf.tmpl", "absolute_redirect off;", "absolut_redirect off;",
            "unknown directive \"absolut_redirect\"", "nginx/hosts-0.conf"
        ),
        (
            "apache", "apache/virtualhost.conf.tmpl", "ServerSignature Off", "ServerSignature Of", "ServerSignature: ",
            "apache/hosts-0.conf"
        ),
        (
            "caddy", "caddy/site.conf.tmpl", "\troute {\n\t\t{{#shared}}", "\trout {\n\t\t{{#shared}}",
            "unrecognized directive: rout", "caddy/hosts-0.conf"
        ),
        ("cron", "cron/crontab.tmpl", "{{hour}} * *", "{{hour}} * 13", "no month: '13'", "cron/vmoodle-0"),
        ("php", "php/fragment.php.tmpl", "\n})();", "\n}();", "syntax error, unexpected token \"(\"", "fragments/"),
        // What parses and does not compile.
        ("php", "php/fragment.php.tmpl", "\n})();", "\nbreak; })();", "'break' not in the 'loop'", "fragments/"),
    ])
    func refusalNamesHostLineAndTemplate(
        _ target: String, _ template: String, _ old: String, _ new: String, _ reason: String, _ file: String
    ) throws {
        try spoil(template, old, new)
        let outcome = try check(["--with", Self.all, "--format", "json"])
        #expect(outcome.status == 65)
        let json = try #require(JSONSerialization.jsonObject(with: Data(outcome.output)) as? [String: Any])
        let found = try #require(json["diagnostics"] as? [[String: Any]], "\(json.keys)")
        #expect(!found.isEmpty)
        for finding in found {
            #expect(finding["code"] as? String == "VM520")
            let message = try #require(finding["message"] as? String)
            #expect(message.hasPrefix("\(target) refuses what is written for host"), "\(message)")
            #expect(message.contains(reason), "\(message)")
        }
        let shown = try check(["--with", target])
        #expect(shown.status == 65)
        #expect(shown.errors.contains("registry.yaml:41:3: error: VM520: "), "\(shown.errors)")
        #expect(shown.errors.contains("\(file)"))
        #expect(shown.errors.contains(": note: in this line\n"))
        #expect(shown.errors.contains("templates/\(template):"))
        #expect(shown.errors.contains(": note: this line of the template writes it\n"))
    }

    /// Caddy names the ends of all blocks around what it does not understand, each with a file of the check's own.
    @Test(arguments: [
        ("respond a b c d", "Wrong argument count or unexpected line ending after 'd'"),
        (
            "headr X y",
            "unrecognized directive: headr - are you sure your Caddyfile structure (nesting and braces) is correct?"
        ),
    ])
    func lineThatCaddyMeansIsShown(_ line: String, _ reason: String) throws {
        let text = try String(contentsOfFile: directory.path + "/registry.yaml", encoding: .utf8)
        let extra = "web: { extra: { caddy: ['\(line)'] } }"
        let changed = text.replacingOccurrences(of: "\n  rectorat:\n", with: "\n  rectorat:\n    \(extra)\n")
        #expect(changed != text)
        _ = try directory.write(changed, to: "registry.yaml")
        let outcome = try check(["--with", "caddy"])
        #expect(outcome.status == 65)
        #expect(outcome.errors.contains("'rectorat': \(reason)\n"), "\(outcome.errors)")
        #expect(outcome.errors.contains(" | \t\t\t\t\(line)\n"), "\(outcome.errors)")
    }

    /// Each with hosts that have such files, in accounts that need not be here.
    @Test(arguments: [
        (
            "php-fpm", "pools", "php-fpm/pools.conf.tmpl", "pm = ondemand", "pm = on_demand", "host 'closed'",
            "unable to parse value for entry 'pm': invalid process manager", "php-fpm/m45/"
        ),
        // Said of the pool, at no line.
        (
            "php-fpm", "pools", "php-fpm/pools.conf.tmpl", "pm.max_children = {{max_children}}\n", "", "host 'closed'",
            "pm.max_children must be a positive value",
            "php-fpm/m45/"
        ),
        (
            "systemd", "timers", "systemd/service.conf.tmpl", "Nice={{nice}}", "Nice=very", "host 'jobs'",
            "Failed to parse nice priority 'very', ignoring", "systemd/vmoodle-cron@jobs:adhoc.service.d/host.conf"
        ),
        (
            "systemd", "timers", "systemd/timer.conf.tmpl", "OnCalendar={{hour}}:00", "OnCalendar=at {{hour}}",
            "host 'jobs'", "Failed to parse calendar specification, ignoring: at 2",
            "systemd/vmoodle-cron@jobs:backups.timer.d/host.conf"
        ),
        (
            "logrotate", "cron-jobs", "logrotate/vmoodle.tmpl", "    weekly\n", "    weakly\n", "the file",
            "unknown option 'weakly' -- ignoring line", "logrotate/vmoodle"
        ),
    ])
    func whatRunsBesideTheServersIsAskedToo(
        _ target: String, _ name: String, _ template: String, _ old: String, _ new: String, _ subject: String,
        _ reason: String, _ file: String
    ) throws {
        let registry = Repository.root.appending(path: "Tests/Accepted/\(name)/registry.yaml").path
        _ = try directory.write(try String(contentsOfFile: registry, encoding: .utf8), to: "registry.yaml")
        let taken = try check(["--with", target])
        #expect(taken.status == 0, "\(taken.errors)")
        #expect(taken.text.contains("; accepted by \(target)"))
        #expect(taken.text.contains("not on this machine") == (target != "systemd"))
        try spoil(template, old, new)
        let outcome = try check(["--with", target, "--all-errors"])
        #expect(outcome.status == 65)
        #expect(
            outcome.errors.split(separator: "\n").contains {
                $0.contains("VM520: \(target) refuses ") && $0.contains(subject) && $0.contains(reason)
            }, "\(outcome.errors)")
        #expect(outcome.errors.contains(file))
        #expect(outcome.errors.contains("templates/\(template):"))
        #expect(outcome.errors.contains(": note: this line of the template writes it\n"))
    }

    /// Nobody has such files here, so that nobody needs the program.
    @Test(arguments: ["php-fpm", "systemd", "logrotate"]) func programIsAskedWhereThereAreFiles(_ target: String) throws
    {
        let path = ["PATH": "/nowhere"]
        #expect(try check(["--with", target], environment: path).status == 0)
    }

    /// A program that says nothing, asked to end as a terminal does it, and by another's hand.
    @Test(arguments: [SIGINT, SIGTERM]) func interruptedCheckLeavesNothing(_ signal: Int32) throws {
        try program(
            "#!/bin/sh\n: > '\(directory.path)/started'; exec sleep 100\n", to: "bin/php")
        let check = try RunningServer(
            "env",
            [
                "PATH=\(directory.path)/bin:/usr/bin:/bin", "TMPDIR=\(directory.path)/tmp", Program.vmoodleGen(),
                "check", "\(directory.path)/registry.yaml", "--with", "php",
            ], in: directory.url
        ) { _ = try FileManager.default.attributesOfItem(atPath: directory.path + "/started") }
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path + "/tmp").count == 1)
        check.stop(by: signal)
        // By the signal itself, and not by that which comes after five seconds.
        #expect(check.status == signal)
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path + "/tmp") == [])
    }

    @Test func mistakeAtTheHeadOfAFileIsShownThere() throws {
        try spoil("nginx/preamble.conf.tmpl", "server_names_hash_bucket_size 512;", "server_names_hash_bucket_siz 512;")
        let outcome = try check(["--with", "nginx"])
        #expect(outcome.status == 65)
        #expect(
            outcome.errors.contains(
                "nginx/00-preamble.conf:2:1: error: VM520: nginx refuses the file: unknown directive \"server_names_hash_bucket_siz\""
            ), "\(outcome.errors)")
        #expect(
            outcome.errors.contains("templates/nginx/preamble.conf.tmpl:3:1: note: this line of the template writes it")
        )
    }

    @Test func lineOfTheRegistryIsShownAtItsHost() throws {
        let text = try String(contentsOfFile: directory.path + "/registry.yaml", encoding: .utf8)
        let own = text.replacingOccurrences(
            of: "  lyc-12:\n", with: "  lyc-12:\n    web: { extra: { nginx: [\"no_such_thing on;\"] } }\n")
        #expect(own != text)
        _ = try directory.write(own, to: "registry.yaml")
        let outcome = try check(["--with", "nginx"])
        #expect(outcome.status == 65)
        #expect(
            outcome.errors.contains(
                "registry.yaml:41:3: error: VM520: nginx refuses what is written for host 'lyc-12': unknown directive \"no_such_thing\""
            ), "\(outcome.errors)")
        #expect(!outcome.errors.contains("of the template"))
    }

    /// nginx drops the second server and exits with 0.
    @Test func warningOfNginxIsARefusal() throws {
        try spoil("nginx/server.conf.tmpl", "server_name\n", "server_name same.example\n")
        let outcome = try check(["--with", "nginx"])
        #expect(outcome.status == 65)
        #expect(
            outcome.errors.contains("error: VM520: nginx refuses the files: conflicting server name \"same.example\""),
            "\(outcome.errors)")
    }

    @Test(arguments: ["text", "json"]) func programThatIsNotThereIsAFailure(_ format: String) throws {
        let outcome = try check(["--with", "cron,php", "--format", format], environment: ["PATH": "/nowhere"])
        #expect(outcome.status == 1)
        #expect(
            (outcome.text + outcome.errors).contains("the files of php could not be checked: 'php' is not installed"))
        #expect((outcome.text + outcome.errors).contains("VM521"))
    }

    @Test func filesThatARegistryLeavesOutAreNotCalledChecked() throws {
        let text = try String(contentsOfFile: directory.path + "/registry.yaml", encoding: .utf8)
        _ = try directory.write("targets: { caddy: false }\n\(text)", to: "registry.yaml")
        let outcome = try check(["--with", "cron,caddy"])
        #expect(
            outcome.status == 1
                && outcome.errors.contains("VM521: the files of caddy could not be checked: 'targets' leaves them out"))
        #expect(try check(["--with", "cron,nginx"]).status == 0)
    }

    @Test func programThatEndsEarlyIsAFailure() throws {
        try program("#!/bin/sh\nexit 0\n", to: "bin/php")
        let outcome = try check(["--with", "php"], environment: ["PATH": directory.path + "/bin"])
        #expect(outcome.status == 1 && outcome.errors.contains("VM521: the files of php could not be checked: "))
    }

    @Test func unknownProgramIsAUsageError() throws {
        let outcome = try check(["--with", "ngix"])
        #expect(outcome.status == 64 && outcome.errors.contains("no program checks 'ngix'; did you mean 'nginx'?"))
        #expect(try check(["--with", "nginx,"]).status == 64)
    }

    /// Hundreds of fragments, and one process.
    @Test func onePHPReadsAllFragments() throws {
        let hosts = (0..<300).map { "  h\($0): { url: http://h\($0).example }\n" }.joined()
        _ = try directory.write(
            """
            version: 1
            platforms: { m: { root: /srv/moodle } }
            dbservers: { s: { type: mariadb } }
            defaults: { platform: m, dataroot: "/d/{id}", db: { server: s, name: "{id}", user: u, password: { file: /x } } }
            hosts:
            \(hosts)
            """, to: "registry.yaml")
        // The real one is what PATH has behind this one's folder.
        try program(
            "#!/bin/sh\necho run >> '\(directory.path)/log'\nPATH=${PATH#*:} exec php \"$@\"\n", to: "bin/php")
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin"
        let outcome = try check(["--with", "php"], environment: ["PATH": "\(directory.path)/bin:\(path)"])
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(try String(contentsOfFile: directory.path + "/log", encoding: .utf8) == "run\n")
        try spoil("php/fragment.php.tmpl", "\n})();", "\n}();")
        let refused = try check(["--with", "php", "--all-errors"])
        #expect(refused.status == 65 && refused.errors.hasSuffix("\n100 errors\n"))
    }

    // MARK: Certificates

    private func secure() throws {
        let text = try String(contentsOfFile: directory.path + "/registry.yaml", encoding: .utf8)
        let own = text.replacingOccurrences(
            of: "sslproxy: true", with: "web: { tls: { certificate: tls/a.pem, key: tls/a.key } }")
        #expect(own != text)
        _ = try directory.write(
            own.replacingOccurrences(of: "tls/a", with: "\(directory.path)/tls/a"), to: "registry.yaml")
    }

    private func makeCertificate(_ name: String) throws {
        try FileManager.default.createDirectory(atPath: directory.path + "/tls", withIntermediateDirectories: true)
        let words = [
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-subj", "/CN=x",
            "-keyout", "\(directory.path)/tls/\(name).key", "-out", "\(directory.path)/tls/\(name).pem",
        ]
        try #require(try run("/usr/bin/openssl", words).status == 0)
    }

    @Test func certificateThatIsNotHereHasAStandIn() throws {
        try secure()
        let absent = try check(["--with", "nginx,apache"])
        #expect(absent.status == 0, "\(absent.errors)")
        #expect(
            absent.text.hasSuffix("accepted by apache, nginx (with a stand-in for 1 certificate not readable here)\n"))
        try makeCertificate("a")
        let present = try check(["--with", "nginx,apache"])
        #expect(present.status == 0 && present.text.hasSuffix("accepted by apache, nginx\n"), "\(present.errors)")
    }

    @Test func certificateThatIsHereIsTried() throws {
        try secure()
        try makeCertificate("a")
        try makeCertificate("b")
        try FileManager.default.removeItem(atPath: directory.path + "/tls/a.key")
        try FileManager.default.moveItem(
            atPath: directory.path + "/tls/b.key", toPath: directory.path + "/tls/a.key")
        let outcome = try check(["--with", "nginx"])
        #expect(outcome.status == 65 && outcome.errors.contains("key values mismatch"), "\(outcome.errors)")
    }
}
