import ArgumentParser
import Fleet
import Glibc

struct CronRunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Run those crons whose turn it is, once from cron or a timer each minute, or for ever.",
        discussion: """
            Hosts whose 'cron.mode' is 'runner' are served, or those that are selected. Each is started once in its 'cron.every', \
            those first that wait longest, as few at a time as keeps that up. One line of JSON is printed for each run that ended. \
            Where another runner is at work already, 'cron run' ends at once: that one goes on until nothing is left to do.
            --shard i/n: this is machine i of n; each host has one of them, and a machine more or less moves few hosts.
            Ctrl-C starts no more and waits for those that run; a second one ends them.
            Exit status: 0 all ran, 3 some failed, 64 usage, 65 registry invalid, 75 another runner is at work (with --daemon), \
            130 interrupted.
            """)

    @OptionGroup var options: CronOptions

    @Option(
        name: [.customShort("j", allowingJoined: true), .long],
        help: "How many run at once; default: one for each processor, at least two.")
    var jobs: Int?

    @Flag(help: "Go on for ever, and read the registry again before each round.")
    var daemon = false

    @Option(help: ArgumentHelp("Seconds from one round to the next.", valueName: "seconds"))
    var tick = 60

    @Flag(name: .shortAndLong, help: "Show what runs say on stderr, with the host's id, where no 'cron.log' takes it.")
    var verbose = false

    func validate() throws {
        guard jobs ?? 1 > 0 else { throw ValidationError("'--jobs' must be at least 1") }
        guard (1...3600).contains(tick) else { throw ValidationError("'--tick' must be 1 to 3600 seconds") }
    }

    func run() throws {
        // Before the lock: a mistake in the registry is nobody else's matter.
        let readers = TaskReaders()
        let first = try options.plan(as: readers)
        // By this thread, which waits for the others: those block all signals.
        let interrupts = Interrupts()
        interrupts.listen()
        let result: Result<(CronRunner.Summary, Int32?), CronState.Failure> = waitFor { [self] in
            do throws(CronState.Failure) {
                let state = try CronState(directory: options.state.directory)
                let summary = await runner.run(with: state, for: listener(first, readers), hearing: interrupts)
                return .success((summary, interrupts.exitStatus))
            } catch {
                return .failure(error)
            }
        }
        switch result {
        case .failure(let failure):
            guard failure.isLocked, !daemon else { throw failure.exit }
            if verbose { Terminal.say("\(failure.reason); this one has nothing to do\n") }
        case .success(let (summary, signal)):
            if verbose {
                let idle = summary.idle > 0 ? ", \(summary.idle) with nothing to do" : ""
                Terminal.say(
                    "\(counted(summary.started, "run")), \(summary.failed) failed, \(summary.skipped) put off\(idle)\n")
            }
            if let signal { throw ExitCode(signal) }
            if summary.failed > 0, !daemon { throw Exit.incomplete }
        }
    }

    private var runner: CronRunner {
        let limit = jobs ?? max(2, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
        return CronRunner(tick: tick * 1000, limit: limit, isDaemon: daemon)
    }

    private func listener(_ first: CronPlan, _ readers: TaskReaders) -> CronRunner.Listener {
        let warnings = Warnings()
        var listener = CronRunner.Listener(
            plan: { isFirst in
                guard !isFirst else { return first }
                let plan = try? options.plan(isQuiet: true, as: readers)
                warnings.note(
                    plan == nil ? "the registry cannot be used; what it said before goes on" : nil, of: "registry")
                return plan
            },
            report: { Terminal.print($0.json) },
            ticked: { plan, state in
                warnings.note(state.failure, of: "state")
                warnings.note(readers.complaint.map { "\($0); those hosts are not asked, and run" }, of: "reader")
                try? options.writeMetrics(plan, state.records)
            })
        listener.complained = { server, complaint in
            warnings.note(
                complaint.map {
                    "database server '\(server)' does not tell of all hosts whether they have something to do; "
                        + "those run: \(ShownOutput.text($0))"
                }, of: "server \(server)")
        }
        if verbose {
            listener.hear = { Terminal.say("[\($0)] \(ShownOutput.line($1))\n") }
        }
        return listener
    }

    /// Each is said once, not every minute.
    private final class Warnings {
        private var former: [String: String] = [:]

        func note(_ warning: String?, of subject: String) {
            if let warning, warning != former[subject] { Terminal.say("vmoodle-gen: warning: \(warning)\n") }
            former[subject] = warning
        }
    }
}
