/// How cron is run for a host; one object for all hosts that do not differ in it.
public final class CronSettings: Sendable {
    /// What runs it.
    public enum Mode: String, Sendable, CaseIterable {
        /// A line of a crontab.
        case lines
        /// A timer of systemd's.
        case systemd
        /// `cron run`, which serves many hosts.
        case runner
        case none
    }

    public let mode: Mode
    /// Nil: jobs only.
    public let period: CronPeriod?
    /// Of a host that `cron run` serves: how often it runs with nothing to do; nil: at each of its turns.
    public let idlePeriod: CronPeriod?
    /// After which a run is ended.
    public let timeout: TimeSpan
    /// 0 to 19 (nice(1)).
    public let niceness: Int
    /// Seconds that a run goes on looking for tasks; nil: cron.php is not told, since Moodle's before 4.2 does not ask.
    public let keepAlive: Int?
    /// Held while it runs; nil: a file in /run/lock, which every Debian has and everyone may write to, or in the dataroot
    /// of a host that has a user of its own.
    public let lock: AbsolutePath?
    /// Nil: what the machine logs with.
    public let log: AbsolutePath?
    /// Sorted by name.
    public let jobs: [CronJob]

    public init(
        mode: Mode, period: CronPeriod?, idlePeriod: CronPeriod?, timeout: TimeSpan, niceness: Int, keepAlive: Int?,
        lock: AbsolutePath?,
        log: AbsolutePath?, jobs: [CronJob]
    ) {
        self.mode = mode
        self.period = period
        self.idlePeriod = idlePeriod
        self.timeout = timeout
        self.niceness = niceness
        self.keepAlive = keepAlive
        self.lock = lock
        self.log = log
        self.jobs = jobs
    }

    /// How many runs of their own a host has: its cron and its jobs.
    public var runs: Int { mode == .none ? 0 : jobs.count + (period == nil ? 0 : 1) }
}

/// A run beside a host's cron, for tasks that want other times than that has.
public struct CronJob: Sendable {
    /// A crontab holds up to 10,000 lines, and a shard some hundred hosts.
    public static let most = 16

    public enum Times: Sendable, Equatable {
        case every(CronPeriod)
        /// Once a day in this hour.
        case hour(Int)
    }

    public var name: [UInt8]
    /// Nil: tasks of Moodle's queue, which are called ad hoc.
    public var task: TaskName?
    public var times: Times
    /// Seconds that a run goes on looking for ad hoc tasks.
    public var keepAlive: Int
    /// Nil: that of the host's cron.
    public var timeout: TimeSpan?

    public init(name: [UInt8], task: TaskName?, times: Times, keepAlive: Int, timeout: TimeSpan?) {
        self.name = name
        self.task = task
        self.times = times
        self.keepAlive = keepAlive
        self.timeout = timeout
    }

    /// In minutes.
    public var period: Int {
        switch times {
        case .every(let period): period.minutes
        case .hour: 24 * 60
        }
    }
}

extension Host {
    /// Seconds between two runs of its cron, for Moodle, which warns of a cron that is late; nil: no more than it expects
    /// anyway (config-dist.php, "expectedcronfrequency"), or not known here.
    public var cronFrequency: Int? {
        let idle = cron.mode == .runner ? cron.idlePeriod : nil
        guard cron.mode != .none, let minutes = (idle ?? cron.period)?.minutes, minutes > 1 else { return nil }
        return 60 * minutes
    }

    /// What is run for it by a program: nothing while it is closed to visitors.
    public func runs(by mode: CronSettings.Mode) -> Int { state == .enabled && cron.mode == mode ? cron.runs : 0 }
}

extension Host {
    /// What is locked while its cron runs; a job has its name behind a '.' there.
    public var cronLock: [UInt8] {
        var lock: [UInt8] = []
        withCronLock { lock += $0 }
        return lock
    }

    /// The same in pieces.
    public func withCronLock(_ append: (UnsafeBufferPointer<UInt8>) -> Void) {
        func piece(_ text: StaticString) { text.withUTF8Buffer(append) }
        if let lock = cron.lock {
            lock.bytes.withUnsafeBufferPointer(append)
        } else if web.pool != nil {
            // Where every user may make files, a host's own user could hold another's lock.
            withBytes(of: .dataRoot, append)
            piece("/cron.lock")
        } else {
            piece("/run/lock/vmoodle-")
            withBytes(of: .id, append)
        }
    }
}
