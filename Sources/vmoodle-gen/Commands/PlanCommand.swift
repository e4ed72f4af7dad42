import ArgumentParser
import Digests
import Publishing

struct PlanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Show what a build would do; write nothing.",
        discussion: """
            Hosts that would be added (+), changed (~, with the settings as PHP has them) and removed (-), files, and which \
            servers would have to reload. Secrets are not shown. `build --plan-digest` publishes exactly what was shown.
            Exit status: 0, or 2 with --detailed-exitcode if something would change; 1 failed, 64 usage, 65 registry invalid.
            """)

    @OptionGroup var options: CompilationOptions

    @Flag(help: "Show the lines that would change in the files of servers, cron and config.php.")
    var diff = false

    @Option(help: "text or json.")
    var format = ReportFormat.text

    @Option(
        help: ArgumentHelp(
            "Write it into a file, too, as JSON, for `build --plan`. ('--out' is the output directory.)",
            valueName: "file"))
    var save: String?

    @Flag(help: "Exit with 2 instead of 0 if something would change.")
    var detailedExitcode = false

    func run() throws {
        let known: OutputDirectory?
        do { known = try OutputDirectory(reading: options.output.out) } catch { throw Exit.of(error) }
        if save == nil, let arguments = NothingToDo.arguments(options),
            let nothing = known.flatMap({ NothingToDo(arguments, in: $0) })
        {
            return Terminal.print(format == .json ? nothing.json : nothing.text(options.output.out))
        }
        let proposal = try Proposal(options, over: known) { _ in nil }
        if let save { try SavedPlan.write(proposal.json, to: save) }
        Terminal.print(
            format == .json ? proposal.json : proposal.text(withDiffs: diff, out: options.output.out))
        if detailedExitcode, !proposal.plan.isEmpty { throw Exit.differs }
    }
}
