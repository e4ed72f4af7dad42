/// A setting of `$CFG`.
public struct ConfigSetting: Sendable {
    public var name: [UInt8]
    public var value: ConfigValue

    public init(name: [UInt8], value: ConfigValue) {
        self.name = name
        self.value = value
    }
}

/// A PHP value.
public indirect enum ConfigValue: Sendable {
    case bool(Bool)
    case int(Int)
    /// As written: digits, a point, digits.
    case float([UInt8])
    case string([UInt8])
    case list([ConfigValue])
    case map([(key: [UInt8], value: ConfigValue)])
    case secret(SecretSource)
}

/// A setting that a host has itself, or without which it does although the hosts that it shares settings with have it.
public struct OwnSetting: Sendable {
    public var name: [UInt8]
    /// Nil: none.
    public var value: ConfigValue?

    public init(name: [UInt8], value: ConfigValue?) {
        self.name = name
        self.value = value
    }
}

/// Settings that hosts share. What `{…}` stand for is each host's own and filled in when it is asked for.
public final class SharedConfig: Sendable {
    public indirect enum Value: Sendable {
        case fixed(ConfigValue)
        /// A text with `{…}` that can be filled in for every host.
        case pattern([UInt8])
        case list([Value])
        case map([(key: [UInt8], value: Value)])
    }

    /// Sorted by name.
    public let settings: [(name: [UInt8], value: Value)]

    public init(_ settings: [(name: [UInt8], value: Value)]) { self.settings = settings }
}

/// A setting of a host where it lies: with the hosts that share it, or with the host alone.
public struct SettingSpot: Sendable {
    /// Settings that have fields of their own, and those of `config:`.
    public enum Field: Sendable { case typed, config }

    public let field: Field
    public let isOwn: Bool
    /// Position among the host's own settings of the field, or among those that it shares.
    public let index: Int
}

/// The value of a setting where it lies.
public enum StoredSetting: Sendable {
    case own(ConfigValue)
    case shared(SharedConfig.Value)
}

extension Host {
    /// Appends where the settings of `$CFG` lie, those that have fields of their own first, each part sorted by name.
    public func appendSettings(to spots: inout [SettingSpot]) {
        appendSettings(of: .typed, to: &spots)
        appendSettings(of: .config, to: &spots)
    }

    /// The name of a setting of this host's.
    public func name(of spot: SettingSpot) -> [UInt8] {
        // Not by way of functions that give arrays, whose references would be counted.
        switch (spot.field, spot.isOwn) {
        case (.typed, true): ownSettings[spot.index].name
        case (.typed, false): settings.config.settings[spot.index].name
        case (.config, true): ownConfig[spot.index].name
        case (.config, false): configBase.settings[spot.index].name
        }
    }

    public func value(of spot: SettingSpot) -> StoredSetting {
        guard spot.isOwn else { return .shared(shared(spot.field).settings[spot.index].value) }
        guard let value = own(spot.field)[spot.index].value else {
            preconditionFailure("a setting that a host is without is none of its own")
        }
        return .own(value)
    }

    /// A host's settings: those that it shares, and its own, which win.
    func settings(of field: SettingSpot.Field) -> [ConfigSetting] {
        var spots: [SettingSpot] = []
        appendSettings(of: field, to: &spots)
        let pattern = pattern
        return spots.map { spot in
            switch value(of: spot) {
            case .own(let value): ConfigSetting(name: name(of: spot), value: value)
            case .shared(let value): ConfigSetting(name: name(of: spot), value: value.filled(by: pattern))
            }
        }
    }

    private func own(_ field: SettingSpot.Field) -> [OwnSetting] { field == .typed ? ownSettings : ownConfig }
    public func shared(_ field: SettingSpot.Field) -> SharedConfig { field == .typed ? settings.config : configBase }

    private func appendSettings(of field: SettingSpot.Field, to spots: inout [SettingSpot]) {
        let (shared, own) = (shared(field).settings, own(field))
        var next = 0
        for (index, setting) in own.enumerated() {
            while next < shared.count, shared[next].name.lexicographicallyPrecedes(setting.name) {
                spots.append(SettingSpot(field: field, isOwn: false, index: next))
                next += 1
            }
            if next < shared.count, shared[next].name == setting.name { next += 1 }
            if setting.value != nil { spots.append(SettingSpot(field: field, isOwn: true, index: index)) }
        }
        while next < shared.count {
            spots.append(SettingSpot(field: field, isOwn: false, index: next))
            next += 1
        }
    }
}

extension SharedConfig.Value {
    fileprivate func filled(by pattern: Pattern) -> ConfigValue {
        switch self {
        case .fixed(let value): return value
        case .pattern(let text):
            var filled: [UInt8] = []
            pattern.fillKept(text) { filled.append(contentsOf: $0) }
            return .string(filled)
        case .list(let items): return .list(items.map { $0.filled(by: pattern) })
        case .map(let pairs): return .map(pairs.map { ($0.key, $0.value.filled(by: pattern)) })
        }
    }
}
