import Diagnostics
import Fleet
import Synchronization

/// The run of one command for many hosts.
struct FleetRun: Sendable {
    let tasks: [HostTask]
    /// Of each lane; nil: none of its own.
    let laneLimits: [Int?]
    /// How many hosts at once.
    let limit: Int
    /// How many hosts come first, alone.
    let canary: Int
    let policy: FailurePolicy
    let job: JobDirectory
    let journal: Journal
    let display: RunDisplay

    /// Runs all, and tells the journal and the display.
    ///
    /// - Parameter report: what it is filled with.
    func fill(_ report: inout RunReport) {
        let interrupts = Interrupts()
        let begin = Time.steady
        let work = Task { await run(until: interrupts) }
        interrupts.onChange { wish in
            display.note(
                wish == .end
                    ? "the hosts that run are being ended"
                    : "no more hosts are started; those that run are waited for (Ctrl-C again ends them)")
            if wish == .end { work.cancel() }
        }
        interrupts.listen()
        let (results, rest) = waitFor { await work.value }
        // As they were listed, not as they ended.
        let places = Dictionary(uniqueKeysWithValues: tasks.enumerated().map { ($0.element.id, $0.offset) })
        report.results = results.sorted { places[$0.task.id] ?? 0 < places[$1.task.id] ?? 0 }
        report.rest = rest
        report.isShown = display.showsLines
        display.end()
        report.duration = Time.steady - begin
        report.interruption = interrupts.exitStatus
        report.status = interrupts.wish != .none ? .interrupted : report.rest.isEmpty ? .done : .stopped
    }

    private func run(until interrupts: Interrupts) async -> (results: [HostResult], rest: [HostTask]) {
        let first = tasks.prefix(canary)
        var results: [HostResult] = []
        var failures = 0
        var rest: [HostTask] = []
        for (wave, isFirst) in [(first, true), (tasks.dropFirst(first.count), false)] where !wave.isEmpty {
            guard isFirst || canary == 0 || rest.isEmpty && failures == 0 else {
                rest += wave
                continue
            }
            let jobs = WaitingJobs(wave.map { (job: $0, lane: $0.lane) }, limit: limit, laneLimits: laneLimits)
            rest += await jobs.run(
                whileAllowed: {
                    interrupts.wish == .none && policy.allows(failures: failures, of: tasks.count)
                        && !(isFirst && failures > 0)
                },
                perform: perform,
                finish: { _, result in
                    if result.isFailure { failures += 1 }
                    var result = result
                    if failures > RunReport.mostRemembered { result.lastLines = [] }
                    journal.append(result.fields)
                    display.finish(result)
                    results.append(result)
                })
        }
        return (results, rest)
    }

    private func perform(_ task: HostTask) async -> HostResult {
        let path = job.log(of: task.id)
        display.start()
        journal.append([
            "host": jsonText(task.id), "status": "\"started\"", "at": "\"\(Time.text(Time.now))\"",
        ])
        let log: HostLog
        do throws(FleetError) {
            log = try HostLog(path)
        } catch {
            let completion = Completion(
                ending: .notStarted(error.description), started: Time.now, duration: .zero)
            return HostResult(task: task, completion: completion, log: path)
        }
        let completion = await task.invocation.run(
            output: .reader { piece in
                log.write(piece)
                display.output(task.id, piece)
            })
        log.close()
        var result = HostResult(task: task, completion: completion, log: path)
        if result.isFailure { result.lastLines = log.lastLines(RunReport.quotedLines) }
        result.logFailure = log.failure
        return result
    }
}
