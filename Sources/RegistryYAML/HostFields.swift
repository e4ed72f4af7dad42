import Diagnostics
import HostTable
import Registry

/// The maps below a host's own.
struct HostBases {
    var defaults: Int?
    /// In the order of the platforms.
    var platformDefaults: [Int?]
    var groups: [[UInt8]: Int]
}

/// The fields of one entry of `hosts:`, merged with what lies below it.
struct HostFields {
    let reader: FieldReader
    let bases: HostBases
    let platforms: [[UInt8]: Int]
    let servers: [[UInt8]: Int]
    var document: Document { reader.document }

    /// - Parameters:
    ///   - platforms: their ids, in the order of the registry's.
    ///   - servers: likewise.
    init(reader: FieldReader, platforms: [[UInt8]], servers: [[UInt8]], bases: HostBases) {
        self.reader = reader
        self.bases = bases
        self.platforms = Dictionary(platforms.enumerated().map { ($1, $0) }, uniquingKeysWith: { a, _ in a })
        self.servers = Dictionary(servers.enumerated().map { ($1, $0) }, uniquingKeysWith: { a, _ in a })
    }

    /// Reads one host; nil if something that it needs is wrong or missing.
    func read(id key: Int, node: Int) -> Host? {
        guard reader.isHostID(key, what: "hosts") else { return nil }
        guard document.node(node).kind == .map else {
            reader.error(202, "host '\(document.text(key))' must be a map", at: node)
            return nil
        }
        let (layers, platform) = layers(of: node)
        return read(
            layers, id: Located(Array(document.bytes(key)), at: document.place(key)), key: key, platform: platform)
    }

    // MARK: The fields

    /// - Parameter key: where what is missing is reported; nil while the maps below hosts are looked through on their own.
    func read(_ layers: Layers, id: Located<[UInt8]>, key: Int?, platform: Int?) -> Host? {
        let idPattern = Pattern(values: [("id", id.value)])
        let url = url(of: layers, idPattern)
        let host = url?.value.authority.host ?? Array("host.invalid".utf8)
        let named = Pattern(values: [("id", id.value), ("host", host)])
        let name = reader.value("name", of: layers, expanding: named, requirement: "must not be empty") {
            $0.isEmpty ? nil : $0
        }
        let pattern = Pattern(values: [("id", id.value), ("host", host), ("name", name?.value ?? id.value)])

        let aliases = aliases(of: layers, pattern)
        let state: Host.State = reader.word("state", of: layers) ?? .enabled
        let dataRoot = reader.value("dataroot", of: layers, expanding: pattern, requirement: AbsolutePath.requirement) {
            AbsolutePath($0)
        }
        let database = database(of: layers, pattern, key: key)
        let config = ConfigFields(reader: reader, pattern: pattern).read(layers)
        let cron = cron(of: layers)
        let web = web(of: layers, pattern)
        let sslProxy = reader.bool("sslproxy", of: layers) ?? false

        guard let key else { return nil }
        let hasURL = url != nil || missing("url", of: layers, at: key)
        let hasPlatform = platform != nil || missing("platform", of: layers, at: key)
        let hasDataRoot = dataRoot != nil || missing("dataroot", of: layers, at: key)
        guard hasURL, hasPlatform, hasDataRoot, let url, let platform, let dataRoot, let database else { return nil }
        return Host(
            id: id, url: url, name: name?.value, aliases: aliases, state: state, platform: platform,
            dataRoot: Located(dataRoot.value, at: dataRoot.place), database: database, config: config, cron: cron,
            web: web,
            sslProxy: sslProxy)
    }

    /// Reports a field that no layer has; one that is there and wrong was reported where it stands.
    func missing(_ name: StaticString, of layers: Layers, at key: Int) -> Bool {
        if layers.value(name, in: reader) == nil { reader.missing(name, of: "host '\(document.text(key))'", at: key) }
        return false
    }

    func url(of layers: Layers, _ pattern: Pattern) -> Located<SiteURL>? {
        guard let (node, written) = reader.scalar("url", of: layers),
            let bytes = reader.expand(written, pattern, at: node)
        else { return nil }
        do {
            return Located(try SiteURL(bytes), at: document.place(node))
        } catch {
            reader.error(204, "'url' \(error.reason), not '\(String(decoding: bytes, as: UTF8.self))'", at: node)
            return nil
        }
    }

    func aliases(of layers: Layers, _ pattern: Pattern) -> [Alias] {
        guard let list = layers.value("aliases", in: reader) else { return [] }
        guard document.node(list).kind == .list else {
            reader.wrongType(list, "a list", of: "aliases")
            return []
        }
        return document.items(of: list).compactMap { item in
            reader.recordingNames(of: "an alias") {
                var node = item
                var mode = Alias.Mode.serve
                if document.node(item).kind == .map {
                    let fields = Layers([item], in: document)
                    mode = reader.word("mode", of: fields) ?? .serve
                    guard let (host, _) = reader.scalar("host", of: fields) else {
                        reader.missing("host", of: "the alias", at: item)
                        return nil
                    }
                    reader.reportUnknownKeys(of: item, kind: "an alias")
                    node = host
                }
                guard document.node(node).kind == .scalar else {
                    reader.error(202, "an alias must be a host name or a map with 'host' and 'mode'", at: node)
                    return nil
                }
                return alias(node, mode, pattern)
            }
        }
    }

    func alias(_ node: Int, _ mode: Alias.Mode, _ pattern: Pattern) -> Alias? {
        guard let bytes = reader.expand(Array(document.bytes(node)), pattern, at: node) else { return nil }
        do {
            return Alias(authority: Located(try HostName.authority(bytes), at: document.place(node)), mode: mode)
        } catch {
            reader.error(204, "an alias \(error.reason), not '\(String(decoding: bytes, as: UTF8.self))'", at: node)
            return nil
        }
    }
}
