import Diagnostics

/// No host's data directory is another's, or lies in another's.
enum DataRootsAreApart: Rule {
    static func check(_ registry: Registry, reporting diagnostics: inout Diagnostics) {
        // '/' sorts below every byte a directory's neighbour may continue with, so what lies below a path follows it.
        let sorted = registry.hosts.indices.map { (key: ordered(registry.hosts[$0]), host: $0) }
            .sorted { $0.key.lexicographicallyPrecedes($1.key) }
        var outer = 0
        for inner in sorted.indices.dropFirst() {
            let (a, b) = (registry.hosts[sorted[outer].host], registry.hosts[sorted[inner].host])
            guard a.dataRoot.value.contains(b.dataRoot.value) else {
                outer = inner
                continue
            }
            let relation = a.dataRoot.value == b.dataRoot.value ? "is also that of" : "lies inside that of"
            diagnostics.error(
                Code(303),
                "the dataroot \(quoted(b.dataRoot.value.bytes)) of host \(quoted(b.id.value)) \(relation) "
                    + "host \(quoted(a.id.value)); each must have a directory of its own",
                at: b.dataRoot.place == a.dataRoot.place ? b.id.place : b.dataRoot.place,
                notes: [Note("the other host", at: a.id.place)])
        }
    }

    private static func ordered(_ host: Host) -> [UInt8] { host.dataRoot.value.bytes.map { $0 == 0x2F ? 1 : $0 } }
}
