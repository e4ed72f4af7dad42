/// Whose turn it is among a fleet's crons.
///
/// Each run is started once in its period, those first whose turn is nearest or longest past: with one period, that is the one
/// that was started longest ago. A tick starts as few as it can without later ticks having to start more than
/// `ceil(n · tick / period)` of the n runs of a period, so that runs that once came together come apart again; what is late, after
/// the runner stood still or while all places were taken, is started as soon as there is a place for it.
///
/// Knows no process, file or clock: times are milliseconds since 1970 that it is told.
public struct CronTurns: Sendable {
    public enum Rhythm: Sendable, Hashable {
        /// Milliseconds between two starts, at most.
        case every(Int)
        /// Milliseconds behind local midnight, once a day.
        case daily(Int)
    }

    /// A host's cron, or one of its jobs.
    public struct Member: Sendable {
        public var rhythm: Rhythm
        /// Position in the limits of database servers.
        public var server: Int
        /// From when its period counts: its last start.
        public var since: Int

        public init(rhythm: Rhythm, server: Int, since: Int) {
            (self.rhythm, self.server, self.since) = (rhythm, server, since)
        }
    }

    public static let day = 24 * 60 * 60 * 1000

    public private(set) var members: [Member]
    /// Runs of one rhythm, which are spread over it together.
    private var classes: [(rhythm: Rhythm, members: [Int])] = []
    /// Milliseconds.
    private let tick: Int
    private let limit: Int
    private let serverLimits: [Int]
    private var isRunning: [Bool]
    private var runningOn: [Int]
    public private(set) var runningCount = 0
    /// Whom this tick starts, for each database server: the last one first.
    private var ready: [[(due: Int, member: Int)]]
    /// Milliseconds that local time is ahead of universal time.
    private var zone = 0

    /// - Parameters:
    ///   - tick: milliseconds from one call of `begin` to the next.
    ///   - limit: how many run at once.
    ///   - serverLimits: how many of each database server's run at once; nil: no limit of its own.
    ///   - running: those that are running already.
    public init(_ members: [Member], tick: Int, limit: Int, serverLimits: [Int?], running: [Int] = []) {
        self.members = members
        self.tick = tick
        self.limit = limit
        self.serverLimits = serverLimits.map { $0 ?? .max }
        isRunning = [Bool](repeating: false, count: members.count)
        runningOn = [Int](repeating: 0, count: serverLimits.count)
        ready = [[(due: Int, member: Int)]](repeating: [], count: serverLimits.count)
        var positions: [Rhythm: Int] = [:]
        for (index, member) in members.enumerated() {
            // Each has its own hour, and none is put off for others.
            let key: Rhythm = if case .every = member.rhythm { member.rhythm } else { .daily(0) }
            if let position = positions[key] {
                classes[position].members.append(index)
            } else {
                positions[key] = classes.count
                classes.append((key, [index]))
            }
        }
        for member in running { take(member) }
    }

    /// When a run is to be started at the latest.
    public func due(_ member: Int) -> Int {
        let since = members[member].since
        switch members[member].rhythm {
        case .every(let period): return since + period
        case .daily(let time):
            let behind = (since + zone - time) % Self.day
            return since + Self.day - (behind < 0 ? behind + Self.day : behind)
        }
    }

    /// Chooses whom to start from now to the next tick.
    ///
    /// - Parameter zone: milliseconds that local time is ahead of universal time.
    public mutating func begin(at now: Int, zone: Int = 0) {
        self.zone = zone
        for server in ready.indices { ready[server].removeAll(keepingCapacity: true) }
        var chosen: [(due: Int, member: Int)] = []
        for (rhythm, members) in classes { choose(members, of: rhythm, at: now, into: &chosen) }
        chosen.sort { $0 > $1 }
        for entry in chosen { ready[members[entry.member].server].append(entry) }
    }

    private func choose(
        _ candidates: [Int], of rhythm: Rhythm, at now: Int, into chosen: inout [(due: Int, member: Int)]
    ) {
        guard case .every(let period) = rhythm else {
            for member in candidates where !isRunning[member] {
                let due = due(member)
                if due < now + tick { chosen.append((due, member)) }
            }
            return
        }
        // By the number of the tick in which their turn is.
        let last = period / tick + 1
        var counts = [Int](repeating: 0, count: last + 1)
        func number(_ due: Int) -> Int { due < now ? 0 : min((due - now) / tick, last) }
        for member in candidates where !isRunning[member] { counts[number(members[member].since + period)] += 1 }
        let quota = (candidates.count * tick + period - 1) / period
        var (total, needed) = (0, 0)
        for number in counts.indices {
            total += counts[number]
            needed = max(needed, total - number * quota)
        }
        guard needed > 0 else { return }
        var (limit, within) = (0, 0)
        while within < needed {
            within += counts[limit]
            limit += 1
        }
        var nearest: [(due: Int, member: Int)] = []
        nearest.reserveCapacity(within)
        for member in candidates where !isRunning[member] {
            let due = members[member].since + period
            if number(due) < limit { nearest.append((due, member)) }
        }
        if nearest.count > needed { nearest.sort { $0 < $1 } }
        chosen += nearest.prefix(needed)
    }

    /// Those whom this tick starts and has not started yet.
    public func ready(on server: Int) -> [Int] { ready[server].map(\.member) }

    /// Lets the turn of some go by, which this tick has not started yet; gives those.
    public mutating func pass(_ members: Set<Int>, at now: Int) -> [Int] {
        var passed: [Int] = []
        for server in Set(members.map { self.members[$0].server }) {
            passed += ready(on: server).filter(members.contains)
            ready[server].removeAll { members.contains($0.member) }
        }
        for member in passed { self.members[member].since = now }
        return passed
    }

    /// Takes a place for the next run; nil: there is none that may be started now.
    ///
    /// - Parameter held: servers of which none is started.
    public mutating func next(at now: Int, except held: Set<Int> = []) -> Int? {
        guard runningCount < limit else { return nil }
        var best: Int?
        for server in ready.indices where runningOn[server] < serverLimits[server] && !held.contains(server) {
            guard let entry = ready[server].last else { continue }
            if let best, let other = ready[best].last, other <= entry { continue }
            best = server
        }
        guard let best, let (due, member) = ready[best].popLast() else { return nil }
        if case .daily = members[member].rhythm {
            // Started a little early, its turn is over, too.
            members[member].since = max(now, due)
        } else {
            members[member].since = now
        }
        take(member)
        return member
    }

    private mutating func take(_ member: Int) {
        isRunning[member] = true
        runningOn[members[member].server] += 1
        runningCount += 1
    }

    /// Whether any that this tick chose has not been started.
    public var hasReady: Bool { ready.contains { !$0.isEmpty } }

    /// Gives a run's place back.
    public mutating func finish(_ member: Int) {
        guard isRunning[member] else { preconditionFailure("run \(member) is not running") }
        isRunning[member] = false
        runningOn[members[member].server] -= 1
        runningCount -= 1
    }

    /// Gives the place of a run back that did not come about; the next tick has it again.
    public mutating func putBack(_ member: Int, since: Int) {
        finish(member)
        members[member].since = since
    }
}
