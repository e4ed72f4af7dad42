import Fleet
import TestSupport

/// The same day under local_vmoodle's cli/vcron.php (4.5.0, strategy ROUND_ROBIN), as that goes about it: one tick at a time, 16
/// hosts one behind the other, the first host behind the last one of the tick before taken off the list and not run.
struct VcronSimulation {
    static let hostsPerTick = 16
    var simulation: CronSimulation
    /// Milliseconds that each run lasts at least: Moodle's keep-alive of three minutes, which vcron's worker does not turn off.
    var shortestRun: Int

    func run() -> CronSimulation.Figures {
        var figures = CronSimulation.Figures()
        var random = SplitMix64(seed: simulation.seed)
        var lastStart = [Int?](repeating: nil, count: simulation.hosts)
        var cursor: Int?
        var now = 0
        while now < simulation.duration {
            var list = Array((0..<simulation.hosts).reversed())
            if let cursor {
                while let host = list.popLast(), host <= cursor {
                    if list.isEmpty {
                        list = Array((0..<simulation.hosts).reversed())
                        break
                    }
                }
            }
            var time = now
            for _ in 0..<Self.hostsPerTick where time < simulation.duration {
                if list.isEmpty { list = Array((0..<simulation.hosts).reversed()) }
                let host = list.removeLast()
                figures.gaps.append(time - (lastStart[host] ?? 0))
                lastStart[host] = time
                figures.starts += 1
                let length = max(shortestRun, CronSimulation.runLength(&random, atMost: simulation.longestRun))
                figures.longestRun = max(figures.longestRun, length)
                time += length
                cursor = host
            }
            // A tick that finds another at work ends.
            now = (time / simulation.tick + 1) * simulation.tick
        }
        for start in lastStart { figures.gaps.append(simulation.duration - (start ?? 0)) }
        figures.unserved = lastStart.count { $0 == nil }
        figures.mostAtOnce = 1
        return figures
    }
}
