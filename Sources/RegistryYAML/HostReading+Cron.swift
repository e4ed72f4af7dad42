import Diagnostics
import HostTable
import Registry

/// How and how often a host's cron is run.
extension OneHost {
    private static let cronFields = FieldSet(
        fields: HostField.cronPeriod.rawValue..<(HostField.cronJobs.rawValue + 1))

    func cron() -> CronSettings {
        if isShared(Self.cronFields), let shared = base.cron { return shared }
        let isEnabled = value(.isCronEnabled) { reader.bool($0, of: "enabled") } ?? false
        let mode: CronSettings.Mode = value(.cronMode) { reader.word($0, of: "mode") } ?? .lines
        let cron = CronSettings(
            mode: isEnabled ? mode : .none,
            period: value(.cronPeriod) { reader.value($0, of: "every", filling: nil) },
            idlePeriod: idlePeriod(),
            timeout: value(.cronTimeout) { reader.value($0, of: "timeout", filling: nil) } ?? Self.longest,
            niceness: value(.niceness) { reader.int($0, of: "nice", in: 0...19) } ?? 0,
            keepAlive: value(.keepAlive) { reader.int($0, of: "keep_alive", in: 0...3600) },
            lock: value(.cronLock) { reader.value($0, of: "lock", filling: pattern) },
            log: value(.cronLog) { reader.value($0, of: "log", filling: pattern) }, jobs: jobs())
        if isShared(Self.cronFields) { base.cron = cron }
        return cron
    }

    private func idlePeriod() -> CronPeriod? {
        let period: CronPeriod? = value(.cronIdlePeriod) { reader.value($0, of: "idle_every", filling: nil) }
        if let period, let node = fields[.cronIdlePeriod],
            let every: CronPeriod = value(.cronPeriod, { reader.value($0, of: "every", filling: nil) }),
            every.minutes >= period.minutes
        {
            reader.error(204, "'idle_every' must be longer than 'every'", at: node)
        }
        return period
    }

    func checkCanBeAsked(_ servers: DatabaseServers, _ server: Int, _ cron: CronSettings) {
        guard cron.idlePeriod != nil, !servers.hasReader(server), let node = fields[.cronIdlePeriod] else { return }
        let id = String(decoding: servers.ids[server], as: UTF8.self)
        reader.error(203, "'idle_every' is asked for at database server '\(id)', which has no 'reader'", at: node)
    }

    /// Where nobody sets a time: a week.
    private static let longest = TimeSpan(Array("168h".utf8))!

    private func jobs() -> [CronJob] {
        guard let node = fields[.cronJobs] else { return [] }
        checkIsMap(.cronJobs)
        let maps = FreeMaps(reader: reader, pattern: pattern)
        let entries = maps.entries(of: layers(.cronJobs), EntryID.self)
        if entries.count > CronJob.most {
            reader.error(204, "there are \(entries.count) jobs; at most \(CronJob.most) are run beside cron", at: node)
        }
        return entries.compactMap { key, values in job(key, values) }
    }

    private func job(_ key: Int, _ maps: [Int]) -> CronJob? {
        guard document.node(maps[0]).kind == .map else {
            reader.wrongType(maps[0], "a map", of: document.text(key))
            return nil
        }
        var fields = Merged<CronJobField>()
        for map in maps.reversed() { fields.add(map, reader) }
        func value<Value: RegistryValue>(_ field: CronJobField) -> Value? {
            fields[field].flatMap { reader.value($0, of: field.name, filling: nil) }
        }
        let task: TaskName? = value(.task)
        let every: CronPeriod? = value(.every)
        let hour = fields[.hour].flatMap { reader.int($0, of: "hour", in: 0...23) }
        let keepAlive = fields[.keepAlive].flatMap { reader.int($0, of: "keep_alive", in: 0...3600) }
        let timeout: TimeSpan? = value(.timeout)
        if fields[.every] != nil, fields[.hour] != nil {
            reader.error(
                204, "the job '\(document.text(key))' has both 'every' and 'hour'; set one to null", at: key)
        }
        if fields[.task] != nil, let node = fields[.keepAlive] {
            reader.error(204, "'keep_alive' is for ad hoc tasks; a scheduled task runs once", at: node)
        }
        // Asked of whole hosts only: a group may name the task and a host the hour.
        if base.platform != nil, fields[.every] == nil, fields[.hour] == nil {
            reader.error(203, "the job '\(document.text(key))' has neither 'every' nor 'hour'", at: key)
        }
        guard let times = every.map(CronJob.Times.every) ?? hour.map(CronJob.Times.hour) else { return nil }
        return CronJob(
            name: Array(document.bytes(key)), task: task, times: times, keepAlive: keepAlive ?? 0, timeout: timeout)
    }
}
