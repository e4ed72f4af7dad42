import Diagnostics
import Registry

/// `config:` as the layers below hosts say it, read once for all hosts on it.
final class BaseConfig {
    let layers: [Int]
    private typealias Entries = (
        shared: SharedConfig, dependent: [(name: [UInt8], nodes: [Int])], maps: [[UInt8]: [Int]]
    )
    private var read: Entries?

    init(layers: [Int]) { self.layers = layers }

    /// What hosts share: values, and texts with `{…}`.
    func shared(_ reader: Reader, _ pattern: @autoclosure () -> Pattern) -> SharedConfig {
        (read ?? entries(reader, pattern())).shared
    }

    /// What is read for each host, under its own settings: secrets with `{…}` in their paths, and the like.
    func dependent(_ reader: Reader, _ pattern: @autoclosure () -> Pattern, under own: [OwnSetting]) -> [OwnSetting] {
        guard let dependent = read?.dependent, !dependent.isEmpty else { return own }
        let maps = FreeMaps(reader: reader, pattern: pattern())
        var settings = own
        for (name, nodes) in dependent where !own.contains(where: { $0.name == name }) {
            guard let value = maps.setting(nodes, of: String(decoding: name, as: UTF8.self)) else { continue }
            settings.append(OwnSetting(name: name, value: value))
        }
        settings.sort { $0.name.lexicographicallyPrecedes($1.name) }
        return settings
    }

    /// The layers' maps below a host's own of a name.
    func maps(below name: [UInt8], _ reader: Reader, _ pattern: @autoclosure () -> Pattern) -> [Int] {
        (read ?? entries(reader, pattern())).maps[name] ?? []
    }

    private func entries(_ reader: Reader, _ pattern: Pattern) -> Entries {
        let document = reader.document
        let maps = FreeMaps(reader: reader, pattern: pattern)
        var settings: [(name: [UInt8], value: SharedConfig.Value)] = []
        var dependent: [(name: [UInt8], nodes: [Int])] = []
        var mapsByName: [[UInt8]: [Int]] = [:]
        for (key, nodes) in maps.entries(of: layers, PropertyName.self) {
            let name = Array(document.bytes(key))
            if document.node(nodes[0]).kind == .map { mapsByName[name] = nodes }
            guard nodes.contains(where: document.holdsBrace) else {
                if let value = maps.setting(nodes, of: document.text(key)) { settings.append((name, .fixed(value))) }
                continue
            }
            if let value = maps.sharedValue(nodes, of: document.text(key)) {
                settings.append((name, value))
            } else {
                dependent.append((name, nodes))
            }
        }
        let all: Entries = (SharedConfig(settings), dependent, mapsByName)
        read = all
        return all
    }
}

extension FreeMaps {
    /// A text with `{…}`, or a list or map with such, that every host can fill in; nil: each host's own has to be looked at.
    ///
    /// - Parameter nodes: of the layers, the winning one first; more than one only if they are maps.
    func sharedValue(_ nodes: [Int], of name: String) -> SharedConfig.Value? {
        let document = reader.document
        guard !SecretName.isSetting(name) else { return nil }
        switch document.node(nodes[0]).kind {
        case .map:
            guard nodes.allSatisfy({ document.secretKey(of: $0) == nil }) else { return nil }
            let entries = entries(of: nodes, ArrayKey.self)
            let pairs = entries.compactMap { key, values in
                sharedValue(values, of: document.text(key)).map { (key: Array(document.bytes(key)), value: $0) }
            }
            return pairs.count == entries.count ? .map(pairs) : nil
        case .list:
            let items = document.items(of: nodes[0])
            let values = items.compactMap { sharedValue([$0], of: name) }
            return values.count == items.count ? .list(values) : nil
        case .scalar:
            guard document.node(nodes[0]).hasBrace else { return setting(nodes, of: name).map { .fixed($0) } }
            let text = document.bytes(nodes[0])
            guard case .string? = setting(nodes, of: name),
                text.count(where: { $0 == 0x7B }) * Document.longestValue + text.count <= Document.longestText
            else { return nil }
            return .pattern(Array(text))
        }
    }
}
