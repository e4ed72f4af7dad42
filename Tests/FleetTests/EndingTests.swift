import Fleet
import Foundation
import TestSupport
import Testing

/// Programs that do not end by themselves, or leave others behind.
@Suite struct EndingTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    /// A process writes its id there.
    private func process(_ name: String) throws -> Int32 {
        let text = try String(contentsOfFile: "\(directory.path)/\(name)", encoding: .utf8)
        return try #require(Int32(text.trimmingCharacters(in: .whitespacesAndNewlines)))
    }

    private func script(_ text: String, timeout: Duration? = nil) -> Invocation {
        var invocation = Invocation.script(text, timeout: timeout)
        invocation.directory = Array(directory.path.utf8)
        return invocation
    }

    @Test func longRunsAreAskedToEnd() async throws {
        let run = await script(
            "trap 'echo asked >asked; exit 0' TERM; while :; do sleep 0.05; done", timeout: .milliseconds(300)
        ).run()
        #expect(run.ending == .timedOut && run.duration < .seconds(30))
        #expect(FileManager.default.fileExists(atPath: "\(directory.path)/asked"))
    }

    @Test func whatDoesNotListenIsKilledWithAllThatItStarted() async throws {
        // For more than a minute, not for ever: a runner that does not kill is to fail here, and not to wait.
        let wait = "n=0; while [ $n -lt 1200 ]; do sleep 0.05; n=$((n + 1)); done"
        var invocation = script(
            "trap '' TERM; (trap '' TERM; \(wait)) & echo $! >child; echo $$ >leader; \(wait)",
            timeout: .milliseconds(300))
        invocation.grace = .milliseconds(300)
        let run = await invocation.run()
        #expect(run.ending == .timedOut && run.duration >= .milliseconds(600) && run.duration < .seconds(30))
        #expect(try !isAlive(process("leader")))
        #expect(try await ends(process("child")))
    }

    /// Nor does it keep the pipe open: the run is over with its program.
    @Test func whatAProgramLeavesBehindEndsWithIt() async throws {
        let transcript = Transcript()
        let run = await script("sleep 100 & echo $! >child; echo done").run(output: transcript.output)
        #expect(run.ending == .exited(0) && run.duration < .seconds(30) && transcript.text == "done\n")
        #expect(try await ends(process("child")))
    }

    @Test func whatLeavesTheGroupKeepsNobodyWaiting() async throws {
        let transcript = Transcript()
        let run = await script(
            "setsid sh -c 'echo $$ >child; exec sleep 100' & while [ ! -s child ]; do sleep 0.02; done; echo done"
        )
        .run(output: transcript.output)
        #expect(run.ending == .exited(0) && run.duration < .seconds(30) && transcript.text == "done\n")
        kill(try process("child"), SIGKILL)
    }

    @Test func cancelledTasksEndTheirPrograms() async throws {
        let invocation = script("echo $$ >leader; exec sleep 100")
        let task = Task { await invocation.run() }
        while (try? process("leader")) == nil { try await Task.sleep(for: .milliseconds(10)) }
        task.cancel()
        let run = await task.value
        #expect(run.ending == .cancelled && run.duration < .seconds(90))
        #expect(!isAlive(try process("leader")))
    }

    /// Before it starts, while it starts, and when it runs.
    @Test func aTaskCanBeCancelledAtAnyMoment() async throws {
        for delay in 0..<100 {
            let task = Task { await Invocation.script("exec sleep 300").run() }
            try await Task.sleep(for: .microseconds(20 * delay))
            task.cancel()
            let run = await task.value
            #expect(run.ending == .cancelled)
            guard run.ending == .cancelled else { return }
        }
    }

    @Test func nothingStartsInACancelledTask() async throws {
        let invocation = script("echo $$ >leader")
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            return await invocation.run()
        }
        task.cancel()
        #expect(await task.value.ending == .cancelled)
        #expect(!FileManager.default.fileExists(atPath: "\(directory.path)/leader"))
    }

    @Test func manyRunAtOnce() async {
        let endings = await withTaskGroup(of: (Int, Ending).self) { group in
            for number in 0..<60 {
                group.addTask { (number, await Invocation.script("sleep 0.05; exit \(number)").run().ending) }
            }
            return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
        #expect(endings.count == 60 && endings.allSatisfy { $1 == .exited($0) })
    }
}
