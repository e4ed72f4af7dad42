import Fleet

/// What Prometheus' node exporter reads from a file (textfile collector).
enum CronMetrics {
    private typealias Value = @Sendable (CronRun, CronRecord?, Int) -> String?

    private static let families: [(name: String, help: String, value: Value)] = [
        (
            "last_start_timestamp_seconds", "When the run was started last.",
            { _, record, _ in record?.start.map(CronReport.seconds) }
        ),
        (
            "last_duration_seconds", "How long the last run took that has ended.",
            { _, record, _ in record?.duration.map(CronReport.seconds) }
        ),
        (
            "last_success", "Whether the last run that has ended did its work.",
            { _, record, _ in record?.outcome.map { $0.isFine ? "1" : "0" } }
        ),
        (
            "running", "Whether a run is on.",
            { _, record, _ in record?.isRunning == true ? "1" : "0" }
        ),
        (
            "late", "Whether its turn is past by its period or an hour.",
            { run, record, now in run.isLate(record, at: now) ? "1" : "0" }
        ),
    ]

    static func text(_ plan: CronPlan, _ records: [String: CronRecord], at now: Int) -> String {
        var text = ""
        for family in families {
            let name = "vmoodle_cron_\(family.name)"
            text += "# HELP \(name) \(family.help)\n# TYPE \(name) gauge\n"
            for run in plan.runs {
                guard let value = family.value(run, records[run.name], now) else { continue }
                // Ids and names of jobs have no letter that would be quoted.
                text += "\(name){host=\"\(run.host)\",job=\"\(run.job ?? "")\"} \(value)\n"
            }
        }
        let late = plan.runs.count { $0.isLate(records[$0.name], at: now) }
        let written = "vmoodle_cron_written_timestamp_seconds"
        for (name, help, value) in [
            ("vmoodle_cron_runs", "How many runs there are.", "\(plan.runs.count)"),
            ("vmoodle_cron_runs_late", "How many of them are late.", "\(late)"),
            (written, "When this was written.", CronReport.seconds(now)),
        ] {
            text += "# HELP \(name) \(help)\n# TYPE \(name) gauge\n\(name) \(value)\n"
        }
        return text
    }
}
