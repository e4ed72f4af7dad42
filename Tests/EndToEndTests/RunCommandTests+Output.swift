import Diagnostics
import Foundation
import TestSupport
import Testing

/// What scripts have said, on terminals, in logs and in pipes.
extension RunCommandTests {
    @Test func everyHostHasALogAndAFailureIsQuoted() throws {
        let outcome = try exec(
            ["h1", "h2"],
            #"for n in $(seq 30); do echo "$VMOODLE_ID $n"; done; printf '\033[2J\n'; [ $VMOODLE_ID = h1 ]"#)
        #expect(outcome.status == 3 && outcome.text.isEmpty)
        #expect(outcome.errors.contains("] h1  ok, ") && outcome.errors.contains("] h2  failed, exit status 1, "))
        #expect(outcome.errors.contains("h2: exit status 1; its last lines, of \(directory.path)/state/jobs/"))
        #expect(outcome.errors.contains("\n    h2 12\n") && !outcome.errors.contains("\n    h2 11\n"))
        #expect(!outcome.errors.contains("    h1 30\n") && !outcome.errors.contains("\u{1B}"))
        #expect(outcome.errors.contains("2 hosts: 1 ok, 1 failed, "))
        let job = "state/jobs/" + (files("state/jobs").first ?? "")
        #expect(
            files(job) == ["arguments", "hosts", "journal.jsonl", "logs"]
                && files(job + "/logs") == ["h1.log", "h2.log"])
        #expect(
            try String(contentsOfFile: "\(directory.path)/\(job)/logs/h1.log", encoding: .utf8).hasSuffix(
                "h1 30\n\u{1B}[2J\n"))
        let lines = try String(contentsOfFile: "\(directory.path)/\(job)/journal.jsonl", encoding: .utf8).split(
            separator: "\n")
        #expect(lines.count == 6)
        for line in lines { #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(line.utf8)) } }
        let mode =
            try FileManager.default.attributesOfItem(atPath: "\(directory.path)/\(job)")[.posixPermissions] as? Int
        #expect(mode == 0o700)
    }

    @Test func outputIsShownWithTheHostsBeforeIt() throws {
        let outcome = try exec(["h1", "waiting", "--show", "lines"], "echo a; echo b >&2; printf c")
        #expect(
            outcome.text.split(separator: "\n").sorted()
                == [
                    "h1      | a", "h1      | b", "h1      | c", "waiting | a", "waiting | b", "waiting | c",
                ].map { $0[...] })
    }

    private static let hostile =
        #"printf '\033]0;owned\007\033[2Jx\302\233y\342\200\256z\tt\r\n'; [ "$VMOODLE_ID" != h2 ]"#

    /// Commands of a terminal, its 8-bit ones and marks of direction among them, reach none; the log has them.
    @Test(arguments: [["h1"], ["h1", "h2", "--show", "lines"], ["h1", "h2"]])
    func terminalsAreSentNoCommands(_ arguments: [String]) throws {
        let words = [try Program.vmoodleGen(), "exec"] + arguments + ["-j1", "--", "sh", "-c", Self.hostile]
        let line = words.map { "'" + $0.replacingOccurrences(of: "'", with: #"'\''"#) + "'" }.joined(separator: " ")
        let outcome = try run(
            try Program.required("script"), ["--quiet", "--return", "--command", line, "/dev/null"],
            environment: ["VMOODLE_STATE_DIR": directory.path + "/state", "TERM": "dumb"], in: directory.url)
        #expect(outcome.status == (arguments.contains("h2") ? 3 : 0), "\(outcome.text)")
        let shown = "\u{FFFD}]0;owned\u{FFFD}\u{FFFD}[2Jx\u{FFFD}y\u{FFFD}z\tt\r\n"
        #expect(outcome.text.contains(shown), "\(outcome.text)")
        #expect(outcome.text.unicodeScalars.allSatisfy { $0.isPrintable || ["\t", "\r", "\n"].contains($0) })
        let job = "state/jobs/\(files("state/jobs").last ?? "")/logs/h1.log"
        let log = try String(contentsOfFile: directory.path + "/" + job, encoding: .utf8)
        #expect(log == "\u{1B}]0;owned\u{7}\u{1B}[2Jx\u{9B}y\u{202E}z\tt\r\n")
    }

    /// A program that reads what one host's has said gets its bytes, and a result in JSON is nothing else.
    @Test func outputOfOneHostIsHandedOnAsItIs() throws {
        let outcome = try exec(["h1"], #"printf 'a\r\n\033\377\0'; printf no-end"#)
        #expect(outcome.output == Array("a\r\n\u{1B}".utf8) + [0xFF, 0] + Array("no-end".utf8))
        #expect(try statuses(exec(["h1", "--format", "json"], "echo said")) == ["h1": "ok"])
        #expect(try exec(["h1", "--format", "json", "--show", "lines"], "echo said").status == 64)
    }
}
