import Foundation
import TestSupport
import Testing

/// Builds that read or make only what changed, as an operator sees them.
@Suite struct IncrementalBuildTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private func tool(_ arguments: [String]) throws -> Outcome {
        try run(Program.vmoodleGen(), arguments, in: directory.url)
    }

    private func build(_ arguments: String..., out: String = "out") throws -> Outcome {
        let outcome = try tool(["build", "--quiet", "--out", out, "--served-from", "/srv/out", "--force"] + arguments)
        #expect(outcome.status == 0, "\(outcome.errors)")
        return outcome
    }

    private func current(_ out: String = "out") throws -> String {
        try FileManager.default.destinationOfSymbolicLink(atPath: "\(directory.path)/\(out)/current")
    }

    /// Long enough to be read by the piece.
    private func fleet() throws -> String {
        try run("/usr/bin/python3", ["\(Repository.root.path)/Benchmarks/fleet.py", "1700"]).text
    }

    private func write(_ text: String) throws { _ = try directory.write(text, to: "registry.yaml") }

    private func contents(_ path: String) throws -> Data {
        try Data(contentsOf: URL(filePath: "\(directory.path)/\(path)"))
    }

    /// Waits until a file's time of change is another than that of a file that is written now.
    private func settle() { usleep(20_000) }

    private func expectSameAsWhole() throws {
        try? FileManager.default.removeItem(atPath: "\(directory.path)/whole")
        _ = try build(out: "whole")
        let (here, there) = (try current(), try current("whole"))
        #expect(here == there)
        let same = try run("/usr/bin/diff", ["-r", "out/\(here)", "whole/\(there)"], in: directory.url)
        #expect(same.status == 0, "\(same.text)")
        let missing = try run(
            "/bin/sh",
            ["-c", "cd whole && find fragments shards -type f | while read f; do cmp $f ../out/$f 2>&1; done"],
            in: directory.url)
        #expect(missing.text.isEmpty, "\(missing.text)")
    }

    @Test func aChangedHostIsAllThatIsMade() throws {
        let text = try fleet()
        try write(text)
        _ = try build()
        for (from, to) in [
            ("url: https://col-000004.", "url: https://changed."), ("https://col-000007.", "https://col-7."),
            ("theme: boost_union", "theme: other"),
        ] {
            try write(text.replacing(from, with: to, maxReplacements: 1))
            _ = try build()
            try expectSameAsWhole()
        }
        #expect(!(try build("--verify").errors.contains("VM508")))
    }

    /// Whether a build copied crontabs of the release before, which only those do that make nothing but fragments: strace(1) sees it.
    private func isOfFew() throws -> Bool {
        let log = "\(directory.path)/trace"
        let outcome = try run(
            "/usr/bin/strace",
            [
                "-f", "-o", log, "-e", "trace=openat", Program.vmoodleGen(), "build", "--quiet", "--out", "out",
                "--served-from", "/srv/out", "--force",
            ], in: directory.url)
        #expect(outcome.status == 0, "\(outcome.errors)")
        let opened = String(decoding: try contents("trace"), as: UTF8.self)
        let crontabs = try FileManager.default.contentsOfDirectory(atPath: "\(directory.path)/out/current/cron")
        return crontabs.allSatisfy { opened.contains("\"\($0)\", O_RDONLY") }
    }

    @Test func settingsOfFewHostsAreAllThatIsReadAndMade() throws {
        let text = try fleet()
        try write(text)
        settle()
        _ = try build()
        var changed = text
        for (from, to) in [
            ("name: Lycée Victor-Hugo 4\n", "name: Other\n"), ("name: Other\n", "name: Other # comment\n"),
            ("shortname: lyc_000008\n", "shortname: lyc_000008\n    config: { theme: classic }\n"),
            ("name: Other #", "name: Other\n    mail: { support: a@example.org } #"),
        ] {
            let before = changed
            changed = changed.replacing(from, with: to, maxReplacements: 1)
            try #require(changed != before, "\(from)")
            try write(changed)
            settle()
            // A comment makes no other release.
            #expect(try isOfFew() == !to.contains("comment"), "\(from)")
            try expectSameAsWhole()
            #expect(try !isOfFew(), "nothing changed behind it")
        }
        // What those left is of use to a build of more.
        try write(changed.replacing("url: https://col-000007.", with: "url: https://col-7.", maxReplacements: 1))
        settle()
        #expect(try !isOfFew())
        try expectSameAsWhole()
        #expect(!(try build("--verify").errors.contains("VM508")))
        // And back to what was, of which the release is still there.
        try write(changed)
        settle()
        _ = try build()
        try write(text)
        settle()
        #expect(try isOfFew())
        try expectSameAsWhole()
    }

    /// What each does that must not be taken for a change of settings.
    @Test(arguments: [
        ("an altered file", "echo >> out/current/nginx/hosts-0.conf"), ("a lost file", "rm out/current/cron/vmoodle-0"),
        ("a lost fragment", "rm $(ls out/fragments/*/*.php | tail -1)"), ("the notes", "echo >> out/.made"),
        ("no notes", "rm out/.made"), ("a build that was cut off", "touch out/.unfinished"),
        ("another state", "sed -i 's/^    shortname: lyc_000004/    state: maintenance/' registry.yaml"),
        ("a host less", "sed -i '/^  lyc-000004:/,/^  col-000005:/{/^  col-000005:/!d}' registry.yaml"),
        (
            "two hosts in another order",
            "sed -i 's/lyc-000004/x/; s/lyc-000003/lyc-000004/; s/^  x:/  lyc-000003:/' registry.yaml"
        ),
        ("another default", "sed -i 's/lang: fr$/lang: en/' registry.yaml"),
        ("a warning", "sed -i 's/^    shortname: lyc_000004/    db: { password: \"plain text\" }/' registry.yaml"),
    ])
    func allElseIsReadWhole(_ what: String, _ command: String) throws {
        try write(try fleet())
        settle()
        _ = try build()
        let done = try run("/bin/sh", ["-ec", command], in: directory.url)
        try #require(done.status == 0, "\(done.errors)")
        let text = String(decoding: try contents("registry.yaml"), as: UTF8.self)
        let other = text.replacing("theme: boost_union", with: "theme: boost_union")
            .replacing("name: \"Collège \\\"Les Tilleuls\\\" 5\"", with: "name: Other", maxReplacements: 1)
        try #require(other != text)
        try write(other)
        settle()
        #expect(try !isOfFew(), "\(what)")
        try expectSameAsWhole()
    }

    @Test func mistakesInFewAreSaidAsThoseInAll() throws {
        let text = try fleet()
        try write(text)
        settle()
        _ = try build()
        try write(text.replacing("name: Lycée Victor-Hugo 4\n", with: "name: [ Other ]\n", maxReplacements: 1))
        let outcome = try tool(["build", "--out", "out", "--served-from", "/srv/out"])
        let whole = try tool(["build", "--out", "whole", "--served-from", "/srv/out"])
        #expect(outcome.status == 65 && outcome.errors == whole.errors && outcome.errors.contains("VM202"))
    }

    @Test func whatWasAlteredIsMadeAgain() throws {
        let text = try fleet()
        try write(text)
        _ = try build()
        let release = try current()
        let fragment = try #require(
            try run("/bin/sh", ["-c", "ls fragments/*/*.php | head -1"], in: directory.url.appending(path: "out")).text
                .split(separator: "\n").first)
        let server = "\(release)/nginx/hosts-0.conf"
        for path in ["\(fragment)", server] {
            let before = try contents("out/\(path)")
            settle()
            try Data(before.map { $0 == 0x65 ? 0x66 : $0 }).write(to: directory.url.appending(path: "out/\(path)"))
            // Of as many bytes, so that only its time of change tells. A change elsewhere leads there.
            try write(text.replacing("url: https://col-000004.", with: "url: https://changed.", maxReplacements: 1))
            _ = try build()
            try write(text)
            _ = try build()
            #expect(try contents("out/\(path)") == before, "\(path)")
        }
    }

    // MARK: Nothing to do

    private func small() throws {
        try FileManager.default.createDirectory(
            at: directory.url.appending(path: "hosts.d"), withIntermediateDirectories: true)
        _ = try directory.write("hosts: { other: { url: http://other.example } }\n", to: "hosts.d/other.yaml")
        try write(
            """
            version: 1
            platforms: { p: { root: /srv/p } }
            dbservers: { s: { type: pgsql } }
            defaults: { platform: p, dataroot: "/data/{id}", db: { server: s, name: "{id}", user: u, password: { file: /x } } }
            hosts:
              one: { url: http://one.example }
            include: [ hosts.d/*.yaml ]

            """)
    }

    /// Whether a build with nothing to do reads the registry: strace(1) sees it.
    private func isReading() throws -> Bool {
        let log = "\(directory.path)/trace"
        let outcome = try run(
            "/usr/bin/strace",
            ["-f", "-o", log, "-e", "trace=openat,open", Program.vmoodleGen(), "build"], in: directory.url)
        #expect(
            outcome.status == 0 && outcome.text.hasPrefix("nothing to do: 2 hosts"), "\(outcome.text)\(outcome.errors)")
        return try contents("trace").contains(sequence: Array("registry.yaml".utf8))
    }

    @Test func nothingIsReadWhereNothingChanged() throws {
        try small()
        settle()
        #expect(try tool(["build"]).status == 0)
        #expect(try !isReading())
        let done = try tool(["build", "--format", "json"]).text
        let looked = try tool(["build", "--format", "json", "--verify"]).text
        #expect(done == looked)
        #expect(try tool(["plan"]).text == tool(["build"]).text)
        #expect(try tool(["build", "--format", "salt"]).text == "changed=no comment=\"nothing to do\"\n")
        #expect(try tool(["build", "--detailed-exitcode"]).status == 0)
    }

    /// Releases share files by links, and to remove one changes their inodes.
    @Test func nothingIsReadBehindASweepOfOldReleases() throws {
        try small()
        #expect(try tool(["build"]).status == 0)
        _ = try directory.write("hosts: { other: { url: http://another.example } }\n", to: "hosts.d/other.yaml")
        settle()
        #expect(try tool(["build", "--force"]).status == 0)
        #expect(try tool(["gc", "--keep", "1"]).status == 0)
        #expect(try !isReading())
    }

    /// Whatever a build reads or wrote: what is done to it, and whether the next has something to write.
    @Test(arguments: [
        ("the registry", "touch registry.yaml", false),
        (
            "another of the same size and time",
            "cp -p registry.yaml r && sed -i 's/one.example/two.example/' r && touch -r registry.yaml r && mv r registry.yaml",
            true
        ),
        ("an included file", "echo 'hosts: { two: { url: http://two.example } }' > hosts.d/a.yaml", true),
        (
            "a template",
            "mkdir -p templates/cron && cp '\(Repository.root.path)/templates/cron/crontab.tmpl' templates/cron/ && echo '# mine' >> templates/cron/crontab.tmpl",
            true
        ),
        ("a lost fragment", "rm out/fragments/*/*.php", true),
        ("an altered fragment", "for f in out/fragments/*/*.php; do cat $f > f && sed 's/one/two/' f > $f; done", true),
        ("an altered file", "echo >> out/current/nginx/00-preamble.conf", true),
        ("the runtime", "echo >> out/vmoodle.php", true),
        ("another release", "rm out/current && ln -s releases/00000000000000000000000000000000 out/current", true),
        ("the notes", "echo >> out/.inputs", false), ("no notes", "rm out/.inputs", false),
    ])
    func whateverChangedIsLookedAt(_ what: String, _ command: String, _ isChange: Bool) throws {
        try small()
        settle()
        #expect(try tool(["build"]).status == 0)
        #expect(try !isReading())
        settle()
        let done = try run("/bin/sh", ["-ec", command], in: directory.url)
        try #require(done.status == 0, "\(done.errors)")
        let outcome = try tool(["build", "--force", "--detailed-exitcode"])
        #expect(outcome.status == (isChange ? 2 : 0), "\(what): \(outcome.text)\(outcome.errors)")
    }

    @Test func warningsAreSaidEachTime() throws {
        try small()
        try write(
            String(decoding: contents("registry.yaml"), as: UTF8.self).replacing(
                "password: { file: /x }", with: "password: \"secret word\""))
        settle()
        let first = try tool(["build"])
        #expect(first.errors.contains("1 warning"), "\(first.errors)")
        #expect(try tool(["build"]).errors == first.errors)
    }
}

extension Data {
    fileprivate func contains(sequence: [UInt8]) -> Bool { range(of: Data(sequence)) != nil }
}
