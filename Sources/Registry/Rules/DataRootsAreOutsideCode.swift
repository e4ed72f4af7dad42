import Diagnostics

/// No directory of a host lies in a code tree, where the web server would hand its files out, or holds one, which then lies
/// among files that a site writes and tests empty.
enum DataRootsAreOutsideCode: Rule {
    static func check(_ registry: Registry, _ survey: Survey, reporting diagnostics: inout Diagnostics) {
        for host in survey.atCode.map({ registry.hosts[$0] }) {
            check(host.dataRoot, "dataroot", host, registry, &diagnostics)
        }
        for host in survey.withDirectories.map({ registry.hosts[$0] }) {
            for other in host.settings.directories { check(other.path, other.field, host, registry, &diagnostics) }
        }
    }

    private static func check(
        _ path: Located<AbsolutePath>, _ field: String, _ host: Host, _ registry: Registry,
        _ diagnostics: inout Diagnostics
    ) {
        for platform in registry.platforms where platform.root.value.contains(path.value) {
            diagnostics.error(
                Code(304),
                "the \(field) \(quoted(path.value.bytes)) of host \(quoted(host.id.value)) lies in the code "
                    + "tree of platform \(quoted(platform.id)); it must lie outside",
                at: path.place, notes: [Note("the code tree", at: platform.root.place)])
        }
        for platform in registry.platforms
        where path.value.bytes.count < platform.root.value.bytes.count && path.value.contains(platform.root.value) {
            diagnostics.error(
                Code(304),
                "the \(field) \(quoted(path.value.bytes)) of host \(quoted(host.id.value)) holds the code tree of platform "
                    + "\(quoted(platform.id)); it must lie beside",
                at: path.place, notes: [Note("the code tree", at: platform.root.place)])
        }
    }
}
