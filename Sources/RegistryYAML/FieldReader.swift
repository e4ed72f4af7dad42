import Diagnostics
import Registry

/// Turns fields of a document into typed values, and collects what is wrong with them.
///
/// A field exists where its name is asked for: that one call names it, types it and makes it known, so that whatever nobody
/// asked for is an unknown field.
final class FieldReader {
    let document: Document
    var diagnostics: Diagnostics
    /// Where something was already reported: a value in `defaults` would otherwise be wrong once for each host.
    private var reported: Set<[Int]> = []
    /// The names asked for while reading one kind of map, for suggestions.
    private var knownNames: [String: Set<String>] = [:]
    private var recording: String?
    /// While set, names are recorded: once is enough, and a hundred thousand hosts ask the same questions.
    var isProbing = true { didSet { recording = nil } }

    init(document: Document, diagnostics: Diagnostics) {
        self.document = document
        self.diagnostics = diagnostics
    }

    func error(_ code: Int, _ message: String, at node: Int, notes: [Note] = []) {
        guard reported.insert([node, code]).inserted else { return }
        diagnostics.error(Code(code), message, at: document.place(node), notes: notes)
    }

    func warn(_ code: Int, _ message: String, at node: Int) {
        guard reported.insert([node, code]).inserted else { return }
        diagnostics.warning(Code(code), message, at: document.place(node))
    }

    func wrongType(_ node: Int, _ wanted: String, of name: StaticString) {
        let found: String
        switch document.node(node).kind {
        case .map: found = "a map"
        case .list: found = "a list"
        case .scalar: found = "'\(document.text(node))'"
        }
        error(202, "'\(name)' must be \(wanted), not \(found)", at: node)
    }

    /// A required field is missing from the map of a key; not said where a misspelt one will be.
    func missing(_ name: StaticString, of what: String, at node: Int) {
        let map = node + 1
        if map < document.count, document.node(map).kind == .map {
            let misspelt = document.keys(of: map).contains { key in
                !document.node(key).isUsed && suggestion(for: document.text(key), among: [name.description]) != nil
            }
            if misspelt { return }
        }
        guard reported.insert([node, 203] + Array(name.description.utf8).map(Int.init)).inserted else { return }
        diagnostics.error(Code(203), "\(what) has no '\(name)'", at: document.place(node))
    }

    // MARK: Single values

    /// The bytes of a single value.
    func scalar(_ name: StaticString, of layers: Layers) -> (node: Int, bytes: [UInt8])? {
        guard let node = layers.value(name, in: self) else { return nil }
        guard document.node(node).kind == .scalar else {
            wrongType(node, "a single value", of: name)
            return nil
        }
        return (node, Array(document.bytes(node)))
    }

    /// A value of a type with a grammar of its own.
    func value<Value>(
        _ name: StaticString, of layers: Layers, expanding pattern: Pattern? = nil, requirement: String,
        _ make: ([UInt8]) -> Value?
    ) -> (value: Value, place: Place)? {
        guard let (node, written) = scalar(name, of: layers) else { return nil }
        guard let bytes = expand(written, pattern, at: node) else { return nil }
        guard let value = make(bytes) else {
            error(204, "'\(name)' \(requirement), not '\(String(decoding: bytes, as: UTF8.self))'", at: node)
            return nil
        }
        return (value, document.place(node))
    }

    /// `true` or `false`, nothing else that YAML 1.1 would take for one.
    func bool(_ name: StaticString, of layers: Layers) -> Bool? {
        guard let node = layers.value(name, in: self) else { return nil }
        if document.node(node).kind == .scalar, document.node(node).isPlain {
            if document.equals(node, "true") { return true }
            if document.equals(node, "false") { return false }
        }
        wrongType(node, "true or false", of: name)
        return nil
    }

    /// One of a few words.
    func word<Word: RawRepresentable & CaseIterable>(_ name: StaticString, of layers: Layers) -> Word?
    where Word.RawValue == String {
        guard let (node, bytes) = scalar(name, of: layers) else { return nil }
        let written = String(decoding: bytes, as: UTF8.self)
        if let word = Word(rawValue: written) { return word }
        let words = Word.allCases.map(\.rawValue)
        let hint = suggestion(for: written, among: words).map { "; did you mean '\($0)'?" } ?? ""
        error(204, "'\(name)' must be one of \(words.joined(separator: ", ")), not '\(written)'\(hint)", at: node)
        return nil
    }

    /// Fills the `{…}` of a value.
    func expand(_ bytes: [UInt8], _ pattern: Pattern?, at node: Int) -> [UInt8]? {
        guard let pattern else { return bytes }
        do {
            return try pattern.fill(bytes)
        } catch {
            self.error(205, error.reason, at: node)
            return nil
        }
    }

    // MARK: Unknown fields

    /// Runs a reading whose questions become the known names of a kind of map.
    func recordingNames<Result>(of kind: String, _ body: () -> Result) -> Result {
        let outer = recording
        recording = isProbing || knownNames[kind] == nil ? kind : nil
        defer { recording = outer }
        return body()
    }

    @inline(__always)
    func known(_ name: StaticString) {
        guard let recording else { return }
        knownNames[recording, default: []].insert(name.description)
    }

    /// Reports the keys of a map that nothing asked for.
    func reportUnknownKeys(of map: Int, kind: String) {
        for key in document.keys(of: map) {
            if document.node(key).isUsed {
                // A map that is a field with fields of its own, such as 'db'; 'config' is free and has none.
                if document.node(key + 1).kind == .map, knownNames["'\(document.text(key))'"] != nil {
                    reportUnknownKeys(of: key + 1, kind: "'\(document.text(key))'")
                }
                continue
            }
            let written = document.text(key)
            let names = knownNames[kind, default: []].sorted()
            let hint = suggestion(for: written, among: names).map { "; did you mean '\($0)'?" } ?? ""
            error(
                201,
                "unknown key '\(written)' in \(kind)\(hint.isEmpty ? "; known are \(names.joined(separator: ", "))" : hint)",
                at: key)
        }
    }
}
