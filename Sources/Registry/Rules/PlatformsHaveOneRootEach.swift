import Diagnostics

/// No two platforms share a code tree, and none lies in another's: a tree has one config.php and one PHP, and what lies in it its
/// web server hands out.
enum PlatformsHaveOneRootEach: Rule {
    static func check(_ registry: Registry, _ survey: Survey, reporting diagnostics: inout Diagnostics) {
        var around: [Platform] = []
        let inOrder = registry.platforms.enumerated().sorted { a, b in
            let (one, other) = (a.element.root.value, b.element.root.value)
            return one == other ? a.offset < b.offset : one.precedes(other)
        }
        for (_, platform) in inOrder {
            let root = platform.root
            while let last = around.last, !last.root.value.contains(root.value) { around.removeLast() }
            defer { around.append(platform) }
            guard let outer = around.last else { continue }
            diagnostics.error(
                Code(307),
                outer.root.value == root.value
                    ? "the root \(quoted(root.value.bytes)) is already another platform's"
                    : "the root \(quoted(root.value.bytes)) of platform \(quoted(platform.id)) lies in the code tree of platform "
                        + "\(quoted(outer.id)); it must lie outside",
                at: root.place,
                notes: [
                    Note(
                        outer.root.value == root.value ? "first used here" : "the other code tree", at: outer.root.place
                    )
                ])
        }
    }
}
