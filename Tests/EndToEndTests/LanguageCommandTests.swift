import Foundation
import TestSupport
import Testing

/// The commands that say what a registry means: `show`, `explain` and `check`, includes and secrets.
@Suite struct LanguageCommandTests: TypedCommands {
    let directory: TemporaryDirectory

    init() throws { directory = try Self.threeHosts() }

    // MARK: show, explain

    /// What `show` prints is the language: put back into a registry it means the same host.
    @Test(arguments: ["registry.yaml", "Tests/Accepted/every-field/registry.yaml"])
    func whatIsShownCanBeReadAgain(_ file: String) throws {
        let path = Repository.root.appending(path: file).path
        let registry = try String(contentsOfFile: path, encoding: .utf8)
        // Nothing is inherited the second time.
        let end = try #require(registry.range(of: "\ndefaults:\n") ?? registry.range(of: "\n# Every host")).lowerBound
        let head = registry[..<end].replacingOccurrences(of: "hosts: 4", with: "hosts: 1")
            .replacingOccurrences(of: "    defaults: { config: { theme: classic } }\n", with: "")
        for id in try tool(["list", path, "--format", "ids"]).text.split(separator: "\n").map(String.init) {
            let shown = try tool(["show", id, path]).text
            // A secret that stands in a registry is not shown; it would have to be written again.
            let again =
                "\(head)\ngroups: { g: {}, lycees: {} }\nhosts:\n"
                + shown.split(separator: "\n").map { "  \($0)\n" }.joined()
            _ = try directory.write(again, to: "again.yaml")
            let second = try tool(["show", id, "again.yaml"])
            #expect(second.status == 0 && second.text == shown, "\(second.errors)")
        }
    }

    @Test func showHasJSON() throws {
        let fields = try #require(try json(tool(["show", "beta", "--format", "json"]))["fields"] as? [String: Any])
        #expect((fields["db"] as? [String: Any])?["name"] as? String == "m_beta")
        #expect((fields["cron"] as? [String: Any])?["enabled"] as? Bool == true)
    }

    /// What `list` has of a field is what `show` has of it.
    @Test(arguments: [
        "db", "mail", "mail.smtp", "db.password", "session.cookie", "config", "config.nested", "plugins", "tasks",
        "url",
        "db.name", "aliases", "web", "password_salt", "config.a.b.c", "config.a", "config.nothing",
    ])
    func listHasAFieldAsShowHasIt(_ field: String) throws {
        let every = try String(
            contentsOf: Repository.root.appending(path: "Tests/Accepted/every-field/registry.yaml"), encoding: .utf8)
        let dotted = "hosts:\n  dotted: { url: http://dotted.example, config: { a: { b.c: { d: 1 }, b: { e: 2 } } } }\n"
        _ = try directory.write(
            every.replacingOccurrences(of: "\nhosts:\n", with: "\n\(dotted)")
                .replacingOccurrences(of: "hosts: 4", with: "hosts: 5"), to: "every.yaml")
        let list = try json(tool(["list", "every.yaml", "--field", field, "--format", "json"]))
        let hosts = try #require(list["hosts"] as? [[String: Any]])
        #expect(hosts.count == 5)
        for host in hosts {
            let id = try #require(host["id"] as? String)
            let shown = try json(tool(["show", id, "every.yaml", "--format", "json"]))
            // A key of a free map may have a dot in it.
            let paths =
                field == "config.a.b.c" ? ["config", "a", "b.c"] : field.split(separator: ".").map(String.init)
            let value = paths.reduce(shown["fields"]) { ($0 as? [String: Any])?[$1] }
            #expect(host[field] as? NSObject == value as? NSObject ?? "" as NSObject, "\(id)")
        }
        let yaml = try tool(["list", "every.yaml", "--field", field, "--format", "yaml"])
        #expect(yaml.status == 0 && yaml.text.hasPrefix("schema: 1\nhosts:\n"))
    }

    @Test func explainSaysWhereAValueComesFrom() throws {
        let text = try tool(["explain", "alpha", "labels"]).text
        #expect(text == "labels.region: north  group north  registry.yaml:8:38\n")
        let fields = try #require(
            try json(tool(["explain", "beta", "state", "--format", "json"]))["fields"] as? [[String: Any]])
        #expect(fields.count == 1 && fields[0]["line"] as? Int == 11 && fields[0]["layer"] as? String == "host beta")
        let unknown = try tool(["explain", "beta", "stat"])
        #expect(unknown.status == 64 && unknown.errors.contains("did you mean 'state'?"))
    }

    @Test func explainKnowsTheCodes() throws {
        for name in ["VM304", "vm304", "304"] { #expect(try tool(["explain", name]).text.hasPrefix("VM304: ")) }
        #expect(try tool(["explain", "VM999"]).status == 64)
        let page = try Repository.bytes("docs/codes.md")
        #expect(try tool(["explain", "--codes"]).output == page, "vmoodle-gen explain --codes > docs/codes.md")
    }

    @Test func explainHasJSONForCodes() throws {
        let one = try json(tool(["explain", "VM304", "--format", "json"]))
        #expect(one["schema"] as? Int == 1 && one["code"] as? String == "VM304")
        let title = try #require(one["title"] as? String)
        let text = try #require(one["text"] as? String)
        #expect(try tool(["explain", "VM304"]).text == "VM304: \(title)\n\n\(text)\n")
        let all = try json(tool(["explain", "--codes", "--format", "json"]))
        let codes = try #require(all["codes"] as? [[String: String]])
        let page = String(decoding: try Repository.bytes("docs/codes.md"), as: UTF8.self)
        #expect(all["schema"] as? Int == 1 && codes.count == page.components(separatedBy: "\n| VM").count - 1)
        #expect(codes.contains(["code": "VM304", "title": title, "text": text]))
    }

    @Test func listOfFieldsIsThatOfTheProgram() throws {
        let page = try Repository.bytes("docs/fields.md")
        #expect(
            try tool(["schema", "--format", "markdown"]).output == page,
            "vmoodle-gen schema --format markdown > docs/fields.md")
    }

    // MARK: check

    @Test func findingsAreOneDocument() throws {
        _ = try directory.write("version: 1\nhosts: { a: {}, b: {} }\n", to: "bad.yaml")
        let outcome = try tool(["check", "bad.yaml", "--format", "json"])
        let findings = try #require(try json(outcome)["diagnostics"] as? [[String: Any]])
        #expect(outcome.status == 65 && outcome.errors.isEmpty)
        #expect(try json(outcome)["errors"] as? Int == findings.count && findings.count == 14)
        #expect(findings[0]["code"] as? String == "VM203" && findings[0]["line"] as? Int == 2)
        #expect(try json(tool(["check", "--format", "json"]))["errors"] as? Int == 0)
    }

    @Test func sarifNamesRulesAndPlaces() throws {
        _ = try directory.write(
            """
            version: 1
            platforms: { m: { root: /srv/m } }
            dbservers: { s: { type: pgsql } }
            defaults: { platform: m, dataroot: /d, db: { server: s, name: x, user: u, password: { file: /x } } }
            hosts: { a: { url: http://a.example }, b: { url: http://a.example } }

            """, to: "a b.yaml")
        let log = try json(tool(["check", "a b.yaml", "--format", "sarif"]))
        let run = try #require((log["runs"] as? [[String: Any]])?.first)
        let results = try #require(run["results"] as? [[String: Any]])
        let rules = ((run["tool"] as? [String: Any])?["driver"] as? [String: Any])?["rules"] as? [[String: Any]]
        #expect(log["version"] as? String == "2.1.0" && run["columnKind"] as? String == "unicodeCodePoints")
        #expect(rules?.map { $0["id"] as? String ?? "" } == ["VM301", "VM302", "VM303"])
        for result in results {
            let location = ((result["locations"] as? [[String: Any]])?.first?["physicalLocation"] as? [String: Any])
            #expect((location?["artifactLocation"] as? [String: String])?["uri"] == "a%20b.yaml")
            #expect((location?["region"] as? [String: Int])?["startLine"] == 5)
            #expect((result["relatedLocations"] as? [Any])?.count == 1 && result["level"] as? String == "error")
            let index = try #require(result["ruleIndex"] as? Int)
            #expect(rules?[index]["id"] as? String == result["ruleId"] as? String)
        }
    }

    @Test func allErrorsAreShownWhenAskedFor() throws {
        _ = try directory.write("version: 1\nhosts:\n" + (0..<60).map { "  H\($0): {}\n" }.joined(), to: "bad.yaml")
        #expect(try tool(["check", "bad.yaml"]).errors.components(separatedBy: "VM204").count == 51)
        #expect(try tool(["check", "bad.yaml", "--all-errors"]).errors.components(separatedBy: "VM204").count == 61)
    }

    @Test func warningsFailOnlyWhenStrict() throws {
        _ = try directory.write(
            try String(contentsOf: directory.url.appending(path: "registry.yaml"), encoding: .utf8)
                .replacingOccurrences(of: "lang: fr", with: "lang: fr, sesiontimeout: 1"), to: "warned.yaml")
        let outcome = try tool(["check", "warned.yaml"])
        #expect(outcome.status == 0 && outcome.errors.contains("VM212") && outcome.errors.hasSuffix("1 warning\n"))
        let strict = try tool(["check", "warned.yaml", "--strict"])
        #expect(strict.status == 65 && strict.errors.contains("error: VM212") && strict.errors.hasSuffix("1 error\n"))
        let missing = try tool(["check", "nowhere.yaml", "--format", "json"])
        #expect(try missing.status == 1 && json(missing)["errors"] as? Int == 1)
    }

    @Test func coloursAreForTerminalsAndWhoAsksForThem() throws {
        _ = try directory.write("version: 2\n", to: "bad.yaml")
        let plain = try run(
            Program.vmoodleGen(), ["check", "bad.yaml"], environment: ["NO_COLOR": "", "FORCE_COLOR": ""],
            in: directory.url)
        #expect(!plain.errors.contains("\u{1B}"))
        let forced = try run(
            Program.vmoodleGen(), ["check", "bad.yaml"], environment: ["NO_COLOR": "", "FORCE_COLOR": "1"],
            in: directory.url)
        #expect(forced.errors.contains("\u{1B}[1;31merror\u{1B}[0m"))
    }

    // MARK: include

    @Test func includedFilesAreFoundFromTheFileThatNamesThem() throws {
        let accepted = Repository.root.appending(path: "Tests/Accepted/included-files")
        let path = accepted.appending(path: "registry.yaml").path
        #expect(try tool(["list", path, "--format", "ids"]).text == "a\nb\nc\n")
        let text = try String(contentsOfFile: path, encoding: .utf8)
        // A configuration management tool checks a file before it puts it in place.
        #expect(try tool(["check", "-", "--base-dir", accepted.path], input: text).status == 0)
        let lost = try tool(["check", "-"], input: text)
        #expect(lost.status == 65 && lost.errors.contains("'--base-dir'"))
        let elsewhere = try tool(["check", try directory.write(text, to: "tmp.yaml")])
        #expect(
            elsewhere.status == 65
                && elsewhere.errors.contains("'servers.yaml' cannot be included: No such file or directory"))
    }

    @Test func hostsOfIncludedFilesAreNotLostWithoutAWord() throws {
        let text = try String(contentsOf: directory.url.appending(path: "registry.yaml"), encoding: .utf8)
        _ = try directory.write(text + "include: 'hosts.d/*.yaml'\n", to: "more.yaml")
        let nothing = try tool(["check", "more.yaml"])
        #expect(nothing.status == 0 && nothing.errors.contains("VM107: no file is named 'hosts.d/*.yaml'"))
        _ = try directory.write("hosts: { delta: { url: http://delta.example } }\n", to: "hosts.d/1.yaml")
        #expect(try tool(["list", "more.yaml", "--format", "ids"]).text == "alpha\nbeta\ndelta\ngamma-1\n")
    }

    // MARK: Secrets

    @Test func secretsComeFromVariablesAndPrograms() throws {
        let text = try String(contentsOf: directory.url.appending(path: "registry.yaml"), encoding: .utf8)
            .replacingOccurrences(of: "{ file: \"/etc/{id}\" }", with: "{ env: DB_PASSWORD }")
            .replacingOccurrences(of: "lang: fr", with: "lang: { secret: { command: [/bin/echo, \"it's $HOME\"] } }")
        _ = try directory.write(text, to: "secret.yaml")
        // check asks for none.
        #expect(try tool(["check", "secret.yaml"]).status == 0)
        let missing = try tool(["build", "secret.yaml"])
        #expect(
            missing.status == 65
                && missing.errors.contains(
                    "VM207: the secret from variable 'DB_PASSWORD' cannot be had: the variable is not set")
        )
        #expect(!FileManager.default.fileExists(atPath: directory.url.appending(path: "out/current").path))
        let group = try #require(getgrgid(getgid())?.pointee.gr_name)
        _ = try directory.write(
            text.replacingOccurrences(of: "/srv/moodle }", with: "/srv/moodle, group: \(String(cString: group)) }"),
            to: "secret.yaml")
        let built = try tool(["build", "secret.yaml"], environment: ["DB_PASSWORD": "hunter2"])
        try #require(built.status == 0, "\(built.errors)")
        #expect(!(built.text + built.errors).contains("hunter2"))
        let fragments = try FileManager.default.subpathsOfDirectory(
            atPath: directory.url.appending(path: "out/fragments").path
        )
        .filter { $0.hasSuffix(".php") }.map { directory.url.appending(path: "out/fragments/\($0)") }
        #expect(fragments.count == 3)
        for file in fragments {
            #expect(try String(contentsOf: file, encoding: .utf8).contains("'dbpass' => 'hunter2'"))
            let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int
            #expect(mode == 0o640)
        }
        #expect(
            try fragments.contains { try String(contentsOf: $0, encoding: .utf8).contains(#"'lang' => 'it\'s $HOME'"#) }
        )
    }

    @Test(arguments: [
        ("[/bin/false]", "it ended with status 1"),
        ("[/bin/printf, 'a\\nb']", "it must be one line of 1 to 4096 bytes"),
        ("[/nowhere/program]", "No such file or directory"), ("[/bin/true]", "it must be one line of 1 to 4096 bytes"),
        ("[/usr/bin/head, -c, '10000', /dev/zero]", "it printed more than 8192 bytes"),
    ])
    func programThatGivesNoSecretIsAnErrorInItsPlace(_ command: String, _ reason: String) throws {
        let text = try String(contentsOf: directory.url.appending(path: "registry.yaml"), encoding: .utf8)
            .replacingOccurrences(of: "{ file: \"/etc/{id}\" }", with: "{ command: \(command) }")
        _ = try directory.write(text, to: "secret.yaml")
        let outcome = try tool(["build", "secret.yaml"])
        #expect(outcome.status == 65 && outcome.errors.contains(reason), "\(outcome.errors)")
        #expect(outcome.errors.hasPrefix("secret.yaml:7:"))
    }
}
