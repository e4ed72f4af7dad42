import Diagnostics
import Registry

/// What lies below a host: its groups, its platform and the defaults.
extension HostFields {
    /// Host, its groups with the last listed first, the platform's defaults, the defaults.
    func layers(of node: Int) -> (Layers, platform: Int?) {
        var maps = [node]
        let below = Layers(maps + (bases.defaults.map { [$0] } ?? []), in: document)
        for group in groupNodes(below).reversed() { maps.append(group) }
        let withGroups = Layers(maps + (bases.defaults.map { [$0] } ?? []), in: document)
        let platform = platformIndex(withGroups)
        if let platform, let defaults = bases.platformDefaults[platform] { maps.append(defaults) }
        if let defaults = bases.defaults { maps.append(defaults) }
        return (Layers(maps, in: document), platform)
    }

    func groupNodes(_ layers: Layers) -> [Int] {
        guard let list = layers.value("groups", in: reader) else { return [] }
        guard document.node(list).kind == .list else {
            reader.wrongType(list, "a list", of: "groups")
            return []
        }
        return document.items(of: list).compactMap { item in
            guard let group = bases.groups[Array(document.bytes(item))] else {
                unknown("group", item, among: bases.groups.keys)
                return nil
            }
            return document.node(group).kind == .map ? group : nil
        }
    }

    func platformIndex(_ layers: Layers) -> Int? {
        guard let (node, id) = reader.scalar("platform", of: layers) else { return nil }
        guard let index = platforms[id] else {
            unknown("platform", node, among: platforms.keys)
            return nil
        }
        return index
    }

    func unknown(_ what: String, _ node: Int, among ids: some Sequence<[UInt8]>) {
        let names = ids.map { String(decoding: $0, as: UTF8.self) }.sorted()
        let hint = suggestion(for: document.text(node), among: names).map { "did you mean '\($0)'?" }
        let known = names.isEmpty ? "none is defined" : "defined are \(names.prefix(8).joined(separator: ", "))"
        reader.error(305, "unknown \(what) '\(document.text(node))'; \(hint ?? known)", at: node)
    }

    /// Reads `defaults`, each group and each platform's defaults on their own, so that a mistake in one that no host uses is
    /// found too, and so that all names of fields are known.
    func checkBases() {
        let id = Located(Array("id".utf8), at: document.place(0))
        reader.isProbing = true
        reader.recordingNames(of: "a host") {
            let nothing = Layers([], in: document)
            _ = read(nothing, id: id, key: nil, platform: nil)
            _ = (groupNodes(nothing), platformIndex(nothing))
        }
        for base in baseMaps { _ = read(Layers([base], in: document), id: id, key: nil, platform: nil) }
        for base in baseMaps {
            _ = groupNodes(Layers([base], in: document))
            _ = platformIndex(Layers([base], in: document))
        }
        reader.isProbing = false
    }

    /// Reports fields that do not exist, in hosts and in what lies below them.
    func reportUnknownKeys(hosts: [Int]) {
        for map in baseMaps + hosts where document.node(map).kind == .map {
            reader.reportUnknownKeys(of: map, kind: "a host")
        }
    }

    var baseMaps: [Int] {
        ((bases.defaults.map { [$0] } ?? []) + bases.platformDefaults.compactMap { $0 } + bases.groups.values.sorted())
            .filter { map in
                if document.node(map).kind == .map { return true }
                if !document.isNull(map) { reader.error(202, "a group must be a map", at: map) }
                return false
            }
    }
}
