extension Registry {
    /// Where secrets of this registry are to be had, each once, at the first place that says so.
    public var secretReferences: [Located<SecretReference>] {
        var references: [Located<SecretReference>] = []
        var seen: Set<SecretReference> = []
        var shared: Set<ObjectIdentifier> = []
        // Most hosts share what the one before does.
        var last: (base: ObjectIdentifier, settings: ObjectIdentifier)?
        func take(_ source: SecretSource) {
            if case .reference(let reference) = source, seen.insert(reference.value).inserted {
                references.append(reference)
            }
        }
        func take(_ value: ConfigValue) {
            switch value {
            case .secret(let source): take(source)
            case .list(let items): for item in items { take(item) }
            case .map(let pairs): for pair in pairs { take(pair.value) }
            case .bool, .int, .float, .string: break
            }
        }
        func take(_ value: SharedConfig.Value) {
            switch value {
            case .fixed(let value): take(value)
            case .pattern: break
            case .list(let items): for item in items { take(item) }
            case .map(let pairs): for pair in pairs { take(pair.value) }
            }
        }
        func take(_ config: SharedConfig) {
            guard shared.insert(ObjectIdentifier(config)).inserted else { return }
            for setting in config.settings { take(setting.value) }
        }
        for host in hosts {
            if let password = host.password { take(password) }
            let shares = (base: ObjectIdentifier(host.configBase), settings: ObjectIdentifier(host.settings))
            let isAsLast = last.map { $0 == shares } ?? false
            if !isAsLast {
                take(host.configBase)
                take(host.settings.config)
            }
            for setting in host.ownConfig { if let value = setting.value { take(value) } }
            for setting in host.ownSettings { if let value = setting.value { take(value) } }
            guard !isAsLast else { continue }
            last = shares
            guard shared.insert(ObjectIdentifier(host.settings)).inserted else { continue }
            for setting in host.settings.databaseOptions { take(setting.value) }
        }
        return references
    }
}
