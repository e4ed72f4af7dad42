import Diagnostics
import Registry

/// `config:` as the layers below hosts say it, read once for all hosts on it.
final class BaseConfig {
    let layers: [Int]
    private var read: (shared: SharedConfig, dependent: [(name: [UInt8], nodes: [Int])])?

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

    private func entries(
        _ reader: Reader, _ pattern: Pattern
    ) -> (shared: SharedConfig, dependent: [(name: [UInt8], nodes: [Int])]) {
        let document = reader.document
        let maps = FreeMaps(reader: reader, pattern: pattern)
        var settings: [(name: [UInt8], value: SharedConfig.Value)] = []
        var dependent: [(name: [UInt8], nodes: [Int])] = []
        for (key, nodes) in maps.entries(of: layers, PropertyName.self) {
            let name = Array(document.bytes(key))
            guard nodes.contains(where: document.holdsBrace) else {
                if let value = maps.setting(nodes, of: document.text(key)) { settings.append((name, .fixed(value))) }
                continue
            }
            if let value = maps.sharedValue(nodes[0], of: document.text(key)) {
                settings.append((name, value))
            } else {
                dependent.append((name, nodes))
            }
        }
        let all = (SharedConfig(settings), dependent)
        read = all
        return all
    }
}

extension FreeMaps {
    /// A text with `{…}`, or a list with such, that every host can fill in; nil: each host's own has to be looked at.
    func sharedValue(_ node: Int, of name: String) -> SharedConfig.Value? {
        let document = reader.document
        guard !SecretName.isSetting(name) else { return nil }
        switch document.node(node).kind {
        case .map: return nil
        case .list:
            let items = document.items(of: node)
            let values = items.compactMap { sharedValue($0, of: name) }
            return values.count == items.count ? .list(values) : nil
        case .scalar:
            guard document.node(node).hasBrace else { return setting([node], of: name).map { .fixed($0) } }
            let text = document.bytes(node)
            guard case .string? = setting([node], of: name),
                text.count(where: { $0 == 0x7B }) * Document.longestValue + text.count <= Document.longestText
            else { return nil }
            return .pattern(Array(text))
        }
    }
}
