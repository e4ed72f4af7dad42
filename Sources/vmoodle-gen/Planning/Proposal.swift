import ArgumentParser
import Diagnostics
import OutputTree
import Progress
import Publishing
import Registry
import Targets

/// What a build would publish, and what becomes of the hosts by it.
struct Proposal {
    let registry: Registry
    let plan: Plan
    /// Nil: there is no release to compare with, or its tables cannot be read.
    let changes: HostChanges?
    /// Files of the release that differ from the current one's; all of them if there is none.
    let replacements: [Plan.Replacement]

    /// - Parameter opening: the output directory, once there is something to put there; nil: there is none yet.
    /// - Throws: an exit status, with what is wrong said.
    init(
        _ options: CompilationOptions, opening output: (String) throws(PublishingError) -> OutputDirectory?
    ) throws {
        Progress.begin("reading the registry")
        registry = try InputFiles.registry(options.input.input, allErrors: options.findings.allErrors)
        let tree = try options.tree(of: registry)
        do {
            Progress.begin("comparing", "files", of: tree.stored.count)
            plan = try Plan(from: output(options.output.out), to: tree)
            replacements = plan.isEmpty ? [] : plan.replacements()
        } catch {
            throw Exit.of(error)
        }
        changes = Self.changes(plan)
    }

    private static func changes(_ plan: Plan) -> HostChanges? {
        guard let output = plan.output, let previous = plan.previous else { return nil }
        guard previous != plan.release else { return HostChanges.none }
        let fragments = Dictionary(
            plan.tree.stored.lazy.map { ($0.path, $0.bytes) }, uniquingKeysWith: { first, _ in first })
        do {
            return try HostChanges(
                from: ReleaseHosts(previous, in: output), to: ReleaseHosts(plan.tree),
                fragment: ({ output.contents(of: $0) }, { fragments[$0] }))
        } catch {
            Terminal.say(
                "vmoodle-gen: warning: VM504: the release \(previous) cannot be compared with the new one, for its table cannot be read: \(error)\n"
            )
            return nil
        }
    }

    /// Why it should not be published unseen.
    var reasons: [String] { changes.map { Thresholds($0).reasons } ?? [] }

    /// The programs that read other files than before and have to be told; PHP and cron notice by themselves.
    var reloads: [String] { Self.reloads(replacements.map(\.path)) }

    /// - Parameter paths: of files in a release.
    static func reloads(_ paths: [String]) -> [String] {
        let folders = Set(paths.compactMap { $0.split(separator: "/").first.map(String.init) })
        return ["apache", "caddy", "nginx", "php-fpm", "systemd"].filter(folders.contains)
    }
}

/// What the commands that compile a registry have in common.
struct CompilationOptions: ParsableArguments {
    @OptionGroup var input: RegistryArgument
    @OptionGroup var output: OutputOption
    @OptionGroup var templates: TemplatesOption

    @Option(
        help: ArgumentHelp("Where the output will be on the serving machine, if it is copied there.", valueName: "dir"))
    var servedFrom: String?

    @OptionGroup var findings: FindingsOption

    /// - Throws: exit status 65 if something in the registry or a template is wrong, which is shown.
    func tree(of registry: Registry) throws -> OutputTree {
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
        return tree
    }
}

extension Exit {
    /// What a command ends with that the machine refused something, with that said.
    static func of(_ error: PublishingError) -> ExitCode {
        Terminal.say("vmoodle-gen: error: \(error.kind == .hook ? "VM506" : "VM502"): \(error)\n")
        switch error.kind {
        case .locked: return locked
        case .interrupted(let signal): return ExitCode(128 + signal)
        case .failed, .hook: return failed
        }
    }
}
