import Registry

/// What lies below hosts: built-in values, `defaults`, a platform's `defaults`, groups.
final class HostLayers {
    let reader: Reader
    /// Built-in values and `defaults`.
    let lowest: Merged<HostField>
    let platforms: [[UInt8]: Int]
    /// A platform's `defaults`, in the order of the platforms.
    let platformDefaults: [Int?]
    /// Each group's map.
    let groups: [[UInt8]: Int]
    /// Bases by what hosts say of groups and platform themselves.
    private var bases: [[UInt8]: HostBase] = [:]
    /// The first ones again: few hosts of a fleet have any other.
    private var first: [HostBase] = []
    private var signature: [UInt8] = []
    private var document: Document { reader.document }

    init(
        reader: Reader, lowest: Merged<HostField>, platforms: [[UInt8]: Int], platformDefaults: [Int?],
        groups: [[UInt8]: Int]
    ) {
        self.reader = reader
        self.lowest = lowest
        self.platforms = platforms
        self.platformDefaults = platformDefaults
        self.groups = groups
    }

    /// The same for another thread.
    init(_ other: HostLayers, reader: Reader) {
        self.reader = reader
        lowest = other.lowest
        platforms = other.platforms
        platformDefaults = other.platformDefaults
        groups = other.groups
    }

    /// What lies below a host with these fields of its own.
    func base(of own: OwnFields) -> HostBase {
        var (groups, platform) = (HostBase.unsaid, HostBase.unsaid)
        for (field, node) in own.entries {
            if field == Int32(HostField.groups.rawValue) { groups = node }
            if field == Int32(HostField.platform.rawValue) { platform = node }
        }
        signature.removeAll(keepingCapacity: true)
        document.sign(groups, into: &signature)
        document.sign(platform, into: &signature)
        if let known = first.first(where: { $0.signature == signature }) ?? bases[signature] {
            if known.isWrong { checkReferences(of: own) }
            return known
        }
        let base = makeBase(groups, platform)
        bases[base.signature] = base
        if first.count < 16 { first.append(base) }
        return base
    }

    private func makeBase(_ groupsNode: Int32, _ platformNode: Int32) -> HostBase {
        let listed = groupsNode == HostBase.unsaid ? lowest[.groups] : groupsNode < 0 ? nil : Int(groupsNode)
        let groups = groupNodes(listed)
        var merged = lowest
        for group in groups { merged.add(group.map, reader) }
        var platform = merged[.platform]
        if platformNode != HostBase.unsaid { platform = platformNode < 0 ? nil : Int(platformNode) }
        let index = platform.flatMap(platformIndex)
        if let index, let defaults = platformDefaults[index] {
            // Above `defaults` and below the groups.
            merged = lowest
            merged.add(defaults, reader)
            for group in groups { merged.add(group.map, reader) }
        }
        let isWrong = platformNode >= 0 && index == nil || groupsNode >= 0 && !areKnown(Int(groupsNode))
        return HostBase(
            merged, groups: groups.map(\.id), platform: index, document, signature: Array(signature[...]),
            isWrong: isWrong)
    }

    private func groupNodes(_ list: Int?) -> [(id: [UInt8], map: Int)] {
        guard let list else { return [] }
        guard document.node(list).kind == .list else {
            reader.wrongType(list, "a list", of: "groups")
            return []
        }
        var seen: Set<[UInt8]> = []
        return document.items(of: list).compactMap { item in
            let id = Array(document.bytes(item))
            guard seen.insert(id).inserted else {
                reader.error(204, "the group \(reader.quoted(item)) stands twice in 'groups'; name it once", at: item)
                return nil
            }
            guard document.node(item).kind == .scalar, let group = groups[id] else {
                reader.unknown("group", item, among: groups.keys)
                return nil
            }
            return document.node(group).kind == .map ? (id, group) : nil
        }
    }

    /// Whether nothing is wrong with a list of groups.
    private func areKnown(_ list: Int) -> Bool {
        guard document.node(list).kind == .list else { return false }
        var seen: Set<[UInt8]> = []
        return document.items(of: list).allSatisfy { item in
            let id = Array(document.bytes(item))
            return document.node(item).kind == .scalar && groups[id] != nil && seen.insert(id).inserted
        }
    }

    private func platformIndex(_ node: Int) -> Int? {
        guard reader.scalar(node, of: "platform") != nil else { return nil }
        if let index = platforms[Array(document.bytes(node))] { return index }
        reader.unknown("platform", node, among: platforms.keys)
        return nil
    }

    /// Reports groups and platforms that do not exist, and groups that stand twice.
    func checkReferences(of own: OwnFields) {
        for (field, node) in own.entries where node >= 0 {
            if field == Int32(HostField.groups.rawValue) { _ = groupNodes(Int(node)) }
            if field == Int32(HostField.platform.rawValue) { _ = platformIndex(Int(node)) }
        }
    }
}

/// The merged layers below hosts that name the same groups and platform, and what those hosts share.
final class HostBase {
    /// The host says nothing itself.
    static let unsaid: Int32 = -2

    let platform: Int?
    let groups: [[UInt8]]
    /// What its hosts say of groups and platform.
    let signature: [UInt8]
    /// A group or the platform does not exist, or a group stands twice, which each such host is told at its own place.
    let isWrong: Bool
    /// Fields whose value holds a `{…}`.
    let patterned: FieldSet
    private let merged: Merged<HostField>
    /// What was asked for of names; there are two sets of free fields.
    private var namesBeside: [(free: FieldSet, areThere: Bool)] = []
    /// The same with one host's own fields laid over it while that host is read.
    private var fields: Merged<HostField>

    /// `config:` of the base.
    let config: BaseConfig
    /// Settings that fields become, for those that no host has touched yet; a field that becomes none is there with nil.
    var lowered: [Int: ConfigSetting?] = [:]
    /// What is read once for all hosts that do not touch it.
    var state: Host.State?
    var sslProxy: Bool?
    var databaseServer: Int?
    var cron: CronSettings?
    var web: Web?
    /// Settings by the fields that hosts say themselves.
    var settings: [(said: FieldSet, settings: OneHost.SharedSettings)] = []

    init(
        _ merged: Merged<HostField>, groups: [[UInt8]], platform: Int?, _ document: Document, signature: [UInt8] = [],
        isWrong: Bool = false
    ) {
        self.signature = signature
        self.isWrong = isWrong
        self.merged = merged
        fields = merged
        config = BaseConfig(layers: merged.layers[HostField.config.rawValue] ?? [])
        self.groups = groups
        self.platform = platform
        patterned = HostField.allCases.reduce(.empty) { set, field in
            let nodes = merged.layers[field.rawValue] ?? merged[field].map { [$0] } ?? []
            return nodes.contains(where: document.holdsBrace) ? set | FieldSet(field: field.rawValue) : set
        }
    }

    /// Whether a pool of the host's own is made, as long as the host says nothing itself.
    var hasPool: Bool { merged[.poolUser] != nil }

    /// Whether the host's name is filled in in a field other than some.
    func holdsName(beside free: FieldSet, _ document: Document) -> Bool {
        if let known = namesBeside.first(where: { $0.free == free }) { return known.areThere }
        let nodes = (patterned & ~free).numbers.flatMap { field in
            merged.layers[field] ?? HostField(rawValue: field).flatMap { merged[$0] }.map { [$0] } ?? []
        }
        let areThere = nodes.contains(where: document.holdsName)
        namesBeside.append((free, areThere))
        return areThere
    }

    /// Lays a host's own fields over the base for as long as it is read.
    func withFields<Result>(
        of own: OwnFields, _ body: (_ fields: Merged<HostField>, _ said: FieldSet, _ touched: FieldSet) -> Result
    ) -> Result {
        var said = FieldSet.empty
        for (field, node) in own.entries {
            fields.set(Int(field), node)
            said |= FieldSet(field: Int(field))
        }
        defer { for (field, _) in own.entries { fields.restore(Int(field), from: merged) } }
        return body(fields, said, said | patterned)
    }
}

extension Document {
    /// Whether a `{` or `}` stands in a value or in what it holds.
    func holdsBrace(_ index: Int) -> Bool { (index..<Int(node(index).end)).contains { node($0).hasBrace } }

    /// Adds bytes that are the same only for values that hold the same, wherever they stand.
    @inline(__always)
    func sign(_ index: Int32, into signature: inout [UInt8]) {
        let end = index < 0 ? index : node(Int(index)).end
        Self.add(UInt32(bitPattern: end - max(index, 0)), to: &signature)
        for number in Int(max(index, 0))..<Int(max(end, 0)) {
            let node = node(number)
            signature.append(node.kind.rawValue)
            Self.add(UInt32(bitPattern: node.end - Int32(truncatingIfNeeded: number)), to: &signature)
            Self.add(node.count, to: &signature)
            signature.append(contentsOf: bytes(number))
        }
    }

    @inline(__always)
    private static func add(_ word: UInt32, to signature: inout [UInt8]) {
        withUnsafeBytes(of: word) { signature.append(contentsOf: $0) }
    }
}
