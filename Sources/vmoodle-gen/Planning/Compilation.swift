import Diagnostics
import Digests
import Glibc
import OutputTree
import Publishing
import Registry
import Targets

/// A registry made into files, with what an earlier build made of it where that is the same.
struct Compilation {
    let tree: OutputTree
    /// What the next build may keep its files by; nil: it has to make all.
    let context: Digest?
    /// Whether there was something to say about a host or a template.
    let hasFindings: Bool
    /// What made it: who drops it frees as much as the registry has.
    private let targets: [any Target]

    /// - Parameters:
    ///   - output: where an earlier build may have been; nil: nowhere.
    ///   - isWhole: whether all is made, whatever was made before.
    /// - Throws: exit status 65 if something in the registry or a template is wrong, which is shown.
    init(
        of registry: Registry, _ options: CompilationOptions, in output: OutputDirectory?, isWhole: Bool = false
    ) throws {
        let servedFrom = try InputFiles.absolute(options.servedFrom ?? options.output.out)
        var diagnostics = Diagnostics()
        let references = registry.secretReferences
        let secrets = Registry.readSecrets(references, reporting: &diagnostics)
        guard !diagnostics.hasErrors else {
            Terminal.show(diagnostics)
            throw Exit.invalidRegistry
        }
        let templates = try options.templates.set(for: options.input.input, reporting: &diagnostics)
        context = Self.context(of: registry, templates, servedFrom, references: references)
        // Secrets from elsewhere are looked up each time.
        if !references.isEmpty { ReadInputs.noteUnknown() }
        let earlier = context.flatMap { output?.earlierBuild(in: $0) } ?? .none
        func targets(reusing earlier: EarlierBuild) -> [any Target] {
            allTargets(servedFrom: servedFrom, secrets: secrets, reusing: earlier)
        }
        self.targets = targets(reusing: isWhole ? .none : earlier)
        let made = OutputTree(registry, for: self.targets, from: templates, reporting: &diagnostics)
        Terminal.show(diagnostics)
        guard let made else { throw Exit.invalidRegistry }
        self.tree = made
        hasFindings = !diagnostics.all.isEmpty
        guard isWhole, !earlier.isEmpty else { return }
        var ignored = Diagnostics()
        let kept = OutputTree(registry, for: targets(reusing: earlier), from: templates, reporting: &ignored)
        guard let kept, kept.releaseID != made.releaseID else { return }
        Terminal.say(
            "vmoodle-gen: warning: VM508: without --verify this build would have kept files of the last one that are others now; please report it, with the change that led to it\n"
        )
    }

    /// What the next build may tell by that hosts do not meet.
    func footprints(of hosts: [Host], in registry: Registry) -> Footprints {
        Footprints(of: hosts, in: registry, for: targets)
    }

    /// Of all that every file is made from beside its hosts' own lines.
    ///
    /// Groups are looked up in /etc/group, which is noted as read.
    ///
    /// - Parameter references: the registry's, where they were looked for already.
    static func context(
        of registry: Registry, _ templates: TemplateSet, _ servedFrom: AbsolutePath,
        references: [Located<SecretReference>]? = nil
    ) -> Digest? {
        ReadInputs.note("/etc/group")
        // Nobody may keep what stands for a secret from elsewhere: not even its digest.
        guard let beside = registry.beside, (references ?? registry.secretReferences).isEmpty,
            let program = FileStamp.program,
            // Whose files with secrets are may change with it.
            let groups = FileStamp(path: "/etc/group")
        else { return nil }
        var bytes = servedFrom.bytes
        for digest in [beside, templates.digest, program.digest, groups.digest] { digest.append(to: &bytes) }
        return Digest(of: bytes)
    }
}

extension FileStamp {
    /// Of this program: another one may make other files.
    static var program: FileStamp? { FileStamp(path: "/proc/self/exe").flatMap { $0 == .absent ? nil : $0 } }
}
