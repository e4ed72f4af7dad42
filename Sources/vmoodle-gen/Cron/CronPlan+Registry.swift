import Fleet
import HostTable
import Registry

extension CronPlan {
    /// The runs of hosts that are open to visitors, in the order in which they are given.
    ///
    /// - Parameter machine: which of how many machines this is; nil: there is one.
    init(
        of hosts: [Host], in registry: Registry, on machine: (number: Int, of: Int)? = nil, as readers: TaskReaders?
    ) {
        let runs = hosts.flatMap { host -> [CronRun] in
            guard host.state == .enabled, host.cron.mode != .none else { return [] }
            if let machine, Rendezvous.machine(of: host.id.value, among: machine.of) != machine.number { return [] }
            return Self.runs(of: host, in: registry)
        }
        self.init(
            runs: runs,
            servers: registry.databaseServers.map { server in
                Server(
                    id: String(decoding: server.id, as: UTF8.self), limit: server.maxParallel,
                    client: readers?.client(of: server))
            })
    }

    private static func runs(of host: Host, in registry: Registry) -> [CronRun] {
        let platform = registry.platform(of: host)
        let text = { (bytes: [UInt8]) in String(decoding: bytes, as: UTF8.self) }
        let root = platform.root.value.bytes
        func run(_ job: CronJob?, _ rhythm: CronTurns.Rhythm, _ script: String, _ arguments: [String]) -> CronRun {
            let words = ["-d", "max_input_vars=5000"] + [text(root) + "/admin/cli/\(script)"] + arguments
            return CronRun(
                host: text(host.id.value), job: job.map { text($0.name) }, rhythm: rhythm, server: host.databaseServer,
                command: [platform.php.bytes] + words.map { Array($0.utf8) }
                    + [Array("--host=".utf8) + host.url.value.bytes],
                niceness: host.cron.niceness, lock: host.cronLock + (job.map { [UInt8(ascii: ".")] + $0.name } ?? []),
                dataRoot: host.dataRoot.value.bytes, user: text(registry.user(of: host).bytes),
                timeout: .seconds((job?.timeout ?? host.cron.timeout).seconds), log: host.cron.log?.bytes)
        }
        var cron = host.cron.period.map { period in
            run(
                nil, .every(period.minutes * 60_000), "cron.php",
                host.cron.keepAlive.map { ["--keep-alive=\($0)"] } ?? [])
        }
        cron?.idle = host.cron.idlePeriod.map { .init(period: $0.minutes * 60_000, tables: TaskTables(of: host)) }
        let jobs = host.cron.jobs.map { job in
            let (script, arguments) =
                job.task.map { ("scheduled_task.php", ["--execute=\(text($0.bytes))"]) }
                ?? ("adhoc_task.php", ["--execute", "--keep-alive=\(job.keepAlive)"])
            return run(job, rhythm(of: job, host), script, arguments)
        }
        return [cron].compactMap { $0 } + jobs
    }

    /// The minute of an hour is the one that the crontab has.
    private static func rhythm(of job: CronJob, _ host: Host) -> CronTurns.Rhythm {
        switch job.times {
        case .every(let period): return .every(period.minutes * 60_000)
        case .hour(let hour):
            let minute = Int(CRC32.of(host.id.value + [0x2F] + job.name) % 60)
            return .daily((hour * 60 + minute) * 60_000)
        }
    }
}

extension CronRun {
    /// Milliseconds between two starts.
    var period: Int { if case .every(let period) = rhythm { period } else { CronTurns.day } }

    /// Whether its turn is long past: by as long as its period is, at least five minutes and at most an hour.
    func isLate(_ record: CronRecord?, at now: Int) -> Bool {
        guard let record else { return false }
        return now > record.since + period + min(max(period, 300_000), 3_600_000)
    }
}
