import ArgumentParser
import Diagnostics
import OutputTree
import Publishing
import Registry
import Targets

struct Build: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Compile the registry and publish it as a new release.",
        discussion: """
            Either the whole new release is published or the previous one stays as it is. Without a change nothing is written.
            Exit status: 0 published or nothing to do, 1 failed, 2 published (or, with --check, would differ) where such was \
            asked for, 64 usage, 65 registry invalid, 75 another build is at work.
            """)

    @OptionGroup var input: RegistryArgument
    @OptionGroup var output: OutputOption

    @OptionGroup var templates: TemplatesOption

    @Option(
        help: ArgumentHelp("Where the output will be on the serving machine, if it is copied there.", valueName: "dir"))
    var servedFrom: String?

    @Flag(help: "Write nothing; exit with 2 if the output would change.")
    var check = false

    @Flag(help: "Exit with 2 instead of 0 if something was published.")
    var detailedExitcode = false

    @Option(help: "text or json.")
    var format = ReportFormat.text

    @Flag(name: .shortAndLong, help: "Say nothing but errors and warnings.")
    var quiet = false

    @OptionGroup var findings: FindingsOption

    func run() throws {
        let registry = try InputFiles.registry(input.input, allErrors: findings.allErrors)
        let servedFrom = try InputFiles.absolute(servedFrom ?? output.out)
        var diagnostics = Diagnostics()
        let secrets = registry.readSecrets(reporting: &diagnostics)
        guard !diagnostics.hasErrors else {
            Terminal.show(diagnostics)
            throw Exit.invalidRegistry
        }
        let tree = OutputTree(
            registry, for: allTargets(servedFrom: servedFrom, secrets: secrets),
            from: try templates.set(for: input.input, reporting: &diagnostics),
            reporting: &diagnostics)
        Terminal.show(diagnostics)
        guard let tree else { throw Exit.invalidRegistry }
        do {
            let plan = try Plan(
                from: check ? OutputDirectory(reading: output.out) : OutputDirectory(output.out), to: tree)
            if !plan.isEmpty, !check { try plan.publish() }
            Terminal.print(format == .json ? json(plan, registry) : quiet ? "" : text(plan, registry))
            if !plan.isEmpty, check || detailedExitcode { throw Exit.differs }
        } catch let error as PublishingError {
            Terminal.say("vmoodle-gen: error: VM502: \(error)\n")
            throw error.kind == .locked ? Exit.locked : Exit.failed
        }
    }

    private func text(_ plan: Plan, _ registry: Registry) -> String {
        let hosts = counted(registry.hosts.count, "host")
        if plan.isEmpty { return "nothing to do: \(hosts), release \(plan.release) is current in \(output.out)\n" }
        let listed = plan.written.prefix(40).map { "  \($0)\n" }.joined()
        let rest = plan.written.count > 40 ? "  … and \(plan.written.count - 40) more\n" : ""
        let shared =
            plan.unchanged.isEmpty ? "" : ", \(counted(plan.unchanged.count, "file")) shared with the previous release"
        let verb = check ? "would write" : "wrote"
        return "\(verb) \(counted(plan.written.count, "file")) for \(hosts)\(shared):\n\(listed)\(rest)"
            + (check ? "" : "release \(plan.release) is current in \(output.out)\n")
    }

    private func json(_ plan: Plan, _ registry: Registry) -> String {
        let previous = plan.previous.map { jsonText($0) } ?? "null"
        return """
            {"schema": 1, "changed": \(!plan.isEmpty), "release": \(jsonText(plan.release)), "previous": \(previous), \
            "hosts": \(registry.hosts.count), "written": [\(plan.written.map { jsonText($0) }.joined(separator: ", "))], \
            "unchanged": \(plan.unchanged.count)}

            """
    }
}
