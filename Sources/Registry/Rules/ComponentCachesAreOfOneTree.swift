import Diagnostics

/// A platform's component cache names the files of one code tree, and all its hosts run it as PHP: two trees have not the same one,
/// web servers do not serve it, and no host's directory of data holds it.
enum ComponentCachesAreOfOneTree: Rule {
    static func check(_ registry: Registry, _ survey: Survey, reporting diagnostics: inout Diagnostics) {
        var first: [AbsolutePath: Place] = [:]
        for platform in registry.platforms {
            guard let cache = platform.componentCache else { continue }
            func report(_ message: String, _ note: String, _ place: Place) {
                diagnostics.error(
                    Code(333), "the component cache \(quoted(cache.value.bytes)) \(message)", at: cache.place,
                    notes: [Note(note, at: place)])
            }
            if let other = first.updateValue(cache.place, forKey: cache.value) {
                report("is already another platform's", "first used here", other)
            }
            for tree in registry.platforms where AbsolutePath(tree.documentRoot)?.contains(cache.value) ?? false {
                report("would be served by platform \(quoted(tree.id))", "its code tree", tree.root.place)
            }
            if let host = registry.hosts.first(where: { $0.dataRoot.value.contains(cache.value) }) {
                report("lies in the data directory of host \(quoted(host.id.value))", "the host", host.id.place)
            }
        }
    }
}
