import Diagnostics
import Registry

/// The free map `config:`: settings of `$CFG` that have no field of their own, as PHP values.
struct ConfigFields {
    /// Settings that the compiler writes itself, or that Moodle's own set-up does.
    static let owned: Set<String> = [
        "admin", "config_php_settings", "dataroot", "dbfamily", "dbhost", "dblibrary", "dbname", "dboptions", "dbpass",
        "dbtype",
        "dbuser", "dirroot", "libdir", "mainwwwroot", "prefix", "root", "sslproxy", "vhost", "vmoodlename",
        "vmoodleroot", "wwwroot",
    ]

    let reader: FieldReader
    let pattern: Pattern
    private var document: Document { reader.document }

    init(reader: FieldReader, pattern: Pattern) {
        self.reader = reader
        self.pattern = pattern
    }

    func read(_ layers: Layers) -> [ConfigSetting] {
        guard let layers = layers.map("config", reading: reader) else { return [] }
        return merged(layers.maps).compactMap { key, values in
            let name = document.text(key)
            guard !Self.owned.contains(name) else {
                reader.error(209, "'\(name)' is not set in 'config'; the compiler or Moodle sets it", at: key)
                return nil
            }
            guard isPropertyName(document.bytes(key)) else {
                reader.error(
                    204, "a setting must be a letter or '_' and then letters, digits and '_', not '\(name)'", at: key)
                return nil
            }
            return value(values).map { ConfigSetting(name: Array(document.bytes(key)), value: $0) }
        }
    }

    /// The keys of all layers, sorted, each with its value nodes from the winning layer down to the first that is not a map.
    private func merged(_ maps: [Int]) -> [(key: Int, values: [Int])] {
        var found: [(key: Int, values: [Int])] = []
        for map in maps {
            for key in document.keys(of: map) {
                document.markUsed(key)
                if let index = found.firstIndex(where: { document.bytes($0.key).elementsEqual(document.bytes(key)) }) {
                    found[index].values.append(key + 1)
                } else {
                    found.append((key, [key + 1]))
                }
            }
        }
        found.sort { document.bytes($0.key).lexicographicallyPrecedes(document.bytes($1.key)) }
        return found.compactMap { key, values in
            guard !document.isNull(values[0]) else { return nil }
            guard document.node(values[0]).kind == .map else { return (key, [values[0]]) }
            return (key, Array(values.prefix { document.node($0).kind == .map }))
        }
    }

    private func value(_ nodes: [Int]) -> ConfigValue? {
        switch document.node(nodes[0]).kind {
        case .scalar: scalar(nodes[0])
        case .list: .list(document.items(of: nodes[0]).compactMap { value([$0]) })
        case .map:
            .map(merged(nodes).compactMap { key, values in value(values).map { (Array(document.bytes(key)), $0) } })
        }
    }

    /// Quoted: a string. Unquoted: true, false, a decimal number, or text that no YAML reader takes for something else.
    private func scalar(_ node: Int) -> ConfigValue? {
        let bytes = Array(document.bytes(node))
        if document.node(node).isPlain {
            if document.equals(node, "true") { return .bool(true) }
            if document.equals(node, "false") { return .bool(false) }
            if document.isNull(node) {
                reader.error(206, "'null' is not a value here; leave the item out", at: node)
                return nil
            }
            switch PlainNumber(bytes) {
            case .int(let number): return .int(number)
            case .float: return .float(bytes)
            case .ambiguous:
                reader.error(
                    206, "'\(document.text(node))' can be read as more than one value; put it in quotes if it is text",
                    at: node)
                return nil
            case .none: break
            }
        }
        return reader.expand(bytes, pattern, at: node).map { .string($0) }
    }

    private func isPropertyName(_ bytes: some Collection<UInt8>) -> Bool {
        guard let first = bytes.first, !(0x30...0x39).contains(first) else { return false }
        return bytes.allSatisfy { (0x61...0x7A).contains($0 | 0x20) || (0x30...0x39).contains($0) || $0 == 0x5F }
    }
}

/// What an unquoted scalar is as a number.
enum PlainNumber: Equatable {
    case int(Int)
    case float
    /// A number, time, date or truth value to some YAML reader, and not plainly one to a person.
    case ambiguous
    case none

    private static let truths: Set<String> = [
        "y", "n", "yes", "no", "on", "off", "true", "false", "null", ".nan", ".inf", "+.inf", "-.inf",
    ]

    init(_ bytes: [UInt8]) {
        let text = String(decoding: bytes, as: UTF8.self)
        let unsigned = bytes.first == 0x2D ? bytes.dropFirst() : bytes[...]
        let parts = unsigned.split(separator: 0x2E, omittingEmptySubsequences: false)
        let isWhole =
            parts[0].allSatisfy(Self.isDigit) && !parts[0].isEmpty && (parts[0].count == 1 || parts[0].first != 0x30)
        if isWhole, parts.count == 1 {
            self = Int(text).map { .int($0) } ?? .ambiguous
        } else if isWhole, parts.count == 2, !parts[1].isEmpty, parts[1].allSatisfy(Self.isDigit) {
            self = .float
        } else if Self.truths.contains(text.lowercased()) || Self.looksNumeric(bytes) {
            self = .ambiguous
        } else {
            self = .none
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    /// `08`, `0x1F`, `1_000`, `1e3`, `22:22`, `2026-01-31`, `+1`, `.5`; not `4.5.1` and not `10.0.0.1`.
    private static func looksNumeric(_ bytes: [UInt8]) -> Bool {
        guard let start = bytes.firstIndex(where: { $0 != 0x2B && $0 != 0x2D && $0 != 0x2E }), start <= 2,
            isDigit(bytes[start])
        else { return false }
        guard bytes.count(where: { $0 == 0x2E }) < 2 else { return false }
        return bytes[start...].allSatisfy { byte in
            isDigit(byte) || (0x61...0x66).contains(byte | 0x20)
                || [0x2B, 0x2D, 0x2E, 0x3A, 0x5F, 0x6F, 0x78].contains(byte)
        }
    }
}
