import Fleet
import Foundation
import TestSupport

/// A day of a fleet's crons, without processes: random run lengths with a heavy tail, and a runner that is killed now and then.
struct CronSimulation {
    var hosts: Int
    /// Milliseconds, as all times here.
    var period = 15 * 60_000
    var tick = 60_000
    var limit: Int
    var servers = 8
    var serverLimit: Int?
    var duration = CronTurns.day
    var longestRun = 30 * 60_000
    /// Nil: the runner is never killed.
    var timeBetweenCrashes: Int? = 90 * 60_000
    var seed: UInt64 = 1

    /// Starts of a tick, on average.
    var quota: Int { (hosts * tick + period - 1) / period }

    struct Figures {
        var starts = 0
        var crashes = 0
        /// Hosts of which no run began.
        var unserved = 0
        /// From one start to the next, the beginning and end of the day among them.
        var gaps: [Int] = []
        var longestRun = 0
        var mostAtOnce = 0
        /// By which a gap is longer than the period, the host's own run and the time in which there was no runner.
        var worstDelay = 0
        /// In one tick after the first period that followed no crash within the two periods before.
        var mostStartsInQuietTick = 0
        /// Runs that began while another of the same host was on.
        var overlaps = 0
    }

    /// Median 1.1 s, mean about 4 s, one in five thousand longer than 20 minutes.
    static func runLength(_ random: inout SplitMix64, atMost limit: Int) -> Int {
        let share = Double(random.next() >> 11) * 0x1p-53
        return min(Int(600 * power(1 / (1 - share), 1 / 1.15)), limit)
    }

    static func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }

    func run() -> Figures {
        var figures = Figures()
        var random = SplitMix64(seed: seed)
        var crashes = SplitMix64(seed: seed &+ 99)
        let names = (0..<hosts).map { "h\($0)" }
        var records = Dictionary(
            uniqueKeysWithValues: names.map { ($0, CronRecord(new: $0.utf8, period: period, at: 0)) })
        var lastStart = [Int](repeating: 0, count: hosts)
        var lastLength = [Int](repeating: 0, count: hosts)
        var runsUntil = [Int](repeating: 0, count: hosts)
        var wasStarted = [Bool](repeating: false, count: hosts)
        var outages: [Range<Int>] = []
        func close(_ host: Int, at time: Int) {
            let gap = time - lastStart[host]
            figures.gaps.append(gap)
            let still = outages.reduce(0) { $0 + $1.clamped(to: lastStart[host]..<time).count }
            figures.worstDelay = max(figures.worstDelay, gap - max(period, lastLength[host]) - still)
        }
        func nextCrash(after time: Int) -> Int {
            guard let timeBetweenCrashes else { return .max }
            return time + 1 + crashes.next(below: 2 * timeBetweenCrashes)
        }

        var now = 0
        var crash = nextCrash(after: 0)
        while now < duration {
            // A runner comes to life, with what the one before it wrote.
            guard let known = CronStateText.records(Array(CronStateText.text(records).utf8)) else { return figures }
            records = known.records
            var turns = CronTurns(
                names.enumerated().map {
                    .init(rhythm: .every(period), server: $0.offset % servers, since: records[$0.element]!.since)
                }, tick: tick, limit: limit, serverLimits: Array(repeating: serverLimit, count: servers))
            var ends = Heap()
            var recent: [(at: Int, host: Int, before: CronRecord)] = []
            let end = min(crash, duration)
            while now < end {
                let starts = figures.starts
                turns.begin(at: now)
                let next = min(now / tick * tick + tick, end)
                // What happens in this tick: places become free, and are taken.
                var time = now
                while true {
                    while let host = turns.next(at: time) {
                        let before = records[names[host]]!
                        if runsUntil[host] > time {
                            // A run that outlived its runner still has the lock.
                            turns.putBack(host, since: before.since)
                            continue
                        }
                        let length = Self.runLength(&random, atMost: longestRun)
                        if wasStarted[host], lastStart[host] + lastLength[host] > time { figures.overlaps += 1 }
                        close(host, at: time)
                        recent.append((time, host, before))
                        records[names[host]]!.apply(.started(at: time, since: turns.members[host].since))
                        (lastStart[host], lastLength[host], wasStarted[host]) = (time, length, true)
                        runsUntil[host] = time + length
                        ends.push(time + length, host)
                        figures.starts += 1
                        figures.longestRun = max(figures.longestRun, length)
                    }
                    figures.mostAtOnce = max(figures.mostAtOnce, turns.runningCount)
                    guard let first = ends.first, first.time < next else { break }
                    time = first.time
                    ends.pop()
                    turns.finish(first.host)
                    records[names[first.host]]!.apply(.ended(at: time, .exited(0)))
                }
                now = next
                let isQuiet = now > 2 * period && now - (outages.last?.upperBound ?? 0) > 2 * period
                if isQuiet {
                    figures.mostStartsInQuietTick = max(figures.mostStartsInQuietTick, figures.starts - starts)
                }
            }
            guard now < duration else { break }
            // Killed: half of its runs die with it, and what was written in the last two seconds is lost with the machine's memory.
            figures.crashes += 1
            while let first = ends.first {
                ends.pop()
                if crashes.next(below: 2) == 0 {
                    lastLength[first.host] = now - lastStart[first.host]
                    runsUntil[first.host] = now
                }
            }
            for entry in recent.reversed() where entry.at > now - 2000 { records[names[entry.host]] = entry.before }
            let down = 1000 + crashes.next(below: 3 * 60_000)
            // Cron starts it anew at a full minute.
            let again = (now + down + 59_999) / 60_000 * 60_000
            outages.append(now..<again)
            now = again
            crash = nextCrash(after: now)
        }
        for host in 0..<hosts { close(host, at: duration) }
        figures.unserved = wasStarted.count { !$0 }
        return figures
    }
}
