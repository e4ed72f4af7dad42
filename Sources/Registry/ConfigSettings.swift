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

    /// A host's settings: these, and its own, which win; both are sorted by name.
    func settings(of host: Host, under own: [OwnSetting]) -> [ConfigSetting] {
        let pattern = host.pattern
        var all: [ConfigSetting] = []
        all.reserveCapacity(settings.count + own.count)
        var rest = settings[...]
        for setting in own {
            while let first = rest.first, first.name.lexicographicallyPrecedes(setting.name) {
                all.append(ConfigSetting(name: first.name, value: first.value.filled(by: pattern)))
                rest.removeFirst()
            }
            if let first = rest.first, first.name == setting.name { rest.removeFirst() }
            if let value = setting.value { all.append(ConfigSetting(name: setting.name, value: value)) }
        }
        return all + rest.map { ConfigSetting(name: $0.name, value: $0.value.filled(by: pattern)) }
    }
}

extension SharedConfig.Value {
    fileprivate func filled(by pattern: Pattern) -> ConfigValue {
        switch self {
        case .fixed(let value): return value
        case .pattern(let text):
            guard let filled = text.withUnsafeBufferPointer({ try? pattern.fill($0) }) else {
                preconditionFailure("a pattern was kept that no host can fill in")
            }
            return .string(filled)
        case .list(let items): return .list(items.map { $0.filled(by: pattern) })
        case .map(let pairs): return .map(pairs.map { ($0.key, $0.value.filled(by: pattern)) })
        }
    }
}
