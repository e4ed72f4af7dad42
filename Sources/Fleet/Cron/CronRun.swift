/// A host's cron, or one of its jobs, as it is to be run.
public struct CronRun: Sendable, Equatable {
    /// The host's id, with `:` and its name behind it for a job.
    public var name: String
    public var host: String
    /// Nil: the host's cron.
    public var job: String?
    public var rhythm: CronTurns.Rhythm
    /// Position in the limits of database servers.
    public var server: Int
    /// The program and its arguments.
    public var command: [[UInt8]]
    public var niceness: Int
    /// A file that is locked while it runs.
    public var lock: [UInt8]
    /// Where Moodle leaves word that it is in maintenance on the command line.
    public var dataRoot: [UInt8]
    public var user: String
    public var timeout: Duration
    /// Nil: what it says is not kept.
    public var log: [UInt8]?
    /// Nil: it is started at each of its turns.
    public var idle: Idle?

    /// Whose database is asked first, and how seldom it runs with nothing to do.
    public struct Idle: Sendable, Equatable {
        /// Milliseconds between two starts, at most.
        public var period: Int
        public var tables: TaskTables

        public init(period: Int, tables: TaskTables) { (self.period, self.tables) = (period, tables) }
    }

    public init(
        host: String, job: String?, rhythm: CronTurns.Rhythm, server: Int, command: [[UInt8]], niceness: Int,
        lock: [UInt8], dataRoot: [UInt8], user: String, timeout: Duration, log: [UInt8]?
    ) {
        name = host + (job.map { ":\($0)" } ?? "")
        (self.host, self.job, self.rhythm, self.server) = (host, job, rhythm, server)
        (self.command, self.niceness, self.lock, self.dataRoot) = (command, niceness, lock, dataRoot)
        (self.user, self.timeout, self.log) = (user, timeout, log)
    }

    /// What a run ends with that another one of the host has the lock of.
    static let busyStatus = 213

    /// The crontab's line, without its shell: flock(1) becomes nice(1), and that the program, so that one process has the lock and
    /// takes the signals. The lock is the program's: it lasts as long as that, whatever becomes of us.
    func invocation(as account: Account?) -> Invocation {
        let words = { (text: String) in text.split(separator: " ").map { Array($0.utf8) } }
        let environment = ProcessEnvironment(for: account)
        return Invocation(
            program: environment.path(of: Array("flock".utf8)) ?? Array("/usr/bin/flock".utf8),
            arguments: words("--nonblock --no-fork --conflict-exit-code \(Self.busyStatus)") + [lock]
                + words("nice -n \(niceness)") + command,
            environment: environment, account: account, directory: Array("/".utf8), timeout: timeout)
    }
}

/// All runs of a fleet, and the database servers that they are on.
public struct CronPlan: Sendable, Equatable {
    public var runs: [CronRun]
    public var servers: [Server]

    public struct Server: Sendable, Equatable {
        public var id: String
        /// How many runs may go on at once; nil: no limit of its own.
        public var limit: Int?
        /// Nil: it is never asked.
        public var client: DatabaseClient?

        public init(id: String, limit: Int?, client: DatabaseClient?) {
            (self.id, self.limit, self.client) = (id, limit, client)
        }
    }

    public init(runs: [CronRun], servers: [Server]) { (self.runs, self.servers) = (runs, servers) }
}

/// What came of a run.
public struct CronReport: Sendable {
    public var run: CronRun
    /// Milliseconds since 1970.
    public var started: Int
    /// Milliseconds.
    public var duration: Int
    public var outcome: CronOutcome
    /// The end of what it said; why it could not be started.
    public var said: [UInt8]
}
