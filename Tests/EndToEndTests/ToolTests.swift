import Foundation
import TestSupport
import Testing

/// The commands as scripts use them.
@Suite struct ToolTests {
    private let directory: TemporaryDirectory
    private let registry = Repository.root.appending(path: "registry.yaml").path

    init() throws { directory = try TemporaryDirectory() }

    private func tool(_ arguments: [String], input: String = "") throws -> Outcome {
        try run(Program.vmoodleGen(), arguments, input: Array(input.utf8), in: directory.url)
    }

    private func json(_ outcome: Outcome) throws -> [String: Any] {
        try #require(JSONSerialization.jsonObject(with: Data(outcome.output)) as? [String: Any])
    }

    @Test func buildSaysWhatItWroteAndThenThatThereIsNothingToDo() throws {
        let first = try tool(["build", registry])
        #expect(first.status == 0 && first.errors.isEmpty)
        #expect(first.text.prefixMatch(of: /wrote [0-9]+ files for 5 hosts:\n  fragments\//) != nil)
        let second = try tool(["build", registry])
        #expect(second.status == 0)
        #expect(
            second.text.hasPrefix("nothing to do: 5 hosts, release ") && second.text.hasSuffix(" is current in out\n"))
    }

    @Test func buildReportsInJSON() throws {
        let first = try json(tool(["build", registry, "--format", "json"]))
        #expect(first["schema"] as? Int == 1 && first["changed"] as? Bool == true && first["total"] as? Int == 5)
        #expect(first["previous"] is NSNull && ((first["written"] as? [String])?.count ?? 0) > 30)
        let second = try json(tool(["build", registry, "--format", "json"]))
        #expect(second["changed"] as? Bool == false && (second["written"] as? [String]) == [])
        #expect(second["previous"] as? String == first["release"] as? String)
    }

    @Test func checkModeWritesNothingAndSaysWhetherItWould() throws {
        let before = try tool(["build", registry, "--check"])
        #expect(before.status == 2 && before.text.prefixMatch(of: /would write [0-9]+ files/) != nil)
        #expect(!FileManager.default.fileExists(atPath: directory.path + "/out"))
        #expect(try tool(["build", registry, "--detailed-exitcode"]).status == 2)
        #expect(try tool(["build", registry, "--detailed-exitcode"]).status == 0)
        #expect(try tool(["build", registry, "--check"]).status == 0)
    }

    @Test func sameInputGivesTheSameBytesAnywhere() throws {
        let a = try json(tool(["build", registry, "--out", "a", "--served-from", "/srv/v", "--format", "json"]))
        let b = try json(tool(["build", registry, "--out", "./b", "--served-from", "/srv/v", "--format", "json"]))
        #expect(a["release"] as? String == b["release"] as? String)
    }

    @Test func registryComesFromStandardInputToo() throws {
        let text = try String(contentsOfFile: registry, encoding: .utf8)
        #expect(try tool(["check", "-"], input: text).text == "-: 5 hosts on 2 platforms, no errors\n")
    }

    @Test func listIsATableOrWhatScriptsWant() throws {
        #expect(
            try tool(["list", registry]).text.split(separator: "\n").first
                == "ID        URL                                 STATE        PLATFORM  NAME")
        #expect(
            try tool(["list", registry, "--format", "ids"]).text == "ecole-3\nlyc-12\nlyc-47\nrectorat\nuniv-old\n")
        #expect(
            try tool(["list", registry, "--format", "urls"]).text.hasPrefix("https://moodle.example.edu/ecole-3\n"))
        let hosts = try #require(json(tool(["list", registry, "--format", "json"]))["hosts"] as? [[String: String]])
        #expect(
            hosts[0] == [
                "id": "ecole-3", "url": "https://moodle.example.edu/ecole-3", "state": "enabled", "platform": "m45",
                "name": "École Jules-Ferry",
            ])
    }

    @Test func targetsAreListedWithTheirTemplates() throws {
        #expect(
            try tool(["targets"]).text.split(separator: "\n").map { $0.split(separator: "\t")[0] } == [
                "aliases", "apache", "caddy", "compat", "cron", "logrotate", "nginx", "php", "php-fpm", "ssl",
                "systemd",
            ])
    }

    @Test func resolveAnswersAsTheRuntimeDoes() throws {
        #expect(try tool(["build", registry]).status == 0)
        let urls = [
            "https://moodle.example.edu/course/view.php", "moodle.example.edu:8080",
            "https://moodle.example.edu/ecole-3/x.php",
            "https://moodle.example.edu/ecole-3", "https://moodle.example.edu/ecole-3/",
            "https://moodle.example.edu/ecole-33/x.php", "www.lyc-12.example.edu",
            "https://lycee-hugo.example.org/a/b.php?c=d&e", "lyc-47.example.edu", "univ.example.edu",
            "nobody.example.edu", "a b", "",
            "LYC-12.Example.EDU.:443/",
        ]
        let outcome = try tool(["resolve", "--stdin", "--format", "json"], input: urls.joined(separator: "\n"))
        #expect(outcome.status == 1)
        let answers = try #require(JSONSerialization.jsonObject(with: Data(outcome.output)) as? [[String: Any]])
        let php = try run(
            "/usr/bin/php", ["-r", Self.ask, directory.path + "/out"] + urls.filter { !$0.isEmpty }, in: directory.url)
        let expected = try #require(
            JSONSerialization.jsonObject(with: Data(php.output)) as? [[String: Any]], "\(php.text) \(php.errors)")
        #expect(answers.count == expected.count)
        for (answer, wanted) in zip(answers, expected) {
            #expect(answer as NSDictionary == wanted as NSDictionary)
        }
        #expect(try tool(["resolve", "lyc-12.example.edu"]).status == 0)
    }

    @Test func explainSaysHowAnAnswerCameAbout() throws {
        #expect(try tool(["build", registry]).status == 0)
        let urls = ["https://moodle.example.edu:8443/ecole-3/x.php", "a\tb", "https://lycee-hugo.example.org/a"]
        let text = try tool(["resolve", "--explain"] + urls).text
        let lines = text.split(separator: "\n").map { String($0) }
        let release = try FileManager.default.destinationOfSymbolicLink(atPath: directory.path + "/out/current")
        let fragment = try #require(lines[0].split(separator: "\t").last)
        #expect(FileManager.default.fileExists(atPath: directory.path + "/out/\(fragment)"))
        let patterns = [
            #"https://moodle\.example\.edu:8443/ecole-3/x\.php\t200\tecole-3\tfragments/.+"#,
            "    release   \(release)",
            #"    Host      moodle\.example\.edu:8443"#,
            #"    key       moodle\.example\.edu:8443: shard 0 \(releases/.+/hosts\.php\), slot [0-9]+, no record"#,
            #"    key       moodle\.example\.edu: shard 0 \(.+\), slot [0-9]+, record status 200 depth 1 id rectorat .+"#,
            #"    key       moodle\.example\.edu/ecole-3: .+ id ecole-3 canonical moodle\.example\.edu/ecole-3 payload .+"#,
            "    state     enabled", "    fragment  \(fragment)", #"a\tb\t400\t-"#, "    release   \(release)",
            #"    Host      a\\x09b"#, #"    malformed .+"#, #"https://lycee-hugo.+\t308\tlyc-12\t→ .+"#,
            "    release   \(release)", #"    Host      lycee-hugo\.example\.org"#,
            #"    key       lycee-hugo\.example\.org: .+, record status 308 depth 0 id lyc-12 .+"#,
            #"    state     an alias that redirects"#,
        ]
        #expect(lines.count == patterns.count)
        for (line, pattern) in zip(lines, patterns) {
            #expect(line.range(of: "^\(pattern)$", options: .regularExpression) != nil, "\(line) is not \(pattern)")
        }
    }

    @Test func explanationInJSONHasEachLookUp() throws {
        #expect(try tool(["build", registry]).status == 0)
        let output = try tool(["resolve", "--explain", "--format", "json", "moodle.example.edu:8443/ecole-3/"]).output
        let answers = try #require(JSONSerialization.jsonObject(with: Data(output)) as? [[String: Any]])
        let lookups = try #require(answers[0]["lookups"] as? [[String: Any]])
        #expect(
            lookups.map { $0["key"] as? String } == [
                "moodle.example.edu:8443", "moodle.example.edu", "moodle.example.edu/ecole-3",
            ])
        let last = lookups[2]["record"] as? [String: Any]
        #expect(lookups[0]["record"] is NSNull && last?["id"] as? String == "ecole-3")
        let shard = try #require(lookups[0]["file"] as? String)
        #expect(FileManager.default.fileExists(atPath: directory.path + "/out/\(shard)"))
    }

    /// The PHP runtime's answers in the form of `resolve --format json`.
    private static let ask = """
        require "$argv[1]/vmoodle/Resolution.php";
        $answers = [];
        foreach (array_slice($argv, 2) as $url) {
            $rest = preg_replace('~^https?://~', '', $url);
            preg_match('~^([^/?]*)([^?]*)(.*)$~', $rest, $m);
            $path = $m[2] === '' ? '/' : $m[2];
            // A server sends /x on to /x/, where a site in a sub-directory is.
            $answer = VMoodleGen\\Resolution::of($argv[1], $m[1], rtrim($path, '/') . '/', '');
            $answers[] = ['url' => $url, 'host' => $answer['id'], 'status' => $answer['status'],
                'location' => $answer['status'] === 308 ? $answer['payload'] . $path . $m[3] : null];
        }
        echo json_encode($answers);
        """

    @Test func resolveWithoutAReleaseIs503() throws {
        let outcome = try tool(["resolve", "a.example", "--format", "json"])
        #expect(outcome.status == 1)
        #expect(outcome.text == "[{\"url\": \"a.example\", \"host\": null, \"status\": 503, \"location\": null}]\n")
        #expect(outcome.errors == "vmoodle-gen: error: VM503: the table in 'out' cannot be read: there is no release\n")
    }

    @Test func sitesOwnTemplateStandsInForTheBuiltInOne() throws {
        _ = try directory.write(
            "# mine\n{{#hosts}}\n{{minute}} * * * * {{user}} echo {{url}}\n{{/hosts}}\n", to: "own/cron/crontab.tmpl")
        #expect(try tool(["build", registry, "--templates", "own"]).status == 0)
        let cron = try String(contentsOfFile: directory.path + "/out/current/cron/vmoodle-0", encoding: .utf8)
        #expect(cron.hasPrefix("# mine\n11-59/15 * * * * www-data echo https://moodle.example.edu/ecole-3\n"))
        #expect(try tool(["build", registry, "--templates", "nowhere"]).status == 1)
    }
}
