import Diagnostics

/// No data directory lies in a code tree, where the web server would hand its files out.
enum DataRootsAreOutsideCode: Rule {
    static func check(_ registry: Registry, reporting diagnostics: inout Diagnostics) {
        for host in registry.hosts {
            for platform in registry.platforms where platform.root.value.contains(host.dataRoot.value) {
                diagnostics.error(
                    Code(304),
                    "the dataroot \(quoted(host.dataRoot.value.bytes)) of host \(quoted(host.id.value)) lies in the code "
                        + "tree of platform \(quoted(platform.id)); it must lie outside",
                    at: host.dataRoot.place, notes: [Note("the code tree", at: platform.root.place)])
            }
        }
    }
}
