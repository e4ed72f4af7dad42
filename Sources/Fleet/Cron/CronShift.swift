import Glibc

/// What the runner's one task knows from its first tick to its last.
struct CronShift {
    private let runner: CronRunner
    private let state: CronState
    private let listener: CronRunner.Listener
    private var plan = CronPlan(runs: [], servers: [])
    private var turns: CronTurns
    /// By name, in the plan.
    private var positions: [String: Int] = [:]
    private var running: [String: (run: CronRun, started: Int, before: CronRecord)] = [:]
    /// Nil: there is no such user.
    private var accounts: [String: Account?] = [:]
    private var isFirst = true
    /// Servers that are being asked who has something to do; none of theirs is started meanwhile.
    private var asked: Set<String> = []
    private(set) var summary = CronRunner.Summary()
    /// Whether more may be started.
    var isOpen = true

    init(_ runner: CronRunner, _ state: CronState, _ listener: CronRunner.Listener) {
        (self.runner, self.state, self.listener) = (runner, state, listener)
        turns = CronTurns([], tick: runner.tick, limit: runner.limit, serverLimits: [])
    }

    /// Nothing runs, and nothing will be started.
    var isOver: Bool { running.isEmpty && (!isOpen || !runner.isDaemon && !turns.hasReady) }

    // MARK: Ticks

    mutating func beginTick(at now: Int) {
        if let new = listener.plan(isFirst), new != plan || isFirst { take(new, at: now) }
        state.settle(plan.runs.map { ($0.name, Self.newRecord($0, at: now)) }, at: now)
        if isFirst { noteLostRuns(at: now) }
        isFirst = false
        accounts.removeAll()
        turns.begin(at: now, zone: Self.zone(at: now))
    }

    /// Tells the listener how things stand.
    func tell() { listener.ticked(plan, state) }

    private mutating func take(_ new: CronPlan, at now: Int) {
        plan = new
        positions = Dictionary(plan.runs.enumerated().map { ($0.element.name, $0.offset) }) { first, _ in first }
        let members = plan.runs.map { run in
            let record = state.records[run.name] ?? Self.newRecord(run, at: now)
            // A clock that was set back makes no host wait for it to come round again.
            return CronTurns.Member(rhythm: run.rhythm, server: run.server, since: min(record.since, now))
        }
        turns = CronTurns(
            members, tick: runner.tick, limit: runner.limit, serverLimits: plan.servers.map(\.limit),
            running: running.keys.compactMap { positions[$0] })
    }

    private static func newRecord(_ run: CronRun, at now: Int) -> CronRecord {
        switch run.rhythm {
        case .every(let period): CronRecord(new: run.name.utf8, period: period, at: now)
        case .daily: CronRecord(since: now)
        }
    }

    /// Those that the runner before us started and saw no end of: it was killed, and they with it.
    private func noteLostRuns(at now: Int) {
        for run in plan.runs {
            guard let record = state.records[run.name], let start = record.start, record.isRunning else { continue }
            state.record(.ended(at: now, .lost), of: run.name)
            listener.report(CronReport(run: run, started: start, duration: 0, outcome: .lost, said: []))
        }
    }

    /// Milliseconds that local time is ahead.
    private static func zone(at now: Int) -> Int {
        var seconds = now / 1000
        var local = tm()
        localtime_r(&seconds, &local)
        return local.tm_gmtoff * 1000
    }

    // MARK: Questions

    /// Who is to be asked before their turn whether they have anything to do.
    mutating func questions(
        at now: Int
    ) -> [(server: String, client: DatabaseClient, questions: [DueTasks.Question])] {
        guard isOpen else { return [] }
        return plan.servers.enumerated().compactMap { position, server in
            guard let client = server.client, !asked.contains(server.id) else { return nil }
            let questions = turns.ready(on: position).compactMap { question(plan.runs[$0], at: now) }
            guard !questions.isEmpty else { return nil }
            asked.insert(server.id)
            return (server.id, client, questions)
        }
    }

    /// Positions of the servers that are being asked.
    private var held: Set<Int> {
        asked.isEmpty ? [] : Set(plan.servers.indices.filter { asked.contains(plan.servers[$0].id) })
    }

    /// Nil: it runs in any case.
    private func question(_ run: CronRun, at now: Int) -> DueTasks.Question? {
        guard let idle = run.idle, case .every(let period) = run.rhythm, let record = state.records[run.name],
            // What went wrong, or was broken off by Moodle's own limit of time, has something to do.
            let start = record.start, record.outcome?.isFine ?? false, record.duration ?? .max < period,
            // The next turn would be too late.
            now + period <= start + idle.period
        else { return nil }
        // What was put into the queue while the last run began may have a time just before it.
        return DueTasks.Question(name: run.name, tables: idle.tables, since: start / 1000 - 60)
    }

    /// - Parameter answers: of those who are not in it nothing is known: they run.
    mutating func answer(_ server: String, _ answers: DueTasks.Answers, at now: Int) {
        asked.remove(server)
        let idle = answers.isDue.filter { !$0.value }.compactMap { positions[$0.key] }
        for position in turns.pass(Set(idle), at: now) {
            state.record(.passed(at: now), of: plan.runs[position].name)
            summary.idle += 1
        }
    }

    // MARK: Runs

    /// The next that may be started, which counts as running from now on.
    mutating func next(at now: Int) -> (name: String, run: CronRun, account: Account?)? {
        while isOpen, let position = turns.next(at: now, except: held) {
            let run = plan.runs[position]
            let before = state.records[run.name] ?? CronRecord(since: now)
            guard !isInMaintenance(run) else {
                // Its turn comes at every tick until it is out again.
                turns.putBack(position, since: before.since)
                summary.skipped += 1
                continue
            }
            summary.started += 1
            state.record(.started(at: now, since: turns.members[position].since), of: run.name)
            let account = account(run.user)
            guard account != nil || !Account.canChange else {
                finish(run, at: now, .unstarted, said: Array("there is no user '\(run.user)'".utf8))
                turns.finish(position)
                continue
            }
            running[run.name] = (run, now, before)
            return (run.name, run, account)
        }
        return nil
    }

    private func isInMaintenance(_ run: CronRun) -> Bool {
        access(String(decoding: run.dataRoot, as: UTF8.self) + "/climaintenance.html", F_OK) == 0
    }

    /// Nil: there is no such user, or we cannot be another than we are.
    private mutating func account(_ name: String) -> Account? {
        guard Account.canChange else { return nil }
        if let known = accounts[name] { return known }
        let account = Account(named: name)
        accounts[name] = .some(account)
        return account
    }

    mutating func end(_ name: String, _ completion: Completion, _ said: [UInt8]) {
        guard let (run, started, before) = running.removeValue(forKey: name) else { return }
        let outcome = CronOutcome(completion.ending, said)
        if completion.ending == .exited(CronRun.busyStatus) {
            // The lock is another's: it is as if nothing had been started here.
            summary.started -= 1
            summary.skipped += 1
            state.restore(before, of: name)
            if let position = positions[name] { turns.putBack(position, since: before.since) }
            return
        }
        if let position = positions[name] { turns.finish(position) }
        var said = said
        if case .notStarted(let reason) = completion.ending { said = Array(reason.utf8) }
        finish(run, at: started, outcome, said: said, duration: completion.duration.milliseconds)
    }

    private mutating func finish(
        _ run: CronRun, at start: Int, _ outcome: CronOutcome, said: [UInt8], duration: Int = 0
    ) {
        state.record(.ended(at: start + duration, outcome), of: run.name)
        if !outcome.isFine, !outcome.isSuspended { summary.failed += 1 }
        listener.report(CronReport(run: run, started: start, duration: duration, outcome: outcome, said: said))
    }
}

extension CronOutcome {
    /// What Moodle's core says when it must not run (lib/classes/cron.php), with status 1.
    private static let words: [(said: String, outcome: CronOutcome)] = [
        ("Moodle upgrade pending, cron execution suspended.", .upgradePending),
        ("CLI maintenance mode active, cron execution suspended.", .maintenance),
    ]

    init(_ ending: Ending, _ said: [UInt8]) {
        switch ending {
        case .exited(let status):
            let text = status == 1 ? String(decoding: said, as: UTF8.self) : ""
            self = Self.words.first { text.contains($0.said) }?.outcome ?? .exited(status)
        case .killed(let signal): self = .signalled(signal)
        case .timedOut: self = .timedOut
        case .cancelled: self = .lost
        case .notStarted: self = .unstarted
        }
    }
}
