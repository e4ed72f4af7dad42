import Foundation
import Testing

@testable import Fleet

/// `make cron-simulation` runs them at the size of docs/cron.md, 10,000 hosts; the tests at a tenth.
@Suite struct CronSimulationTests {
    static let hosts = ProcessInfo.processInfo.environment["VMOODLE_CRON_HOSTS"].flatMap { Int($0) } ?? 1000

    static func simulation(_ hosts: Int, seed: UInt64 = 1) -> CronSimulation {
        // Places for three times what is on at once on average, and for as many long runs as there may be at a time.
        let limit = 16 + hosts / 100
        return CronSimulation(hosts: hosts, limit: limit, serverLimit: 4 + limit / 4, seed: seed)
    }

    static func row(_ what: String, _ hosts: Int, _ figures: CronSimulation.Figures) {
        let gaps = figures.gaps.sorted()
        func minutes(_ time: Int) -> String { String(format: "%.1f min", Double(time) / 60_000) }
        print(
            "| \(what) | \(hosts) | \(figures.starts) | \(figures.crashes) | \(minutes(gaps[gaps.count / 2])) | "
                + "\(minutes(gaps[gaps.count * 999 / 1000])) | \(minutes(gaps[gaps.count - 1])) | "
                + "\(minutes(figures.longestRun)) | \(figures.unserved) |")
    }

    @Test(arguments: [1, 2]) func everyHostHasItsTurnThoughTheRunnerIsKilled(_ seed: UInt64) {
        let simulation = Self.simulation(Self.hosts, seed: seed)
        let figures = simulation.run()
        Self.row("cron run, killed now and then", Self.hosts, figures)
        #expect(figures.crashes >= 5 && figures.starts >= Self.hosts * 24 * 4 * 99 / 100)
        #expect(figures.unserved == 0 && figures.overlaps == 0)
        let longest = figures.gaps.max() ?? .max
        #expect(longest <= simulation.period + figures.longestRun, "\(longest)")
        // Where neither the host's own run nor the lack of a runner is the cause, it is late by a tick or two.
        #expect(figures.worstDelay <= 2 * simulation.tick, "\(figures.worstDelay)")
        #expect(figures.mostAtOnce <= simulation.limit)
        #expect(figures.mostStartsInQuietTick <= simulation.quota * 11 / 10, "\(figures.mostStartsInQuietTick)")
    }

    @Test func withoutCrashesNoHostIsLateButByItsOwnRun() {
        var simulation = Self.simulation(Self.hosts)
        simulation.timeBetweenCrashes = nil
        let figures = simulation.run()
        Self.row("cron run", Self.hosts, figures)
        #expect(figures.unserved == 0 && figures.worstDelay <= simulation.tick, "\(figures.worstDelay)")
        // Started neither more often than needed, nor all at once.
        #expect(figures.starts <= Self.hosts * 24 * 4 * 101 / 100, "\(figures.starts)")
        #expect(figures.mostStartsInQuietTick <= simulation.quota * 11 / 10, "\(figures.mostStartsInQuietTick)")
    }

    /// With as many hosts as here, or with 102 and runs as short as they can be.
    @Test func vcronLeavesHostsOut() {
        let simulation = Self.simulation(Self.hosts)
        let kept = VcronSimulation(simulation: simulation, shortestRun: 3 * 60_000).run()
        Self.row("vcron, keep-alive of 3 minutes as it is", Self.hosts, kept)
        #expect(kept.unserved > Self.hosts / 2)
        let short = VcronSimulation(simulation: simulation, shortestRun: 0).run()
        Self.row("vcron, without keep-alive", Self.hosts, short)
        let few = Self.simulation(102)
        let fewVcron = VcronSimulation(simulation: few, shortestRun: 0).run()
        Self.row("vcron, without keep-alive", 102, fewVcron)
        #expect(fewVcron.unserved == 6)
        let fewOurs = few.run()
        Self.row("cron run, killed now and then", 102, fewOurs)
        #expect(fewOurs.unserved == 0)
    }
}
