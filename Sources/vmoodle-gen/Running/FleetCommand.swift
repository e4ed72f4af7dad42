import ArgumentParser
import Diagnostics
import Fleet
import Glibc
import Publishing
import Registry
import RegistryYAML

/// A command that runs a program for each of many hosts.
protocol FleetCommand: ParsableCommand {
    var selection: HostSelection { get }
    var options: RunOptions { get set }
    var output: OutputOption { get }
    /// What stands after '--'.
    var command: CommandWords { get set }
    /// What is run for each host.
    var program: HostTasks.Program { get }
}

extension FleetCommand {
    /// What both commands refuse.
    func check() throws {
        guard !command.words.isEmpty else { throw ValidationError("nothing is to be run: give it after '--'") }
        guard selection.namesHosts else {
            throw ValidationError(
                "no host is selected: name them by id, pattern, '@group', --host or --where; '@all' is all of them")
        }
    }

    /// - Parameter former: what is gone on with: a job, and those of its hosts that are to be run.
    func perform(resuming former: (job: JobDirectory, journal: Journal, hosts: Set<String>)? = nil) throws {
        let read = try InputFiles.readRegistry(selection.input)
        let registry = read.registry
        let hosts = try open(
            former.map { former in registry.hosts.filter { former.hosts.contains(Self.text($0.id.value)) } }
                ?? selection.chosenHosts(of: read))
        guard !hosts.isEmpty else { return Terminal.say("nothing to do: no host is left\n") }
        try checkPublished(hosts)
        var maker = HostTasks(program, of: registry, options)
        let tasks = try hosts.map { try maker.task(for: $0) }
        for user in maker.replacedUsers.sorted() {
            Terminal.say("note: only root runs programs as '\(user)'; they run as you\n")
        }
        if options.dryRun { return Terminal.print(rehearsal(tasks)) }
        let (job, journal) = try former.map { ($0.job, $0.journal) } ?? newJob(tasks)
        var report = RunReport(job: job, command: ShownCommand.redacted(command.words))
        FleetRun(
            tasks: tasks, laneLimits: laneLimits(registry),
            limit: options.jobs ?? max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))),
            canary: former == nil ? options.canary ?? 0 : 0, policy: options.policy, job: job, journal: journal,
            display: RunDisplay(options.shown, ids: tasks.map(\.id))
        ).fill(&report)
        try conclude(report, journal)
    }

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    // MARK: Before

    /// Those whose state lets commands run; the others are named.
    private func open(_ hosts: [Host]) throws -> [Host] {
        let open = hosts.filter { $0.state == .enabled || $0.state == .maintenance }
        let closed = hosts.filter { $0.state != .enabled && $0.state != .maintenance }
        guard !closed.isEmpty else { return open }
        let names = closed.prefix(5).map { "'\(Self.text($0.id.value))' (\($0.state.rawValue))" }.joined(
            separator: ", ")
        Terminal.say(
            "note: \(names)\(closed.count > 5 ? " and \(closed.count - 5) more" : "") cannot be run: skipped\n")
        if open.isEmpty {
            Terminal.say("vmoodle-gen: error: no host is left to run\n")
            throw Exit.refused
        }
        return open
    }

    /// What is not in the release that serves is not known to the scripts.
    private func checkPublished(_ hosts: [Host]) throws {
        guard let directory = try? OutputDirectory(reading: output.out), let release = try? directory.currentRelease()
        else { return }
        let missing: [Host]
        do {
            let ids = try ReleaseHosts(release, in: directory).ids
            missing = try hosts.filter { try ids.record(of: $0.id.value) == nil }
        } catch {
            Terminal.say("vmoodle-gen: error: VM503: the table in '\(output.out)' cannot be read: \(error)\n")
            throw Exit.failed
        }
        guard let first = missing.first else { return }
        let more = missing.count > 1 ? " and \(counted(missing.count - 1, "other host"))" : ""
        Terminal.say(
            "vmoodle-gen: error: '\(Self.text(first.id.value))'\(more) not in the release in '\(output.out)': build it first, or --exclude\n"
        )
        throw Exit.refused
    }

    private func laneLimits(_ registry: Registry) -> [Int?] {
        registry.databaseServers.map { server in
            [server.maxParallel, options.perServer].compactMap { $0 }.min()
        }
    }

    private func rehearsal(_ tasks: [HostTask]) -> String {
        guard options.format == .json else {
            return tasks.map { "\($0.id)\t\($0.user)\t\(ShownCommand.text($0.command))\n" }.joined()
        }
        let rows = tasks.map { task in
            let words = task.command.map { jsonText($0) }.joined(separator: ", ")
            return
                "{\"host\": \(jsonText(task.id)), \"url\": \(jsonText(task.url)), \"platform\": \(jsonText(task.platform)), "
                + "\"user\": \(jsonText(task.user)), \"command\": [\(words)]}"
        }
        return "{\"schema\": 1, \"hosts\": [\n  \(rows.joined(separator: ",\n  "))\n]}\n"
    }

    private func newJob(_ tasks: [HostTask]) throws -> (JobDirectory, Journal) {
        do throws(FleetError) {
            // Before it needs room of its own.
            JobDirectory.keep(options.keepJobs - 1, in: options.state.directory)
            let word = command.words[0].split(separator: "/").last.map(String.init) ?? ""
            let job = try JobDirectory(
                for: word.hasSuffix(".php") ? String(word.dropLast(4)) : word, in: options.state.directory)
            let journal = try Journal(of: job)
            let here = getcwd(nil, 0)
            defer { free(here) }
            let given = CommandLine.arguments.dropFirst().prefix { $0 != "--" }
            let arguments = given + ["--"] + ShownCommand.redacted(command.words)
            try job.keep(
                arguments: [here.map { String(cString: $0) } ?? "/"] + arguments, hosts: tasks.map(\.id))
            journal.append([
                "schema": "1", "job": jsonText(job.id), "at": "\"\(Time.text(Time.now))\"", "hosts": "\(tasks.count)",
                "command": "[\(ShownCommand.redacted(command.words).map { jsonText($0) }.joined(separator: ", "))]",
            ])
            return (job, journal)
        } catch {
            throw Exit.of(error)
        }
    }

    // MARK: After

    private func conclude(_ report: RunReport, _ journal: Journal) throws {
        journal.append([
            "job": jsonText(report.job.id), "status": "\"\(report.status.rawValue)\"",
            "at": "\"\(Time.text(Time.now))\"",
            "ok": "\(report.results.count { $0.completion.ending.isSuccess })", "failed": "\(report.failures.count)",
            "not_started": "\(report.rest.count)", "seconds": HostResult.seconds(report.duration),
        ])
        if options.format == .json { Terminal.print(report.json) } else { Terminal.say(report.text) }
        var isRecorded = true
        if let failure = journal.failure {
            Terminal.say("vmoodle-gen: error: \(report.job.journalPath) is not whole: \(failure)\n")
            isRecorded = false
        }
        if let file = options.junit {
            do throws(NewFile.Failure) {
                try NewFile.write(Array(report.junit.utf8), to: file, isPrivate: false, replacing: true)
            } catch {
                Terminal.say("vmoodle-gen: error: \(error.reason)\n")
                isRecorded = false
            }
        }
        if let status = report.interruption { throw ExitCode(status) }
        guard report.failures.isEmpty, report.rest.isEmpty else { throw Exit.incomplete }
        guard isRecorded else { throw Exit.failed }
    }
}

extension Exit {
    /// What a command ends with after one message.
    static func of(_ error: FleetError) -> ExitCode {
        Terminal.say("vmoodle-gen: error: \(error.description)\n")
        return error.kind == .locked ? locked : failed
    }
}
