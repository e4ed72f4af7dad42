import ArgumentParser
import Fleet

/// How commands that work on many hosts go about it.
struct RunOptions: ParsableArguments {
    @Option(
        name: [.customShort("j", allowingJoined: true), .long],
        help: "How many hosts at once; default: as many as there are processors.")
    var jobs: Int?

    @Option(
        help: ArgumentHelp(
            "How many hosts of one database server at once; its max_parallel in the registry is kept to as well.",
            valueName: "n"))
    var perServer: Int?

    @Option(
        help: ArgumentHelp("After which a host's program is asked to end, and killed 10 s later: 90, 90s, 30m, 2h."))
    var timeout: Period?

    @Option(
        help: ArgumentHelp("Start no more once more hosts than this have failed: 3, or 5% of all.", valueName: "n|p%"))
    var maxFailures: FailurePolicy.Limit?

    @Flag(help: "Start no more once a host has failed.")
    var failFast = false

    @Option(help: ArgumentHelp("First some hosts, and the others only if all of them succeed.", valueName: "n"))
    var canary: Int?

    @Flag(name: [.customShort("n"), .long], help: "Only print what would be run.")
    var dryRun = false

    @Option(
        help: ArgumentHelp(
            "What is shown meanwhile: lines of output after the host's id, a bar, a line for each finished host, or none; default: lines of one host, of several a bar on a terminal and hosts elsewhere.",
            valueName: "lines|bar|hosts|none"))
    var show: RunDisplay.Mode?

    @Option(help: "How the result is printed: text (to stderr) or json (to stdout).")
    var format = ReportFormat.text

    @Option(help: ArgumentHelp("Write the result as JUnit's XML, too.", valueName: "file"))
    var junit: String?

    @Option(
        help: ArgumentHelp(
            "Hand a variable of ours on; others are not, but for PATH, locale, time zone and terminal.",
            valueName: "name"))
    var passEnv: [String] = []

    @Option(
        help: ArgumentHelp("How many jobs are kept, this one among them; older ones are removed.", valueName: "n"))
    var keepJobs = 50

    @OptionGroup var state: StateOption

    func validate() throws {
        for (name, value) in [("--per-server", perServer), ("--canary", canary), ("--keep-jobs", keepJobs)] {
            guard value ?? 1 > 0 else { throw ValidationError("'\(name)' must be at least 1") }
        }
        try Self.check(jobs: jobs)
        guard show != .lines || format != .json else {
            throw ValidationError("'--show lines' and '--format json' both write to stdout; give one of them")
        }
        guard !failFast || maxFailures == nil else {
            throw ValidationError("'--fail-fast' is '--max-failures 0'; give one of them")
        }
        // What the host is known by must not come from outside.
        if let name = passEnv.first(where: { $0.hasPrefix("VMOODLE_HOST") || $0.contains("=") || $0.isEmpty }) {
            throw ValidationError("'--pass-env' cannot hand on '\(name)'")
        }
    }

    static func check(jobs: Int?) throws {
        // Each needs three of the thousand descriptors that a process usually may have.
        guard (1...256).contains(jobs ?? 1) else { throw ValidationError("'--jobs' must be 1 to 256") }
    }

    /// What is shown meanwhile; nil: what suits the number of hosts and the terminal.
    var shown: RunDisplay.Mode? { show ?? (format == .json ? RunDisplay.Mode.ofSeveral : nil) }

    var policy: FailurePolicy { FailurePolicy(limit: failFast ? .count(0) : maxFailures) }
}

struct StateOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Where is kept what was run and when; default: VMOODLE_STATE_DIR, root's /var/lib/vmoodle-gen, or ~/.local/state/vmoodle-gen.",
            valueName: "dir"))
    var stateDir: String?

    var directory: String { stateDir ?? JobDirectory.state() }
}

/// A length of time as people write it: seconds, or a number with s, m or h.
struct Period: ExpressibleByArgument, Equatable {
    let duration: Duration

    init?(argument: String) {
        let units: [Character: Int] = ["s": 1, "m": 60, "h": 3600]
        let unit = argument.last.flatMap { units[$0] }
        guard let number = Int(unit == nil ? argument : String(argument.dropLast())), number > 0, number <= 1_000_000
        else {
            return nil
        }
        duration = .seconds(number * (unit ?? 1))
    }
}

extension FailurePolicy.Limit: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}
