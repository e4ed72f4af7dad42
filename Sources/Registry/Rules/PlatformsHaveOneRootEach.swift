import Diagnostics

/// No two platforms share a code tree: it has one config.php and one PHP.
enum PlatformsHaveOneRootEach: Rule {
    static func check(_ registry: Registry, _ survey: Survey, reporting diagnostics: inout Diagnostics) {
        var first: [AbsolutePath: Place] = [:]
        for platform in registry.platforms {
            if let earlier = first[platform.root.value] {
                diagnostics.error(
                    Code(307), "the root \(quoted(platform.root.value.bytes)) is already another platform's",
                    at: platform.root.place, notes: [Note("first used here", at: earlier)])
            } else {
                first[platform.root.value] = platform.root.place
            }
        }
    }
}
