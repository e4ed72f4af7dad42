import Diagnostics
import Digests
import OutputTree
import Publishing
import Registry
import RegistryYAML
import Targets

/// A build of a registry in which some hosts are others than in the last build, or came or went: nothing is read, checked or made but
/// what these reach.
struct FewChanges {
    /// With those hosts alone, as far as they are there.
    let registry: Registry
    let tree: OutputTree
    /// How many hosts there are.
    let hosts: Int
    private let former: UnalteredRelease
    private let difference: UnalteredRelease.Difference

    /// So many hosts more are read one by one than all together in the same time, or fewer. When so many have changed by and by, all
    /// is read once more, so that what is noted of changes stays short.
    private static let share = 20

    /// Nil where more may be others, or nobody knows; whatever is wrong with the registry is then found by reading it whole.
    init?(in file: SourceFile, _ options: CompilationOptions, over output: OutputDirectory) throws {
        guard let unread = UnreadRegistry(file), let former = UnalteredRelease(in: output) else { return nil }
        let written = unread.written
        let changes = former.changes(to: written)
        guard max(changes.new.count, changes.old.count) + former.changed <= written.count / Self.share else {
            return nil
        }
        let inclusion = InputFiles.inclusion(options.input.input)
        guard let registry = unread.read(only: changes.new, including: inclusion) else { return nil }
        var diagnostics = Diagnostics()
        let templates = try options.templates.set(for: options.input.input, reporting: &diagnostics)
        let servedFrom = try InputFiles.absolute(options.servedFrom ?? options.output.out)
        guard OutputTree.canReplaceFragments(of: registry),
            Compilation.context(of: registry, templates, servedFrom) == former.context,
            let release = try? ReleaseHosts(former.release, in: output)
        else { return nil }
        let inOrder = registry.hosts.sorted { $0.line < $1.line }
        let lines = inOrder.compactMap(\.lines)
        guard lines.count == changes.new.count else { return nil }
        let php = PHP(outputDirectory: servedFrom, secrets: [:])
        let made: Made?
        if changes.new.count == changes.old.count,
            zip(lines, changes.old).allSatisfy({ $0.fixed == former.fixedLines(of: $1) })
        {
            // Nothing but fragments says what is another.
            made = php.replacingFragments(
                of: registry, from: templates, in: release.keys, release.ids, reporting: &diagnostics
            ).map { Made(fragments: $0, notes: lines.map { HostNote(lines: ($0.all, $0.fixed)) }) }
        } else {
            made = former.footprints().flatMap { footprints in
                let new = SharedFiles.NewHosts(inOrder, of: registry, among: written.count)
                guard let files = SharedFiles(of: registry, new, insteadOf: changes.old, among: footprints),
                    let all = unread.read(
                        only: (changes.new + files.neighbours.map(changes.place)).sorted(), including: inclusion),
                    let shared = files.made(of: all, servedFrom: servedFrom, from: templates, reporting: &diagnostics),
                    let fragments = php.replacing(
                        changes.old.map { footprints[$0] }, by: registry, from: templates, in: release.keys,
                        release.ids, reporting: &diagnostics)
                else { return nil }
                let notes = zip(lines, shared.footprints(of: new)).map {
                    HostNote(lines: ($0.all, $0.fixed), footprint: $1)
                }
                return Made(fragments: fragments, shared: shared.files, totals: files.totals, notes: notes)
            }
        }
        guard let made, diagnostics.all.isEmpty,
            let tree = OutputTree(
                replacing: made.fragments, made.shared, in: former.files, storedFiles: former.storedFiles)
        else { return nil }
        hosts = written.count
        difference = UnalteredRelease.Difference(
            stored: made.fragments.stored, gone: made.fragments.gone, old: changes.old, new: made.notes,
            totals: made.totals)
        (self.registry, self.tree, self.former) = (registry, tree, former)
    }

    /// What is another than in the last release, and what is to be noted of these hosts.
    private struct Made {
        let fragments: ReplacedFragments
        var shared: [OutputFile] = []
        var totals: Footprints.Totals?
        let notes: [HostNote]
    }

    /// As `Proposal.remember`.
    func remember(_ inputs: BuildInputs?) throws(PublishingError) {
        try former.remember(tree, difference, inputs)
    }
}
