import Foundation
import TestSupport
import Testing

/// The files for people's own tools, read by what would read them.
@Suite struct ToolFilesTests {
    private let folder = Repository.root.appending(path: "Tests/Accepted/tools/output/release")

    private func path(_ name: String) -> String { folder.appending(path: name).path }

    private func python(_ script: String, _ file: String) throws -> Any {
        let outcome = try run("/usr/bin/python3", ["-c", "import json,sys\n\(script)", path(file)])
        return try JSONSerialization.jsonObject(with: Data(outcome.output))
    }

    private let ids = ["a", "b", "behind-a-proxy", "c", "null-s", "plain", "sub"]

    @Test func yamlHasEveryHost() throws {
        let read = try python("import yaml; print(json.dumps(yaml.safe_load(open(sys.argv[1]))))", "aliases/sites.yaml")
        let sites = try #require(read as? [String: [String: String]])
        #expect(sites.keys.sorted() == ids)
        #expect(
            sites["c"] == [
                "uri": "https://c.example.edu", "root": "/srv/moodle-5.1", "docroot": "/srv/moodle-5.1/public",
                "php": "/usr/bin/php", "user": "m-c", "dataroot": "/srv/moodledata/c", "platform": "m51",
                "state": "enabled",
            ])
        #expect(sites["sub"]?["root"] == #"/srv/moodle's \ 4.5"#)
    }

    @Test func jsonHasEveryHostAndNoSecret() throws {
        let script = "print(json.dumps(json.load(open(sys.argv[1]))))"
        let read = try #require(try python(script, "aliases/hosts.json") as? [String: Any])
        let code = "echo json_encode(json_decode(file_get_contents($argv[1]), true, 9, JSON_THROW_ON_ERROR));"
        let php = try run("/usr/bin/php", ["-r", code, path("aliases/hosts.json")])
        #expect(try JSONSerialization.jsonObject(with: Data(php.output)) as? NSDictionary == read as NSDictionary)
        let hosts = try #require(read["hosts"] as? [[String: Any]])
        #expect(hosts.compactMap { $0["id"] as? String } == ids)
        let last = try #require(hosts.last)
        #expect(last["name"] as? String == "École \"d'été\" \\ 🎓")
        #expect(hosts[4]["name"] as? String == "no" && hosts[0]["name"] as? String == "")
        #expect(hosts[4]["aliases"] as? [String] == ["www.null.example.edu", "old.example.org"])
        #expect(hosts[1]["groups"] as? [String] == ["wild"])
        #expect(
            hosts[1]["database"] as? [String: String] == [
                "type": "pgsql", "host": "localhost", "name": "b", "user": "b's", "prefix": "mdl_",
            ])
        for file in ["hosts.json", "hosts.sh", "sites.yaml"] {
            #expect(!(try String(contentsOfFile: path("aliases/\(file)"), encoding: .utf8)).contains("/etc/vmoodle"))
        }
    }

    /// `sudo` and `id` are the test's; dash and bash are the machine's.
    @Test(arguments: ["/bin/dash", "/bin/bash"]) func shellRunsAScriptOfTheHost(_ shell: String) throws {
        let directory = try TemporaryDirectory()
        let sudo = try directory.write("#!/bin/sh\nprintf '<%s>' \"$@\"\n", to: "sudo")
        let user = try directory.write("#!/bin/sh\necho somebody\n", to: "id")
        for program in [sudo, user] { chmod(program, 0o755) }
        func moodle(_ arguments: String) throws -> Outcome {
            try run(
                shell, ["-euc", ". '\(path("aliases/hosts.sh"))'; moodle \(arguments)"],
                environment: ["PATH": "\(directory.path):/usr/bin:/bin"])
        }
        let outcome = try moodle("sub admin/cli/cfg.php --name='a b'")
        #expect(
            outcome.text
                == #"<-u><www-data><--></usr/bin/php8.2><-d><max_input_vars=5000></srv/moodle's \ 4.5/admin/cli/cfg.php><--host=sub><--name=a b>"#
        )
        #expect(try moodle("c x.php").text.hasPrefix("<-u><m-c>"))
        let unknown = try moodle("'*' x.php")
        #expect(unknown.status == 64 && unknown.errors == "moodle: no host '*'\n")
        #expect(try moodle("sub").status == 64)
    }

    @Test func certbotIsToldNamesByCertificate() throws {
        let directory = try TemporaryDirectory()
        let certbot = try directory.write(
            "#!/bin/sh\nprintf '<%s>' \"$@\"; echo\ncase $* in *' all '*) exit 1 ;; esac\n", to: "certbot")
        chmod(certbot, 0o755)
        let outcome = try run(
            "/bin/dash", [path("ssl/certbot.sh"), "--webroot", "-w", "/var/www/a b"],
            environment: ["PATH": "\(directory.path):/usr/bin:/bin"])
        let head =
            "<certonly><--non-interactive><--keep-until-expiring><--renew-with-new-domains><--webroot><-w></var/www/a b>"
        #expect(
            outcome.text.split(separator: "\n") == [
                "\(head)<--cert-name><all><-d><a.example.edu><-d><b.example.edu><-d><*.b.example.edu>",
                "\(head)<--cert-name><null.example.edu><-d><null.example.edu><-d><www.null.example.edu><-d><old.example.org>",
            ])
        // One fails, and the other is asked for all the same.
        #expect(outcome.status == 1)
    }

    @Test func listHasEveryCertificate() throws {
        let script = "print(json.dumps(json.load(open(sys.argv[1]))['certificates']))"
        let list = try #require(try python(script, "ssl/certificates.json") as? [[String: Any]])
        #expect(list.map { $0["hosts"] as? [String] } == [["a", "b"], ["c"], ["null-s", "sub"]])
        #expect(list[1]["certificate"] as? String == "/tls/it's/fullchain.pem")
        #expect(list[1]["key"] as? String == "/tls/it's/privkey.pem")
        #expect(list[1]["names"] as? [String] == ["c.example.edu"])
    }
}
