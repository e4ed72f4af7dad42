/// What all hosts have alike, and so stands once, in `defaults`.
struct SharedFields {
    /// Paths and values for `defaults`.
    private(set) var fields: [(path: [String], value: FieldValue)] = []

    /// Fields that are each host's own whatever they hold.
    private static let own: Set<String> = [
        "url", "name", "description", "shortname", "aliases", "vmoodle", "state", "password_salt", "password_peppers",
    ]
    /// Fields that are shared by nature: they go to `defaults` even for a single host.
    private static let common: Set<[String]> = [
        ["platform"], ["db", "server"], ["db", "prefix"], ["db", "password"], ["sslproxy"],
    ]

    init(of entries: [RegistryDraft.Entry]) {
        guard let first = entries.first else { return }
        for (path, value) in first.host.fields where !Self.own.contains(path[0]) {
            guard entries.count > 1 || Self.common.contains(path) else { continue }
            if path == ["sslproxy"] {
                shareTLSProxy(entries)
            } else if let shared = Self.shared(path, value, entries) {
                fields.append((path, shared))
            }
        }
    }

    /// True for all, and false where a host says so.
    private mutating func shareTLSProxy(_ entries: [RegistryDraft.Entry]) {
        if entries.contains(where: { $0.host.field(["sslproxy"]) == .word("true") }) {
            fields.append((["sslproxy"], .word("true")))
        }
    }

    private static func shared(
        _ path: [String], _ value: FieldValue, _ entries: [RegistryDraft.Entry]
    ) -> FieldValue? {
        let values = entries.map { $0.host.field(path) }
        if values.allSatisfy({ $0 == value }) { return value }
        guard isPattern(path), case .text(let text) = value else { return nil }
        let id = entries[0].id
        return candidates(text.replacingBraces, id).first { candidate in
            zip(entries, values).allSatisfy { entry, value in
                guard case .text(let text)? = value else { return false }
                return text.utf8.elementsEqual(filled(candidate, entry.id).utf8)
            }
        }.map { .pattern($0) }
    }

    /// Fields in whose texts a registry fills `{id}` in.
    private static func isPattern(_ path: [String]) -> Bool {
        path == ["dataroot"] || path == ["db", "name"] || path == ["db", "user"] || path.first == "config"
            || path.count == 1 && path[0].hasSuffix("dir")
    }

    /// A text with its id replaced once at each place, and everywhere.
    private static func candidates(_ text: String, _ id: String) -> [String] {
        let bytes = Array(text.utf8)
        let word = Array(id.utf8)
        let places = bytes.indices.filter { bytes[$0...].starts(with: word) }
        var candidates = places.map { place in
            String(decoding: bytes[..<place] + "{id}".utf8 + bytes[(place + word.count)...], as: UTF8.self)
        }
        if places.count > 1 {
            var everywhere: [UInt8] = []
            var rest = bytes[...]
            while let byte = rest.first {
                let isHere = rest.starts(with: word)
                everywhere += isHere ? Array("{id}".utf8) : [byte]
                rest = rest.dropFirst(isHere ? word.count : 1)
            }
            candidates.append(String(decoding: everywhere, as: UTF8.self))
        }
        return candidates
    }

    private static func filled(_ pattern: String, _ id: String) -> String {
        var filled: [UInt8] = []
        var rest = Array(pattern.utf8)[...]
        while let byte = rest.first {
            if rest.starts(with: "{id}".utf8) {
                filled += Array(id.utf8)
                rest = rest.dropFirst(4)
            } else {
                filled.append(byte)
                // A brace written twice is one.
                rest = rest.dropFirst(byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}") ? 2 : 1)
            }
        }
        return String(decoding: filled, as: UTF8.self)
    }

    /// Whether `defaults` already give a host this field.
    func give(_ path: [String], _ value: FieldValue, to entry: RegistryDraft.Entry) -> Bool {
        guard let shared = fields.first(where: { $0.path == path })?.value else { return false }
        if shared == value { return true }
        guard case .pattern(let pattern) = shared, case .text(let text) = value else { return false }
        return text.utf8.elementsEqual(Self.filled(pattern, entry.id).utf8)
    }
}
