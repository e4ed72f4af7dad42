import Registry

/// `config:`, which becomes settings of `$CFG` as it stands.
extension OneHost {
    /// What the host shares with others, and what it has of its own.
    func config() -> (shared: SharedConfig, own: [OwnSetting]) {
        let below = base.config.layers.count
        guard said.contains(HostField.config.rawValue) else {
            return (base.config.shared(reader, pattern), base.config.dependent(reader, pattern, under: []))
        }
        checkIsMap(.config)
        let layers = layers(.config)
        if let own = layers.first { for key in document.keys(of: own) { reader.checkSettingName(key) } }
        let maps = FreeMaps(reader: reader, pattern: pattern)
        if layers.count == below + 1, let own = ownSettings(layers[0], maps) {
            let shared = base.config.shared(reader, pattern)
            return (shared, base.config.dependent(reader, pattern, under: own))
        }
        let settings = maps.settings(of: layers, key: PropertyName.self, .setting)
        return (Self.none, settings.map { OwnSetting(name: $0.name, value: $0.value) })
    }

    private static let none = SharedConfig([])

    /// The host's own settings, sorted, maps merged with those below, nil for one that is taken away; nil if a key is wrong.
    private func ownSettings(_ map: Int, _ maps: FreeMaps) -> [OwnSetting]? {
        var settings: [OwnSetting] = []
        for key in document.keys(of: map) {
            let name = document.bytes(key)
            guard PropertyName.accepts(name.span) else { return nil }
            guard !document.isNull(key + 1) else {
                settings.append(OwnSetting(name: Array(name), value: nil))
                continue
            }
            var values = [key + 1]
            if document.node(key + 1).kind == .map {
                values += base.config.maps(below: Array(name), reader, pattern)
            }
            guard let value = maps.setting(values, of: document.text(key)) else { return nil }
            settings.append(OwnSetting(name: Array(name), value: value))
        }
        guard settings.count > 1 else { return settings }
        settings.sort { $0.name.lexicographicallyPrecedes($1.name) }
        return zip(settings, settings.dropFirst()).contains { $0.name == $1.name } ? nil : settings
    }
}
