import Foundation
import TestSupport
import Testing

/// An administrator's programs before and behind the switch.
@Suite struct HookTests {
    private let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
        try write("one")
    }

    private func write(_ theme: String, more: String = "") throws {
        _ = try directory.write(
            """
            version: 1
            platforms: { p: { root: /srv/p } }
            dbservers: { s: { type: pgsql } }
            defaults: { platform: p, dataroot: "/data/{id}", db: { server: s, name: "{id}", user: u, password: { env: SECRET } } }
            hosts:
              a: { url: http://a.example, config: { theme: \(theme) } }
              b: { url: http://b.example }
            \(more)
            """, to: "registry.yaml")
    }

    /// Writes a hook; `$log` is a file of the test's own.
    @discardableResult
    private func hook(_ name: String, _ script: String, mode: mode_t = 0o755, in folder: String = "hooks.d") throws
        -> String
    {
        let text = "#!/bin/sh\nlog='\(directory.path)/log'\n\(script)\n"
        let path = try directory.write(text, to: "\(folder)/\(name)")
        chmod(path, mode)
        return path
    }

    private func tool(_ arguments: String..., environment: [String: String] = [:]) throws -> Outcome {
        try run(
            Program.vmoodleGen(), arguments, environment: ["SECRET": "hunter2"].merging(environment) { $1 },
            in: directory.url)
    }

    private var log: [String] {
        ((try? String(contentsOfFile: directory.path + "/log", encoding: .utf8)) ?? "").split(separator: "\n").map(
            String.init)
    }

    private func forget() { try? FileManager.default.removeItem(atPath: directory.path + "/log") }

    private func current() -> String? {
        (try? FileManager.default.destinationOfSymbolicLink(atPath: directory.path + "/out/current")).map {
            String($0.dropFirst("releases/".count))
        }
    }

    private var notes: Bool { FileManager.default.fileExists(atPath: directory.path + "/out/.hooks") }

    /// A hook that notes which release served when it ran.
    private static let note =
        #"echo "$VMOODLE_HOOK/${0##*/} $(readlink "$VMOODLE_OUT/current" | cut -c 10-)" >> "$log""#

    @Test func phasesRunInOrderAroundTheSwitch() throws {
        #expect(try tool("build").status == 0)
        let first = try #require(current())
        for name in [
            "post-change/a", "post-activate/b", "post-activate/10", "pre-activate/Z", "pre-activate/a",
            "pre-activate/9_x-",
        ] {
            try hook(name, Self.note)
        }
        // Neither is a name of run-parts', and one of them looks like a slip.
        try hook("pre-activate/b.sh", Self.note)
        try hook("pre-activate/.hidden", Self.note)
        try hook("pre-activate/README.md", "", mode: 0o644)
        try write("two")
        let built = try tool("build")
        #expect(built.status == 0, "\(built.errors)")
        let second = try #require(current())
        #expect(
            log == [
                "pre-activate/9_x- \(first)", "pre-activate/Z \(first)", "pre-activate/a \(first)",
                "post-activate/10 \(second)",
                "post-activate/b \(second)", "post-change/a \(second)",
            ])
        #expect(built.errors.contains("warning: VM506: '") && built.errors.contains("pre-activate/b.sh' is not run"))
        #expect(built.errors.components(separatedBy: "VM506").count == 2)
        #expect(!notes)
        // Where nothing changes nobody is told.
        forget()
        #expect(try tool("build").status == 0 && log.isEmpty)
        try write("three")
        #expect(try tool("build", "--no-hooks").status == 0 && log.isEmpty)
    }

    @Test func changeIsInTheEnvironmentAndNoSecretIs() throws {
        #expect(try tool("build").status == 0)
        let first = try #require(current())
        let show = #"env | sort; cat "$VMOODLE_CHANGED_HOSTS"; cat "$VMOODLE_CHANGED_FILES""#
        try hook("pre-activate/show", "{ \(show); } >> \"$log\"")
        try write("two", more: "  c: { url: http://c.example }\n")
        let built = try tool("build", "--force")
        #expect(built.status == 0, "\(built.errors)")
        let second = try #require(current())
        let out = directory.url.resolvingSymlinksInPath().path + "/out"
        for line in [
            "VMOODLE_HOOK=pre-activate", "VMOODLE_GENERATION=\(second)", "VMOODLE_PREVIOUS_GENERATION=\(first)",
            "VMOODLE_STAGING_DIR=\(out)/releases/\(second)", "VMOODLE_OUT=\(out)", "VMOODLE_RELOAD=apache caddy nginx",
            "a", "c",
            "releases/\(second)/hosts.php",
        ] {
            #expect(log.contains(line), "\(line) in \(log)")
        }
        #expect(!log.contains("b") && !log.contains { $0.contains("hunter2") || $0.hasPrefix("SECRET") })
        // A host's settings are PHP's to notice.
        forget()
        try write("three", more: "  c: { url: http://c.example }\n")
        #expect(try tool("build").status == 0)
        #expect(log.contains("VMOODLE_RELOAD=") && log.contains("a") && !log.contains("c"), "\(log)")
    }

    @Test func failureBeforeTheSwitchPublishesNothing() throws {
        #expect(try tool("build").status == 0)
        let first = try #require(current())
        try hook("pre-activate/10-ok", Self.note)
        let bad = try hook("pre-activate/20-bad", "echo 'the reason'; echo more >&2; exit 3")
        try hook("pre-activate/30-not-reached", Self.note)
        try hook("post-activate/x", Self.note)
        try write("two")
        for quiet in [[], ["--quiet"]] {
            let built = try run(
                Program.vmoodleGen(), ["build"] + quiet, environment: ["SECRET": "x"], in: directory.url)
            #expect(built.status == 1 && built.text.isEmpty)
            #expect(built.errors.contains("pre-activate/20-bad: the reason\npre-activate/20-bad: more\n"))
            #expect(
                built.errors.contains(
                    "error: VM506: the hook 'pre-activate/20-bad' ended with status 3; the release \(first) serves as before"
                ))
            #expect(current() == first && !notes)
        }
        #expect(log == ["pre-activate/10-ok \(first)", "pre-activate/10-ok \(first)"])
        try FileManager.default.removeItem(atPath: bad)
        let built = try tool("build")
        #expect(built.status == 0 && current() != first && log.contains { $0.hasPrefix("pre-activate/30-not-reached") })
    }

    /// A server that could not be told has the old files: the next build, which has nothing else to do, tells it.
    @Test func failureBehindTheSwitchIsMendedByTheNextBuild() throws {
        #expect(try tool("build").status == 0)
        let first = try #require(current())
        try hook(
            "post-activate/reload",
            "test -e '\(directory.path)/fine' || exit 1; echo $VMOODLE_PREVIOUS_GENERATION $VMOODLE_RELOAD >> $log; cat $VMOODLE_CHANGED_HOSTS >> $log"
        )
        try hook("post-change/x", Self.note)
        try write("two", more: "  c: { url: http://c.example }\n")
        let built = try tool("build", "--force")
        let second = try #require(current())
        #expect(built.status == 1 && second != first && log.isEmpty && notes)
        #expect(
            built.errors.contains(
                "the release \(second) serves, but the hook 'post-activate/reload' ended with status 1; the next build")
        )
        // Another change on top of it.
        try write("two", more: "  d: { url: http://d.example }\n")
        #expect(try tool("build", "--force").status == 1 && notes)
        _ = try directory.write("", to: "fine")
        #expect(try tool("build").status == 0 && !notes)
        #expect(log.prefix(4) == ["\(first) apache caddy nginx", "a", "c", "d"])
        #expect(log.last?.hasPrefix("post-change/x") == true)
        forget()
        #expect(try tool("build").status == 0 && log.isEmpty)
    }

    @Test func rollbackAndActivateRunThem() throws {
        #expect(try tool("build").status == 0)
        let first = try #require(current())
        try write("two", more: "  c: { url: http://c.example }\n")
        #expect(try tool("build", "--force").status == 0)
        let second = try #require(current())
        try hook("pre-activate/x", Self.note)
        try hook("post-activate/x", #"echo "$VMOODLE_RELOAD: $(tr '\n' ' ' < "$VMOODLE_CHANGED_HOSTS")" >> "$log""#)
        #expect(try tool("rollback").status == 0)
        #expect(current() == first && log == ["pre-activate/x \(second)", "apache caddy nginx: a c "])
        forget()
        #expect(try tool("activate", second, "--no-hooks").status == 0 && log.isEmpty && current() == second)
        try hook("pre-activate/x", "exit 1")
        let refused = try tool("rollback", first)
        #expect(
            refused.status == 1 && current() == second
                && refused.errors.contains("the release \(second) serves as before"))
        #expect(try tool("activate", first, "--hooks", directory.path).status == 0)
        #expect(current() == first)
        #expect(
            try tool("build", "--no-activate", environment: ["VMOODLE_HOOKS": directory.path + "/hooks.d"]).status == 0)
    }

    /// The last that a switch does is to note it; that it could not does not undo the switch.
    @Test func hooksAreStillToRunWhereTheSwitchIsNotNoted() throws {
        #expect(try tool("build").status == 0)
        let first = try #require(current())
        try write("two")
        #expect(try tool("build").status == 0)
        try hook("post-activate/x", "echo ran >> $log")
        let inTheWay = directory.path + "/out/.tmp-.history"
        try FileManager.default.createDirectory(atPath: inTheWay, withIntermediateDirectories: true)
        let back = try tool("rollback")
        #expect(back.status == 1 && current() == first && log.isEmpty && notes)
        #expect(
            back.errors.contains("the new release serves, but it was not noted")
                && !back.errors.contains("not made current"))
        try FileManager.default.removeItem(atPath: inTheWay)
        #expect(try tool("activate", first).status == 0)
        #expect(log == ["ran"] && !notes)
    }

    @Test func whatOthersCouldChangeIsNotRun() throws {
        #expect(try tool("build").status == 0)
        let first = try #require(current())
        try write("two")
        let path = try hook("post-activate/x", "echo ran >> $log")
        let folder = directory.path + "/hooks.d"
        let refused = { (reason: String) in
            let built = try tool("build")
            #expect(
                built.status == 1 && built.errors.contains("VM506") && built.errors.contains(reason), "\(built.errors)")
            #expect(current() == first && log.isEmpty)
        }
        for (file, usual) in [(path, mode_t(0o755)), (folder, 0o755), (folder + "/post-activate", 0o755)] {
            for mode in [usual | 0o020, usual | 0o002] {
                chmod(file, mode)
                try refused("'\(file)' is refused: \(mode & 0o002 == 0 ? "its group" : "everyone") may write to it")
            }
            chmod(file, usual)
            if Program.isRoot {
                chown(file, 1234, 0)
                try refused("'\(file)' is refused: it belongs to user 1234")
                chown(file, 0, 0)
            }
        }
        chmod(path, 0o644)
        try refused("it may not be run")
        // A link is as good as what it leads to.
        let program = try hook("x", "echo ran >> $log", mode: 0o775, in: "elsewhere")
        try FileManager.default.removeItem(atPath: path)
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: program)
        try refused("its group may write to it")
        chmod(program, 0o755)
        let built = try tool("build")
        #expect(built.status == 0 && log == ["ran"], "\(built.errors)")
        #expect(try tool("build", "--hooks", "nowhere").status == 1)
    }

    @Test func hookThatTakesTooLongIsEnded() throws {
        #expect(try tool("build").status == 0)
        let first = try #require(current())
        try hook("pre-activate/slow", "echo begun; sleep 60 & echo $! >> $log; sleep 60")
        try write("two")
        let start = Date.now
        let built = try tool("build", "--hook-timeout", "1")
        #expect(built.status == 1 && current() == first && Date.now.timeIntervalSince(start) < 10)
        #expect(
            built.errors.contains("pre-activate/slow: begun\n") && built.errors.contains("did not end within 1 seconds")
        )
        let child = try #require(log.first.flatMap { pid_t($0) })
        #expect(kill(child, 0) != 0 || isZombie(child))
    }

    private func isZombie(_ number: pid_t) -> Bool {
        let stat = (try? String(contentsOfFile: "/proc/\(number)/stat", encoding: .utf8)) ?? ") Z"
        return stat.split(separator: ")").last?.split(separator: " ").first == "Z"
    }

    /// Control-C reaches the tool alone, which ends the hook first and leaves nothing.
    @Test func interruptionEndsTheHook() throws {
        #expect(try tool("build").status == 0)
        let first = try #require(current())
        try hook("pre-activate/slow", "echo $$ >> $log; exec sleep 60")
        try write("two")
        let process = Process()
        process.executableURL = URL(filePath: try Program.vmoodleGen())
        process.arguments = ["build"]
        process.currentDirectoryURL = directory.url
        process.environment = ProcessInfo.processInfo.environment.merging(["SECRET": "x"]) { $1 }
        let errors = Pipe()
        process.standardError = errors
        try process.run()
        for _ in 0..<500 where log.isEmpty { usleep(20_000) }
        kill(process.processIdentifier, SIGINT)
        process.waitUntilExit()
        #expect(process.terminationReason == .exit && process.terminationStatus == 130)
        #expect(
            String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self).contains("interrupted"))
        let child = try #require(log.first.flatMap { pid_t($0) })
        #expect(kill(child, 0) != 0 || isZombie(child))
        #expect(current() == first && !notes)
    }
}
