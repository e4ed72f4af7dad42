import Foundation
import TestSupport
import Testing

@testable import vmoodle_gen

/// Builds that read or make only what changed, as an operator sees them.
@Suite struct IncrementalBuildTests {
    let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    func tool(_ arguments: [String]) throws -> Outcome {
        try run(Program.vmoodleGen(), arguments, in: directory.url)
    }

    func build(_ arguments: String..., out: String = "out") throws -> Outcome {
        let outcome = try tool(["build", "--quiet", "--out", out, "--served-from", "/srv/out", "--force"] + arguments)
        #expect(outcome.status == 0, "\(outcome.errors)")
        return outcome
    }

    func current(_ out: String = "out") throws -> String {
        try FileManager.default.destinationOfSymbolicLink(atPath: "\(directory.path)/\(out)/current")
    }

    /// Long enough to be read by the piece.
    func fleet() throws -> String {
        try run("/usr/bin/python3", ["\(Repository.root.path)/Benchmarks/fleet.py", "1700"]).text
    }

    func write(_ text: String) throws { _ = try directory.write(text, to: "registry.yaml") }

    func contents(_ path: String) throws -> Data {
        try Data(contentsOf: URL(filePath: "\(directory.path)/\(path)"))
    }

    /// Waits until a file's time of change is another than that of a file that is written now.
    func settle() { usleep(20_000) }

    func expectSameAsWhole() throws {
        try? FileManager.default.removeItem(atPath: "\(directory.path)/whole")
        _ = try build(out: "whole")
        let (here, there) = (try current(), try current("whole"))
        #expect(here == there)
        let same = try run(
            "/usr/bin/diff", ["-r", "--no-dereference", "out/\(here)", "whole/\(there)"], in: directory.url)
        #expect(same.status == 0, "\(same.text)")
        let modes = try ["out/\(here)", "whole/\(there)"].map { folder in
            try run("/bin/sh", ["-c", "cd \(folder) && find . -printf '%m %P\n' | sort"], in: directory.url).text
        }
        #expect(modes[0] == modes[1])
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
            ("url: https://col-000005.", "url: https://changed."), ("https://col-000009.", "https://col-9.sub."),
            ("theme: boost_union", "theme: other"),
        ] {
            let changed = text.replacing(from, with: to, maxReplacements: 1)
            try #require(changed != text, "\(from)")
            try write(changed)
            _ = try build()
            try expectSameAsWhole()
        }
        #expect(!(try build("--verify").errors.contains("VM508")))
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
            let changed = text.replacing("url: https://col-000005.", with: "url: https://changed.", maxReplacements: 1)
            try #require(changed != text)
            try write(changed)
            _ = try build()
            try write(text)
            _ = try build()
            #expect(try contents("out/\(path)") == before, "\(path)")
        }
    }

    /// What is gone before the build has noted what it wrote would else be missed by nobody.
    @Test(arguments: [false, true]) func whatAHookTakesAwayIsMadeAgain(_ isChanged: Bool) throws {
        let text = try fleet()
        try write(text)
        let hook = "\(directory.path)/hooks.d/post-change/once"
        try FileManager.default.createDirectory(
            atPath: "\(directory.path)/hooks.d/post-change", withIntermediateDirectories: true)
        let script =
            "#!/bin/sh\ncd '\(directory.path)/out'\nrm \"$0\" current/nginx/hosts-0.conf current/cron/vmoodle-0 $(ls fragments/*/* | tail -1)\n"
        try Data(script.utf8).write(to: URL(filePath: hook))
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: hook)
        settle()
        _ = try build()
        try #require(!FileManager.default.fileExists(atPath: "\(directory.path)/out/current/nginx/hosts-0.conf"))
        if isChanged {
            try write(text.replacing("name: Lycée Victor-Hugo 4\n", with: "name: Other\n", maxReplacements: 1))
            settle()
        }
        _ = try build()
        try expectSameAsWhole()
    }

    // MARK: Nothing to do

    func small() throws {
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
    func isReading() throws -> Bool {
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

    /// Of a file that was saved in this very tick of the clock it could not be told later whether it is another.
    @Test func theClockIsWaitedForWhereAFileWasSavedJustNow() throws {
        var status = stat()
        #expect(stat(Repository.root.path, &status) == 0)
        ReadInputs.begin()
        clock_gettime(CLOCK_REALTIME_COARSE, &status.st_ctim)
        ReadInputs.note("saved just now", status)
        #expect(ReadInputs.files?.contains { $0.path == "saved just now" } == true)
        // One that comes from a clock that is ahead is not waited for.
        status.st_ctim.tv_sec += 60
        ReadInputs.note("saved tomorrow", status)
        #expect(ReadInputs.files == nil)
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
