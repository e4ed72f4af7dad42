import Foundation
import TestSupport
import Testing

/// What `import`, `export` and `init` write, and what they refuse to.
@Suite struct ImportCommandTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private func tool(_ arguments: [String], environment: [String: String]? = nil) throws -> Outcome {
        try run(Program.vmoodleGen(), arguments, environment: environment, in: directory.url)
    }

    private func text(_ name: String) throws -> String {
        try String(contentsOf: directory.url.appending(path: name), encoding: .utf8)
    }

    private func mode(_ name: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: directory.path + "/" + name)
        return try #require(attributes[.posixPermissions] as? Int)
    }

    private static let nodelist = """
        vhostname;name;shortname;vdatapath;vdbname;vdblogin;vdbpass
        http://a.example;A;a;/srv/data/a;m_a;m_a;hunter2 a
        http://b.example;B;b;/srv/data/b;m_b;m_b;hunter2 b&#44'"{id}

        """

    private func importing(_ arguments: [String] = []) throws -> Outcome {
        _ = try directory.write(Self.nodelist, to: "n.csv")
        return try tool(["import", "vmoodle", "--csv", "n.csv"] + arguments)
    }

    // MARK: Secrets

    @Test func passwordsGoToFilesThatOnlyTheirOwnerReads() throws {
        let outcome = try importing(["--secrets", "secrets", "--output", "registry.yaml"])
        #expect(outcome.status == 0 && outcome.text.isEmpty, "\(outcome.errors)")
        #expect(try text("secrets/a.dbpass") == "hunter2 a" && text("secrets/b.dbpass") == "hunter2 b;'\"{id}")
        #expect(try mode("secrets") == 0o700 && mode("secrets/a.dbpass") == 0o600)
        let registry = try text("registry.yaml")
        let real = directory.url.resolvingSymlinksInPath().path
        #expect(registry.contains("password: { file: \"\(real)/secrets/{id}.dbpass\" }"), "\(registry)")
        #expect(!registry.contains("hunter2") && !outcome.errors.contains("hunter2"))
    }

    @Test func secretThatIsThereIsNeverOverwrittenWithAnother() throws {
        #expect(try importing(["--secrets", "secrets"]).status == 0)
        #expect(try importing(["--secrets", "secrets"]).status == 0)
        _ = try directory.write("other", to: "secrets/b.dbpass")
        try FileManager.default.removeItem(atPath: directory.path + "/secrets/a.dbpass")
        let outcome = try importing(["--secrets", "secrets"])
        #expect(outcome.status == 1 && outcome.output.isEmpty)
        #expect(outcome.errors.contains("b.dbpass' is already there and holds something else"))
        #expect(try text("secrets/b.dbpass") == "other")
        // None is written if not all can be.
        #expect(!FileManager.default.fileExists(atPath: directory.path + "/secrets/a.dbpass"))
    }

    @Test func linkInTheirDirectoryIsNotFollowed() throws {
        _ = try directory.write("hunter2 a", to: "elsewhere")
        _ = try directory.write("", to: "secrets/x")
        try FileManager.default.createSymbolicLink(
            atPath: directory.path + "/secrets/a.dbpass", withDestinationPath: directory.path + "/elsewhere")
        #expect(try importing(["--secrets", "secrets"]).status == 1)
    }

    @Test func inlinePasswordsAreQuotedAndTheFileIsPrivate() throws {
        let outcome = try importing(["--inline-secrets", "--output", "registry.yaml"])
        #expect(outcome.status == 0 && !outcome.errors.contains("hunter2"))
        #expect(try text("registry.yaml").contains(#"password: "hunter2 b;'\"{id}""#))
        #expect(try mode("registry.yaml") == 0o600)
        #expect(outcome.errors.contains("2 passwords and keys stand in the registry"))
    }

    @Test func withoutEitherTheReportSaysHowManyWereLeftOut() throws {
        let outcome = try importing()
        #expect(outcome.errors.contains("2 passwords and keys were not carried; the registry refers to files below"))
        #expect(!(outcome.text + outcome.errors).contains("hunter2"))
    }

    @Test(arguments: [["--secrets", "s"], ["--inline-secrets"]])
    func passwordOutsideOfConfigPHPStaysOutside(_ option: [String]) throws {
        let rest = "$CFG->dbtype = 'pgsql'; $CFG->dbhost = 'h'; $CFG->dbname = 'm'; $CFG->dbuser = 'u';"
        for (name, password) in [("a", "getenv('A')"), ("b", "file_get_contents('/b')"), ("c", "ask('hunter2')")] {
            let site = "$CFG->wwwroot = 'http://\(name).example'; $CFG->dataroot = '/srv/\(name)';"
            _ = try directory.write(
                "<?php \(rest) $CFG->dbname = '\(name)'; \(site)\n$CFG->dbpass = \(password);", to: "\(name).php")
        }
        let outcome = try tool(["import", "config", "a.php", "b.php", "c.php", "--root", "/srv/moodle"] + option)
        let place =
            option[0] == "--secrets" ? directory.url.resolvingSymlinksInPath().path + "/s" : "/etc/vmoodle/secrets"
        #expect(outcome.status == 3 && !(outcome.text + outcome.errors).contains("hunter2"))
        #expect(outcome.text.contains("password: { env: A }") && outcome.text.contains("password: { file: /b }"))
        #expect(outcome.text.contains("password: { file: \"\(place)/{id}.dbpass\" }"), "\(outcome.text)")
        let todo = "c.php:2:16: error: VM556: 'dbpass' of 'c' is not known; write it to '\(place)/c.dbpass'"
        #expect(outcome.errors.contains(todo), "\(outcome.errors)")
        #expect(!outcome.errors.contains("passwords and keys") && !outcome.errors.contains("one password"))
        try Reader.expectAccepted(outcome.text)
        if option[0] == "--secrets" {
            #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path + "/s").isEmpty)
        }
    }

    @Test func passwordThatNoFileOrRegistryCanHoldIsReported() throws {
        let dump =
            "CREATE TABLE local_vmoodle (vhostname text, name text, shortname text, vdatapath text, vdbname text, vdblogin text, vdbpass text);\n"
            + #"INSERT INTO local_vmoodle VALUES ('http://a.example','A','a','/srv/a','m','m','hunter2\nx');"#
        _ = try directory.write(dump, to: "d.sql")
        for arguments in [["--inline-secrets"], ["--secrets", "s"]] {
            let outcome = try tool(["import", "vmoodle", "--dump", "d.sql"] + arguments)
            #expect(outcome.status == 3 && !(outcome.text + outcome.errors).contains("hunter2"))
            #expect(
                outcome.errors.contains("d.sql:2:34: error: VM556: 'dbpass' of 'a' has characters"), "\(outcome.errors)"
            )
            try Reader.expectAccepted(outcome.text)
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path + "/s").isEmpty)
    }

    @Test(
        arguments: [
            ("--dump", [0x1F, 0x8B, 0x08, 0x00], "compressed by gzip"),
            ("--dump", Array("PGDMP".utf8), "'pg_restore -f -'"),
            ("--csv", [0xFF, 0xFE, 0x76, 0x00], "the nodelist is UTF-16"),
            ("--csv", Array("\"vhostname\";\"name\"\n".utf8), "a nodelist has no quotes"),
        ] as [(String, [UInt8], String)])
    func whatIsNoTextOfItsKindIsSaid(_ option: String, _ bytes: [UInt8], _ message: String) throws {
        try Data(bytes).write(to: directory.url.appending(path: "file"))
        let outcome = try tool(["import", "vmoodle", option, "file"])
        #expect(outcome.status == 65 && outcome.output.isEmpty && outcome.errors.contains(message), "\(outcome.errors)")
    }

    // MARK: Output

    @Test func registryThatIsThereIsKeptUnlessForced() throws {
        _ = try directory.write("mine", to: "registry.yaml")
        let refused = try importing(["--output", "registry.yaml", "--secrets", "secrets"])
        #expect(refused.status == 1 && refused.errors.contains("'registry.yaml' is already there; --force replaces it"))
        #expect(try text("registry.yaml") == "mine")
        #expect(!FileManager.default.fileExists(atPath: directory.path + "/secrets"))
        #expect(try importing(["--output", "registry.yaml", "--force"]).status == 0)
        #expect(try text("registry.yaml").hasPrefix("# Written by vmoodle-gen import from n.csv.\nversion: 1\n"))
        let names = try FileManager.default.contentsOfDirectory(atPath: directory.path).sorted()
        #expect(names == ["n.csv", "registry.yaml"])
    }

    @Test func reportInJSONHasEveryHostAndFinding() throws {
        _ = try directory.write(Self.nodelist + "bad;X;x;/x;x;x;hunter2\n", to: "n.csv")
        let outcome = try tool(["import", "vmoodle", "--csv", "n.csv", "--output", "r.yaml", "--format", "json"])
        #expect(outcome.status == 3 && outcome.errors.isEmpty && !outcome.text.contains("hunter2"))
        let json = try #require(JSONSerialization.jsonObject(with: Data(outcome.output)) as? [String: Any])
        #expect(json["schema"] as? Int == 1)
        let hosts = try #require(json["hosts"] as? [[String: Any]])
        #expect(hosts.map { $0["id"] as? String } == ["a", "b"] && hosts.map { $0["line"] as? Int } == [2, 3])
        let errors = try #require(json["findings"] as? [[String: Any]]).filter { $0["severity"] as? String == "error" }
        #expect(errors.count == 1 && errors[0]["code"] as? String == "VM551" && errors[0]["line"] as? Int == 4)
    }

    @Test func reportInSARIFHasEveryFindingAsTheTextHasIt() throws {
        for (nodelist, status) in [
            (Self.nodelist + "bad;X;x;/x;x;x;hunter2\n", 3), ("name;url\nhunter2", 65), ("", 65),
        ] {
            _ = try directory.write(nodelist, to: "a list.csv")
            let arguments = ["import", "vmoodle", "--csv", "a list.csv", "--output", "r.yaml", "--force"]
            let text = try tool(arguments)
            let outcome = try tool(arguments + ["--format", "sarif"])
            #expect(text.status == status && outcome.status == text.status && outcome.errors.isEmpty)
            let log = try #require(JSONSerialization.jsonObject(with: Data(outcome.output)) as? [String: Any])
            let run = try #require((log["runs"] as? [[String: Any]])?.first)
            let results = try #require(run["results"] as? [[String: Any]])
            let found = results.map { result in
                let place = ((result["locations"] as? [[String: Any]])?.first?["physicalLocation"] as? [String: Any])
                let region = place?["region"] as? [String: Int]
                let message = (result["message"] as? [String: String])?["text"] ?? ""
                return (region.map { "a list.csv:\($0["startLine"] ?? 0):\($0["startColumn"] ?? 0): " } ?? "")
                    + "\(result["level"] ?? ""): \(result["ruleId"] ?? ""): \(message)"
            }
            let lines = text.errors.split(separator: "\n").map {
                $0.replacingOccurrences(of: "vmoodle-gen: ", with: "")
            }
            #expect(found.sorted() == lines.filter { !$0.hasSuffix("r.yaml") }.sorted() && !found.isEmpty)
            #expect(!outcome.text.contains("hunter2"))
        }
    }

    @Test(arguments: [
        ["import", "vmoodle"], ["import", "vmoodle", "--csv", "a", "--dump", "b"],
        ["import", "vmoodle", "--csv", "a", "--separator", ";;"],
        ["import", "vmoodle", "--csv", "a", "--format", "json"], ["import", "config", "a", "--format", "sarif"],
        ["import", "vmoodle", "--csv", "a", "--secrets", "s", "--inline-secrets"], ["import", "config"],
        ["import", "vmoodle", "--csv", "a", "--root", "relative"],
        ["import", "vmoodle", "--csv", "a", "--platform", "M 1"],
        ["import", "vmoodle", "--csv", "a", "--tls-key", "/k"],
        ["import", "vmoodle", "--dsn", "mariadb://u:hunter2@h/d"],
        ["import", "vmoodle", "--dsn", "oracle://h/d"], ["import", "vmoodle", "--dsn", "mariadb://h"],
        ["export", "csv", "--separator", "|"], ["init", "--example", "no-such"],
    ])
    func wrongUsageIs64(_ arguments: [String]) throws {
        let outcome = try tool(arguments)
        #expect(outcome.status == 64 && outcome.output.isEmpty && !outcome.errors.isEmpty)
        #expect(!outcome.errors.contains("hunter2"), "\(outcome.errors)")
    }

    @Test func certificatesStandInForTheProxy() throws {
        _ = try directory.write(Self.nodelist.replacingOccurrences(of: "http://a", with: "https://a"), to: "n.csv")
        let outcome = try tool([
            "import", "vmoodle", "--csv", "n.csv", "--tls-certificate", "/tls/{host}/cert.pem", "--tls-key",
            "/tls/{host}/key.pem",
        ])
        #expect(outcome.status == 0 && !outcome.text.contains("sslproxy") && !outcome.errors.contains("sslproxy"))
        #expect(outcome.text.contains("certificate: /tls/{host}/cert.pem"), "\(outcome.text)")
        try Reader.expectAccepted(outcome.text)
    }

    // MARK: Export

    @Test func exportGivesTheNodelistBack() throws {
        let registry = """
            version: 1
            platforms: { m: { root: /srv/moodle } }
            dbservers: { main: { type: mariadb, host: localhost, port: 3307 }, pg: { type: pgsql, host: db2 } }
            defaults: { platform: m, dataroot: "/srv/data/{id}", db: { server: main, name: "m_{id}", user: "u_{id}" } }
            hosts:
              a:
                url: http://a.example
                name: A ; B
                db: { password: { file: "\(directory.path)/a.dbpass" } }
                config: { lang: fr, debug: 15, list: [1] }
              b: { url: http://b.example, state: disabled, db: { server: pg, prefix: x_, password: "hunter2;b" } }

            """
        _ = try directory.write(registry, to: "registry.yaml")
        _ = try directory.write("hunter2 a\n", to: "a.dbpass")
        let header =
            "vhostname;name;shortname;description;vdbtype;vdbhost;vdblogin;vdbpass;vdbname;vdbprefix;vdbpersist;vdatapath;mnet;enabled;vtemplate;services;config_debug;config_lang\n"
        let without = try tool(["export", "csv", "registry.yaml"])
        #expect(without.status == 0 && !without.text.contains("hunter2"))
        let with = try tool(["export", "csv", "--with-secrets"])
        #expect(
            with.text == header
                + "http://a.example;A &#44 B;a;;mariadb;localhost:3307;u_a;hunter2 a;m_a;mdl_;0;/srv/data/a;1;1;;default;15;fr\n"
                + "http://b.example;b;b;;postgres;db2;u_b;hunter2&#44b;m_b;x_;0;/srv/data/b;1;0;;default;;\n")
        // What was exported can be imported again, and then says the same.
        _ = try directory.write(with.text, to: "n.csv")
        let back = try tool(["import", "vmoodle", "--csv", "n.csv", "--secrets", "s", "--root", "/srv/moodle"])
        #expect(back.status == 0, "\(back.errors)")
        #expect(try text("s/b.dbpass") == "hunter2;b")
        #expect(back.text.contains("name: A ; B") && back.text.contains("state: disabled"), "\(back.text)")
        try Reader.expectAccepted(back.text)
    }

    // MARK: Init

    @Test func starterCompilesAndIsNeverWrittenOverAnything() throws {
        let outcome = try tool(["init"])
        #expect(outcome.status == 0 && outcome.text == "wrote registry.yaml; next: vmoodle-gen check registry.yaml\n")
        #expect(try tool(["check", "--strict"]).status == 0)
        let lines = try text("registry.yaml").split(separator: "\n")
        #expect((10...60).contains(lines.count) && lines.filter { $0.contains("# ") }.count >= 6)
        _ = try directory.write("mine", to: "registry.yaml")
        let again = try tool(["init"])
        #expect(
            again.status == 1 && again.errors.hasPrefix("vmoodle-gen: error: VM502: cannot write 'registry.yaml': "))
        #expect(try text("registry.yaml") == "mine")
    }

    @Test func districtCompiles() throws {
        let outcome = try tool(["init", "--example", "district", "--output", "-"])
        #expect(outcome.status == 0)
        try Reader.expectAccepted(outcome.text)
    }

    @Test func everyRegistryOfTheFolderIsInside() throws {
        for name in Repository.names(in: "Sources/CEmbedded/init") {
            let example = String(name.dropLast(5))
            let arguments = example == "starter" ? [] : ["--example", example]
            let outcome = try tool(["init", "--output", "-"] + arguments)
            #expect(outcome.output == (try Repository.bytes("Sources/CEmbedded/init/\(name)")), "\(name)")
        }
    }
}
