import Registry
import Template

/// What the units of one run say: of a host's cron, or of one of its jobs.
struct RunUnit: Subject {
    enum Name {
        case id, user, php, script, timeout, nice, keepsAlive, keepAlive, url, logsToFile, log, cron, adhoc, scheduled,
            task
        case minutely, minutes, hourly, hours, daily, hour, delay
    }

    static let vocabulary: Vocabulary<Name> = [
        "id": .text(.id), "user": .text(.user), "php": .text(.php), "script": .text(.script),
        "timeout": .text(.timeout), "nice": .text(.nice), "keeps_alive": .flag(.keepsAlive),
        "keep_alive": .text(.keepAlive), "url": .text(.url),
        "logs_to_file": .flag(.logsToFile), "log": .text(.log), "cron": .flag(.cron), "adhoc": .flag(.adhoc),
        "scheduled": .flag(.scheduled), "task": .text(.task), "minutely": .flag(.minutely),
        "minutes": .text(.minutes), "hourly": .flag(.hourly), "hours": .text(.hours), "daily": .flag(.daily),
        "hour": .text(.hour), "delay": .text(.delay),
    ]

    let host: Host
    private let platform: CronPlatform
    /// Nil: the host's cron.
    private let job: CronJob?

    static func all(of host: Host, on platform: CronPlatform) -> [RunUnit] {
        let cron = host.cron.period == nil ? [] : [RunUnit(host: host, platform: platform, job: nil)]
        return cron + host.cron.jobs.map { RunUnit(host: host, platform: platform, job: $0) }
    }

    /// Of the template of units.
    var instance: [UInt8] { host.id.value + (job.map { [UInt8(ascii: ":")] + $0.name } ?? []) }

    mutating func write(_ name: Name, to output: inout ByteBuffer) {
        switch name {
        case .id: host.withBytes(of: .id) { output.append($0) }
        case .user: output.append(host.web.pool?.user.bytes ?? platform.user)
        case .php: output.append(platform.php)
        case .script:
            guard let job else { return output.append(platform.script) }
            output.append(job.task == nil ? platform.adhocScript : platform.taskScript)
        case .timeout: output.append((job?.timeout ?? host.cron.timeout).seconds)
        case .nice: output.append(host.cron.niceness)
        case .keepAlive: output.append(job?.keepAlive ?? host.cron.keepAlive ?? 0)
        case .url: host.withBytes(of: .url) { output.append($0) }
        case .log: output.append(host.cron.log?.bytes ?? [])
        case .task: output.append(job?.task?.bytes ?? [])
        case .minutes: output.append(period)
        case .hours: output.append(period / 60)
        case .hour: output.append(hour ?? 0)
        case .delay: output.append(60 * (hour == nil ? period : 60))
        case .logsToFile, .cron, .keepsAlive, .adhoc, .scheduled, .minutely, .hourly, .daily:
            preconditionFailure("\(name) is no text")
        }
    }

    mutating func isSet(_ name: Name) -> Bool {
        switch name {
        case .logsToFile: host.cron.log != nil
        case .cron: job == nil
        case .keepsAlive: job != nil || host.cron.keepAlive != nil
        case .adhoc: job.map { $0.task == nil } ?? false
        case .scheduled: job?.task != nil
        case .minutely: period < 60
        // A repetition of 24 hours is none to systemd.
        case .hourly: period >= 60 && period < 24 * 60
        case .daily: period == 24 * 60
        default: preconditionFailure("\(name) is no flag")
        }
    }

    /// In minutes.
    private var period: Int { job?.period ?? host.cron.period?.minutes ?? 1 }

    /// Nil: any.
    private var hour: Int? { if case .hour(let hour)? = job?.times { hour } else { nil } }
}
