import Registry

/// `config:` as the layers below hosts say it: what holds no `{…}` is read once.
final class BaseConfig {
    let layers: [Int]
    /// Sorted by name; the value, or the nodes to read it from for each host.
    private var entries: [(name: [UInt8], value: ConfigValue?, nodes: [Int])]?
    /// Set where no entry depends on the host.
    private var shared: [ConfigSetting]?

    init(layers: [Int]) { self.layers = layers }

    /// The settings of a host that says nothing itself.
    func settings(_ reader: Reader, _ pattern: Pattern) -> [ConfigSetting] {
        if let shared { return shared }
        let entries = entries(reader)
        let maps = FreeMaps(reader: reader, pattern: pattern)
        var settings: [ConfigSetting] = []
        settings.reserveCapacity(entries.count)
        for entry in entries {
            guard let value = entry.value ?? maps.setting(entry.nodes, of: String(decoding: entry.name, as: UTF8.self))
            else { continue }
            settings.append(ConfigSetting(name: entry.name, value: value))
        }
        if entries.allSatisfy({ $0.value != nil }) { shared = settings }
        return settings
    }

    /// The settings of a host that has some of its own, sorted by name, which win.
    func settings(
        _ reader: Reader, _ pattern: Pattern, under own: [(name: [UInt8], value: ConfigValue?)]
    ) -> [ConfigSetting] {
        let base = settings(reader, pattern)
        var settings: [ConfigSetting] = []
        settings.reserveCapacity(base.count + own.count)
        var rest = base[...]
        for (name, value) in own {
            while let first = rest.first, first.name.lexicographicallyPrecedes(name) {
                settings.append(rest.removeFirst())
            }
            if let first = rest.first, first.name == name { rest.removeFirst() }
            if let value { settings.append(ConfigSetting(name: name, value: value)) }
        }
        return settings + rest
    }

    private func entries(_ reader: Reader) -> [(name: [UInt8], value: ConfigValue?, nodes: [Int])] {
        if let entries { return entries }
        let document = reader.document
        let maps = FreeMaps(reader: reader, pattern: nil)
        let read = maps.entries(of: layers, PropertyName.self).map { key, nodes in
            let isPatterned = nodes.contains(where: document.holdsBrace)
            return (Array(document.bytes(key)), isPatterned ? nil : maps.setting(nodes, of: document.text(key)), nodes)
        }
        entries = read
        return read
    }
}
