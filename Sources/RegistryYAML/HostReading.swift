import Diagnostics
import Digests
import HostTable
import Registry

/// Reads entries of `hosts:`, each merged with what lies below it.
///
/// Most hosts say little themselves and share a base, the merged layers below them. A host's own fields are laid over its
/// base's, only what they touch or what holds a `{…}` is read, and all else is the base's own value.
final class HostReading {
    let reader: Reader
    let layers: HostLayers
    let servers: DatabaseServers
    private let files: SourceFiles
    /// Of its own, as all that is asked for each host.
    private let names = FieldNames(copying: HostField.names)
    private var texts = HostTexts()
    private var own = OwnFields()
    private var signature: [UInt8] = []
    var document: Document { reader.document }

    init(reader: Reader, layers: HostLayers, servers: DatabaseServers) {
        self.reader = reader
        self.layers = layers
        self.servers = servers
        files = SourceFiles(reader.document.files.map(\.file))
    }

    /// One host; nil if something that it needs is wrong or missing, which was then reported.
    ///
    /// - Parameter written: of its lines.
    func read(key: Int, map: Int, written: Digest? = nil) -> Host? {
        guard HostKey.isHostID(document.bytes(key).span) else {
            reader.notAnID(key, in: "hosts")
            return nil
        }
        guard document.node(map).kind == .map else {
            reader.error(202, "host '\(document.text(key))' must be a map", at: map, hiding: true)
            return nil
        }
        reader.host = key
        defer { reader.host = nil }
        return withOneHost(key: key, map: map) { one in
            let lines = written.map { LineDigests(all: $0, fixed: fixed(key, over: one.base)) }
            return one.read(key: key, servers: servers, files: files, lines: lines)
        }
    }

    private func fixed(_ key: Int, over base: HostBase) -> Digest {
        signature.removeAll(keepingCapacity: true)
        document.signExactly(key, into: &signature)
        let free = free(over: base)
        for (field, node) in own.entries where !free.contains(Int(field)) {
            signature.append(UInt8(truncatingIfNeeded: field))
            document.signExactly(Int(node), into: &signature)
        }
        return Digest(of: signature)
    }

    /// The fields of the host that reach its fragment alone: not those that name files of secrets, where a pool of its own says
    /// what PHP may read, and not its name, where more is made from that.
    private func free(over base: HostBase) -> FieldSet {
        let hasPool = base.hasPool || own.entries.contains { $0.field == HostField.poolUser.rawValue && $0.node >= 0 }
        let free = hasPool ? HostField.free & ~HostField.holdingSecrets : HostField.free
        let namesReach =
            base.holdsName(beside: free, document)
            || own.entries.contains { field, node in
                node >= 0 && !free.contains(Int(field)) && document.holdsName(Int(node))
            }
        return namesReach ? free & ~FieldSet(field: HostField.name.rawValue) : free
    }

    /// The merged fields of a host that was read before, with what its `{…}` stand for.
    func withFields<Result>(key: Int, map: Int, _ body: (OneHost) -> Result) -> Result {
        withOneHost(key: key, map: map) { one in
            one.readNames()
            return body(one)
        }
    }

    private func withOneHost<Result>(key: Int, map: Int, _ body: (inout OneHost) -> Result) -> Result {
        own.removeAll()
        own.collect(map, names, reader)
        let base = layers.base(of: own)
        return base.withFields(of: own) { fields, said, touched in
            var one = OneHost(
                reader: reader, fields: fields, said: said, touched: touched, base: base, texts: texts)
            // One room for the texts of all hosts, which is never shared: it would be copied for each.
            texts = HostTexts.none
            defer { texts = one.texts }
            one.texts.begin(id: document.bytes(key))
            return body(&one)
        }
    }

    /// Reads a layer that lies below hosts as if it were one, so that a mistake that no host shows is found too.
    func check(layer map: Int) {
        guard document.node(map).kind == .map else { return }
        own.removeAll()
        own.collect(map, names, reader)
        layers.checkReferences(of: own)
        let base = HostBase(Merged(), groups: [], platform: nil, document)
        var texts = HostTexts()
        Array("id".utf8).withUnsafeBufferPointer { texts.begin(id: $0) }
        base.withFields(of: own) { fields, _, _ in
            var one = OneHost(reader: reader, fields: fields, said: .all, touched: .all, base: base, texts: texts)
            one.checkAll(servers: servers)
        }
    }
}

/// The reading of one host's merged fields.
struct OneHost {
    let reader: Reader
    let fields: Merged<HostField>
    /// Fields that the host says itself.
    let said: FieldSet
    /// These, and those whose value depends on the host.
    let touched: FieldSet
    let base: HostBase
    var texts: HostTexts
    var document: Document { reader.document }
    /// What `{…}` stand for, as far as the host is read.
    var pattern: Pattern { texts.pattern }

    mutating func read(key: Int, servers: DatabaseServers, files: SourceFiles, lines: LineDigests?) -> Host? {
        let url = readURL()
        readName()
        readShortName()
        let dataRoot = readText(.dataRoot, .dataroot, AbsolutePath.self)
        let database = readDatabase(servers, key: key)
        let aliases = readAliases()
        let state = state()
        let (config, ownConfig) = config()
        let cron = cron()
        let web = web()
        let sslProxy = isBehindTLSProxy()
        let (settings, ownSettings) = settings()
        let document = document
        let what = { "host '\(document.text(key))'" }
        let hasURL = url != nil || isMissing(.url, of: what(), key)
        let hasPlatform = base.platform != nil || isMissing(.platform, of: what(), key)
        let hasDataRoot = dataRoot != nil || isMissing(.dataroot, of: what(), key)
        let hasState = state != nil || isMissing(.state, of: what(), key)
        guard hasURL, hasPlatform, hasDataRoot, hasState, let url, let platform = base.platform, let dataRoot,
            let database, let state
        else { return nil }
        checkCanBeAsked(servers, database.server, cron)
        return Host(
            texts, url: url.layout,
            at: Host.Spots(
                id: document.spot(key), url: document.spot(url.node), dataRoot: document.spot(dataRoot),
                databaseName: document.spot(database.name)),
            in: files, aliases: aliases, state: state, platform: platform, databaseServer: database.server,
            password: database.password, cron: cron, web: web, sslProxy: sslProxy, config: config, ownConfig: ownConfig,
            settings: settings, ownSettings: ownSettings, lines: lines)
    }

    /// Reads whatever a layer says, for its mistakes only.
    mutating func checkAll(servers: DatabaseServers) {
        _ = readURL(orElse: "https://host.invalid")
        readName()
        readShortName()
        _ = readText(.dataRoot, .dataroot, AbsolutePath.self)
        _ = readDatabase(servers, key: nil)
        _ = readAliases()
        _ = state()
        _ = config()
        _ = cron()
        _ = web()
        _ = isBehindTLSProxy()
        _ = settings()
    }

    /// Reads what patterns stand for.
    mutating func readNames() {
        _ = readURL()
        readName()
        readShortName()
    }

    // MARK: Single fields

    /// The maps of a field that is a free map, the host's own first.
    func layers(_ field: HostField) -> [Int] {
        let below = fields.layers[field.rawValue] ?? []
        guard said.contains(field.rawValue) else { return below }
        return fields.laid(Int(fields.nodes[field.rawValue]), over: below, document)
    }

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
    func isShared(_ fields: FieldSet) -> Bool { (touched & fields).isEmpty }

    private func state() -> Host.State? {
        let isShared = !touched.contains(HostField.state.rawValue)
        if isShared, let state = base.state { return state }
        let state: Host.State? = value(.state) { reader.word($0, of: "state") }
        if isShared { base.state = state }
        return state
    }

    private func isBehindTLSProxy() -> Bool {
        let isShared = !touched.contains(HostField.sslProxy.rawValue)
        if isShared, let shared = base.sslProxy { return shared }
        let isBehind = value(.sslProxy) { reader.bool($0, of: "sslproxy") } ?? false
        if isShared { base.sslProxy = isBehind }
        return isBehind
    }
}
