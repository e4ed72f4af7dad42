import Foundation
import TestSupport
import Testing

/// A stock script of Moodle's, which knows nothing of `--host`, run on one host of many.
@Suite struct CommandTests {
    private let sites: VirtualSites

    init() throws { sites = try VirtualSites(on: .nginx) }

    private func cron(_ arguments: [String], environment: [String: String] = [:]) throws -> Outcome {
        let script = sites.tree.appending(path: "admin/cli/cron.php").path
        return try run("/usr/bin/php", [script] + arguments, environment: environment)
    }

    private func answer(_ outcome: Outcome) throws -> [String: Any] {
        let json = try? JSONSerialization.jsonObject(with: Data(outcome.output)) as? [String: Any]
        return try #require(json, "\(outcome.status): \(outcome.text) \(outcome.errors)")
    }

    @Test(arguments: [
        ["--host=http://alpha.example.test", "--keep-alive=0"],
        ["--keep-alive=0", "--host", "http://alpha.example.test"],
        ["--host=alpha", "--keep-alive=0"], ["--host=WWW.alpha.example.test", "--keep-alive=0"],
        ["--keep-alive=0", "--host=old.example.test"],
    ])
    func scriptRunsOnTheHostThatIsNamed(_ arguments: [String]) throws {
        let outcome = try cron(arguments)
        let answer = try answer(outcome)
        let settings = try #require(answer["CFG"] as? [String: Any])
        #expect(outcome.status == 0)
        #expect(
            settings["wwwroot"] as? String == "http://alpha.example.test" && settings["dbname"] as? String == "m_alpha")
        #expect(settings["dbpass"] as? String == "secret of alpha")
        #expect(answer["options"] as? [String: String] == ["keep-alive": "0"])
        #expect(answer["argc"] as? Int == 2 && answer["VMOODLE_HOST"] as? String == "alpha")
    }

    @Test func scriptWithoutAHostIs64() throws {
        let outcome = try cron(["--keep-alive=0"])
        #expect(outcome.status == 64 && outcome.output.isEmpty)
        #expect(outcome.errors.contains("--host=URL"))
    }

    @Test func scriptWithoutAHostIsForTheRegistrysOneInItsOwnCodeTree() throws {
        let text = sites.text(VirtualSites.registry)
            .replacingOccurrences(of: "version: 1", with: "version: 1\ncli: { without_host: gamma }")
        try sites.build(text)
        let outcome = try cron(["--keep-alive=0"])
        #expect((try answer(outcome)["CFG"] as? [String: Any])?["dbname"] as? String == "m_gamma")
        #expect(outcome.errors.isEmpty)
        let named = try answer(cron(["--host=alpha"]))["CFG"] as? [String: Any]
        #expect(named?["dbname"] as? String == "m_alpha")
        // The same host on a platform whose code tree is another one.
        try sites.build(text.replacingOccurrences(of: sites.tree.path, with: "/srv/another tree"))
        let elsewhere = try cron([])
        #expect(elsewhere.status == 64 && elsewhere.errors.contains("not the code tree of gamma"))
        #expect(try cron(["--host=gamma"]).status == 0)
    }

    @Test func hostOfAWildcardIsSuggested() throws {
        try sites.build(
            sites.text(VirtualSites.registry)
                .replacingOccurrences(of: "[ www.alpha", with: "[ \"*.alpha.example.test\", www.alpha"))
        let outcome = try cron(["--host=http://x.alpha.example.test/course/view.php"])
        #expect(outcome.status == 64 && outcome.output.isEmpty)
        #expect(outcome.errors.contains("; did you mean alpha (by *.alpha.example.test)"), "\(outcome.errors)")
    }

    @Test func unknownHostIs64WithASuggestion() throws {
        for host in ["alhpa", "http://alpha.example.tset"] {
            let outcome = try cron(["--host=\(host)"])
            #expect(outcome.status == 64 && outcome.output.isEmpty)
            #expect(outcome.errors.contains("did you mean") && outcome.errors.contains("alpha"), "\(outcome.errors)")
        }
    }

    @Test func optionThatTheScriptDoesNotKnowIsStillTheScriptsToRefuse() throws {
        let outcome = try cron(["--host=alpha", "--bogus"])
        #expect(outcome.status == 1 && outcome.errors.contains("Unrecognised options:\n  --bogus"))
    }

    @Test func hostMayBeNamedByTheEnvironmentButNotTwice() throws {
        let named = try answer(cron([], environment: ["VMOODLE_HOST": "gamma"]))["CFG"] as? [String: Any]
        #expect(named?["dbname"] as? String == "m_gamma")
        #expect(try cron(["--host=alpha"], environment: ["VMOODLE_HOST": "gamma"]).status == 64)
    }

    @Test func disabledHostIs69AndMaintenanceIsForVisitorsOnly() throws {
        #expect(try cron(["--host=closed"]).status == 69)
        #expect(try cron(["--host=gone"]).status == 69)
        #expect(try cron(["--host=beta"]).status == 0)
    }

    @Test func scriptThatReadsItsArgumentsFirstRunsBehindThePrependFile() throws {
        let script = sites.tree.appending(path: "admin/tool/phpunit/cli/util.php").path
        let arguments = [script, "--host=http://alpha.example.test", "--diag"]
        #expect(try run("/usr/bin/php", arguments).status == 1)
        let prepend = ["-d", "auto_prepend_file=\(sites.output.path)/vmoodle/prepend.php"]
        let settings = try answer(run("/usr/bin/php", prepend + arguments))["CFG"] as? [String: Any]
        #expect(settings?["dbname"] as? String == "m_alpha")
        let gamma = ["VMOODLE_HOST": "gamma"]
        #expect(try run("/usr/bin/php", prepend + arguments, environment: gamma).status == 64)
        let named = try answer(run("/usr/bin/php", prepend + [script, "--diag"], environment: gamma))
        #expect((named["CFG"] as? [String: Any])?["dbname"] as? String == "m_gamma")
    }

    @Test(arguments: ["--host=http://alpha.example.test", "-H=http://alpha.example.test"])
    func scriptOfVMoodlesIsToldWhereTheCodeIsAndThenItsHost(_ option: String) throws {
        let script = sites.tree.appending(path: "local/vmoodle/cli/worker.php").path
        let answer = try answer(run("/usr/bin/php", [script, option]))
        #expect(answer["first"] as? [String: String] == ["dirroot": sites.tree.path])
        let settings = try #require(answer["CFG"] as? [String: Any])
        #expect(settings["dbname"] as? String == "m_alpha" && settings["dirroot"] == nil)
        #expect(settings["vmoodleroot"] as? String == "http://alpha.example.test")
        #expect(settings["vmoodlename"] as? String == "alpha.example.test" && settings["vhost"] as? String == "alpha")
        #expect(try run("/usr/bin/php", [script]).status == 64)
    }
}
