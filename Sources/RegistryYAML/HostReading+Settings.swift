import Diagnostics
import Registry

/// The fields that become settings of `$CFG` by themselves, and those that rules look at.
extension OneHost {
    private static let settingsFields =
        FieldSet(field: HostField.reverseProxy.rawValue)
        | FieldSet(fields: HostField.isPersistent.rawValue..<HostField.config.rawValue)
        | FieldSet(fields: HostField.text.rawValue..<HostField.allCases.count)

    /// Those of which each becomes a setting of its own, or none, and which nothing else looks at.
    private static let plainFields = [
        HostField.text, .labels, .mailNoReply, .mailSupport, .mailDomain, .mailPrefix, .smtpHosts, .smtpUser,
        .smtpPassword, .smtpAuthentication, .upgradeKey, .salt, .mnet, .template, .services, .vmoodleID,
        .vmoodleForcedDNS, .vmoodleCreated, .vmoodleLastCron, .vmoodleCronGap, .vmoodleCronCount, .vmoodleMetadata,
    ].reduce(FieldSet.empty) { $0 | FieldSet(field: $1.rawValue) }

    /// Settings that hosts share, and what is to be looked at for each of them.
    struct SharedSettings {
        let settings: Settings
        /// Fields of which each host has its own value.
        let dependent: FieldSet
        /// Texts that the host fills in later, when they can no longer be wrong.
        let patterned: [(field: HostField, node: Int, accepts: ((Span<UInt8>) -> Bool)?)]
    }

    mutating func settings() -> (shared: Settings, own: [OwnSetting]) {
        guard (touched & Self.settingsFields & ~Self.plainFields).isEmpty, base.platform != nil else {
            return (settings(without: .empty, keeping: .empty), [])
        }
        let said = said & Self.plainFields
        let shared = sharedSettings(said)
        var own: [OwnSetting] = []
        for field in HostField.all(in: said | shared.dependent) {
            guard let name = HostField.settingNames[field.rawValue] else {
                if !isPlainText(field), !areLabels(field) { _ = read(field) }
                continue
            }
            guard let value = read(field) else { continue }
            own.append(OwnSetting(name: name, value: value))
        }
        if own.count > 1 { own.sort { $0.name.lexicographicallyPrecedes($1.name) } }
        for text in shared.patterned {
            defer { texts.dropTail() }
            if let accepts = text.accepts, texts.lays(document.bytes(text.node)), texts.tail(accepts) { continue }
            // It is not what it should be, or not to be checked where it lies.
            _ = read(text.field)
        }
        return (shared.settings, own)
    }

    /// Whether a field is a text that needs no closer look.
    private func isPlainText(_ field: HostField) -> Bool {
        guard case .text(let longest) = HostField.descriptions[field.rawValue].shape, let node = fields[field] else {
            return false
        }
        return isPlainText(node, longest)
    }

    private func isPlainText(_ node: Int, _ longest: Int) -> Bool {
        let it = document.node(node)
        return it.kind == .scalar && !it.hasBrace && it.count <= longest && !reader.isForeignNull(node)
    }

    /// Whether a field is labels of which none needs a closer look: few, all of plain texts, each once.
    private func areLabels(_ field: HostField) -> Bool {
        guard field == .labels, let map = fields[field], document.node(map).kind == .map,
            layers(field).count == 1, document.node(map).end - Int32(truncatingIfNeeded: map) <= 17
        else { return false }
        for key in document.keys(of: map) {
            let name = document.bytes(key)
            guard LabelName.accepts(name.span), isPlainText(key + 1, Document.longestValue), !document.isNull(key + 1),
                !document.keys(of: map).contains(where: { $0 < key && document.bytes($0).elementsEqual(name) })
            else { return false }
        }
        return true
    }

    private func sharedSettings(_ said: FieldSet) -> SharedSettings {
        if let known = base.settings.first(where: { $0.said == said }) { return known.settings }
        let patterned = touched & Self.plainFields & ~said
        let keeping = HostField.all(in: patterned).filter { $0.keepsItsText }
            .reduce(FieldSet.empty) { $0 | FieldSet(field: $1.rawValue) }
        let dependent = patterned & ~keeping
        let shared = SharedSettings(
            settings: settings(without: said | dependent, keeping: keeping), dependent: dependent,
            patterned: HostField.all(in: keeping).compactMap { field in
                guard let node = fields[field] else { return nil }
                guard case .pattern(let type as any TextValue.Type) = field.description.shape else {
                    return (field, node, nil)
                }
                return (field, node, { type.accepts($0) })
            })
        base.settings.append((said, shared))
        return shared
    }

    /// - Parameters:
    ///   - omitted: fields that are read for each host.
    ///   - kept: fields whose text stays a pattern.
    private func settings(without omitted: FieldSet, keeping kept: FieldSet) -> Settings {
        var config = typedSettings(without: omitted | kept).map {
            (name: $0.name, value: SharedConfig.Value.fixed($0.value))
        }
        for field in HostField.all(in: kept) {
            guard let node = fields[field], let name = HostField.settingNames[field.rawValue] else { continue }
            config.append((name, .pattern(Array(document.bytes(node)))))
        }
        return Settings(
            config: SharedConfig(config.sorted { $0.name.lexicographicallyPrecedes($1.name) }),
            databaseOptions: lowered(HostField.isPersistent.rawValue..<HostField.config.rawValue, without: .empty)
                .sorted { $0.name.lexicographicallyPrecedes($1.name) },
            directories: directories(), session: session(), cache: cache(),
            isBehindReverseProxy: value(.reverseProxy) { reader.bool($0, of: "reverseproxy") } ?? false,
            development: Development(
                phpunitPrefix: located(.phpunitPrefix), behatPrefix: located(.behatPrefix), behatURL: located(.behatURL)
            ),
            sendfile: value(.sendfile) { reader.word($0, of: "sendfile") } ?? .off, sendfileAliases: sendfileAliases(),
            groups: base.groups)
    }

    private func typedSettings(without omitted: FieldSet) -> [ConfigSetting] {
        var settings = lowered(HostField.text.rawValue..<HostField.allCases.count, without: omitted)
        if let proxy = lowered(HostField.reverseProxy.rawValue..<(HostField.reverseProxy.rawValue + 1), without: .empty)
            .first
        {
            settings.append(proxy)
        }
        func set(_ name: String, _ value: ConfigValue) {
            settings.append(ConfigSetting(name: Array(name.utf8), value: value))
        }
        mailSettings(set)
        sessionSettings(set)
        let sendfile: Sendfile? = value(.sendfile) { reader.word($0, of: "sendfile") }
        if let header = sendfile?.header { set("xsendfile", .string(Array(header.utf8))) }
        if value(.hardening, { reader.bool($0, of: "hardening") }) == true {
            for name in Self.hardeningSettings { set(name, .bool(true)) }
        }
        if let node = fields[.oldSalts],
            case .list(let salts)? = reader.value(node, .list(of: .secret), of: "old", filling: pattern)
        {
            for (index, salt) in salts.enumerated() { set("passwordsaltalt\(index + 1)", salt) }
        }
        if let node = fields[.peppers],
            case .list(let peppers)? = reader.value(node, .list(of: .secret), of: "password_peppers", filling: pattern)
        {
            set("passwordpeppers", .map(peppers.enumerated().map { (Array("\($0 + 1)".utf8), $1) }))
        }
        return settings
    }

    /// config-dist.php: what a site that shares its code with others must not do.
    static let hardeningSettings = [
        "disableupdateautodeploy", "disableupdatenotifications", "preventexecpath", "preventscheduledtaskchanges",
        "uninstallclionly",
    ]

    /// The settings of fields that become one each; other fields are checked by the way.
    private func lowered(_ range: Range<Int>, without omitted: FieldSet) -> [ConfigSetting] {
        var settings: [ConfigSetting] = []
        for number in range where fields.nodes[number] >= 0 && !omitted.contains(number) {
            let isShared = !touched.contains(number)
            if isShared, let known = base.lowered[number] {
                if let known { settings.append(known) }
                continue
            }
            let field = HostField(rawValue: number)!
            let setting = read(field).flatMap { value in
                HostField.settingNames[number].map { ConfigSetting(name: $0, value: value) }
            }
            if isShared { base.lowered[number] = .some(setting) }
            if let setting { settings.append(setting) }
        }
        return settings
    }

    /// A field as PHP has it.
    private func read(_ field: HostField) -> ConfigValue? {
        guard let node = fields[field] else { return nil }
        let described = HostField.descriptions[field.rawValue].shape
        guard case .map(let key, let shape) = described else {
            return reader.value(node, described, of: field.name, filling: pattern)
        }
        checkIsMap(field)
        let maps = FreeMaps(reader: reader, pattern: pattern)
        return .map(
            maps.settings(of: layers(field), key: key, shape).map { ($0.name, $0.value) })
    }

    func checkIsMap(_ field: HostField) {
        guard let node = fields[field], document.node(node).kind != .map else { return }
        reader.wrongType(node, "a map", of: field.name)
    }

    private func directories() -> [Settings.Directory] {
        let own: [HostField] = [
            .cacheDirectory, .localCacheDirectory, .temporaryDirectory, .backupDirectory, .requestDirectory,
            .secretDirectory, .cacheConfiguration, .fileDirectory, .trashDirectory, .sessionDirectory,
        ]
        let ofTests: [HostField] = [.phpunitDirectory, .behatDirectory]
        return (own + ofTests).compactMap { field in
            let path: Located<AbsolutePath>? = located(field)
            return path.map { Settings.Directory(field: field.path, path: $0, isForTests: ofTests.contains(field)) }
        }
    }

    private func sendfileAliases() -> [SendfileLocation] {
        guard fields[.sendfileAliases] != nil else { return [] }
        checkIsMap(.sendfileAliases)
        let maps = FreeMaps(reader: reader, pattern: pattern)
        return maps.entries(of: layers(.sendfileAliases), SendfileAlias.self).compactMap {
            key, values in
            let path: AbsolutePath? = reader.value(values[0], of: document.text(key), filling: pattern)
            return path.map { SendfileLocation(location: Array(document.bytes(key)), directory: $0) }
        }
    }
}

extension HostField {
    /// The fields of a set, in their order.
    static func all(in set: FieldSet) -> [HostField] {
        set.numbers.compactMap(HostField.init)
    }

    /// Whether its text goes into its setting as it is written and filled in.
    fileprivate var keepsItsText: Bool {
        switch description.shape {
        case .text: setting != nil
        case .pattern(let type): setting != nil && type is any TextValue.Type
        default: false
        }
    }

    private var setting: StaticString? { description.setting }

    /// The setting that each field becomes, if it becomes one.
    fileprivate static let settingNames = descriptions.map { $0.setting.map { Array($0.description.utf8) } }
}
