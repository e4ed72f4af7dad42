import Foundation
import TestSupport
import Testing

/// `build --watch` under an editor's hands.
@Suite(.serialized) final class WatchTests {
    private let directory: TemporaryDirectory
    private let process = Process()

    init() throws { directory = try TemporaryDirectory() }

    deinit { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }

    private func registry(_ theme: String) -> String {
        """
        version: 1
        platforms: { p: { root: /srv/p } }
        dbservers: { s: { type: pgsql } }
        defaults: { platform: p, dataroot: "/data/{id}", db: { server: s, name: "{id}", user: u, password: { file: /x } } }
        hosts:
          a: { url: http://a.example, config: { theme: \(theme) } }
        include: [hosts.d/*.yaml]

        """
    }

    private func start(_ more: String...) throws {
        process.executableURL = URL(filePath: try Program.vmoodleGen())
        process.arguments = ["build", "--watch"] + more
        process.currentDirectoryURL = directory.url
        for name in ["output", "errors"] { _ = try directory.write("", to: name) }
        process.standardOutput = try FileHandle(forWritingTo: directory.url.appending(path: "output"))
        process.standardError = try FileHandle(forWritingTo: directory.url.appending(path: "errors"))
        try process.run()
    }

    private var errors: String { (try? String(contentsOfFile: directory.path + "/errors", encoding: .utf8)) ?? "" }

    private var builds: Int { errors.components(separatedBy: "watching registry.yaml").count - 1 }

    private var release: String? {
        try? FileManager.default.destinationOfSymbolicLink(atPath: directory.path + "/out/current")
    }

    private func settles(_ condition: () -> Bool) -> Bool {
        for _ in 0..<1500 {
            if condition() { return true }
            usleep(20_000)
        }
        return false
    }

    /// Expects another release after a change; that may have been seen in parts, with a build for each.
    private func expectRelease(_ comment: Comment, _ change: () throws -> Void) throws {
        let before = release
        try change()
        #expect(settles { self.release != before }, "\(comment): \(errors)")
    }

    /// Expects a build that says something, and leaves the release as it is.
    private func expectMistake(_ message: String, _ change: () throws -> Void) throws {
        let (before, former) = (release, builds)
        try change()
        #expect(settles { self.errors.contains(message) && self.builds > former }, "\(errors)")
        #expect(release == before)
    }

    /// How many builds there were once no more come.
    private func settledBuilds() -> Int {
        var (count, since) = (builds, Date.now)
        while Date.now.timeIntervalSince(since) < 1.5 {
            usleep(50_000)
            if builds != count { (count, since) = (builds, Date.now) }
        }
        return count
    }

    /// As most editors save: a file of another name takes its place.
    private func replace(_ name: String, _ text: String) throws {
        let new = try directory.write(text, to: ".\(name.replacingOccurrences(of: "/", with: "-")).swp")
        #expect(rename(new, directory.path + "/" + name) == 0)
    }

    @Test func editsAreBuiltAndMistakesMended() throws {
        _ = try directory.write(registry("one"), to: "registry.yaml")
        try start()
        #expect(settles { self.builds == 1 })
        try expectRelease("written in place") { _ = try directory.write(registry("two"), to: "registry.yaml") }
        try expectRelease("renamed over") { try replace("registry.yaml", registry("three")) }
        // Again: what is watched is the name, not the file that had it.
        try expectRelease("renamed over again") { try replace("registry.yaml", registry("four")) }
        try expectRelease("folder of included files") {
            _ = try directory.write("hosts: { b: { url: http://b.example } }\n", to: "hosts.d/b.yaml")
        }
        try expectRelease("included file") {
            _ = try directory.write("hosts: { b: { url: http://b2.example } }\n", to: "hosts.d/b.yaml")
        }
        // A mistake is shown, and changes nothing.
        try expectMistake("registry.yaml:8:1: error: VM") {
            try replace("registry.yaml", registry("four") + "nonsense: 1\n")
        }
        try expectMistake("cannot read the registry") { unlink(directory.path + "/registry.yaml") }
        try expectRelease("mended") { try replace("registry.yaml", registry("five")) }
        // Another file beside the registry is nobody's business; neither is what the build writes.
        let before = settledBuilds()
        _ = try directory.write("x", to: "notes.txt")
        #expect(settledBuilds() == before)
        // One change is one build, though it is made of many events.
        try replace("registry.yaml", registry("six"))
        #expect(settles { self.builds > before } && settledBuilds() == before + 1, "\(errors)")
    }

    @Test func templatesAndHooksAreWatched() throws {
        _ = try directory.write(registry("one"), to: "registry.yaml")
        try start()
        #expect(settles { self.builds == 1 })
        let template = try String(
            contentsOf: Repository.root.appending(path: "templates/nginx/preamble.conf.tmpl"), encoding: .utf8)
        try expectRelease("template") {
            // Made whole before it gets its name.
            _ = try directory.write(template + "# mine\n", to: ".new/nginx/preamble.conf.tmpl")
            #expect(rename(directory.path + "/.new", directory.path + "/templates") == 0)
        }
        try expectRelease("template again") {
            try replace("templates/nginx/preamble.conf.tmpl", template + "# again\n")
        }
        let hook = try directory.write("#!/bin/sh\necho ran\n", to: ".hook/post-change/x")
        chmod(hook, 0o755)
        let before = settledBuilds()
        #expect(rename(directory.path + "/.hook", directory.path + "/hooks.d") == 0)
        #expect(settles { self.builds > before })
        try expectRelease("registry") { try replace("registry.yaml", registry("two")) }
        #expect(settles { self.errors.contains("post-change/x: ran") })
    }

    @Test(arguments: [SIGINT, SIGTERM]) func signalEndsItAndLeavesNothing(
        _ signal: Int32
    ) throws {
        _ = try directory.write(registry("one").replacing("include: [hosts.d/*.yaml]\n", with: ""), to: "registry.yaml")
        try start("--quiet")
        #expect(settles { self.release != nil })
        usleep(200_000)
        kill(process.processIdentifier, signal)
        process.waitUntilExit()
        #expect(process.terminationReason == .exit && process.terminationStatus == 128 + signal)
        let left = (FileManager.default.enumerator(atPath: directory.path)?.compactMap { $0 as? String } ?? [])
            .filter { $0.contains(".tmp-") || $0.contains(".unfinished") || $0.contains(".hooks") }
        #expect(left == [] && errors.isEmpty)
    }

    @Test func whatCannotBeWatchedIsAUsageError() throws {
        let tool = { (arguments: [String]) in
            try run(Program.vmoodleGen(), ["build", "--watch"] + arguments, in: self.directory.url)
        }
        #expect(try tool(["-"]).status == 64)
        #expect(try tool(["--plan-digest", "x"]).status == 64)
    }
}
