import Glibc

/// Runs the crons of a fleet: tick for tick those whose turn it is.
///
/// One task decides everything; programs, the clock and people's signals send it word.
public struct CronRunner: Sendable {
    /// Milliseconds.
    public var tick: Int
    /// How many run at once.
    public var limit: Int
    /// Goes on for ever; otherwise until nothing of a tick runs or waits any more.
    public var isDaemon: Bool

    public init(tick: Int, limit: Int, isDaemon: Bool) {
        (self.tick, self.limit, self.isDaemon) = (tick, limit, isDaemon)
    }

    public struct Summary: Sendable {
        public var started = 0
        public var failed = 0
        /// Another run of the host had the lock, or Moodle was in maintenance.
        public var skipped = 0
        /// Had nothing to do.
        public var idle = 0
    }

    /// Whom the runner asks and tells. All but `hear` are called by one task.
    public struct Listener {
        /// What there is to run, asked at every tick; nil: what there was.
        public var plan: (_ isFirst: Bool) -> CronPlan?
        public var report: (CronReport) -> Void
        /// After each tick's starts, and at the end.
        public var ticked: (_ plan: CronPlan, _ state: CronState) -> Void
        /// Why a database server could not tell of all its sites whether they have something to do; nil: it could.
        public var complained: (_ server: String, _ complaint: String?) -> Void = { _, _ in }
        /// A line of a run; nil: nobody listens.
        public var hear: (@Sendable (_ run: String, _ line: [UInt8]) -> Void)?

        public init(
            plan: @escaping (Bool) -> CronPlan?, report: @escaping (CronReport) -> Void,
            ticked: @escaping (CronPlan, CronState) -> Void
        ) {
            (self.plan, self.report, self.ticked) = (plan, report, ticked)
        }
    }

    enum Event: Sendable {
        case tick
        case wish(Interrupts.Wish)
        case ended(String, Completion, said: [UInt8])
        case answered(server: String, DueTasks.Answers)
    }

    public func run(with state: CronState, for listener: Listener, hearing interrupts: Interrupts) async -> Summary {
        let (events, inbox) = AsyncStream.makeStream(of: Event.self)
        interrupts.onChange { inbox.yield(.wish($0)) }
        let asker = DueTasks(in: state.directory)
        var shift = CronShift(self, state, listener)
        return await withDiscardingTaskGroup(returning: Summary.self) { group in
            func start() {
                while let (name, run, account) = shift.next(at: Time.now / 1000) {
                    let hear = listener.hear.map { hear in { @Sendable (line: [UInt8]) in hear(name, line) } }
                    group.addTask {
                        let speech = CronSpeech(log: run.log, for: account, hear: hear)
                        let completion = await run.invocation(as: account).run(output: .reader { speech.take($0) })
                        inbox.yield(.ended(name, completion, said: speech.end()))
                    }
                }
            }
            func ask() {
                let now = Time.now / 1000
                for (server, client, questions) in shift.questions(at: now) {
                    group.addTask {
                        let answers = await asker.answers(to: questions, from: client, at: now / 1000)
                        inbox.yield(.answered(server: server, answers))
                    }
                }
            }
            func tickAgain() {
                let nanoseconds = UInt64(tick) * 1_000_000
                group.addTask {
                    if (try? await Task.sleep(nanoseconds: nanoseconds)) != nil { inbox.yield(.tick) }
                }
            }
            shift.beginTick(at: Time.now / 1000)
            ask()
            start()
            shift.tell()
            tickAgain()
            for await event in events {
                switch event {
                case .tick:
                    if shift.isOpen { shift.beginTick(at: Time.now / 1000) }
                    ask()
                    start()
                    shift.tell()
                    tickAgain()
                case .ended(let name, let completion, let said):
                    shift.end(name, completion, said)
                    start()
                case .answered(let server, let answers):
                    shift.answer(server, answers, at: Time.now / 1000)
                    listener.complained(server, answers.complaint)
                    start()
                case .wish(let wish):
                    shift.isOpen = false
                    if wish == .end { group.cancelAll() }
                }
                if shift.isOver { break }
            }
            group.cancelAll()
            shift.tell()
            return shift.summary
        }
    }
}
