import Diagnostics
import Registry

/// A host as the registry's own language has it after merging: every value, and where it came from.
public struct ResolvedHost: Sendable {
    public let id: [UInt8]
    /// In the order of the language's description.
    public let fields: [ResolvedField]

    /// The value of a field, or of a key in a field that is a free map: `db.server`, `config.theme`.
    public func value(_ path: String) -> ResolvedValue? {
        if path == "id" { return .text(id, isPlain: true) }
        if let field = fields.first(where: { $0.path == path }) { return field.value }
        let inner = fields.filter { $0.path.hasPrefix(path + ".") }
        guard !inner.isEmpty else { return nil }
        return .map(inner.map { (Array($0.path.dropFirst(path.count + 1).utf8), $0.value) })
    }
}

/// One value of a host.
public struct ResolvedField: Sendable {
    /// The names joined by '.'.
    public let path: String
    /// Names of fields, then keys of a free map.
    public let names: [String]
    public let value: ResolvedValue
    /// Nil: built in.
    public let place: Place?
    /// `built-in`, `defaults`, `platform m45`, `group lycees`, `host lyc-12`.
    public let layer: String
}

/// A value as the language writes it, `{…}` filled in and secrets left out.
public indirect enum ResolvedValue: Sendable {
    case text([UInt8], isPlain: Bool)
    case list([ResolvedValue])
    case map([(key: [UInt8], value: ResolvedValue)])
    /// A secret that stands in the registry.
    case redacted

    /// On one line, for tables and comparisons.
    public var text: String {
        switch self {
        case .text(let bytes, _): String(decoding: bytes, as: UTF8.self)
        case .list(let items): items.map(\.text).joined(separator: ",")
        case .map(let pairs):
            pairs.map { "\(String(decoding: $0.key, as: UTF8.self))=\($0.value.text)" }.joined(separator: ",")
        case .redacted: "«secret»"
        }
    }
}

/// A checked registry together with the text that it was read from.
public final class ReadRegistry {
    public let registry: Registry
    private let file: SourceFile
    private let inclusion: Inclusion
    /// Of the whole text; for a registry that was read by the piece it is made when a host's origins are asked for.
    private lazy var reading: RegistryReading = {
        var diagnostics = Diagnostics()
        guard let reading = RegistryReading(file, including: inclusion, reporting: &diagnostics) else {
            preconditionFailure("a registry that was read cannot be read again")
        }
        return reading
    }()
    private lazy var hostReading = reading.hostReading()
    /// Where each host stands in the text; made when the first is asked for.
    private lazy var maps: [[UInt8]: Sections.Entry] = Dictionary(
        reading.sections.hosts.map { (Array(reading.document.bytes($0.key)), $0) },
        uniquingKeysWith: { first, _ in first })
    private lazy var labels = reading.sections.labels(reading.reader).sorted {
        $0.range.lowerBound < $1.range.lowerBound
    }

    /// - Returns: nil if anything in it is an error.
    public init?(
        yaml file: SourceFile, including inclusion: Inclusion = .none, reporting diagnostics: inout Diagnostics
    ) {
        let inclusion = inclusion.remembering()
        (self.file, self.inclusion) = (file, inclusion)
        if let pieces = HostPieces(file) {
            switch Registry.read(pieces, including: inclusion, reporting: &diagnostics) {
            case .taken(let registry):
                self.registry = registry
                return
            case .refused: return nil
            case .unfit: break
            }
        }
        guard let reading = RegistryReading(file, including: inclusion, reporting: &diagnostics),
            let registry = Registry(checked: reading, reporting: &diagnostics)
        else { return nil }
        self.registry = registry
        self.reading = reading
    }

    /// What people call the layer that a node stands in.
    private func layer(of node: Int) -> String {
        var (low, high) = (0, labels.count)
        while low < high {
            let middle = (low + high) / 2
            if labels[middle].range.upperBound <= node { low = middle + 1 } else { high = middle }
        }
        return low < labels.count && labels[low].range.contains(node) ? labels[low].layer : "built-in"
    }

    /// A host by its id.
    public func host(_ id: [UInt8]) -> ResolvedHost? {
        guard let (key, map) = maps[id] else { return nil }
        return hostReading.withFields(key: key, map: map) { one in
            ResolvedHost(id: id, fields: HostField.allCases.flatMap { fields(of: $0, one) })
        }
    }

    private func fields(of field: HostField, _ one: OneHost) -> [ResolvedField] {
        guard let node = one.fields[field] else { return [] }
        guard HostField.freeMaps.contains(field.rawValue) else {
            return [resolved(field.path.split(separator: ".").map(String.init), [node], field.description.shape, one)]
        }
        let maps = FreeMaps(reader: reading.reader, pattern: one.pattern)
        return entries(
            field.path.split(separator: ".").map(String.init), one.layers(field),
            field.description.shape, one, maps)
    }

    /// The entries of a free map, those of maps in it among them: each has its own origin.
    private func entries(
        _ names: [String], _ layers: [Int], _ shape: Shape, _ one: OneHost, _ maps: FreeMaps
    ) -> [ResolvedField] {
        let document = reading.document
        var (type, inner): (any RegistryValue.Type, Shape) = (ArrayKey.self, .setting)
        if case .map(let key, let value) = shape { (type, inner) = (key, value) }
        return maps.entries(of: layers, type).flatMap { key, nodes -> [ResolvedField] in
            let name = names + [document.text(key)]
            guard document.node(nodes[0]).kind == .map else { return [resolved(name, nodes, .setting, one)] }
            guard case .setting = inner else { return entries(name, nodes, inner, one, maps) }
            guard document.secretKey(of: nodes[0]) == nil else { return [resolved(name, nodes, .setting, one)] }
            return entries(name, document.aboveReference(nodes), inner, one, maps)
        }
    }

    private func resolved(_ names: [String], _ nodes: [Int], _ shape: Shape, _ one: OneHost) -> ResolvedField {
        let layer = layer(of: nodes[0])
        var isSecret = false
        if case .setting = shape { isSecret = SecretName.isSetting(names.last ?? "") }
        if case .secret = shape { isSecret = true }
        if case .list(of: .secret) = shape { isSecret = true }
        return ResolvedField(
            path: names.joined(separator: "."), names: names, value: value(nodes[0], one.pattern, isSecret: isSecret),
            place: layer == "built-in" ? nil : reading.document.place(nodes[0]), layer: layer)
    }

    private func value(_ node: Int, _ pattern: Pattern, isSecret: Bool) -> ResolvedValue {
        let document = reading.document
        switch document.node(node).kind {
        case .scalar:
            if isSecret { return .redacted }
            let written = document.bytes(node)
            return .text((try? pattern.fill(written)) ?? Array(written), isPlain: document.node(node).isPlain)
        case .list: return .list(document.items(of: node).map { value($0, pattern, isSecret: isSecret) })
        case .map:
            // `file`, `env` and `command` say where a secret is, and that is none.
            return .map(
                document.keys(of: node).map { key in
                    let name = document.text(key)
                    return (
                        Array(name.utf8),
                        value(key + 1, pattern, isSecret: name == "secret" || SecretName.isSetting(name))
                    )
                })
        }
    }
}
