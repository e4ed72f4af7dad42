import Foundation
import TestSupport
import Testing

/// Builds that read a few hosts only.
extension IncrementalBuildTests {
    /// Whether a build read and made few hosts: those alone note changes.
    private func isOfFew() throws -> Bool {
        let path = "\(directory.path)/out/.changes"
        let before = try? FileManager.default.attributesOfItem(atPath: path)[.systemFileNumber] as? Int
        _ = try? FileManager.default.linkItem(atPath: path, toPath: "\(path).held")
        defer { try? FileManager.default.removeItem(atPath: "\(path).held") }
        #expect(!(try build().errors.contains("VM504")))
        let after = try? FileManager.default.attributesOfItem(atPath: path)[.systemFileNumber] as? Int
        return after != nil && after != before
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
            #expect(try isOfFew(), "\(from)")
            try expectSameAsWhole()
            #expect(try !isOfFew(), "nothing changed behind \(from)")
        }
        // What those left is of use to a build of more.
        try write(
            changed.replacing("://col-000005.campus.example.org", with: "://col-5.example.edu/x", maxReplacements: 1))
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

    /// Builds a fleet and then the same with one host changed, so that both releases are there.
    private func twoReleases() throws -> (text: String, before: String) {
        let text = try fleet()
        try write(text)
        settle()
        _ = try build()
        let before = try current()
        let other = text.replacing("name: Lycée Victor-Hugo 4\n", with: "name: Other\n", maxReplacements: 1)
        try write(other)
        settle()
        _ = try build()
        try #require(try current() != before)
        return (text, before)
    }

    private func shell(_ script: String, in folder: String) throws {
        let done = try run("/bin/sh", ["-ec", script], in: directory.url.appending(path: folder))
        try #require(done.status == 0, "\(done.errors)")
    }

    /// Of what a release shares with the current one nobody asks; what became of the rest meanwhile nobody knows.
    @Test func aReleaseOfBeforeIsMadeWholeAgain() throws {
        let (text, before) = try twoReleases()
        let now = try current()
        try shell(
            """
            sed -i s/listen/Listen/ nginx/hosts-0.conf
            rm nginx/hosts-1.conf cron/vmoodle-1
            echo >> cron/vmoodle-0
            ln cron/vmoodle-2 ../../../second
            cp -p apache/hosts-0.conf same; mv same apache/hosts-0.conf
            ln -sf ../../../\(now)/apache/hosts-1.conf apache/hosts-1.conf
            cp -p apache/hosts-2.conf closed; chmod 600 closed; mv closed apache/hosts-2.conf
            """, in: "out/\(before)")
        try write(text)
        settle()
        let trace = "\(directory.path)/trace"
        let outcome = try run(
            "/usr/bin/strace",
            ["-f", "-o", trace, "-e", "trace=openat", Program.vmoodleGen(), "build", "--quiet", "--out", "out"]
                + ["--served-from", "/srv/out"], in: directory.url)
        #expect(outcome.status == 0, "\(outcome.errors)")
        let opened = try String(contentsOfFile: trace, encoding: .utf8)
        #expect(opened.contains("\"hosts-0.conf\"") && !opened.contains("\"hosts-3.conf\""))
        #expect(try current() == before)
        try expectSameAsWhole()
        let linked = try run("/bin/sh", ["-c", "find out/current/cron/ -type f -links +1"], in: directory.url).text
        #expect(linked.isEmpty, "cron refuses \(linked)")
    }

    /// Altered so that its time does not tell, a file is not spread to another release.
    @Test func whatIsNotAsItWasPublishedIsTakenOverByNoOther() throws {
        let (text, before) = try twoReleases()
        try shell(
            """
            cp -p nginx/hosts-0.conf same; mv same nginx/hosts-0.conf
            cd ../../current/nginx
            cp -p hosts-0.conf ../../../as-it-was
            printf XYZ | dd of=hosts-0.conf bs=1 seek=200 conv=notrunc status=none
            touch -r ../../../as-it-was hosts-0.conf
            """, in: "out/\(before)")
        try shell("cp -p out/\(before)/nginx/hosts-0.conf right", in: ".")
        try write(text)
        settle()
        let altered = try current()
        try shell("rm out/\(before)/nginx/hosts-0.conf", in: ".")
        let refused = try tool(["build", "--quiet", "--out", "out", "--served-from", "/srv/out"])
        #expect(
            refused.status == 1
                && refused.errors.contains("hosts-0.conf' is not as it was published; build with --verify"),
            "\(refused.errors)")
        #expect(try current() == altered)
        try shell("cp -p right out/\(before)/nginx/hosts-0.conf", in: ".")
        #expect(try isOfFew())
        #expect(try current() == before)
        try expectSameAsWhole()
        // And as the message says, where it is lost.
        try shell("rm out/\(before)/nginx/hosts-0.conf", in: ".")
        _ = try build("--verify")
        try expectSameAsWhole()
    }

    /// What each does that must not be taken for a change of settings.
    @Test(arguments: [
        ("an altered file", "echo >> out/current/nginx/hosts-0.conf"), ("a lost file", "rm out/current/cron/vmoodle-0"),
        ("a lost fragment", "rm $(ls out/fragments/*/*.php | tail -1)"), ("the notes", "echo >> out/.lines"),
        ("no notes", "rm out/.lines"), ("a build that was cut off", "touch out/.unfinished"),
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

    /// What an operator does all day, one after the other; where hosts have servers of their own, and where they share some.
    @Test(arguments: ["per-host", "auto"]) func hostsMayComeGoAndChange(_ layout: String) throws {
        var text = try fleet().replacing("layout: per-host", with: "layout: \(layout)")
        let new = "  new-1:\n    url: https://new-1.example.edu\n    name: New\n    groups: [lycees]\n"
        func lines(of host: String) throws -> Substring {
            let start = try #require(text.range(of: "  \(host):\n"))
            let rest = text[start.upperBound...]
            let next = rest.firstMatch(of: /\n  [a-z]+-[0-9]+:\n/)
            return text[start.lowerBound..<(next.map { rest.index(after: $0.range.lowerBound) } ?? text.endIndex)]
        }
        try write(text)
        _ = try build()
        var steps = 0
        let (third, fourth) = (try lines(of: "lyc-000003"), try lines(of: "lyc-000004"))
        for (from, to) in [
            ("  lyc-000008:\n", "  lyc-000008:\n    state: maintenance\n"),
            ("    state: maintenance\n", "    state: archived\n"),
            ("    state: archived\n", ""), ("https://lyc-000012.", "https://renamed-12."),
            ("  lyc-000016:\n", "\(new)  lyc-000016:\n"), ("    name: New\n", "    name: Newer\n"),
            ("  new-1:\n", "  new-2:\n"), ("https://renamed-12.", "https://lyc-000012."),
            ("  new-2:\n", "  new-2:\n    aliases: [new.example.edu, { host: old.example.edu, mode: redirect }]\n"),
            ("old.example.edu", "older.example.edu"), (String(try lines(of: "lyc-000020")), ""),
            ("  lyc-000024:\n", "  lyc-000024:\n    cron: { every: 1h }\n    dataroot: /srv/elsewhere/24\n"),
            // Another order, and one more change.
            ("\(third)\(fourth)", "\(fourth)\(third)    state: disabled\n"),
        ] {
            let before = text
            text.replace(from, with: to, maxReplacements: 1)
            try #require(text != before, "\(from)")
            try write(text)
            #expect(try isOfFew(), "\(from) → \(to)")
            steps += 1
            if steps.isMultiple(of: 3) { try expectSameAsWhole() }
        }
        try expectSameAsWhole()
        // Old releases are still whole, and builds of all find what those left.
        #expect(!(try build("--verify").errors.contains("VM508")))
        try write(text.replacing("lang: fr\n", with: "lang: en\n", maxReplacements: 1))
        #expect(try !isOfFew())
        try expectSameAsWhole()
    }

    /// A new host that takes what another has, which is not read.
    @Test(arguments: [
        ("url: https://lyc-000008.campus.example.org", "VM301"), ("aliases: [lyc-000008.campus.example.org]", "VM301"),
        ("dataroot: /srv/moodledata/lyc-000008/inside", "VM303"), ("dataroot: /srv/moodledata", "VM303"),
        ("db: { name: m_lyc-000008 }", "VM302"), ("sslproxy: false", "VM306"), ("id: ecole-000006", "VM104"),
    ])
    func whatAnotherHasIsRefused(_ field: String, _ code: String) throws {
        try write(try fleet())
        _ = try build()
        let url = field.hasPrefix("url") ? "" : "    url: https://new.example.edu\n"
        let (id, more) =
            field.hasPrefix("id")
            ? (String(field.dropFirst(4)), "    dataroot: /srv/new\n    db: { name: new }\n")
            : ("new", "    \(field)\n")
        try write(try fleet() + "  \(id):\n\(url)    name: New\n    groups: [lycees]\n\(more)")
        let outcome = try tool(["build", "--out", "out", "--served-from", "/srv/out"])
        let whole = try tool(["build", "--out", "whole", "--served-from", "/srv/out"])
        #expect(outcome.status == 65 && outcome.errors == whole.errors && outcome.errors.contains(code), "\(outcome)")
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
        #expect(try !change("shortname: lyc_000016\n", to: "dev: { phpunit: { prefix: t_ } } # 16\n"))
        #expect(try change("name: Lycée Victor-Hugo 8\n", to: "name: Other\n"))
        let done = try run("/bin/sh", ["-ec", command], in: directory.url)
        try #require(done.status == 0, "\(done.errors)")
        let name = "name: \"Collège \\\"Les Tilleuls\\\" 5\""
        // As it was when the older notes were taken.
        changed.replace("dev: { phpunit: { prefix: t_ } } # 16\n", with: "shortname: lyc_000016\n", maxReplacements: 1)
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
