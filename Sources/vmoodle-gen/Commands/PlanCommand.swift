import ArgumentParser
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

    @Flag(help: "Exit with 2 instead of 0 if something would change.")
    var detailedExitcode = false

    func run() throws {
        let proposal = try Proposal(options) { path throws(PublishingError) in try OutputDirectory(reading: path) }
        Terminal.print(
            format == .json ? proposal.json : proposal.text(withDiffs: diff, out: options.output.out))
        if detailedExitcode, !proposal.plan.isEmpty { throw Exit.differs }
    }
}
