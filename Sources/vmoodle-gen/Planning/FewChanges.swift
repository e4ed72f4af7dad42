import Diagnostics
import Digests
import OutputTree
import Publishing
import Registry
import RegistryYAML
import Targets

/// A build of a registry in which some hosts are others than in the last build, and of those only what their fragments say: nothing
/// else has to be read, checked or made.
struct FewChanges {
    /// With those hosts alone.
    let registry: Registry
    let tree: OutputTree
    /// How many hosts there are.
    let hosts: Int
    private let former: UnalteredRelease
    private let replacements: [UnalteredRelease.Replacement]
    private let lines: [(place: Int, all: Digest)]

    /// So many hosts more are read one by one than all together in the same time, or fewer. When so many have changed by and by, all
    /// is read once more, so that what is noted of changes stays short.
    private static let share = 20

    /// Nil where that is not so, or nobody knows; whatever is wrong with the registry is then found by reading it whole.
    init?(in file: SourceFile, _ options: CompilationOptions, over output: OutputDirectory) throws {
        guard let unread = UnreadRegistry(file), let former = UnalteredRelease(in: output) else { return nil }
        let written = unread.written
        guard written.count == former.count else { return nil }
        let places = written.indices.filter { written[$0] != former.lines($0).all }
        guard places.count + former.changed <= written.count / Self.share,
            let registry = unread.read(only: places, including: InputFiles.inclusion(options.input.input)),
            Self.areAlike(registry, places, former), OutputTree.canReplaceFragments(of: registry)
        else { return nil }
        var diagnostics = Diagnostics()
        let templates = try options.templates.set(for: options.input.input, reporting: &diagnostics)
        let servedFrom = try InputFiles.absolute(options.servedFrom ?? options.output.out)
        guard Compilation.context(of: registry, templates, servedFrom) == former.context,
            let release = try? ReleaseHosts(former.release, in: output),
            let replaced = PHP(outputDirectory: servedFrom, secrets: [:]).replacingFragments(
                of: registry, from: templates, in: release.keys, release.ids, reporting: &diagnostics),
            diagnostics.all.isEmpty
        else { return nil }
        tree = OutputTree(replacing: replaced, in: former.files, storedFiles: former.storedFiles)
        hosts = written.count
        lines = places.map { ($0, written[$0]) }
        replacements = replaced.stored.map { UnalteredRelease.Replacement(of: $0.former, by: $0.file) }
        (self.registry, self.former) = (registry, former)
    }

    /// Whether the hosts at some places are in all else what they were.
    private static func areAlike(_ registry: Registry, _ places: [Int], _ former: UnalteredRelease) -> Bool {
        let inOrder = registry.hosts.sorted { $0.id.place.line < $1.id.place.line }
        return inOrder.count == places.count
            && zip(inOrder, places).allSatisfy { $0.lines?.fixed == former.lines($1).fixed }
    }

    /// As `Proposal.remember`.
    func remember(_ inputs: BuildInputs?) throws(PublishingError) {
        try former.remember(tree, replacements, lines: lines, inputs)
    }
}
