/// Jobs in the order in which they are to start, a limited number at once in each of some lanes and in all of them together.
///
/// A lane is what jobs share and wear out: a database server. Nothing waits behind a lane that is full but what needs it.
public struct WaitingJobs<Job> {
    private struct Lane {
        var waiting: [(position: Int, job: Job)] = []
        var next = 0
        var running = 0
        let limit: Int

        var head: Int? { running < limit && next < waiting.count ? waiting[next].position : nil }
    }

    private var lanes: [Lane]
    private let limit: Int
    public private(set) var running = 0
    public private(set) var waiting: Int

    /// - Parameters:
    ///   - jobs: with the position of the lane of each.
    ///   - limit: how many run at once; at least 1.
    ///   - laneLimits: the same of each lane; nil: no limit of its own.
    public init(_ jobs: [(job: Job, lane: Int)], limit: Int, laneLimits: [Int?]) {
        precondition(limit > 0, "somebody must run")
        lanes = laneLimits.map { Lane(limit: max(1, $0 ?? .max)) }
        for (position, entry) in jobs.enumerated() { lanes[entry.lane].waiting.append((position, entry.job)) }
        self.limit = limit
        waiting = jobs.count
    }

    /// The next job that may start, which is running from now on.
    public mutating func start() -> (job: Job, lane: Int)? {
        guard running < limit else { return nil }
        let heads = lanes.indices.compactMap { lane in lanes[lane].head.map { (lane: lane, position: $0) } }
        guard let lane = heads.min(by: { $0.position < $1.position })?.lane else { return nil }
        let job = lanes[lane].waiting[lanes[lane].next].job
        lanes[lane].next += 1
        lanes[lane].running += 1
        running += 1
        waiting -= 1
        return (job, lane)
    }

    /// A job of a lane has ended.
    public mutating func end(lane: Int) {
        lanes[lane].running -= 1
        running -= 1
    }

    /// Those that have not started, in their order.
    public var rest: [Job] {
        lanes.flatMap { $0.waiting[$0.next...] }.sorted { $0.position < $1.position }.map(\.job)
    }
}
