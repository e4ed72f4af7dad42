import ArgumentParser
import Diagnostics
import Digests
import OutputTree
import Progress
import Publishing
import Registry
import Targets

/// What a build would publish, and what becomes of the hosts by it.
struct Proposal {
    let registry: Registry
    let plan: Plan
    /// What the next build may keep this one's files by.
    private let context: Digest?
    /// Nil: there is no release to compare with, or its tables cannot be read.
    let changes: HostChanges?
    /// Files of the release that differ from the current one's; all of them if there is none.
    let replacements: [Plan.Replacement]

    /// - Parameters:
    ///   - isWhole: whether all is made and read, whatever was made before.
    ///   - known: the output directory, if there is one already.
    ///   - output: the one that is made once there is something to put there; nil: none is.
    /// - Throws: an exit status, with what is wrong said.
    init(
        _ options: CompilationOptions, isWhole: Bool = false, over known: OutputDirectory?,
        opening output: (String) throws(PublishingError) -> OutputDirectory?
    ) throws {
        Progress.begin("reading the registry")
        registry = try InputFiles.registry(
            options.input.input, allErrors: options.findings.allErrors, digesting: true)
        do {
            let compilation = try Compilation(of: registry, options, in: known, isWhole: isWhole)
            context = compilation.context
            Progress.begin("comparing", "files", of: compilation.tree.stored.count)
            plan = try Plan(from: known ?? output(options.output.out), to: compilation.tree, comparing: isWhole)
            replacements = plan.isEmpty ? [] : plan.replacements()
        } catch let error as PublishingError {
            throw Exit.of(error)
        }
        changes = Self.changes(plan)
    }

    private static func changes(_ plan: Plan) -> HostChanges? {
        guard let output = plan.output, let previous = plan.previous else { return nil }
        guard previous != plan.release else { return HostChanges.none }
        let fragments = Dictionary(
            plan.tree.stored.lazy.map { ($0.file.path, $0.file.bytes) }, uniquingKeysWith: { first, _ in first })
        do {
            return try HostChanges(
                from: ReleaseHosts(previous, in: output), to: ReleaseHosts(plan.tree, in: output),
                fragment: ({ output.contents(of: $0) }, { fragments[$0] ?? output.contents(of: $0) }))
        } catch {
            Terminal.say(
                "vmoodle-gen: warning: VM504: the release \(previous) cannot be compared with the new one, for its table cannot be read: \(error)\n"
            )
            return nil
        }
    }

    /// Notes what was read and made, for the next build; nothing that matters depends on it.
    ///
    /// - Parameter arguments: with which nothing is to do as long as nothing is another than now.
    func remember(_ arguments: Digest?) {
        guard let output = plan.output else { return }
        FileStamp.settle()
        do throws(PublishingError) {
            if let context, plan.tree.isPartlyNew { try output.remember(plan.tree, in: context) }
            if let arguments, let files = ReadInputs.files {
                try output.remember(
                    BuildInputs(arguments: arguments, files: files), of: plan.tree, hosts: registry.hosts.count)
            }
        } catch {
            Terminal.say("vmoodle-gen: warning: VM502: the next build will take longer than it need: \(error)\n")
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
