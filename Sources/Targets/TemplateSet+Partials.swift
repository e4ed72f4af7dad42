import Diagnostics
import Template

/// Partials: pieces that a site's templates share, of one target or of all.
extension TemplateSet {
    /// The folders below that of the templates which may hold partials, with the target that they are for; nil: for all.
    public var partialFolders: [(path: String, target: String?)] {
        [("partials", nil)] + Set(paths.map(Self.target)).sorted().map { ("\($0)/partials", $0) }
    }

    /// Adds a partial to those of a target, or of all.
    public mutating func add(partial name: String, of target: String?, _ file: SourceFile) {
        partials[target ?? "", default: [:]][name] = file
    }

    private static func target(of path: String) -> String { String(path.prefix { $0 != "/" }) }

    /// What a template may include: its target's partials, and those of all that they do not hide.
    func partials(for path: String) -> Partials {
        let own = partials[Self.target(of: path)] ?? [:]
        return Partials(own.merging(partials[""] ?? [:]) { own, _ in own })
    }

    /// Reports the partials that no template shows.
    func checkPartials(reporting diagnostics: inout Diagnostics) {
        guard !partials.isEmpty else { return }
        // A file by its name, as two have never the same.
        var used: Set<String> = []
        for path in paths {
            guard let source = sources[path] else { continue }
            let partials = partials(for: path)
            for name in partials.included(by: source) { used.insert(partials[name]?.name ?? "") }
        }
        for (target, files) in partials.sorted(by: { $0.key < $1.key }) {
            for (name, file) in files.sorted(by: { $0.key < $1.key }) where !used.contains(file.name) {
                let place = Place(file, line: 1, column: 1)
                let hiding = target.isEmpty ? partials.filter { !$0.key.isEmpty }.compactMap { $0.value[name] } : []
                let notes = hiding.sorted { $0.name < $1.name }.map {
                    Note("hidden by this one", at: Place($0, line: 1, column: 1))
                }
                diagnostics.warning(
                    Code(409), "no template shows the partial '\(name)'", at: place, notes: notes)
            }
        }
    }
}
