import ChildProcess
import Foundation
import TestSupport
import Testing

@Suite struct ChildProcessTests {
    private func sh(
        _ script: String, _ arguments: [String] = [], environment: [String]? = nil, seconds: Int = 20, mercy: Int = 5,
        limit: Int = 1 << 20
    ) throws -> (ending: ChildProcess.Ending, text: String) {
        var bytes: [UInt8] = []
        let ending = try ChildProcess.run(
            ["/bin/sh", "-c", script, "sh"] + arguments, environment: environment, withErrors: true, seconds: seconds,
            mercy: mercy
        ) { part in
            bytes += part
            return bytes.count <= limit
        }
        return (ending, String(decoding: bytes, as: UTF8.self))
    }

    /// Whether a process is there and no zombie.
    private func runs(_ number: Int) -> Bool {
        guard let stat = try? String(contentsOfFile: "/proc/\(number)/stat", encoding: .utf8) else { return false }
        return stat.split(separator: ")").last?.split(separator: " ").first != "Z"
    }

    private func isGone(_ number: Int) -> Bool {
        for _ in 0..<200 {
            if !runs(number) { return true }
            usleep(10_000)
        }
        return false
    }

    @Test func outputErrorsAndStatusComeBack() throws {
        let said = try sh("echo out; echo err >&2; cat; exit 7")
        #expect(said.ending == .exited(7) && said.text == "out\nerr\n")
        #expect(try sh("kill -KILL $$").ending == .killed(signal: SIGKILL))
        #expect(throws: ChildProcess.Failure.self) {
            _ = try ChildProcess.run(["/nowhere"], withErrors: false, seconds: 1) { _ in true }
        }
    }

    @Test func muchOutputIsReadWhole() throws {
        let said = try sh("head -c 1000000 /dev/zero | tr '\\0' x")
        #expect(said.ending == .exited(0) && said.text.utf8.count == 1_000_000)
        #expect(try sh("yes", limit: 1000).ending == .refused)
    }

    @Test func environmentIsTheGivenOneAlone() throws {
        #expect(try sh("env | grep -v '^PWD=\\|^_=\\|^SHLVL='", environment: ["A=1"]).text == "A=1\n")
    }

    @Test func programHasAGroupOfItsOwn() throws {
        let said = try sh("ps -o pid=,pgid= -p $$").text.split(separator: " ").map {
            $0.trimmingCharacters(in: .whitespacesAndNewlines)
        }
        #expect(said.count == 2 && said[0] == said[1])
    }

    @Test func whatTakesTooLongIsAskedToEndFirst() throws {
        let start = Date.now
        let said = try sh("trap 'echo asked; exit' TERM; echo $$; while :; do sleep 0.05; done", seconds: 1)
        #expect(said.ending == .timedOut && Date.now.timeIntervalSince(start) < 4)
    }

    @Test func whatDoesNotFollowIsEndedWithAllThatItStarted() throws {
        let start = Date.now
        let said = try sh(
            "trap '' TERM; sh -c 'trap \"\" TERM; while :; do sleep 0.05; done' & echo $!; echo $$; wait; while :; do sleep 1; done",
            seconds: 1, mercy: 1)
        #expect(said.ending == .timedOut && Date.now.timeIntervalSince(start) < 6)
        let numbers = said.text.split(separator: "\n").compactMap { Int($0) }
        #expect(numbers.count == 2 && numbers.allSatisfy(isGone))
    }

    /// A daemon that was started by it may go on, and may hold what it inherited.
    @Test func itIsOverWhenTheProgramHasEnded() throws {
        let start = Date.now
        let said = try sh("sleep 30 & echo $!")
        #expect(said.ending == .exited(0) && Date.now.timeIntervalSince(start) < 5)
        let number = try #require(Int(said.text.trimmingCharacters(in: .newlines)))
        #expect(runs(number))
        kill(pid_t(number), SIGKILL)
    }

    @Test func whatClosesItsOutputIsWaitedFor() throws {
        let start = Date.now
        #expect(try sh("exec >&- 2>&-; sleep 0.3; exit 3").ending == .exited(3))
        #expect(Date.now.timeIntervalSince(start) >= 0.3)
    }
}
