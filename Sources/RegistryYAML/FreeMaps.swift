import Diagnostics
import Registry

/// Maps whose keys are not fields, in several layers: `config`, `plugins`, `labels`, …
struct FreeMaps {
    let reader: Reader
    let pattern: Pattern?
    private var document: Document { reader.document }

    init(reader: Reader, pattern: Pattern?) {
        self.reader = reader
        self.pattern = pattern
    }

    /// The entries of a field, as PHP values sorted by key.
    func settings(of maps: [Int], key: any RegistryValue.Type, _ shape: Shape) -> [ConfigSetting] {
        entries(of: maps, key).compactMap { key, values in
            value(values, shape, of: document.text(key)).map {
                ConfigSetting(name: Array(document.bytes(key)), value: $0)
            }
        }
    }

    /// The keys of all layers, sorted, each with its value nodes from the winning layer down to the first that is not a map.
    ///
    /// Names of headers are one whatever their case.
    func entries(
        of maps: [Int], _ type: any RegistryValue.Type, keepingNulls: Bool = false
    ) -> [(key: Int, values: [Int])] {
        let ignoresCase = type == HeaderName.self
        var found: [(key: Int, layer: Int)] = []
        for (layer, map) in maps.enumerated() {
            for key in document.keys(of: map) where isKey(key, type) { found.append((key, layer)) }
        }
        found.sort { a, b in
            isSame(a.key, b.key, ignoresCase)
                ? (a.layer, a.key) < (b.layer, b.key)
                : ignoresCase
                    ? folded(a.key).lexicographicallyPrecedes(folded(b.key))
                    : document.bytes(a.key).lexicographicallyPrecedes(document.bytes(b.key))
        }
        var entries: [(key: Int, values: [Int])] = []
        var last = (key: -1, layer: -1)
        for (key, layer) in found {
            defer { last = (key, layer) }
            guard let same = entries.last, isSame(same.key, key, ignoresCase) else {
                entries.append((key, [key + 1]))
                continue
            }
            if layer == last.layer { reader.duplicateKey(key, first: last.key) }
            entries[entries.count - 1].values.append(key + 1)
        }
        return entries.compactMap { key, values in
            guard !document.isNull(values[0]) else { return keepingNulls ? (key, [values[0]]) : nil }
            guard document.node(values[0]).kind == .map else { return (key, [values[0]]) }
            return (key, Array(values.prefix { document.node($0).kind == .map }))
        }
    }

    private func isSame(_ a: Int, _ b: Int, _ ignoresCase: Bool) -> Bool {
        ignoresCase ? folded(a).elementsEqual(folded(b)) : document.bytes(a).elementsEqual(document.bytes(b))
    }

    /// In lower case, where only letters, digits and '-' are.
    private func folded(_ key: Int) -> some Sequence<UInt8> {
        document.bytes(key).lazy.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    }

    private func isKey(_ key: Int, _ type: any RegistryValue.Type) -> Bool {
        let bytes = Array(document.bytes(key))
        if document.node(key).isPlain, document.equals(key, "<<") {
            reader.error(103, Document.noReferences, at: key)
            return false
        }
        guard reader.isShort(bytes.count, Document.longestValue, key) else { return false }
        do {
            _ = try type.init(registry: bytes)
            return true
        } catch {
            reader.error(204, "the key \(reader.quoted(key)) \(error.reason)", at: key)
            return false
        }
    }

    /// A value in the shape that the field asks for; of the layers' maps if it is one.
    private func value(_ nodes: [Int], _ shape: Shape, of name: String) -> ConfigValue? {
        let node = nodes[0]
        switch shape {
        case .setting: return setting(nodes, of: name)
        case .map(let key, let inner):
            guard document.node(node).kind == .map else {
                reader.wrongType(node, "a map", of: name)
                return nil
            }
            return .map(settings(of: nodes, key: key, inner).map { ($0.name, $0.value) })
        case .fields:
            guard document.node(node).kind == .map else {
                reader.wrongType(node, "a map", of: name)
                return nil
            }
            return task(nodes)
        default: return reader.value(node, shape, of: name, filling: pattern)
        }
    }

    private func task(_ maps: [Int]) -> ConfigValue? {
        var fields = Merged<TaskField>()
        for map in maps.reversed() { fields.add(map, reader) }
        let entries = TaskField.allCases.compactMap { field -> (key: [UInt8], value: ConfigValue)? in
            guard let node = fields[field],
                let value = reader.value(node, field.description.shape, of: field.name, filling: nil)
            else { return nil }
            return (Array(field.name.utf8), value)
        }
        return entries.isEmpty ? nil : .map(entries)
    }

    /// Settings of php.ini, sorted by name.
    func phpSettings(of maps: [Int]) -> [PHPSetting] {
        entries(of: maps, PHPSettingName.self).compactMap { key, values in
            guard let name = PHPSettingName(Array(document.bytes(key))),
                let value = reader.string(values[0], of: document.text(key), filling: pattern)
            else { return nil }
            return PHPSetting(name: name, value: value)
        }
    }

    // MARK: Whatever PHP can write

    /// - Parameter name: of the setting or of the key in it; one that tells of a secret makes the text one.
    func setting(_ nodes: [Int], of name: String) -> ConfigValue? {
        let node = nodes[0]
        switch document.node(node).kind {
        case .scalar:
            let isEmpty = document.node(node).count == 0 || document.isNull(node)
            return SecretName.isSetting(name) && !isEmpty ? secret(node, of: name) : scalar(node, of: name)
        case .list: return .list(document.items(of: node).compactMap { setting([$0], of: name) })
        case .map:
            if let key = document.secretKey(of: node) { return reference(key, in: node) }
            return .map(
                settings(of: document.aboveReference(nodes), key: ArrayKey.self, .setting).map { ($0.name, $0.value) })
        }
    }

    /// A text that is a secret by its name, with its bytes as they are.
    private func secret(_ node: Int, of name: String) -> ConfigValue? {
        let better = "'\(name): { secret: { file: /path } }'"
        guard !document.node(node).isPlain else {
            // `p #w` would be read as `p`, `0123` as 123 or 83.
            reader.error(210, "a secret must be in quotes, or better in a file: \(better)", at: node)
            return nil
        }
        let bytes = reader.string(node, of: name, filling: nil, longest: Document.longestText)
        guard let bytes else { return nil }
        reader.warn(211, "a secret in the registry; better: \(better)", at: node)
        return .secret(.literal(Secret(bytes)))
    }

    /// `{ secret: … }`, which nothing is merged with.
    private func reference(_ key: Int, in map: Int) -> ConfigValue? {
        if let other = document.keys(of: map).first(where: { $0 != key }) {
            reader.error(201, "unknown key beside 'secret', which says where the whole value is", at: other)
        }
        return reader.secret(key + 1, of: "secret", filling: pattern).map { .secret($0) }
    }

    /// Quoted: a string. Unquoted: true, false, a decimal number, or text that no YAML reader takes for something else.
    private func scalar(_ node: Int, of name: String) -> ConfigValue? {
        if document.node(node).isPlain {
            if document.equals(node, "true") { return .bool(true) }
            if document.equals(node, "false") { return .bool(false) }
            if document.isNull(node) {
                reader.error(206, "'null' is not a value here; leave the item out", at: node)
                return nil
            }
            let bytes = Array(document.bytes(node))
            switch PlainNumber(bytes) {
            case .int(let number): return .int(number)
            case .float: return .float(bytes)
            case .ambiguous:
                let shown = Reader.isSecret(name) ? "the value" : reader.quoted(node)
                reader.error(
                    206, "\(shown) can be read as more than one value; put it in quotes if it is text", at: node)
                return nil
            case .none: break
            }
        }
        return reader.string(node, of: name, filling: pattern, longest: Document.longestText).map { .string($0) }
    }
}

extension Document {
    /// The key that makes a map in a free map the reference `{ secret: … }`.
    func secretKey(of map: Int) -> Int? { keys(of: map).first { equals($0, "secret") } }

    /// The maps of the layers above the first that is a reference, which replaces what lies below and is replaced by what
    /// lies above.
    func aboveReference(_ maps: [Int]) -> [Int] { Array(maps.prefix { secretKey(of: $0) == nil }) }
}

extension Reader {
    /// A single value of a shape, or a list of such, as PHP has it.
    func value(_ node: Int, _ shape: Shape, of name: String, filling pattern: Pattern?) -> ConfigValue? {
        switch shape {
        case .bool: return bool(node, of: name).map { .bool($0) }
        case .int(let range): return int(node, of: name, in: range).map { .int($0) }
        case .word(let words):
            if words.contains(where: { document.equals(node, $0) }) { return .string(Array(document.bytes(node))) }
            notAWord(node, of: name, among: words)
            return nil
        case .text(let longest):
            return string(node, of: name, filling: pattern, longest: longest).map { .string($0) }
        case .value(let type): return grammatical(node, type, of: name, filling: nil)
        case .pattern(let type): return grammatical(node, type, of: name, filling: pattern)
        case .secret: return secret(node, of: name, filling: pattern).map { .secret($0) }
        case .list(let item):
            guard document.node(node).kind == .list else {
                wrongType(node, "a list", of: name)
                return nil
            }
            return .list(document.items(of: node).compactMap { value($0, item, of: name, filling: pattern) })
        case .items, .id, .alias, .map, .setting, .fields:
            preconditionFailure("the field '\(name)' has a reading of its own")
        }
    }

    private func grammatical(
        _ node: Int, _ type: any RegistryValue.Type, of name: String, filling pattern: Pattern?
    ) -> ConfigValue? {
        func read<Value: RegistryValue>(_ type: Value.Type) -> ConfigValue? {
            guard let value: Value = value(node, of: name, filling: pattern) else { return nil }
            // Asked of the type, which costs nothing, and not of the value.
            if type == FilePermissions.self, let permissions = value as? FilePermissions {
                return .int(permissions.mode)
            }
            if type == SiteURL.self, let url = value as? SiteURL { return .string(url.bytes) }
            if type == CookiePath.self, let path = value as? CookiePath { return .string(path.bytes) }
            return string(node, of: name, filling: pattern).map { .string($0) }
        }
        return read(type)
    }
}
