import Foundation
import TestSupport
import Testing

/// Builds that read a few hosts only.
extension IncrementalBuildTests {
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
        ("a lost fragment", "rm $(ls out/fragments/*/*.php | tail -1)"), ("the notes", "echo >> out/.lines"),
        ("no notes", "rm out/.lines"), ("a build that was cut off", "touch out/.unfinished"),
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

    /// With what builds of few hosts noted altered or lost, or of another release or registry, all is read.
    @Test(arguments: [
        ("altered", "echo >> out/.changes"), ("lost", "rm out/.changes"),
        ("of another release", "cp -p .changes out/"), ("of other hosts", "cp -p .lines .made out/"),
        ("of what was made before", "cp -p .changes .lines .made out/"),
    ])
    func notesOfFewHaveToFit(_ what: String, _ command: String) throws {
        let text = try fleet()
        try write(text)
        settle()
        _ = try build()
        var changed = text
        func change(_ name: String, to other: String) throws -> Bool {
            changed.replace(name, with: other, maxReplacements: 1)
            try write(changed)
            settle()
            return try isOfFew()
        }
        #expect(try change("name: Lycée Victor-Hugo 4\n", to: "name: Other\n"))
        _ = try run("/bin/sh", ["-ec", "cp -p out/.changes out/.made out/.lines ."], in: directory.url)
        #expect(try !change("shortname: lyc_000016\n", to: "state: maintenance # 16\n"))
        #expect(try change("name: Lycée Victor-Hugo 8\n", to: "name: Other\n"))
        let done = try run("/bin/sh", ["-ec", command], in: directory.url)
        try #require(done.status == 0, "\(done.errors)")
        let name = "name: \"Collège \\\"Les Tilleuls\\\" 5\""
        // As it was when the older notes were taken.
        changed.replace("state: maintenance # 16\n", with: "shortname: lyc_000016\n", maxReplacements: 1)
        #expect(try !change(name, to: "name: Other # 5"), "\(what)")
        try expectSameAsWhole()
        #expect(try change("name: Other # 5", to: name))
        try expectSameAsWhole()
    }

    /// What is noted of them would be as long as what is noted of all.
    @Test func allIsReadOnceATwentiethHasChanged() throws {
        var lines = try fleet().split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let hosts = lines.indices.drop { lines[$0] != "hosts:" }.filter { lines[$0].hasPrefix("    name: ") }
        func change(_ some: ArraySlice<Int>, to name: String) throws -> Bool {
            for line in some { lines[line] = "    name: \(name)" }
            try write(lines.joined(separator: "\n"))
            settle()
            return try isOfFew()
        }
        #expect(try !change([], to: ""))
        let most = hosts.count / 20
        #expect(try change(hosts.prefix(most - 1), to: "Other"))
        #expect(try change(hosts.prefix(1), to: "Another"), "one that has changed already")
        try expectSameAsWhole()
        #expect(try !change(hosts.prefix(most + 1).suffix(2), to: "Another"))
        try expectSameAsWhole()
        #expect(try change(hosts.prefix(1), to: "Other"))
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
}
