import HostTable
import Registry
import Template

/// What the template of a crontab says.
struct CrontabText: Subject {
    enum Name {
        case hosts, minute, hour, user, lock, timeout, nice, php, script, keepAlive, url, id, logsToFile, log, cron,
            keepsAlive
        case jobs, jobName, jobMinute, jobHour, jobLock, jobTimeout, jobScript, jobKeepAlive, isScheduled, task
    }

    static let vocabulary: Vocabulary<Name> = [
        "hosts": .list(
            .hosts,
            [
                "minute": .text(.minute), "hour": .text(.hour), "user": .text(.user), "lock": .text(.lock),
                "timeout": .text(.timeout), "nice": .text(.nice), "php": .text(.php), "script": .text(.script),
                "keeps_alive": .flag(.keepsAlive), "keep_alive": .text(.keepAlive), "url": .text(.url),
                "id": .text(.id),
                "logs_to_file": .flag(.logsToFile), "log": .text(.log), "cron": .flag(.cron),
                "jobs": .list(
                    .jobs,
                    [
                        "name": .text(.jobName), "minute": .text(.jobMinute), "hour": .text(.jobHour),
                        "lock": .text(.jobLock), "timeout": .text(.jobTimeout), "script": .text(.jobScript),
                        "keep_alive": .text(.jobKeepAlive), "scheduled": .flag(.isScheduled), "task": .text(.task),
                    ]),
            ])
    ]

    private let platforms: [CronPlatform]
    private var hosts: [Host] = []
    private(set) var passages: [Passage] = []
    /// Where the text of the current host begins in the output.
    private var start = 0
    private var current: CronRun?
    private var schedule = Schedule(period: 1, slot: 0)
    private var jobSchedule = Schedule(period: 1, slot: 0)

    init(_ platforms: [Platform]) { self.platforms = platforms.map(CronPlatform.init) }

    /// Turns to a crontab of hosts.
    mutating func begin(_ hosts: [Host]) {
        self.hosts = hosts
        passages.removeAll()
        passages.reserveCapacity(hosts.count)
    }

    mutating func write(_ name: Name, to output: inout ByteBuffer) {
        switch name {
        case .minute: schedule.writeMinute(to: &output)
        case .hour: schedule.writeHour(to: &output)
        case .jobMinute: jobSchedule.writeMinute(to: &output)
        case .jobHour: jobSchedule.writeHour(to: &output)
        case .jobName: output.append(run.job.name)
        case .user: run.writeUser(to: &output)
        case .lock: run.writeLock(to: &output)
        case .jobLock:
            run.writeLock(to: &output)
            output.append(".")
            output.append(run.job.name)
        case .timeout: output.append(run.host.cron.timeout.seconds)
        case .jobTimeout: output.append((run.job.timeout ?? run.host.cron.timeout).seconds)
        case .nice: output.append(run.host.cron.niceness)
        case .php: output.append(run.platform.php)
        case .script: output.append(run.platform.script)
        case .jobScript: output.append(run.job.task == nil ? run.platform.adhocScript : run.platform.taskScript)
        case .keepAlive: output.append(run.host.cron.keepAlive ?? 0)
        case .jobKeepAlive: output.append(run.job.keepAlive)
        case .task: output.append(run.job.task?.bytes ?? [])
        case .url: run.host.withBytes(of: .url) { output.append($0) }
        case .id: run.host.withBytes(of: .id) { output.append($0) }
        case .log: output.append(run.host.cron.log?.bytes ?? [])
        case .hosts, .jobs, .logsToFile, .cron, .keepsAlive, .isScheduled: preconditionFailure("\(name) is no text")
        }
    }

    mutating func isSet(_ name: Name) -> Bool {
        switch name {
        case .logsToFile: run.host.cron.log != nil
        case .cron: run.host.cron.period != nil
        case .keepsAlive: run.host.cron.keepAlive != nil
        case .isScheduled: run.job.task != nil
        default: preconditionFailure("\(name) is no flag")
        }
    }

    mutating func count(of name: Name) -> Int { name == .jobs ? run.host.cron.jobs.count : hosts.count }

    mutating func begins(_ item: Int, of name: Name, at offset: Int) {
        guard name == .hosts else { return }
        if item > 0 { passages.append(Passage(start..<offset, .host(hosts[item - 1]))) }
        start = offset
    }

    mutating func select(_ item: Int, of name: Name) {
        if name == .jobs {
            current?.select(job: item)
            jobSchedule = run.jobSchedule
        } else {
            current = CronRun(of: hosts[item], on: platforms[hosts[item].platform])
            schedule = run.schedule
        }
    }

    private var run: CronRun {
        guard let current else { preconditionFailure("a host's name stands inside 'hosts'") }
        return current
    }
}
