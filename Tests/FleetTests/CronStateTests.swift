import Foundation
import TestSupport
import Testing

@testable import Fleet

@Suite struct CronStateTests {
    private func runs(_ names: [String]) -> [(name: String, new: CronRecord)] {
        names.map { ($0, CronRecord(since: 5)) }
    }

    private func state(_ directory: String) throws -> CronState { try CronState(directory: directory) }

    @Test func whatHappenedIsThereAgain() throws {
        let folder = try TemporaryDirectory()
        let path = folder.path + "/a/state"
        do {
            let state = try state(path)
            state.settle(runs(["a", "b", "c", "d:job"]), at: 6)
            state.record(.started(at: 10, since: 11), of: "a")
            state.record(.ended(at: 17, .exited(3)), of: "a")
            state.record(.started(at: 20, since: 20), of: "b")
            state.record(.started(at: 30, since: 30), of: "c")
            state.restore(CronRecord(since: 5), of: "c")
            #expect(state.failure == nil)
        }
        let known = [
            "a": CronRecord(since: 11, start: 10, outcome: .exited(3), duration: 7),
            "b": CronRecord(since: 20, start: 20, isRunning: true), "c": CronRecord(since: 5),
            "d:job": CronRecord(since: 5),
        ]
        #expect(try CronState.records(in: path) == known)
        let again = try state(path)
        // Those that are not served for now are remembered for a month.
        again.settle(runs(["a", "b", "e"]), at: CronState.memory)
        #expect(again.records["c"] == CronRecord(since: 5) && again.records["e"] == CronRecord(since: 5))
        again.settle(runs(["a", "b", "e"]), at: CronState.memory + 5)
        #expect(again.records.keys.sorted() == ["a", "b", "e"])
        #expect(try CronState.records(in: path) == again.records)
    }

    @Test(arguments: [
        CronOutcome.exited(0), .exited(255), .signalled(9), .timedOut, .upgradePending, .maintenance, .unstarted, .lost,
    ]) func outcomesReadBackAsWritten(_ outcome: CronOutcome) {
        #expect(CronOutcome(word: outcome.word) == outcome)
        let record = CronRecord(since: 1, start: 2, isRunning: true, outcome: outcome, duration: 3)
        let text = CronStateText.text(["x": record])
        #expect(CronStateText.records(Array(text.utf8))?.records == ["x": record])
    }

    @Test func oneRunnerAtATime() throws {
        let folder = try TemporaryDirectory()
        let first = try state(folder.path)
        do {
            _ = try state(folder.path)
            Issue.record("two have the lock")
        } catch {
            #expect((error as? CronState.Failure)?.isLocked == true)
        }
        withExtendedLifetime(first) {}
    }

    @Test func lockEndsWithItsRunner() throws {
        let folder = try TemporaryDirectory()
        _ = try state(folder.path)
        _ = try state(folder.path)
    }

    /// At every byte at which a runner may have been killed.
    @Test func whatWasCutOffSaysNothing() throws {
        let events: [CronEvent] = [
            .started(at: 10, since: 10), .ended(at: 12, .exited(0)), .passed(at: 15), .started(at: 20, since: 20),
        ]
        let start = CronStateText.text(["a": CronRecord(since: 1)])
        let lines = events.map { CronStateText.text($0, of: "a") }
        let whole = Array((start + lines.joined()).utf8)
        for length in start.utf8.count...whole.count {
            let known = try #require(CronStateText.records(Array(whole.prefix(length))))
            var (record, rest) = (CronRecord(since: 1), length - start.utf8.count)
            for (event, line) in zip(events, lines) {
                guard rest >= line.utf8.count else { break }
                record.apply(event)
                rest -= line.utf8.count
            }
            #expect(known.records == ["a": record], "\(length) bytes")
        }
    }

    /// A disk that was full took a part of a line, and has room again.
    @Test func lineBehindOneThatWasCutOffIsRead() throws {
        let folder = try TemporaryDirectory()
        let state = try state(folder.path)
        state.settle(runs(["a", "b"]), at: 6)
        let file = try FileHandle(forWritingTo: folder.url.appending(path: "cron.state"))
        try file.seekToEnd()
        try file.write(contentsOf: Data("start a 1".utf8))
        state.record(.started(at: 7, since: 7), of: "b")
        let known = ["a": CronRecord(since: 5), "b": CronRecord(since: 7, start: 7, isRunning: true)]
        #expect(try CronState.records(in: folder.path) == known)
    }

    @Test(arguments: ["", "vmoodle-gen cron 2\n", "a: b\n"]) func anotherFormatIsNotTakenForNothing(_ text: String)
        throws
    {
        let folder = try TemporaryDirectory()
        _ = try folder.write(text, to: "cron.state")
        #expect(throws: CronState.Failure.self) { try CronState.records(in: folder.path) }
        #expect(throws: CronState.Failure.self) { try state(folder.path) }
    }

    @Test func fileDoesNotGrowForEver() throws {
        let folder = try TemporaryDirectory()
        let state = try state(folder.path)
        for round in 0..<2000 {
            state.settle(runs(["a"]), at: 6)
            state.record(.started(at: round, since: round), of: "a")
            state.record(.ended(at: round, .exited(0)), of: "a")
        }
        let size = try FileManager.default.attributesOfItem(atPath: folder.path + "/cron.state")[.size] as? Int
        #expect(try #require(size) < 30_000)
        #expect(try CronState.records(in: folder.path) == state.records)
    }

    @Test func fullDiskIsSaidAndSurvived() throws {
        let folder = try TemporaryDirectory()
        let state = try state(folder.path)
        // Nothing can be made by this name.
        try FileManager.default.createDirectory(
            atPath: folder.path + "/cron.state.new", withIntermediateDirectories: true)
        state.settle(runs(["a"]), at: 6)
        state.record(.started(at: 1, since: 1), of: "a")
        #expect(state.failure?.contains("cron.state.new") == true && state.records["a"]?.start == 1)
        try FileManager.default.removeItem(atPath: folder.path + "/cron.state.new")
        state.settle(runs(["a"]), at: 6)
        #expect(state.failure == nil)
        #expect(try CronState.records(in: folder.path)["a"]?.start == 1)
    }

    // MARK: New hosts and machines

    @Test func newHostsAreSpreadOverTheirPeriod() {
        var tenths = [Int](repeating: 0, count: 10)
        for host in 0..<3000 {
            let turn = CronRecord(new: "host-\(host)".utf8, period: 900_000, at: 5_000_000).since + 900_000
            tenths[(turn - 5_000_001) / 90_000] += 1
        }
        #expect(tenths.allSatisfy { $0 > 240 && $0 < 360 }, "\(tenths)")
    }

    @Test func machineMoreMovesHostsToItselfOnly() {
        let names = (0..<3000).map { Array("host-\($0)".utf8) }
        let three = names.map { Rendezvous.machine(of: $0, among: 3) }
        let four = names.map { Rendezvous.machine(of: $0, among: 4) }
        for (before, after) in zip(three, four) { #expect(before == after || after == 4) }
        for machines in [three, four] {
            let counts = Dictionary(grouping: machines) { $0 }.values.map(\.count)
            let share = 3000 / counts.count
            #expect(counts.allSatisfy { abs($0 - share) < share / 8 }, "\(counts)")
        }
        #expect(names.allSatisfy { Rendezvous.machine(of: $0, among: 1) == 1 })
    }
}
