import Diagnostics
import HostTable
import Registry

// registry.yaml → Registry.
//
// Takes the bytes of a file; gives checked values with their places, or findings. The only importer of libyaml. Knows
// nothing of the output.
//
// A field of the language lives in one place: the line in HostFields, PlatformFields or DatabaseServerFields that asks for it.

extension Registry {
    /// Reads a registry and checks the rules across its hosts; all findings of the text are reported together.
    ///
    /// - Returns: nil if anything in it is an error.
    public init?(yaml file: SourceFile, reporting diagnostics: inout Diagnostics) {
        guard let document = Document.parse(file, reporting: &diagnostics) else { return nil }
        let reader = FieldReader(document: document, diagnostics: diagnostics)
        let registry = RegistryFields(reader: reader).read()
        diagnostics = reader.diagnostics
        // The rules compare values of different hosts: they say something only when every value is what it should be.
        guard let registry, !diagnostics.hasErrors else { return nil }
        registry.checkRules(reporting: &diagnostics)
        guard !diagnostics.hasErrors else { return nil }
        self = registry
    }
}

/// The top level of a registry.
struct RegistryFields {
    /// The version of the language that this program reads.
    static let version = "1"

    let reader: FieldReader
    private var document: Document { reader.document }

    init(reader: FieldReader) { self.reader = reader }

    func read() -> Registry? {
        let top = Layers([0], in: document)
        return reader.recordingNames(of: "the registry") {
            guard checkVersion(top) else { return nil }
            reader.known("hosts")
            let platforms = named("platforms", of: top) { PlatformFields.read($0, $1, reader) }
            let servers = named("dbservers", of: top) { DatabaseServerFields.read($0, $1, reader) }
            let bases = HostBases(
                defaults: top.map("defaults", reading: reader)?.maps.first,
                platformDefaults: platforms.map { PlatformFields.defaults(of: $0.node, reader) },
                groups: Dictionary(
                    entries("groups", of: top).map { (Array(document.bytes($0.key)), $0.value) },
                    uniquingKeysWith: { a, _ in a }))
            let fields = HostFields(
                reader: reader, platforms: platforms.map(\.id), servers: servers.map(\.id), bases: bases)
            fields.checkBases()
            let entries = entries("hosts", of: top)
            let hosts = entries.compactMap { fields.read(id: $0.key, node: $0.value) }
            checkHosts()
            reader.reportUnknownKeys(of: 0, kind: "the registry")
            fields.reportUnknownKeys(hosts: entries.map(\.value))
            return Registry(
                platforms: platforms.map(\.value), databaseServers: servers.map(\.value),
                hosts: hosts.sorted { $0.id.value.lexicographicallyPrecedes($1.id.value) })
        }
    }

    /// A file that was cut off behind `hosts:` is still YAML, and must not take all hosts away.
    private func checkHosts() {
        guard let key = document.keys(of: 0).first(where: { document.equals($0, "hosts") }) else {
            return reader.missing("hosts", of: "the registry", at: 0)
        }
        if document.isNull(key + 1) { reader.error(203, "'hosts' has no value; write '{}' to mean no host", at: key) }
    }

    private func checkVersion(_ top: Layers) -> Bool {
        guard let (node, bytes) = reader.scalar("version", of: top) else {
            reader.missing("version", of: "the registry", at: 0)
            return false
        }
        guard bytes.elementsEqual(Self.version.utf8) else {
            reader.error(
                204, "'version' must be \(Self.version), the one this program reads, not '\(document.text(node))'",
                at: node)
            return false
        }
        return true
    }

    /// The keys and value nodes of a top-level map of named things.
    private func entries(_ name: StaticString, of top: Layers) -> [(key: Int, value: Int)] {
        guard let map = top.map(name, reading: reader)?.maps.first else { return [] }
        return document.keys(of: map).map { ($0, $0 + 1) }
    }

    /// The named things that are as they should be, sorted by id, each with the node of its map.
    private func named<Thing>(
        _ name: StaticString, of top: Layers, _ read: (_ id: Int, _ layers: Layers) -> Thing?
    ) -> [(id: [UInt8], node: Int, value: Thing)] {
        let things = entries(name, of: top).compactMap { key, value -> (id: [UInt8], node: Int, value: Thing)? in
            guard reader.isHostID(key, what: name) else { return nil }
            guard document.node(value).kind == .map else {
                reader.error(202, "'\(document.text(key))' must be a map", at: value)
                return nil
            }
            return read(key, Layers([value], in: document)).map { (Array(document.bytes(key)), value, $0) }
        }
        return things.sorted { $0.id.lexicographicallyPrecedes($1.id) }
    }
}

extension FieldReader {
    /// Whether a key may be an id of a host, platform, group or server; reports it if not.
    func isHostID(_ key: Int, what: StaticString) -> Bool {
        guard !HostKey.isHostID(document.bytes(key)) else { return true }
        error(
            204,
            "an id in '\(what)' must be a lower-case letter and up to 30 lower-case letters, digits and '-', not '\(document.text(key))'",
            at: key)
        return false
    }
}
