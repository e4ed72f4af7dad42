import HostTable
import Registry
import Template

/// What is run for a host: its cron, and one of its jobs at a time.
struct CronRun {
    let host: Host
    let platform: CronPlatform
    private var selected: CronJob?

    init(of host: Host, on platform: CronPlatform) {
        self.host = host
        self.platform = platform
    }

    mutating func select(job: Int) { selected = host.cron.jobs[job] }

    var job: CronJob {
        guard let selected else { preconditionFailure("a job's name stands inside 'jobs'") }
        return selected
    }

    /// When the host's cron runs.
    var schedule: Schedule {
        Schedule(period: host.cron.period?.minutes ?? 1, slot: CRC32.of(host.slice(.id)))
    }

    /// When the job runs; its name keeps it out of the minute of the host's others.
    var jobSchedule: Schedule {
        let hash = CRC32.of(host.slice(.id) + [0x2F] + job.name)
        guard case .hour(let hour) = job.times else { return Schedule(period: job.period, slot: hash) }
        return Schedule(period: job.period, slot: UInt32(truncatingIfNeeded: hour * 60) + hash % 60)
    }

    func writeUser(to output: inout ByteBuffer) { output.append(host.web.pool?.user.bytes ?? platform.user) }

    func writeLock(to output: inout ByteBuffer) { host.withCronLock { output.append($0) } }
}

/// What crontabs and timers say of a platform, for each of its hosts.
final class CronPlatform: Sendable {
    let user: [UInt8]
    let php: [UInt8]
    let script: [UInt8]
    let adhocScript: [UInt8]
    let taskScript: [UInt8]

    init(_ platform: Platform) {
        let root = platform.root.value.bytes
        user = platform.user.value.bytes
        php = platform.php.bytes
        script = root + Array("/admin/cli/cron.php".utf8)
        adhocScript = root + Array("/admin/cli/adhoc_task.php".utf8)
        taskScript = root + Array("/admin/cli/scheduled_task.php".utf8)
    }
}
