import Synchronization
import TestSupport
import Testing

@testable import Fleet

/// Which jobs run at once.
@Suite struct WaitingJobsTests {
    private static func jobs(_ lanes: [Int]) -> [(job: Int, lane: Int)] {
        lanes.enumerated().map { ($0.offset, $0.element) }
    }

    @Test func nothingWaitsBehindALaneThatIsFull() {
        var jobs = WaitingJobs(Self.jobs([0, 0, 0, 1, 1]), limit: 3, laneLimits: [1, nil])
        #expect(jobs.start()?.job == 0)
        #expect(jobs.start()?.job == 3)
        #expect(jobs.start()?.job == 4)
        #expect(jobs.start() == nil && jobs.running == 3 && jobs.waiting == 2)
        jobs.end(lane: 1)
        #expect(jobs.start() == nil && jobs.rest == [1, 2])
        jobs.end(lane: 0)
        #expect(jobs.start()?.job == 1 && jobs.start() == nil)
    }

    /// Over random ends: all jobs run once, in the order of their lane, and no limit is passed.
    @Test(arguments: 1...40) func limitsHold(seed: Int) {
        var random = SplitMix64(seed: UInt64(seed))
        let lanes = 1 + random.next(below: 4)
        let limits = (0..<lanes).map { _ in random.next(below: 3) == 0 ? nil : 1 + random.next(below: 3) }
        let limit = 1 + random.next(below: 6)
        let count = random.next(below: 60)
        let entries = Self.jobs((0..<count).map { _ in random.next(below: lanes) })
        var jobs = WaitingJobs(entries, limit: limit, laneLimits: limits)
        var running: [(job: Int, lane: Int)] = []
        var order: [Int] = []
        while jobs.waiting > 0 || !running.isEmpty {
            while let (job, lane) = jobs.start() {
                running.append((job, lane))
                order.append(job)
                #expect(running.count <= limit)
                #expect(running.count { $0.lane == lane } <= limits[lane] ?? .max)
            }
            // One that could run does.
            #expect(!running.isEmpty)
            guard !running.isEmpty else { return }
            jobs.end(lane: running.remove(at: random.next(below: running.count)).lane)
        }
        #expect(order.sorted() == Array(0..<count))
        for lane in 0..<lanes {
            let own = order.filter { entries[$0].lane == lane }
            #expect(own == own.sorted())
        }
    }

    @Test func allAreRunAndNoMoreAtOnceThanAllowed() async {
        let now = Atomic(0)
        let most = Atomic(0)
        var done: [Int: Int] = [:]
        let jobs = WaitingJobs(Self.jobs([Int](repeating: 0, count: 30)), limit: 4, laneLimits: [nil])
        let rest = await jobs.run(
            whileAllowed: { true },
            perform: { job in
                most.max(now.add(1, ordering: .relaxed).newValue, ordering: .relaxed)
                try? await Task.sleep(for: .milliseconds(5))
                now.subtract(1, ordering: .relaxed)
                return job * job
            },
            finish: { done[$0] = $1 })
        #expect(rest.isEmpty && done.count == 30 && done.allSatisfy { $1 == $0 * $0 })
        #expect(most.load(ordering: .relaxed) == 4)
    }

    @Test func onceForbiddenNoMoreStart() async {
        let jobs = WaitingJobs(Self.jobs([Int](repeating: 0, count: 10)), limit: 2, laneLimits: [nil])
        var done: [Int] = []
        let rest = await jobs.run(
            whileAllowed: { done.count < 3 }, perform: { $0 }, finish: { job, _ in done.append(job) })
        // The one that ran beside the third was not called back.
        #expect(done.count == 4 && rest == Array(0..<10).filter { !done.contains($0) })
    }
}
