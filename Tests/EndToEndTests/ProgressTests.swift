import Foundation
import Progress
import TestSupport
import Testing

@testable import vmoodle_gen

/// What a build says of how far it is, and of what it has done.
@Suite struct ProgressTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private func write(hosts: Int, theme: String = "one") throws {
        let lines = (0..<hosts).map { "  h\($0): { url: http://h\($0).example }\n" }.joined()
        _ = try directory.write(
            """
            version: 1
            platforms: { p: { root: /srv/p } }
            dbservers: { s: { type: pgsql } }
            defaults: { platform: p, dataroot: "/data/{id}", db: { server: s, name: "{id}", user: u, password: { file: /x } } }
            hosts:
              a: { url: http://a.example, config: { theme: \(theme) } }
            \(lines)
            """, to: "registry.yaml")
    }

    /// What a build writes to a terminal, both of its streams; `script` gives it one.
    private func onTerminal(_ arguments: String, _ environment: [String: String] = [:]) throws -> String {
        let command = "'\(try Program.vmoodleGen())' build --force \(arguments)"
        let outcome = try run(
            try Program.required("script"), ["-qec", command, "/dev/null"],
            environment: ["TERM": "xterm"].merging(environment) { $1 }, in: directory.url)
        #expect(outcome.status == 0, "\(outcome.text)")
        return outcome.text
    }

    @Test func summaryIsOneLine() throws {
        try write(hosts: 12)
        let tool = { (arguments: [String]) in
            try run(Program.vmoodleGen(), ["build"] + arguments, in: self.directory.url).text
        }
        let first = try tool([])
        #expect(
            first.contains(
                #/\n[0-9]+ of ([0-9]+) files written, 13 hosts, release [0-9a-f]{8}…, [0-9]+\.[0-9]{2} s\n$/#),
            "\(first)")
        try write(hosts: 12, theme: "two")
        let checked = try tool(["--check"])
        #expect(checked.contains(#/\n[0-9]+ of [0-9]+ files would be written, 1 host changed, release /#), "\(checked)")
        let second = try tool([])
        #expect(
            second.contains(
                #/\n[0-9] of [0-9]+ files written, 1 host changed, release [0-9a-f]{8}…, [0-9]+\.[0-9]{2} s\n$/#),
            "\(second)")
        try write(hosts: 13, theme: "two")
        let third = try tool(["--no-activate"])
        #expect(
            third.contains(#/, 1 host added, reload: apache, caddy, nginx, release [0-9a-f]{8}… to activate, /#),
            "\(third)")
        #expect(Build.seconds(214) == "0.21 s" && Build.seconds(12_995) == "13.00 s" && Build.seconds(4) == "0.00 s")
        #expect([0, 999, 1000, 300_412, 1_234_567].map(\.grouped) == ["0", "999", "1,000", "300,412", "1,234,567"])
    }

    @Test func barIsNoWiderThanTheTerminal() {
        let phase = Progress.Phase(name: "writing", things: "files", total: 300_412, number: 1)
        #expect(
            ProgressBar.line(phase, 150_206, milliseconds: 1000, width: 100)
                == "[###############               ] writing 150,206 of 300,412 files, 150,206/s, 1 s left")
        #expect(ProgressBar.line(phase, 0, milliseconds: 0, width: 80).hasSuffix("] writing 0 of 300,412 files"))
        for width in 0...120 {
            #expect(ProgressBar.line(phase, 300_412, milliseconds: 3000, width: width).count <= max(0, width - 1))
        }
        let unknown = Progress.Phase(name: "reading the registry", things: "", total: 0, number: 1)
        #expect(ProgressBar.line(unknown, 0, milliseconds: 9, width: 80) == "reading the registry …")
    }

    @Test(.enabled(if: Program.path("script") != nil, "script is needed"))
    func terminalShowsPhasesOfALongBuildAndLeavesNone() throws {
        // Long: a debug build of these takes seconds on any machine, and the bar half a second to appear.
        try write(hosts: 8000)
        let text = try onTerminal("--no-activate")
        #expect(
            text.contains(
                #/\r\[#* *\] [a-z]+ [0-9,]+ of [0-9,]+ (files|texts)(, [0-9,]+\/s, [0-9]+ s left)?\u{1B}\[K/#),
            "\(text.suffix(2000))")
        // It is gone before the result.
        let end = try #require(text.ranges(of: "\u{1B}[K").last)
        #expect(!text[end.upperBound...].contains("\u{1B}") && text[end.upperBound...].contains(" files written, "))
        #expect(!(try onTerminal("--no-activate", ["TERM": "dumb"])).contains("\u{1B}"))
        #expect(!(try onTerminal("--no-activate --quiet --out other")).contains("\u{1B}"))
        try FileManager.default.removeItem(atPath: directory.path + "/other")
        // Nor is there one where nobody looks.
        let outcome = try run(
            Program.vmoodleGen(), ["build", "--out", "other"], environment: ["TERM": "xterm"], in: directory.url)
        #expect(outcome.status == 0 && outcome.errors.isEmpty && !outcome.text.contains("\u{1B}"))
    }

    @Test(.enabled(if: Program.path("script") != nil, "script is needed"))
    func shortBuildLeavesNoTraceAndALongHookDoes() throws {
        try write(hosts: 1)
        #expect(!(try onTerminal("")).contains("\u{1B}"))
        chmod(try directory.write("#!/bin/sh\nsleep 1\necho said\nsleep 0.3\n", to: "hooks.d/post-change/slow"), 0o755)
        try write(hosts: 1, theme: "two")
        let text = try onTerminal("")
        #expect(text.contains("\rrunning post-change/slow …\u{1B}[K"), "\(text)")
        #expect(text.contains("\r\u{1B}[Kpost-change/slow: said"), "\(text)")
    }
}
