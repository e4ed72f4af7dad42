import Diagnostics
import HostTable
import Registry

/// Reads entries of `hosts:`, each merged with what lies below it.
///
/// Most hosts say little themselves and share a base, the merged layers below them. A host's own fields are laid over its
/// base's, only what they touch or what holds a `{…}` is read, and all else is the base's own value.
final class HostReading {
    let reader: Reader
    let layers: HostLayers
    /// Position of each database server.
    let servers: [[UInt8]: Int]
    private var own = OwnFields()
    var document: Document { reader.document }

    init(reader: Reader, layers: HostLayers, servers: [[UInt8]: Int]) {
        self.reader = reader
        self.layers = layers
        self.servers = servers
    }

    /// One host; nil if something that it needs is wrong or missing, which was then reported.
    func read(key: Int, map: Int) -> Host? {
        guard HostKey.isHostID(document.bytes(key)) else {
            reader.notAnID(key, in: "hosts")
            return nil
        }
        guard document.node(map).kind == .map else {
            reader.error(202, "host '\(document.text(key))' must be a map", at: map)
            return nil
        }
        let id = Located(Array(document.bytes(key)), at: document.place(key))
        reader.host = key
        defer { reader.host = nil }
        own.removeAll()
        own.collect(map, HostField.names, reader)
        let base = layers.base(of: own)
        let host = base.withFields(of: own, document) { fields, touched in
            var reading = OneHost(reader: reader, fields: fields, touched: touched, base: base, id: id.value)
            return reading.read(id, key: key, servers: servers)
        }
        return host
    }

    /// The merged fields of a host that was read before, with what its `{…}` stand for.
    func withFields<Result>(key: Int, map: Int, _ body: (OneHost) -> Result) -> Result {
        own.removeAll()
        own.collect(map, HostField.names, reader)
        let base = layers.base(of: own)
        return base.withFields(of: own, document) { fields, touched in
            var one = OneHost(
                reader: reader, fields: fields, touched: .max, base: base, id: Array(document.bytes(key)))
            one.readNames()
            return body(one)
        }
    }

    /// Reads a layer that lies below hosts as if it were one, so that a mistake that no host shows is found too.
    func check(layer map: Int) {
        guard document.node(map).kind == .map else { return }
        own.removeAll()
        own.collect(map, HostField.names, reader)
        layers.checkReferences(of: own)
        let base = HostBase(Merged(), groups: [], platform: nil, document)
        base.withFields(of: own, document) { fields, _ in
            var reading = OneHost(reader: reader, fields: fields, touched: .max, base: base, id: Array("id".utf8))
            reading.checkAll(servers: servers)
        }
    }
}

/// The reading of one host's merged fields.
struct OneHost {
    let reader: Reader
    let fields: Merged<HostField>
    /// Fields that the host says itself, or whose value depends on it.
    let touched: FieldSet
    let base: HostBase
    var pattern: Pattern
    var document: Document { reader.document }

    init(reader: Reader, fields: Merged<HostField>, touched: FieldSet, base: HostBase, id: [UInt8]) {
        self.reader = reader
        self.fields = fields
        self.touched = touched
        self.base = base
        pattern = Pattern(id: id)
    }

    mutating func read(_ id: Located<[UInt8]>, key: Int, servers: [[UInt8]: Int]) -> Host? {
        let url = address()
        let name = names()
        let aliases = aliases()
        let state: Host.State? = value(.state) { reader.word($0, of: "state") }
        let dataRoot: Located<AbsolutePath>? = located(.dataroot)
        let database = database(servers, key: key)
        let config = config()
        let cron = cron()
        let web = web()
        let sslProxy = value(.sslProxy) { reader.bool($0, of: "sslproxy") } ?? false
        let settings = settings()
        let document = document
        let what = { "host '\(document.text(key))'" }
        let hasURL = url != nil || isMissing(.url, of: what(), key)
        let hasPlatform = base.platform != nil || isMissing(.platform, of: what(), key)
        let hasDataRoot = dataRoot != nil || isMissing(.dataroot, of: what(), key)
        guard hasURL, hasPlatform, hasDataRoot, let url, let platform = base.platform, let dataRoot, let database,
            let state
        else { return nil }
        return Host(
            id: id, url: url, name: name, aliases: aliases, state: state, platform: platform, dataRoot: dataRoot,
            database: database, config: config, cron: cron, web: web, sslProxy: sslProxy, settings: settings)
    }

    /// Reads whatever a layer says, for its mistakes only.
    mutating func checkAll(servers: [[UInt8]: Int]) {
        let url = address()
        // A layer may use what only its hosts have.
        pattern.host = url?.value.authority.host ?? Array("host.invalid".utf8)
        _ = names()
        _ = aliases()
        let _: Host.State? = value(.state) { reader.word($0, of: "state") }
        let _: Located<AbsolutePath>? = located(.dataroot)
        _ = database(servers, key: nil)
        _ = config()
        _ = cron()
        _ = web()
        _ = value(.sslProxy) { reader.bool($0, of: "sslproxy") }
        _ = settings()
    }

    /// Reads what patterns stand for.
    mutating func readNames() {
        _ = address()
        _ = names()
    }

    // MARK: The fields

    private mutating func address() -> Located<SiteURL>? {
        let url: Located<SiteURL>? = located(.url)
        if let url { pattern.host = url.value.authority.host }
        return url
    }

    private mutating func names() -> [UInt8]? {
        var name: [UInt8]?
        if let node = fields[.name] {
            name = reader.string(node, of: "name", filling: pattern)
            if name?.isEmpty ?? false {
                reader.error(204, "'name' must not be empty", at: node)
                name = nil
            }
        }
        pattern.name = name ?? pattern.id
        if touched.contains(HostField.shortName.rawValue) {
            let shortName: Located<ShortName>? = located(.shortName)
            pattern.shortName = shortName?.value.bytes ?? pattern.id
        }
        return name
    }

    private func aliases() -> [Alias] {
        guard let list = fields[.aliases] else { return [] }
        guard document.node(list).kind == .list else {
            reader.wrongType(list, "a list", of: "aliases")
            return []
        }
        return document.items(of: list).compactMap { item in
            switch document.node(item).kind {
            case .scalar: return alias(item, .serve)
            case .map:
                let fields = Merged<AliasField>(item, reader)
                let mode: Alias.Mode? = fields[.mode].map { reader.word($0, of: "mode") } ?? .serve
                guard let host = fields[.host] else {
                    reader.missing("host", of: "the alias", at: item, in: AliasField.names)
                    return nil
                }
                return mode.flatMap { alias(host, $0) }
            case .list:
                reader.error(202, "an alias must be a host name or a map with 'host' and 'mode'", at: item)
                return nil
            }
        }
    }

    private func alias(_ node: Int, _ mode: Alias.Mode) -> Alias? {
        guard document.node(node).kind == .scalar else {
            reader.error(202, "an alias must be a host name or a map with 'host' and 'mode'", at: node)
            return nil
        }
        guard let bytes = reader.string(node, of: "alias", filling: pattern) else { return nil }
        do {
            return Alias(
                authority: Located(try AliasName(registry: bytes).authority, at: document.place(node)), mode: mode)
        } catch {
            reader.error(
                error.isInternationalName ? 208 : 204,
                "an alias \(Reader.reason(error, of: bytes))" + Reader.not(bytes, of: "alias"), at: node)
            return nil
        }
    }

    // MARK: Single fields

    /// A field that some layer has.
    @inline(__always)
    func value<Value>(_ field: HostField, _ read: (Int) -> Value?) -> Value? {
        guard let node = fields[field] else { return nil }
        return read(node)
    }

    @inline(__always)
    func located<Value: RegistryValue>(_ field: HostField) -> Located<Value>? {
        guard let node = fields[field], let value: Value = reader.value(node, of: field.name, filling: pattern) else {
            return nil
        }
        return Located(value, at: document.place(node))
    }

    /// Reports a field that no layer has; one that is there and wrong was reported where it stands.
    func isMissing(_ field: HostField, of what: @autoclosure () -> String, _ key: Int) -> Bool {
        if fields[field] == nil { reader.missing(field.path, of: what(), at: key, in: HostField.names) }
        return false
    }

    /// Whether nothing in a range of fields differs from the base.
    @inline(__always)
    func isShared(_ fields: FieldSet) -> Bool { touched & fields == 0 }
}
