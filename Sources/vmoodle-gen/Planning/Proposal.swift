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
    /// With the hosts that may have changed, which are all but where only few were read.
    let registry: Registry
    /// How many hosts there are.
    let hosts: Int
    let plan: Plan
    /// Notes what was made, for the next build.
    private let rememberMade: (BuildInputs?, OutputDirectory) throws(PublishingError) -> Void
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
        let file = try InputFiles.source(options.input.input)
        let few = isWhole ? nil : try known.flatMap { try FewChanges(in: file, options, over: $0) }
        let tree: OutputTree
        if let few {
            (registry, tree, hosts) = (few.registry, few.tree, few.hosts)
            rememberMade = { inputs, _ throws(PublishingError) in try few.remember(inputs) }
        } else {
            (registry, tree, rememberMade) = try Self.compile(file, options, isWhole: isWhole, over: known)
            hosts = registry.hosts.count
        }
        do {
            Progress.begin("comparing", "files", of: tree.stored.count)
            plan = try Plan(from: known ?? output(options.output.out), to: tree, comparing: isWhole)
            replacements = plan.isEmpty ? [] : plan.replacements()
        } catch let error as PublishingError {
            throw Exit.of(error)
        }
        changes = Self.changes(plan)
    }

    /// Reads the whole registry, and makes what the last build did not make of the same.
    private static func compile(
        _ file: SourceFile, _ options: CompilationOptions, isWhole: Bool, over known: OutputDirectory?
    ) throws -> (Registry, OutputTree, remember: (BuildInputs?, OutputDirectory) throws(PublishingError) -> Void) {
        let read = try InputFiles.registry(
            file, options.input.input, allErrors: options.findings.allErrors, digesting: true)
        let compilation = try Compilation(of: read.registry, options, in: known, isWhole: isWhole)
        let tree = compilation.tree
        let isClean = !read.hasFindings && !compilation.hasFindings
        let hosts = read.registry.hosts.count
        return (
            read.registry, tree,
            { inputs, output throws(PublishingError) in
                var isWhole = true
                if let context = compilation.context, tree.isPartlyNew {
                    let hosts = isClean ? read.registry.hostsInOrder : []
                    isWhole = try output.remember(
                        tree, in: context, lines: hosts.compactMap(\.lines).map { ($0.all, $0.fixed) },
                        hosts.isEmpty ? Footprints() : compilation.footprints(of: hosts, in: read.registry))
                }
                if let inputs { try output.remember(inputs, of: tree, hosts: hosts, isWhole: isWhole) }
            }
        )
    }

    private static func changes(_ plan: Plan) -> HostChanges? {
        guard let output = plan.output, let previous = plan.previous else { return nil }
        guard previous != plan.release else { return HostChanges.none }
        let fragments = Dictionary(
            plan.tree.stored.lazy.map { ($0.file.path, $0.file) }, uniquingKeysWith: { first, _ in first })
        do {
            return try HostChanges(
                from: ReleaseHosts(previous, in: output), to: ReleaseHosts(plan.tree, over: previous, in: output),
                fragment: ({ output.contents(of: $0) }, { fragments[$0]?.bytes ?? output.contents(of: $0) }))
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
        let inputs = arguments.flatMap { arguments in
            ReadInputs.files.map { BuildInputs(arguments: arguments, files: $0) }
        }
        do throws(PublishingError) {
            try rememberMade(inputs, output)
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

extension Registry {
    /// As they stand; none if it is not known of one by which lines.
    fileprivate var hostsInOrder: [Host] {
        guard hosts.allSatisfy({ $0.lines != nil }) else { return [] }
        return hosts.sorted { $0.line < $1.line }
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
