import ArgumentParser
import Diagnostics
import Publishing

struct GC: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gc",
        abstract: "Remove old releases, and fragments and shards that none of the others needs.",
        discussion: """
            The current release always stays, and those that were current last. Requests use a release to their end: keep those \
            that your longest request or cron job may have begun with.
            Exit status: 0 done or nothing to do, 1 failed, 64 usage, 75 a build is at work.
            """)

    @Option(help: "How many releases stay, the current one among them.")
    var keep = 5

    @Flag(help: "Say what would be removed, and remove nothing.")
    var dryRun = false

    @OptionGroup var output: OutputOption

    @Option(help: "text or json.")
    var format = ReportFormat.text

    func validate() throws {
        guard keep >= 1 else { throw ValidationError("--keep is at least 1: the current release stays") }
    }

    func run() throws {
        try output.locked { directory in
            let sweep = try Sweep(of: directory, keeping: keep, folders: ["fragments", "shards"]) {
                try directory.storedFiles(of: $0)
            }
            if !dryRun { try sweep.carryOut(in: directory) }
            Terminal.print(format == .json ? json(sweep) : text(sweep))
        }
    }

    private func text(_ sweep: Sweep) -> String {
        if sweep.isEmpty { return "nothing to do: \(counted(sweep.kept.count, "release")) in \(output.out)\n" }
        let verb = dryRun ? "would remove" : "removed"
        return sweep.releases.map { "\(verb) release \($0)\n" }.joined()
            + "\(verb) \(counted(sweep.stored.count, "stored file")) that no release needs; \(counted(sweep.kept.count, "release")) left\n"
    }

    private func json(_ sweep: Sweep) -> String {
        let releases = { (ids: [String]) in "[\(ids.map { jsonText($0) }.joined(separator: ", "))]" }
        return "{\"schema\": 1, \"removed\": \(releases(sweep.releases)), \"kept\": \(releases(sweep.kept)), "
            + "\"stored_files_removed\": \(sweep.stored.count), \"dry_run\": \(dryRun)}\n"
    }
}
