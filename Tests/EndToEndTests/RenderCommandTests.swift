import Foundation
import TestSupport
import Testing

/// What `render` prints is what stands in the files of a build.
@Suite struct RenderCommandTests {
    private func pieces(_ target: String, _ host: String, of registry: String) throws -> [[String: Any]] {
        let outcome = try run(
            Program.vmoodleGen(),
            ["render", target, host, registry, "--served-from", "/srv/vmoodle", "--format", "json"])
        try #require(outcome.status == 0, "\(outcome.errors)")
        let json = try #require(JSONSerialization.jsonObject(with: Data(outcome.output)) as? [String: Any])
        #expect(json["schema"] as? Int == 1 && json["target"] as? String == target && json["host"] as? String == host)
        return try #require(json["pieces"] as? [[String: Any]])
    }

    @Test(arguments: ["states-and-aliases", "sub-directories", "wildcards-and-addresses"])
    func everyPieceStandsInTheReviewedOutput(_ name: String) throws {
        let folder = Repository.root.appending(path: "Tests/Accepted/\(name)")
        let registry = folder.appending(path: "registry.yaml").path
        let ids = try run(Program.vmoodleGen(), ["list", registry, "--format", "ids"]).text.split(separator: "\n")
        var covered: [String: Set<Int>] = [:]
        for target in ["apache", "caddy", "cron", "nginx", "php"] {
            for id in ids {
                for piece in try pieces(target, String(id), of: registry) {
                    let file = try #require(piece["file"] as? String)
                    let line = try #require(piece["line"] as? Int)
                    let path = target == "php" ? "output/\(file)" : "output/release/\(file)"
                    let lines = try String(contentsOf: folder.appending(path: path), encoding: .utf8)
                        .split(separator: "\n", omittingEmptySubsequences: false)
                    let text = try #require(piece["text"] as? String)
                    let count = text.count { $0 == "\n" }
                    #expect(text == lines[(line - 1)..<(line - 1 + count)].joined(separator: "\n") + "\n", "\(file)")
                    covered[file, default: []].formUnion(line..<(line + count))
                }
            }
        }
        // Nothing of the servers and crontabs is nobody's but what stands at the head of a file.
        for (file, lines) in covered where !file.hasPrefix("fragments/") {
            let text = try String(contentsOf: folder.appending(path: "output/release/\(file)"), encoding: .utf8)
            let head = file.hasPrefix("cron/") ? 3 : 1
            #expect(lines == Set((head + 1)...text.count { $0 == "\n" }), "\(file)")
        }
    }

    @Test func textIsThePiecesAlone() throws {
        let registry = Repository.root.appending(path: "registry.yaml").path
        let outcome = try run(
            Program.vmoodleGen(), ["render", "cron", "https://lycee-hugo.example.org/login/", registry])
        #expect(
            outcome.text.hasPrefix("1-59/5 * * * * www-data flock ")
                && outcome.text.hasSuffix(" moodle-cron\\[lyc-12\\]\n")
                && outcome.text.split(separator: "\n").count == 1
                && outcome.text.contains("--host=https://lyc-12.example.edu ")
        )
        #expect(outcome.errors == "")
    }

    @Test func whatThereIsNothingForIsSaid() throws {
        let registry = Repository.root.appending(path: "registry.yaml").path
        let outcome = try run(Program.vmoodleGen(), ["render", "cron", "univ-old", registry])
        #expect(outcome.status == 0 && outcome.text == "")
        #expect(outcome.errors == "cron has nothing for host 'univ-old' (state: disabled)\n")
    }

    @Test func targetThatBuildsLeaveOutIsSaidToBe() throws {
        let registry = Repository.root.appending(path: "registry.yaml").path
        let outcome = try run(Program.vmoodleGen(), ["render", "aliases", "lyc-12", registry])
        #expect(outcome.status == 0 && outcome.text.contains("lyc-12"))
        #expect(
            outcome.errors == "builds leave 'aliases' out; 'targets: { aliases: true }' in the registry has it made\n")
    }

    @Test(arguments: [
        (["ngix", "ecole-3"], "no target is 'ngix'; did you mean 'nginx'?"),
        (["nothing", "ecole-3"], "no target is 'nothing'; known are aliases, apache, caddy, compat, cron, "),
        (["nginx", "ecole-33"], "no host is selected by 'ecole-33'; did you mean 'ecole-3'?"),
    ])
    func slipsAreUsageErrors(_ words: [String], _ message: String) throws {
        let registry = Repository.root.appending(path: "registry.yaml").path
        let outcome = try run(Program.vmoodleGen(), ["render"] + words + [registry])
        #expect(outcome.status == 64 && outcome.text == "" && outcome.errors.contains(message), "\(outcome.errors)")
    }

    @Test func mistakeInATemplateIsShown() throws {
        let directory = try TemporaryDirectory()
        _ = try directory.write("{{#hosts}}\n{{mniute}}\n{{/hosts}}\n", to: "cron/crontab.tmpl")
        let registry = Repository.root.appending(path: "registry.yaml").path
        let outcome = try run(
            Program.vmoodleGen(), ["render", "cron", "ecole-3", registry, "--templates", directory.path])
        #expect(outcome.status == 65 && outcome.errors.contains("VM402: unknown name 'mniute'"))
        #expect(outcome.text == "")
    }
}
