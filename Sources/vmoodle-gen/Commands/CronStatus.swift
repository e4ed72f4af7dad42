import ArgumentParser
import Fleet
import RegistryYAML

struct CronStatus: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Say when each host's cron ran, how it ended, and which hosts are late.",
        discussion: """
            A run is late when its turn is past by its period, at least five minutes and at most an hour.
            Exit status: 0 none is late, 1 failed, 3 some are late, 64 usage, 65 registry invalid.
            """)

    @OptionGroup var options: CronOptions

    @Flag(help: "Only those that are late.")
    var late = false

    @Option(help: "table, json, yaml or csv.")
    var format = Listing.Format.table

    func validate() throws {
        guard format != .ids, format != .urls else { throw ValidationError("'--format' is table, json, yaml or csv") }
    }

    func run() throws {
        let plan = try options.plan()
        let records: [String: CronRecord]
        do throws(CronState.Failure) {
            records = try CronState.records(in: options.state.directory)
        } catch {
            throw error.exit
        }
        let now = Time.now / 1000
        let isLate = plan.runs.map { $0.isLate(records[$0.name], at: now) }
        let shown = Array(zip(plan.runs, isLate)).filter { !late || $0.1 }
        let columns = ["host", "job", "started", "age", "seconds", "result", "exit", "late"]
        let listing = Listing(
            what: "runs", columns: columns, rows: shown.map { Self.row($0, records[$0.name], isLate: $1, at: now) })
        Terminal.print(listing.text(format))
        if format == .table {
            Terminal.say("\(counted(plan.runs.count, "run")), \(isLate.count { $0 }) late\n")
        }
        try options.writeMetrics(plan, records)
        if isLate.contains(true) { throw Exit.incomplete }
    }

    private static func row(
        _ run: CronRun, _ record: CronRecord?, isLate: Bool, at now: Int
    ) -> [ResolvedValue] {
        let start = record?.start
        let result = record?.isRunning == true ? "running" : record?.outcome?.result ?? "never"
        let values: [(String, isPlain: Bool)] = [
            (run.host, false), (run.job ?? "", false), (start.map { Releases.time($0 / 1000) } ?? "", false),
            (start.map { "\((now - $0) / 1000)" } ?? "", true), (record?.duration.map(CronReport.seconds) ?? "", true),
            (result, false), (record?.outcome?.exit.map { "\($0)" } ?? "", true), (isLate ? "true" : "false", true),
        ]
        return values.map { .text(Array($0.0.utf8), isPlain: $0.isPlain && !$0.0.isEmpty) }
    }
}
