import Foundation
import TestSupport
import Testing

/// A hundred passwords, of each kind that there is: none is ever shown, and files that hold one are for the platform's group only.
@Suite struct SecretLeakTests {
    private let directory: TemporaryDirectory
    private let environment: [String: String]
    /// Of this process: another one may run these tests, too.
    private static let mark = "CANARY-\(getpid())-"
    private static let kinds = ["file", "env", "command", "literal"]

    private static func canary(_ number: Int) -> String { "\(mark)\(number)-\(number &* 2_654_435_761 % 1_000_003)" }

    init() throws {
        let directory = try TemporaryDirectory()
        self.directory = directory
        var environment: [String: String] = [:]
        let path = directory.path
        let hosts = try (0..<100).map { number in
            let canary = Self.canary(number)
            let source: String
            switch number % 4 {
            case 0: source = "{ file: \"\(try directory.write(canary + "\n", to: "secrets/\(number)"))\" }"
            case 1:
                environment["DB_\(number)"] = canary
                source = "{ env: DB_\(number) }"
            case 2:
                source = "{ command: [/bin/cat, \"\(try directory.write(canary + "\n", to: "secrets/\(number)"))\"] }"
            default: source = "\"\(canary)\""
            }
            // Settings of $CFG and of a plugin have it, too.
            let inner = number % 4 == 3 ? source : "{ secret: \(source) }"
            let more =
                ", mail: { smtp: { hosts: m, user: u, password: \(source) } }, plugins: { auth_x: { client_secret: \(inner) } }"
            return
                "  h\(number): { url: http://h\(number).example, db: { password: \(source) }\(number % 8 > 3 ? more : "") }\n"
        }
        self.environment = environment
        let group = try #require(getgrgid(getgid())?.pointee.gr_name)
        _ = try directory.write(
            """
            version: 1
            platforms: { m: { root: \(path)/moodle, group: \(String(cString: group)) } }
            dbservers: { s: { type: mariadb } }
            defaults: { platform: m, dataroot: "/d/{id}", db: { server: s, name: "{id}", user: u } }
            hosts:
            \(hosts.joined())
            """, to: "registry.yaml")
    }

    private func tool(_ arguments: [String], input: String = "") throws -> Outcome {
        try run(
            Program.vmoodleGen(), arguments, input: Array(input.utf8), environment: environment, in: directory.url)
    }

    /// What of a text holds a password.
    private func leaks(_ outcome: Outcome) -> [Substring] {
        (outcome.text + outcome.errors).split(separator: "\n").filter { $0.contains(Self.mark) }
    }

    private func filesWithSecrets() throws -> [String] {
        let mark = Array(Self.mark.utf8)
        return try FileManager.default.subpathsOfDirectory(atPath: directory.path).filter { path in
            guard let bytes = FileManager.default.contents(atPath: directory.path + "/" + path) else { return false }
            return [UInt8](bytes).firstRange(of: mark) != nil
        }
    }

    @Test func secretsStandInFragmentsOfTheGroupAndNowhereElse() throws {
        let watch = CommandLines(holding: Self.mark)
        let built = try tool(["build"])
        let seen = watch.stop()
        try #require(built.status == 0, "\(built.errors.prefix(1000))")
        #expect(leaks(built) == [])
        #expect(seen.looks > 0 && seen.found == [])
        var fragments: Set<String> = []
        for path in try filesWithSecrets() where path != "registry.yaml" && !path.hasPrefix("secrets/") {
            #expect(path.hasPrefix("out/fragments/"), "\(path)")
            let attributes = try FileManager.default.attributesOfItem(atPath: directory.path + "/" + path)
            #expect(attributes[.posixPermissions] as? Int == 0o640, "\(path)")
            #expect(attributes[.groupOwnerAccountID] as? Int == Int(getgid()), "\(path)")
            #expect(attributes[.ownerAccountID] as? Int == Int(geteuid()), "\(path)")
            fragments.insert(path)
        }
        // Those of files are read late and copied nowhere; each of the others is in one fragment, or the search is no good.
        #expect(fragments.count == 75)
        let texts = try fragments.map { try String(contentsOfFile: directory.path + "/" + $0, encoding: .utf8) }
        for number in 0..<100 {
            let holding = texts.count { $0.contains("'\(Self.canary(number))'") }
            #expect(holding == (number % 4 == 0 ? 0 : 1), "\(number)")
        }
    }

    @Test func noCommandShowsASecret() throws {
        _ = try directory.write(
            try tool(["templates", "--print", "php/fragment.php.tmpl"]).text + "// x\n",
            to: "templates/php/fragment.php.tmpl")
        var commands = [
            ["check"], ["check", "--strict", "--all-errors"], ["check", "--format", "json"],
            ["check", "--format", "sarif"],
            ["build", "--check"], ["build"], ["build", "--format", "json"],
            ["build", "--served-from", "/x", "--format", "json"],
            ["list"], ["list", "--format", "json"], ["list", "--field", "db"],
            ["list", "--field", "db.password", "--format", "yaml"],
            ["list", "--field", "config", "--format", "json"], ["list", "--field", "plugins", "--format", "csv"],
            ["templates", "--diff"], ["templates", "--diff", "--format", "json"], ["targets"], ["schema"],
            ["resolve", "--explain", "h1.example"], ["export", "csv"], ["fmt", "--check"],
            ["check", "--with", "apache,caddy,cron,nginx,php"],
        ]
        for host in ["h4", "h5", "h6", "h7"] {
            commands += [
                ["show", host], ["show", host, "--format", "json"], ["explain", host],
                ["explain", host, "db.password"],
            ]
            commands += ["apache", "caddy", "cron", "nginx", "php"].map { ["render", $0, host] }
            commands.append(["render", "php", host, "--format", "json"])
        }
        let watch = CommandLines(holding: Self.mark)
        for words in commands {
            let outcome = try tool(words)
            #expect(leaks(outcome) == [], "\(words)")
            #expect(
                ![1, 64].contains(outcome.status) || words[0] == "resolve", "\(words): \(outcome.errors.prefix(300))")
        }
        #expect(watch.stop().found == [])
        #expect(try tool(["render", "php", "h7"]).text.contains("'dbpass' => '(secret)'"))
        // The search finds what is shown on purpose.
        #expect(leaks(try tool(["export", "csv", "--with-secrets"])).count == 100)
    }

    /// Mistakes in and beside what holds a secret.
    @Test(arguments: [
        ("db: { password: \"", "db: { pasword: \""), ("db: { password: \"", "db: [ password: \""),
        ("db: { password: \"", "db: { password: \"\""), ("db: { password: \"", "db: { prefix: 1x, password: \""),
        ("db: { password: \"", "db: { password: 7\""),
        ("db: { password: \"", "db: { password: { literal: \""), ("client_secret: \"", "client_secret: \"\""),
        ("{ env: DB_", "{ enf: DB_"), ("{ file: \"", "{ fil: \""),
        ("[/bin/cat, ", "[/bin/false, "), ("[/bin/cat, ", "[/bin/cat, registry.yaml, "),
        ("{ env: DB_1 }", "{ env: NOT_SET }"),
        ("command: [/bin/cat, ", "command: [/bin/sh, -c, \"cat secrets/2; exit 1\", "),
    ])
    func noErrorShowsASecret(_ old: String, _ new: String) throws {
        let text = try String(contentsOfFile: directory.path + "/registry.yaml", encoding: .utf8)
        #expect(text.contains(old))
        _ = try directory.write(text.replacingOccurrences(of: old, with: new), to: "broken.yaml")
        for words in [
            ["build"], ["check", "--all-errors"], ["check", "--format", "json"], ["check", "--format", "sarif"],
        ] {
            let outcome = try tool([words[0], "broken.yaml"] + words.dropFirst())
            #expect(outcome.status != 0 || words[0] == "check", "\(words)")
            #expect(leaks(outcome) == [], "\(words)")
        }
    }

    /// What PHP is asked to look at holds stand-ins, in a directory of its own; what it says of a line is no secret either.
    @Test func checksOfProgramsGetNoSecrets() throws {
        let program = try directory.write(
            """
            #!/bin/sh
            folder=${PWD}
            for word; do case $word in */check.php) folder=${word%/*};; esac; done
            stat -c %a "$folder" > '\(directory.path)/mode'
            grep -rc '(secret)' "$folder/fragments" | grep -vc ':0$' > '\(directory.path)/stand-ins'
            grep -rlf '\(try directory.write(Self.mark + "\n", to: "mark"))' "$folder" > '\(directory.path)/leaks'
            PATH=${PATH#*:} exec php "$@"

            """, to: "bin/php")
        chmod(program, 0o755)
        let text = try tool(["templates", "--print", "php/fragment.php.tmpl"]).text
        _ = try directory.write(
            text.replacingOccurrences(of: "\n})();", with: "\n}();"), to: "templates/php/fragment.php.tmpl")
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin"
        let outcome = try run(
            Program.vmoodleGen(), ["check", "--with", "php"],
            environment: environment.merging(["PATH": "\(directory.path)/bin:\(path)"]) { $1 }, in: directory.url)
        #expect(outcome.status == 65 && outcome.errors.contains("php refuses what is written for host"))
        #expect(leaks(outcome) == [])
        func said(_ name: String) throws -> String {
            try String(contentsOfFile: "\(directory.path)/\(name)", encoding: .utf8)
        }
        #expect(try said("mode") == "700\n" && said("leaks") == "" && said("stand-ins") == "75\n")
    }
}
