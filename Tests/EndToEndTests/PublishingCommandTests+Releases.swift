import Foundation
import TestSupport
import Testing

/// releases, rollback, activate, gc and status.
extension PublishingCommandTests {
    // MARK: Releases

    @Test func rollbackGoesBackAndForth() throws {
        try write(hosts: 1...3)
        try #require(build().status == 0)
        #expect(try tool(["rollback"]).status == 1)
        let first = try current()
        try write(hosts: 1...3, theme: "classic")
        try #require(build().status == 0)
        let second = try current()
        #expect(try tool(["rollback"]).text == "release \(first) is current in out; it was \(second)\n")
        #expect(try current() == first)
        #expect(try tool(["rollback", String(second.prefix(6))]).status == 0)
        #expect(try current() == second)
        #expect(try tool(["rollback", second]).text == "nothing to do: release \(second) is current in out\n")
        let list = try #require(json(["releases"])["releases"] as? [[String: Any]])
        #expect(list.map { $0["id"] as? String } == [second, first])
        #expect(list.map { $0["state"] as? String } == ["current", "former"])
        #expect(list.allSatisfy { ($0["since"] as? String)?.wholeMatch(of: /20..-..-..T..:..:..Z/) != nil })
        for (name, words) in [("0123", "there is no release '0123'"), ("", "'' may be one of 2 releases")] {
            let outcome = try tool(["rollback", name])
            #expect(outcome.status == 1 && outcome.errors.contains(words), "\(outcome.errors)")
        }
    }

    /// A release that lost something serves nobody: the current one stays.
    @Test(arguments: [
        "releases/ID/nginx/hosts-0.conf", "releases/ID/manifest.json", "fragment", "releases/ID/hosts.php",
    ])
    func aReleaseThatIsNotWholeIsNotActivated(_ lost: String) throws {
        try write(hosts: 1...3)
        try #require(build().status == 0)
        let (first, ofFirst) = (try current(), stored())
        try write(hosts: 1...3, theme: "classic")
        try #require(build().status == 0)
        let second = try current()
        let path = lost == "fragment" ? "fragments/\(ofFirst[0])" : lost.replacing("ID", with: first)
        try FileManager.default.removeItem(atPath: "\(directory.path)/out/\(path)")
        let outcome = try tool(["rollback"])
        #expect(outcome.status == 1 && outcome.errors.contains("error: VM502: the "), "\(outcome.errors)")
        #expect(try current() == second)
    }

    @Test func aStagedReleaseServesOnceItIsActivated() throws {
        try write(hosts: 1...3)
        try #require(build().status == 0)
        let first = try current()
        try write(hosts: 1...3, theme: "classic")
        let outcome = try tool(["build", "--no-activate"])
        #expect(outcome.status == 0 && outcome.text.contains("… to activate, "))
        #expect(try current() == first)
        #expect(try tool(["build", "--no-activate"]).text.hasPrefix("nothing to do: "))
        let list = try #require(json(["releases"])["releases"] as? [[String: Any]])
        #expect(list.map { $0["state"] as? String } == ["current", "staged"])
        let staged = try #require(list[1]["id"] as? String)
        #expect(try tool(["activate", staged]).status == 0)
        #expect(try current() == staged)
        #expect(try tool(["build"]).text.hasPrefix("nothing to do: "))
    }

    // MARK: gc

    @Test func gcRemovesWhatNoReleaseNeedsAndNothingElse() throws {
        let themes = ["a", "b", "c", "d"]
        var releases: [String] = []
        var files: [[String]] = []
        for theme in themes {
            try write(hosts: 1...3, theme: theme)
            try #require(build().status == 0)
            releases.append(try current())
            files.append(stored())
        }
        for name in ["out/notes.txt", "out/fragments/mine.php", "out/fragments/ab/mine.php", "out/releases/mine/x"] {
            _ = try directory.write("mine", to: name)
        }
        // What a build that was cut off has left of a file that it wrote anew.
        _ = try directory.write("x", to: "out/fragments/ab/.tmp-\(String(repeating: "0", count: 30)).php")
        #expect(try tool(["gc", "--keep", "2", "--dry-run"]).text.hasPrefix("would remove release \(releases[1])\n"))
        #expect(Set(stored()).isSuperset(of: files[3]))
        let outcome = try tool(["gc", "--keep", "2"])
        #expect(
            outcome.text
                == "removed release \(releases[1])\nremoved release \(releases[0])\nremoved 7 stored files that no release needs; 2 releases left\n",
            "\(outcome.text)")
        let left = Set(files[3]).subtracting(files[1]).union(["mine.php", "ab/mine.php"])
        #expect(Set(stored()) == left)
        for name in ["notes.txt", "fragments/mine.php", "fragments/ab/mine.php", "releases/mine/x"] {
            #expect(FileManager.default.fileExists(atPath: "\(directory.path)/out/\(name)"))
        }
        #expect(try tool(["gc", "--keep", "2"]).text == "nothing to do: 2 releases in out\n")
        #expect(try tool(["status", "--verify"]).status == 0)
        #expect(try tool(["rollback"]).status == 0)
        #expect(try tool(["status", "--verify"]).status == 0)
        #expect(try tool(["gc", "--keep", "0"]).status == 64)
    }

    /// Hosts without a fragment in the table have none on the disk: else each build would write it anew.
    @Test func aBuildBehindGCHasNothingToDo() throws {
        try write(
            hosts: 1...3,
            [
                1: "  h1: { url: http://h1.example, state: disabled }",
                2: "  h2: { url: http://h2.example, state: maintenance }",
            ])
        try #require(build().status == 0)
        #expect(try tool(["gc", "--keep", "1"]).text == "nothing to do: 1 release in out\n")
        #expect(try tool(["build"]).text.hasPrefix("nothing to do: "))
    }

    @Test func gcRemovesNothingIfAKeptReleaseCannotBeRead() throws {
        for theme in ["a", "b", "c"] {
            try write(hosts: 1...3, theme: theme)
            try #require(build().status == 0)
        }
        try Data("x".utf8).write(to: URL(filePath: directory.path + "/out/current/ids.php"))
        let before = (stored(), try json(["releases"])["releases"] as? [[String: Any]])
        let outcome = try tool(["gc", "--keep", "1"])
        #expect(outcome.status == 1 && outcome.errors.contains("the table of the release"), "\(outcome.errors)")
        #expect(stored() == before.0)
        #expect((try json(["releases"])["releases"] as? [[String: Any]])?.count == before.1?.count)
    }

    // MARK: status

    @Test func statusSaysWhatIsNotAsItWasPublished() throws {
        #expect(try tool(["status"]).errors == "vmoodle-gen: error: VM502: there is no output directory 'out'\n")
        try write(hosts: 1...3)
        try #require(build().status == 0)
        let whole = try tool(["status", "--verify"])
        #expect(
            whole.status == 0
                && whole.text.contains(", 3 hosts; 1 release kept\nall files are as they were published\n"))
        let release = try current()
        func file(_ path: String) -> URL { directory.url.appending(path: "out/\(path)") }
        try Data("x".utf8).write(to: file("current/nginx/hosts-0.conf"))
        try Data("x".utf8).write(to: file("current/nginx/extra.conf"))
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o600], ofItemAtPath: file("current/apache/hosts-0.conf").path)
        try FileManager.default.removeItem(at: file("current/cron/vmoodle-0"))
        try Data("<?php\n".utf8).write(to: file("vmoodle.php"))
        let fragment = "fragments/\(stored()[0])"
        let bytes = try Data(contentsOf: file(fragment))
        try (bytes + Data([0x0A])).write(to: file(fragment))
        let damaged = try tool(["status"])
        #expect(damaged.status == 1)
        let expected = [
            "releases/\(release)/apache/hosts-0.conf: not readable by everybody",
            "releases/\(release)/cron/vmoodle-0: missing", "releases/\(release)/nginx/extra.conf: not of this release",
            "releases/\(release)/nginx/hosts-0.conf: altered",
            "vmoodle.php: altered, or of another version of vmoodle-gen; build writes it again",
        ]
        #expect(damaged.text.split(separator: "\n").dropFirst().map(String.init) == expected, "\(damaged.text)")
        #expect(try tool(["status", "--verify"]).text.contains("\(fragment): altered\n"))
        let findings = try #require(json(["status"])["findings"] as? [[String: String]])
        #expect(findings.map { $0["path"] ?? "" } == expected.map { String($0.prefix { $0 != ":" }) })
        for path in ["current/nginx/extra.conf", "vmoodle.php"] { try FileManager.default.removeItem(at: file(path)) }
        #expect(try build("--verify").status == 0)
        #expect(try tool(["status", "--verify"]).text.hasSuffix("all files are as they were published\n"))
    }
}
