import Foundation
import TestSupport
import Testing

/// Which templates are used, whose they are, and what they were made from.
@Suite struct TemplatesCommandTests {
    private let directory: TemporaryDirectory
    private static let names = [
        "apache/preamble.conf.tmpl", "apache/virtualhost.conf.tmpl", "cron/crontab.tmpl", "nginx/server.conf.tmpl",
        "php/config.php.tmpl", "php/fragment.php.tmpl",
    ]

    init() throws {
        directory = try TemporaryDirectory()
        let registry = try String(
            contentsOf: Repository.root.appending(path: "registry.yaml"), encoding: .utf8)
        _ = try directory.write(registry, to: "registry.yaml")
    }

    private func tool(_ arguments: [String], environment: [String: String]? = nil) throws -> Outcome {
        try run(Program.vmoodleGen(), arguments, environment: environment, in: directory.url)
    }

    /// Begins a template of the site's own, with words of it replaced.
    private func begin(_ name: String, in folder: String = "templates", _ old: String = "", _ new: String = "") throws {
        let text = try tool(["templates", "--print", name]).text
        #expect(old.isEmpty || text.contains(old))
        _ = try directory.write(
            old.isEmpty ? text : text.replacingOccurrences(of: old, with: new), to: "\(folder)/\(name)")
    }

    private func json(_ arguments: [String]) throws -> [String: [String: Any]] {
        let output = try tool(["templates", "--format", "json"] + arguments).output
        let json = try #require(JSONSerialization.jsonObject(with: Data(output)) as? [String: Any])
        let list = try #require(json["templates"] as? [[String: Any]])
        return Dictionary(uniqueKeysWithValues: list.map { ($0["name"] as? String ?? "", $0) })
    }

    @Test func printedOnesWriteWhatTheBuiltInOnesWrite() throws {
        #expect(try tool(["build", "--quiet", "--served-from", "/x", "--out", "a"]).status == 0)
        for name in Self.names { try begin(name) }
        let again = try tool(["build", "--served-from", "/x", "--out", "a"])
        #expect(again.status == 0 && again.errors == "" && again.text.hasPrefix("nothing to do"), "\(again.errors)")
        #expect(try tool(["templates", "--detailed-exitcode"]).status == 0)
        #expect(try Self.names.allSatisfy { name in try json([])[name]?["base"] as? String == "current" })
    }

    @Test func siteFolderBesideTheRegistryIsFoundByItself() throws {
        try begin("cron/crontab.tmpl", "SHELL=/bin/sh", "SHELL=/bin/bash")
        try begin("cron/crontab.tmpl", in: "other", "SHELL=/bin/sh", "SHELL=/bin/dash")
        func shell(_ arguments: [String] = [], _ environment: [String: String]? = nil) throws -> String? {
            let outcome = try tool(["build", "--quiet"] + arguments, environment: environment)
            #expect(outcome.status == 0, "\(outcome.errors)")
            let file = directory.url.appending(path: "out/current/cron/vmoodle-0")
            return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").dropFirst().first.map(
                String.init)
        }
        #expect(try shell() == "SHELL=/bin/bash")
        #expect(try shell([], ["VMOODLE_TEMPLATES": "other"]) == "SHELL=/bin/dash")
        #expect(try shell(["--templates", "templates"], ["VMOODLE_TEMPLATES": "other"]) == "SHELL=/bin/bash")
        #expect(try shell(["--base-dir", "nowhere"]) == "SHELL=/bin/sh")
        #expect(try shell(["--base-dir", "."]) == "SHELL=/bin/bash")
        let missing = try tool(["check"], environment: ["VMOODLE_TEMPLATES": "nowhere"])
        #expect(
            missing.status == 1 && missing.errors.contains("nowhere: error: VM501: cannot read the folder of templates")
        )
    }

    @Test func eachTemplateIsListedWithWhoseItIs() throws {
        try begin("nginx/server.conf.tmpl", "absolute_redirect off;", "absolute_redirect on;")
        _ = try directory.write("# mine\n", to: "templates/cron/crontab.tmpl")
        let lines = try tool(["templates"]).text.split(separator: "\n")
        #expect(lines.contains("nginx/preamble.conf.tmpl\tbuilt-in"))
        #expect(
            lines.contains(
                "nginx/server.conf.tmpl\town\ttemplates/nginx/server.conf.tmpl\tmade from the built-in one of this version"
            ))
        #expect(
            lines.contains("cron/crontab.tmpl\town\ttemplates/cron/crontab.tmpl\tdoes not say what it was made from"))
        let json = try json([])
        #expect(json["cron/crontab.tmpl"]?["base"] as? String == "unknown")
        #expect(json["nginx/preamble.conf.tmpl"]?["used"] as? String == "built-in")
        #expect(json["nginx/preamble.conf.tmpl"]?["path"] is NSNull)
    }

    @Test func builtInOneThatHasChangedIsNoticed() throws {
        try begin("cron/crontab.tmpl")
        let file = directory.url.appending(path: "templates/cron/crontab.tmpl")
        let text = try String(contentsOf: file, encoding: .utf8)
        let digest = try #require(text.firstMatch(of: /crontab\.tmpl ([0-9a-f]{16}) }}/)).1
        _ = try directory.write(
            text.replacingOccurrences(of: digest, with: "0123456789abcdef"), to: "templates/cron/crontab.tmpl")
        let listed = try tool(["templates", "--detailed-exitcode"])
        #expect(listed.status == 2 && listed.text.contains("\tthe built-in one has changed since\n"))
        // The comment stands behind the template, in the last line.
        let line = text.count { $0 == "\n" }
        for command in ["check", "build"] {
            let outcome = try tool([command])
            #expect(outcome.status == 0)
            #expect(
                outcome.errors.contains(
                    "templates/cron/crontab.tmpl:\(line):1: warning: VM411: the built-in 'cron/crontab.tmpl'"))
            #expect(outcome.errors.contains("then write '\(digest)' here"))
        }
        #expect(try tool(["check", "--strict"]).status == 65)
    }

    /// patch(1) makes of the built-in one what the site's is.
    @Test func differencesArePatches() throws {
        let built = try Repository.bytes("templates/nginx/server.conf.tmpl")
        let lines = String(decoding: built, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        var random = SplitMix64(seed: 7)
        for _ in 0..<20 {
            var own = lines.map(String.init)
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                let index = Int.random(in: 0..<own.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: own.remove(at: index)
                case 1: own.insert("# x\(index)", at: index)
                default: own[index] += " # y"
                }
            }
            _ = try directory.write(own.joined(separator: "\n"), to: "templates/nginx/server.conf.tmpl")
            let diff = try tool(["templates", "--diff"])
            #expect(diff.status == 0)
            try Data(built).write(to: directory.url.appending(path: "patched"))
            let patched = try run("/usr/bin/patch", ["--quiet", "patched"], input: diff.output, in: directory.url)
            #expect(patched.status == 0, "\(patched.text)\(patched.errors)\(diff.text)")
            #expect(
                try String(contentsOf: directory.url.appending(path: "patched"), encoding: .utf8)
                    == own.joined(separator: "\n"))
        }
        let json = try json(["--diff"])
        #expect(
            (json["nginx/server.conf.tmpl"]?["diff"] as? String)?.hasPrefix(
                "--- built-in/nginx/server.conf.tmpl\n+++ templates/") ?? false)
        #expect(json["cron/crontab.tmpl"]?["diff"] is NSNull)
    }

    @Test func fileThatIsNoTemplateIsNoticed() throws {
        _ = try directory.write("x", to: "templates/nginx/sever.conf.tmpl")
        _ = try directory.write("x", to: "templates/nginx/notes.txt")
        _ = try directory.write("x", to: "templates/top.tmpl")
        let outcome = try tool(["check"])
        #expect(outcome.status == 0)
        #expect(
            outcome.errors.contains(
                "templates/nginx/sever.conf.tmpl:1:1: warning: VM410: no template is called 'nginx/sever.conf.tmpl', so this one is used for nothing; did you mean 'nginx/server.conf.tmpl'?"
            ))
        #expect(
            outcome.errors.contains("templates/top.tmpl:1:1: warning: VM410") && outcome.errors.contains("2 warnings"))
    }

    @Test func slipsAreUsageErrors() throws {
        let outcome = try tool(["templates", "--print", "cron/cronta.tmpl"])
        #expect(outcome.status == 64 && outcome.errors.contains("did you mean 'cron/crontab.tmpl'?"))
        #expect(try tool(["templates", "--print", "cron/crontab.tmpl", "--diff"]).status == 64)
    }
}
