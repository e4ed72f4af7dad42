import Foundation
import TestSupport
import Testing

@testable import vmoodle_gen

/// Words that are read without the library mean what they mean to it.
@Suite struct PlainWordsTests {
    /// All that a command was told, to the last property.
    private static func told(_ command: Any) -> String {
        var text = ""
        dump(command, to: &text)
        return text
    }

    /// What the library makes of them; nil: a mistake, or a question for help.
    private static func byLibrary(_ words: [String]) -> String? {
        guard let type = VMoodleGen.configuration.subcommands.first(where: { $0._commandName == words.first }),
            let command = try? type.parseAsRoot(Array(words.dropFirst())), Swift.type(of: command) == type
        else { return nil }
        return told(command)
    }

    /// Whether they are plain.
    private static func expectSame(_ words: [String]) -> Bool {
        guard let plain = PlainWords.command(words) else { return false }
        #expect(told(plain) == byLibrary(words), "\(words)")
        return true
    }

    @Test(arguments: [
        "build", "build -q", "build --quiet r.yaml", "build r.yaml --out o -q", "build --out=o r.yaml",
        "build --out o --check",
        "build --format json --detailed-exitcode", "build --format=salt r.yaml", "build --force --no-hooks",
        "build -q --quiet", "build --hooks h --templates=t --base-dir b --served-from /srv/v /etc/v/r.yaml",
        "build --out=a=b",
        "build help", "build r.yaml --out=o", "plan", "plan --diff r.yaml",
        "plan --out o --format json --detailed-exitcode",
        "plan help", "plan =o", "resolve http://a.example",
        "resolve a.example --out o b.example --explain --format=json",
    ])
    func plainWordsNeedNoLibrary(_ line: String) {
        #expect(Self.expectSame(line.split(separator: " ").map(String.init)), "\(line)")
    }

    @Test(arguments: [
        [], ["--help"], ["list"], ["buil"], ["build", "--help"], ["build", "-h"], ["build", "--version"],
        ["build", "-"],
        ["build", "--"], ["build", "--", "-q"], ["build", "-q", "-q"], ["build", "-qq"], ["build", "--out"],
        ["build", "--out="],
        ["build", "--out", ""], ["build", ""], ["build", "--out", "-q"], ["build", "--out=-q"],
        ["build", "--out", "--", "o"],
        ["build", "--out", "a", "--out", "b"], ["build", "--out", "a", "--out=b"], ["build", "a", "b"],
        ["build", "--quie"],
        ["build", "--quiet=yes"], ["build", "--format", "xml"], ["build", "--format"],
        ["build", "--hooks", "h", "--no-hooks"],
        ["build", "--watch"], ["build", "--verify"], ["build", "--no-activate"], ["build", "--plan", "p"],
        ["build", "-o", "o"],
        ["build", "-out", "o"], ["build", "--out", "--format", "json"], ["build", "--out\u{338}=o"],
        ["build", "--out=\u{338}o"],
        ["build", "é.yaml"], ["build", "--=o"], ["build", "--OUT", "o"], ["build", "a\n"],
        ["plan", "--save", "f"],
        ["plan", "-q"], ["plan", "--format", "salt"], ["resolve"], ["resolve", "--stdin"], ["resolve", "--out", "o"],
        ["resolve", "a", ""],
    ])
    func allElseIsForTheLibrary(_ words: [String]) { #expect(PlainWords.command(words) == nil) }

    /// Most of which are no calls that anybody would make.
    @Test func wordsInAnyOrderMeanWhatTheLibrarySays() {
        let words = [
            "-q", "--quiet", "--check", "--force", "--detailed-exitcode", "--no-hooks", "--out", "--out=o", "--out=",
            "o",
            "--format", "--format=json", "json", "text", "salt", "--hooks", "--hooks=h", "--templates", "--base-dir=b",
            "--base-dir",
            "--served-from", "r.yaml", "", "-", "--", "-v", "--help", "--diff", "--explain", "a=b", "=", "--=",
            "--out=a=b", "--out=-",
            "--stdin", "--save", "--quie", "help", "--o", "-qf", "--all-errors", "1", "-1", "--no-quiet", "--verify",
            "\u{338}",
        ]
        var random = SplitMix64(seed: 39)
        var plain = 0
        for _ in 0..<800 {
            let command = ["build", "build", "plan", "resolve"][random.next(below: 4)]
            // Of few words most are plain.
            let some = (0..<random.next(below: 6)).map { _ in
                words[random.next(below: random.next(below: 3) == 0 ? words.count : 22)]
            }
            plain += Self.expectSame([command] + some) ? 1 : 0
        }
        #expect(plain > 150, "\(plain) were plain")
    }

    @Test func whereTheRegistryIsIsSaidByTheEnvironmentAndTheDirectory() throws {
        let directory = try TemporaryDirectory()
        _ = try directory.write("version: 1\n", to: "here/registry.yaml")
        _ = try directory.write("version: 1\n", to: "named.yaml")
        // "-q" is plain, "--no-activate" is not; what both say of a registry without hosts names it.
        let places: [(String, [String: String])] = [
            ("here", [:]), (".", [:]), ("here", ["VMOODLE_REGISTRY": "../named.yaml"]),
            ("here", ["VMOODLE_REGISTRY": ""]),
        ]
        for (folder, environment) in places {
            let outcomes = try [["build", "-q"], ["build", "-q", "--activate"]].map {
                try run(
                    Program.vmoodleGen(), $0, environment: environment, in: directory.url.appending(path: folder))
            }
            #expect(outcomes[0].errors == outcomes[1].errors && outcomes[0].status == outcomes[1].status)
            let name = environment["VMOODLE_REGISTRY"].flatMap { $0.isEmpty ? nil : $0 } ?? "registry.yaml"
            #expect(outcomes[0].errors.contains(name), "\(outcomes[0].errors)")
        }
    }
}
