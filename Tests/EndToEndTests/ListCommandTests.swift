import Foundation
import TestSupport
import Testing

/// `list`, and the selectors that others have, too.
@Suite struct ListCommandTests: TypedCommands {
    let directory: TemporaryDirectory

    init() throws { directory = try Self.threeHosts() }

    @Test(arguments: [
        (["alpha"], "alpha"), (["@north"], "alpha gamma-1"), (["@all"], "alpha beta gamma-1"), (["*a"], "alpha beta"),
        (["--host", "http://www.alpha.example"], "alpha"), (["--host", "gamma.example/x"], "gamma-1"),
        (["--host", "http://gamma.example/x/"], "gamma-1"),
        (["--host", "beta"], "beta"), (["--where", "state=maintenance"], "beta"),
        (["--where", "state!=maintenance"], "alpha gamma-1"),
        (["--where", "groups=north,labels.region=north"], "alpha"), (["--where", "db.name=m_*"], "alpha beta gamma-1"),
        (["--where", "config.lang=fr"], "beta"), (["--shard", "2/2"], "beta"),
        (["alpha", "beta", "--shard", "1/2"], "alpha"),
        (["--hosts-from", "-"], "beta gamma-1"), (["registry.yaml", "beta"], "beta"), ([], "alpha beta gamma-1"),
    ])
    func selectorsChooseHosts(_ arguments: [String], _ expected: String) throws {
        let outcome = try tool(["list", "--format", "ids"] + arguments, input: "# two\n  beta\n\ngamma-1\n")
        #expect(outcome.text == expected.replacingOccurrences(of: " ", with: "\n") + "\n", "\(outcome.errors)")
    }

    /// As a visitor's request is answered: by the longest sub-directory, a wildcard, a redirect, in any state.
    @Test(arguments: [
        ("http://town.example", "town"), ("https://town.example/course/view.php?id=2#top", "town"),
        ("HTTP://Town.Example.:80/", "town"), ("town.example:8080/x.php", "town"),
        ("http://town.example/school", "school"), ("http://town.example/school/login/", "school"),
        ("http://town.example/schools", "town"), ("http://a.town.example", "town"),
        ("http://a.town.example/school/", "town"), ("a.town.example", "town"), ("http://b.town.example", "shut"),
        ("http://b.town.example/x", "shut"), ("c.old.example:81", "shut"), ("tests.example", "town"),
        ("http://bücher.town.example", "town"), ("town", "town"),
    ])
    func addressSelectsWhoAnswersIt(_ address: String, _ id: String) throws {
        let path = try withWildcards()
        let listed = try tool(["list", path, "--format", "ids", "--host", address])
        #expect(listed.text == id + "\n", "\(listed.errors)")
        #expect(try json(tool(["show", address, path, "--format", "json"]))["id"] as? String == id)
        #expect(
            try json(tool(["explain", address, "--registry", path, "--format", "json"]))["id"] as? String == id)
    }

    @Test(arguments: [
        ("http://a.b.town.example", "no host is selected by"), ("http://c.old.example", "no host is selected by"),
        ("http://lone.example/", "no host is selected by"), ("*.town.example", "it must not be a pattern"),
        ("http://a b/", "it must have a host name of letters"), ("", "it must have a host name"),
        ("http://u@town.example", "it must have a host name of letters"),
        ("http://[::1", "it must have an IPv6 address in brackets"),
        ("http://town.example:99999", "it must have a host name"),
    ])
    func addressThatNobodyAnswersIsUsage(_ address: String, _ reason: String) throws {
        let path = try withWildcards()
        for arguments in [["list", path, "--host", address], ["show", address, path]] {
            let outcome = try tool(arguments)
            #expect(
                outcome.status == 64 && outcome.output.isEmpty && outcome.errors.contains(reason), "\(outcome.errors)")
        }
    }

    @Test(arguments: [["http://alpha.example"], ["registry.yaml", "https://a/b"], ["--hosts-from", "-"]])
    func urlIsNoSelectorButTheValueOfHost(_ arguments: [String]) throws {
        let outcome = try tool(["list"] + arguments, input: "https://a/b\n")
        #expect(outcome.status == 64 && outcome.errors.contains("is a URL, which '--host http"), "\(outcome.errors)")
    }

    private func withWildcards() throws -> String {
        _ = try directory.write(
            """
            version: 1
            cli: { without_host: town }
            platforms: { m: { root: /srv/moodle } }
            dbservers: { main: { type: mariadb } }
            defaults:
              platform: m
              dataroot: "/srv/data/{id}"
              db: { server: main, name: "m_{id}", user: u, password: { file: "/etc/{id}" } }
            hosts:
              town:
                url: http://town.example
                aliases: ["*.town.example"]
                dev: { behat: { url: http://tests.example, prefix: b_, dataroot: /srv/b } }
              school: { url: http://town.example/school }
              shut: { url: http://b.town.example, state: disabled, aliases: [{ host: "*.old.example:81", mode: redirect }] }
              lone: { url: http://lone.example/x, state: archived }

            """, to: "wildcards.yaml")
        return "wildcards.yaml"
    }

    @Test(arguments: [
        ["alhpa"], ["@nrth"], ["--host", "http://nobody.example"], ["--where", "state"], ["--where", "stat=enabled"],
        ["--field", "nope"], ["--shard", "3/2"],
        ["a.yaml", "b.yaml"],
    ])
    func wrongSelectorIsUsage(_ arguments: [String]) throws {
        let outcome = try tool(["list"] + arguments)
        #expect(outcome.status == 64 && outcome.output.isEmpty && !outcome.errors.isEmpty)
    }

    @Test(arguments: [
        (["list", "alhpa"], "alpha"), (["list", "@nroth"], "@north"), (["list", "north"], "@north"),
        (["list", "@al"], "@all"), (["list", "--host", "gama-1"], "gamma-1"), (["list", "--hosts-from", "-"], "beta"),
        (["list", "--host", "http://alpa.example"], "http://alpha.example"), (["list", "--where", "stat=x"], "state"),
        (["list", "--host", "ww.alpha.example"], "www.alpha.example"), (["list", "--field", "db.nam"], "db.name"),
        (["show", "gamma1"], "gamma-1"), (["show", "betta.example"], "beta.example"), (["explain", "bet"], "beta"),
        (["show", "beta_"], "beta"), (["list", "--host", "http://*lpha.example"], "http://alpha.example"),
        (["explain", "beta", "confg"], "config"), (["explain", "http://gamma.example/y"], "http://gamma.example/x"),
    ])
    func slipOfTheHandIsToldWhatWasMeant(_ arguments: [String], _ meant: String) throws {
        let outcome = try tool(arguments, input: "betaa\n")
        #expect(outcome.status == 64 && outcome.output.isEmpty)
        #expect(outcome.errors.contains("; did you mean '\(meant)'?"), "\(outcome.errors)")
    }

    @Test(arguments: [
        ["list", "nothing-alike"], ["list", "--host", "@nothing-alike"], ["show", "nothing-alike"], ["list", "z*"],
    ])
    func whatIsNearNothingGetsNoSuggestion(_ arguments: [String]) throws {
        let outcome = try tool(arguments)
        #expect(outcome.status == 64 && outcome.errors.contains("\(arguments[arguments.count - 1])'"))
        #expect(!outcome.errors.contains("did you mean"), "\(outcome.errors)")
    }

    @Test func registryMayBeNamedByTheEnvironment() throws {
        _ = try directory.write(
            try String(contentsOf: directory.url.appending(path: "registry.yaml"), encoding: .utf8)
                .replacingOccurrences(of: "beta:", with: "other:"), to: "elsewhere.yaml")
        let outcome = try tool(["list", "--format", "ids"], environment: ["VMOODLE_REGISTRY": "elsewhere.yaml"])
        #expect(outcome.text == "alpha\ngamma-1\nother\n")
        #expect(
            try tool(["list", "registry.yaml", "--format", "ids"], environment: ["VMOODLE_REGISTRY": "x"]).text
                .contains("beta"))
    }

    @Test func listHasAllFormats() throws {
        let rows = try #require(try json(tool(["list", "--format", "json"]))["hosts"] as? [[String: Any]])
        #expect(rows.map { $0["id"] as? String } == ["alpha", "beta", "gamma-1"])
        #expect(try tool(["list", "--format", "urls", "beta"]).text == "http://beta.example\n")
        #expect(
            try tool(["list", "--format", "csv", "alpha"]).text
                == "id,url,state,platform,name\r\nalpha,http://alpha.example,enabled,m,\"Alpha, \"\"the\"\" first\"\r\n"
        )
        #expect(
            try tool(["list", "--format", "yaml", "beta", "--field", "db.name"]).text
                == "schema: 1\nhosts:\n  -\n    id: beta\n    db.name: m_beta\n")
        #expect(try tool(["list", "--field", "db.name", "--field", "state", "beta"]).text == "m_beta\tmaintenance\n")
        #expect(
            try tool(["list", "--field", "state", "--field", "id", "beta", "--format", "csv"]).text
                == "state,id\r\nmaintenance,beta\r\n")
        #expect(
            try tool(["list", "alpha"]).text.hasPrefix(
                "ID     URL                   STATE    PLATFORM  NAME\nalpha  http"))
    }
}
