import ArgumentParser
import Fleet
import Glibc

struct Resume: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Go on with a job of run or exec that did not come to its end.",
        usage: "vmoodle-gen resume [<options>] <job> [-- <command> ...]",
        discussion: """
            Hosts that were not started, or were interrupted, are run as the job's command says; with --retry-failed those that failed, too. \
            -j and --timeout hold in place of the command's own. The logs grow. The command is given again only if it held a secret, which is not kept. \
            Exit status: as run; 75 the job is being run.
            """)

    @Argument(help: ArgumentHelp("Its id, or how only one id begins; its directory; or 'last'.", valueName: "job"))
    var job: String

    @Flag(help: "Run the hosts that failed again, too.")
    var retryFailed = false

    @Option(
        name: [.customShort("j", allowingJoined: true), .long],
        help: "How many hosts at once; default: as the command said.")
    var jobs: Int?

    @Option(help: "After which a host's program is asked to end: 90, 90s, 30m, 2h; default: as the command said.")
    var timeout: Period?

    @OptionGroup var state: StateOption

    /// If the job's held a secret, which is not kept.
    @OptionGroup var command: CommandWords

    func validate() throws { try RunOptions.check(jobs: jobs) }

    func run() throws {
        let job: JobDirectory
        let journal: Journal
        do throws(FleetError) {
            job = try JobDirectory(existing: self.job, in: state.directory)
            journal = try Journal(of: job)
        } catch {
            throw Exit.of(error)
        }
        let statuses = Journal.statuses(in: job)
        let hosts = job.hosts.filter { host in
            switch statuses[host] {
            case "ok": false
            case nil, "started", "interrupted": true
            default: retryFailed
            }
        }
        guard !hosts.isEmpty else {
            let failed = statuses.values.count { !["ok", "started", "interrupted"].contains($0) }
            let hint = failed > 0 ? "; \(failed) failed, which --retry-failed runs again" : ""
            return Terminal.say("nothing to do: all hosts of job \(job.id) were run\(hint)\n")
        }
        try parsed(job).perform(resuming: (job, journal, Set(hosts)))
    }

    /// The command as it was given, where it was given.
    private func parsed(_ job: JobDirectory) throws -> any FleetCommand {
        let arguments = job.arguments
        guard let here = arguments.first, chdir(here) == 0 else {
            throw Exit.of(FleetError("the directory that job \(job.id) was started in cannot be entered"))
        }
        guard
            var former = try? VMoodleGen.parseAsRoot(CommandWords.marked(Array(arguments.dropFirst())))
                as? any FleetCommand
        else {
            throw Exit.of(
                FleetError("the command of job \(job.id) cannot be read; another version may have written it"))
        }
        if !command.words.isEmpty { former.command = command }
        if let jobs { former.options.jobs = jobs }
        if let timeout { former.options.timeout = timeout }
        guard !former.command.words.contains(where: { $0.contains(ShownCommand.secret) }) else {
            throw ValidationError("the command held a secret, which was not kept; give it again after '--'")
        }
        return former
    }
}
