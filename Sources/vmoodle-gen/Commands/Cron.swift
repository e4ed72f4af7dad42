import ArgumentParser
import Diagnostics
import Fleet
import Registry
import RegistryYAML

struct CronCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cron", abstract: "Run the crons of many hosts, and say how they are.",
        subcommands: [CronRunCommand.self, CronStatus.self])
}

/// Whose crons, and where is kept when they ran.
struct CronOptions: ParsableArguments {
    @OptionGroup var selection: HostSelection

    @OptionGroup var state: StateOption

    @Option(
        help: ArgumentHelp("Write metrics for Prometheus to this file, as a whole each time.", valueName: "file"))
    var prometheus: String?

    /// The runs of the selected hosts that are this machine's; without a selector, of those with `cron.mode: runner`.
    ///
    /// Warnings are for `check`: cron would send them by mail every minute.
    ///
    /// - Parameters:
    ///   - isQuiet: errors are not shown either.
    ///   - readers: by whom database servers are asked; nil: none is.
    func plan(isQuiet: Bool = false, as readers: TaskReaders? = nil) throws -> CronPlan {
        let input = selection.input
        let bytes: [UInt8]
        switch InputFiles.bytes(input.path, isRegistry: true) {
        case .success(let read): bytes = read
        case .failure(let failure):
            throw isQuiet ? Exit.failed : InputFiles.refuse(input.path, "the registry", failure.reason)
        }
        var diagnostics = Diagnostics()
        // Given back at the end of this: a daemon reads it again and again.
        let registry = ReadRegistry(
            yaml: SourceFile(name: input.path, bytes: bytes), including: InputFiles.inclusion(input),
            reporting: &diagnostics)
        guard let registry else {
            if !isQuiet { Terminal.show(diagnostics) }
            throw Exit.invalidRegistry
        }
        return try plan(of: registry, readers)
    }

    private func plan(of read: ReadRegistry, _ readers: TaskReaders?) throws -> CronPlan {
        var all = selection
        // Machines come and go, and should take few hosts along.
        let machine = try all.shardNumbers()
        all.shard = nil
        let chosen = try all.hosts(of: read)
        let hosts = all.isEmpty ? chosen.filter { $0.cron.mode == .runner } : chosen
        return CronPlan(of: hosts, in: read.registry, on: machine.map { ($0.index, $0.count) }, as: readers)
    }

    func writeMetrics(_ plan: CronPlan, _ records: [String: CronRecord]) throws {
        guard let prometheus else { return }
        let text = CronMetrics.text(plan, records, at: Time.now / 1000)
        do {
            try NewFile.write(Array(text.utf8), to: prometheus, isPrivate: false, replacing: true)
        } catch {
            Terminal.say("vmoodle-gen: error: VM502: \(error.reason)\n")
            throw Exit.failed
        }
    }
}

extension CronState.Failure {
    /// What a command ends with, with this said.
    var exit: ExitCode {
        Terminal.say("vmoodle-gen: error: VM502: \(reason)\n")
        return isLocked ? Exit.locked : Exit.failed
    }
}
