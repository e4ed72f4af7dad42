/// What a configuration file sets for requests to one name.
struct PHPSite {
    struct Setting {
        var value: SettingValue
        var at: Int
    }

    var names: [String]
    /// Where what is this name's own begins.
    private(set) var start = 0
    private(set) var settings: [String: Setting] = [:]
    /// Secrets that are no literals but have a place outside, by their settings.
    private(set) var references: [String: Reference] = [:]
    /// Where a setting was set last to what is no literal and has no such place.
    private(set) var refused: [String: Int] = [:]
    /// Settings in the order in which they were first set.
    private(set) var order: [String] = []
    private(set) var findings: [(message: String, at: Int)] = []
    /// The file ends the program for this name.
    private(set) var isEnded = false
    /// The file says nothing more for this name.
    var isStopped = false
    let host: String?
    let directory: String
    let file: String
    var constants: [String: SettingValue] = [:]

    /// - Parameter name: nil: any name that the file does not know.
    init(name: String?, directory: String, file: String) {
        names = name.map { [$0] } ?? []
        host = name
        self.directory = directory
        self.file = file
    }

    /// Whether another name leads to the same site with the same settings.
    func isSame(as other: PHPSite) -> Bool {
        settings["wwwroot"]?.value == other.settings["wwwroot"]?.value && settings.count == other.settings.count
            && settings.allSatisfy { other.settings[$0.key]?.value == $0.value.value }
            && references.mapValues(\.origin) == other.references.mapValues(\.origin)
    }

    mutating func run(_ statements: [PHPStatement]) {
        for statement in statements where !isEnded && !isStopped {
            if case .leave = statement { return }
            run(statement)
        }
    }

    mutating func run(_ statement: PHPStatement) {
        switch statement {
        case .set(let name, let keys, let value, let at): set(name, keys, value, at)
        case .define(let name, let value, let at): define(name, value, at)
        case .end: isEnded = true
        case .stop: isStopped = true
        case .leave: break
        case .unknown(let what, let at): findings.append(("\(what) is not carried", at))
        case .byHost(let branches, let at):
            // In PHP a comparison is of bytes; a switch's default may stand anywhere.
            let branch = branches.first { branch in host.map { branch.names.contains($0) } ?? false }
            guard let branch = branch ?? branches.first(where: { $0.names.isEmpty }) else { return }
            if host != nil, start == 0 { start = branch.names.isEmpty ? at : branch.at }
            run(branch.body)
        }
    }

    /// Constants are for later values; by themselves they set nothing that a registry holds.
    mutating func define(_ name: String, _ expression: PHPExpression, _ at: Int) {
        let silent = ["CLI_SCRIPT", "MOODLE_INTERNAL", "NO_OUTPUT_BUFFERING"]
        if case .success(let value) = value(of: expression) { constants[name] = value }
        if !silent.contains(name) { findings.append(("the constant '\(name)' is not carried", at)) }
    }

    // MARK: Settings

    mutating func set(_ name: String, _ keys: [PHPExpression?], _ expression: PHPExpression, _ at: Int) {
        var path: [SettingValue.Key?] = []
        for key in keys {
            guard let key else {
                path.append(nil)
                continue
            }
            switch value(of: key).flatMap(Self.key) {
            case .success(let key): path.append(key)
            case .failure(let failure): return refuse(name, failure, at)
            }
        }
        switch value(of: expression) {
        case .failure(let failure):
            guard keys.isEmpty, var reference = reference(of: expression),
                ImportedSecret(setting: name, origin: reference.origin) != nil
            else { return refuse(name, failure, at) }
            forget(name)
            reference.at = at
            references[name] = reference
        case .success(let value):
            references[name] = nil
            if settings[name] == nil { order.append(name) }
            let whole = path.isEmpty ? value : Self.setting(path[...], of: settings[name]?.value, to: value)
            settings[name] = Setting(value: whole, at: at)
        }
    }

    /// What was set before is no longer so either.
    mutating func refuse(_ name: String, _ failure: NoLiteral, _ at: Int) {
        findings.append(
            ("'$CFG->\(name)' is no literal but has \(failure.what); it is not carried", failure.at ?? at))
        forget(name)
        refused[name] = failure.at ?? at
    }

    private mutating func forget(_ name: String) {
        settings[name] = nil
        references[name] = nil
        order.removeAll { $0 == name }
    }

    static func setting(
        _ path: ArraySlice<SettingValue.Key?>, of whole: SettingValue?, to value: SettingValue
    ) -> SettingValue {
        guard let first = path.first else { return value }
        var items: [SettingValue.Item] = []
        if case .array(let before)? = whole { items = before }
        let key = first ?? nextKey(of: items)
        if let index = items.firstIndex(where: { $0.key == key }) {
            items[index].value = setting(path.dropFirst(), of: items[index].value, to: value)
        } else {
            items.append(SettingValue.Item(key: key, value: setting(path.dropFirst(), of: nil, to: value)))
        }
        return .array(items)
    }

    static func nextKey(of items: [SettingValue.Item]) -> SettingValue.Key {
        let numbers = items.compactMap { item in if case .int(let number) = item.key { number } else { nil } }
        return .int((numbers.max() ?? -1) + 1)
    }
}

extension PHPSite.NoLiteral {
    init(what: String) { self.init(what: what, at: nil) }
}
