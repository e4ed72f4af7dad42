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
    private let bases: HostBases
    private let platforms: [[UInt8]: Int]
    private let servers: [[UInt8]: Int]
    private var document: Document { reader.document }

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

    /// Host, its groups with the last listed first, the platform's defaults, the defaults.
    private func layers(of node: Int) -> (Layers, platform: Int?) {
        var maps = [node]
        let below = Layers(maps + (bases.defaults.map { [$0] } ?? []), in: document)
        for group in groupNodes(below).reversed() { maps.append(group) }
        let withGroups = Layers(maps + (bases.defaults.map { [$0] } ?? []), in: document)
        let platform = platformIndex(withGroups)
        if let platform, let defaults = bases.platformDefaults[platform] { maps.append(defaults) }
        if let defaults = bases.defaults { maps.append(defaults) }
        return (Layers(maps, in: document), platform)
    }

    private func groupNodes(_ layers: Layers) -> [Int] {
        guard let list = layers.value("groups", in: reader) else { return [] }
        guard document.node(list).kind == .list else {
            reader.wrongType(list, "a list", of: "groups")
            return []
        }
        return document.items(of: list).compactMap { item in
            guard let group = bases.groups[Array(document.bytes(item))] else {
                unknown("group", item, among: bases.groups.keys)
                return nil
            }
            return document.node(group).kind == .map ? group : nil
        }
    }

    private func platformIndex(_ layers: Layers) -> Int? {
        guard let (node, id) = reader.scalar("platform", of: layers) else { return nil }
        guard let index = platforms[id] else {
            unknown("platform", node, among: platforms.keys)
            return nil
        }
        return index
    }

    private func unknown(_ what: String, _ node: Int, among ids: some Sequence<[UInt8]>) {
        let names = ids.map { String(decoding: $0, as: UTF8.self) }.sorted()
        let hint = suggestion(for: document.text(node), among: names).map { "did you mean '\($0)'?" }
        let known = names.isEmpty ? "none is defined" : "defined are \(names.prefix(8).joined(separator: ", "))"
        reader.error(305, "unknown \(what) '\(document.text(node))'; \(hint ?? known)", at: node)
    }

    // MARK: The fields

    /// - Parameter key: where what is missing is reported; nil while the maps below hosts are looked through on their own.
    private func read(_ layers: Layers, id: Located<[UInt8]>, key: Int?, platform: Int?) -> Host? {
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
    private func missing(_ name: StaticString, of layers: Layers, at key: Int) -> Bool {
        if layers.value(name, in: reader) == nil { reader.missing(name, of: "host '\(document.text(key))'", at: key) }
        return false
    }

    private func url(of layers: Layers, _ pattern: Pattern) -> Located<SiteURL>? {
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

    private func aliases(of layers: Layers, _ pattern: Pattern) -> [Alias] {
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

    private func alias(_ node: Int, _ mode: Alias.Mode, _ pattern: Pattern) -> Alias? {
        guard let bytes = reader.expand(Array(document.bytes(node)), pattern, at: node) else { return nil }
        do {
            return Alias(authority: Located(try HostName.authority(bytes), at: document.place(node)), mode: mode)
        } catch {
            reader.error(204, "an alias \(error.reason), not '\(String(decoding: bytes, as: UTF8.self))'", at: node)
            return nil
        }
    }

    private func cron(of layers: Layers) -> CronPeriod? {
        let layers = layers.map("cron", reading: reader) ?? Layers([], in: document)
        return reader.recordingNames(of: "'cron'") {
            let every = reader.value("every", of: layers, requirement: CronPeriod.requirement) { CronPeriod($0) }
            guard reader.bool("enabled", of: layers) ?? true else { return nil }
            return every?.value ?? CronPeriod(Array("15m".utf8))
        }
    }

    private func web(of layers: Layers, _ pattern: Pattern) -> Web {
        let layers = layers.map("web", reading: reader) ?? Layers([], in: document)
        return reader.recordingNames(of: "'web'") {
            let tls = layers.map("tls", reading: reader)
            return Web(listens: listens(of: layers), certificate: certificate(of: tls, pattern))
        }
    }

    private func listens(of layers: Layers) -> [ListenAddress] {
        guard let node = layers.value("listen", in: reader) else { return [] }
        let items = document.node(node).kind == .list ? document.items(of: node) : [node]
        return items.compactMap { item in
            if document.node(item).kind == .scalar, let address = ListenAddress(Array(document.bytes(item))) {
                return address
            }
            reader.error(204, "'listen' \(ListenAddress.requirement), or a list of these", at: item)
            return nil
        }
    }

    private func certificate(of tls: Layers?, _ pattern: Pattern) -> Web.Certificate? {
        reader.recordingNames(of: "'tls'") {
            let layers = tls ?? Layers([], in: document)
            let path = { AbsolutePath($0) }
            let certificate = reader.value(
                "certificate", of: layers, expanding: pattern, requirement: AbsolutePath.requirement, path)
            let key = reader.value("key", of: layers, expanding: pattern, requirement: AbsolutePath.requirement, path)
            guard let tls else { return nil }
            guard let certificate, let key else {
                if layers.value("certificate", in: reader) == nil {
                    reader.missing("certificate", of: "'tls'", at: tls.maps[0])
                }
                if layers.value("key", in: reader) == nil { reader.missing("key", of: "'tls'", at: tls.maps[0]) }
                return nil
            }
            return Web.Certificate(certificate: certificate.value, key: key.value)
        }
    }

    private func database(of layers: Layers, _ pattern: Pattern, key: Int?) -> Database? {
        let found = layers.map("db", reading: reader)
        let layers = found ?? Layers([], in: document)
        return reader.recordingNames(of: "'db'") {
            let server = server(of: layers)
            let name = reader.value("name", of: layers, expanding: pattern, requirement: DatabaseName.requirement) {
                DatabaseName($0)
            }
            let user = reader.value("user", of: layers, expanding: pattern, requirement: "must be 1 to 80 bytes") {
                (1...80).contains($0.count) ? $0 : nil
            }
            let prefix = reader.value(
                "prefix", of: layers,
                requirement: "must be at most 10 lower-case letters, digits and '_', with a letter first"
            ) { bytes -> [UInt8]? in
                let isPlain = bytes.allSatisfy {
                    (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F
                }
                return bytes.count <= 10 && isPlain && bytes.first.map({ $0 >= 0x61 }) ?? true ? bytes : nil
            }
            let password = password(of: layers, pattern)
            guard let key else { return nil }
            let hasServer = server != nil || missing("server", inDatabaseOf: key, layers)
            let hasName = name != nil || missing("name", inDatabaseOf: key, layers)
            let hasUser = user != nil || missing("user", inDatabaseOf: key, layers)
            let hasPassword = password != nil || missing("password", inDatabaseOf: key, layers)
            guard hasServer, hasName, hasUser, hasPassword, let server, let name, let user, let password else {
                return nil
            }
            return Database(
                server: server, name: Located(name.value, at: name.place), user: user.value, password: password,
                prefix: prefix?.value ?? Array("mdl_".utf8))
        }
    }

    private func missing(_ name: StaticString, inDatabaseOf key: Int, _ layers: Layers) -> Bool {
        if layers.value(name, in: reader) == nil {
            reader.missing(name, of: "'db' of host '\(document.text(key))'", at: key)
        }
        return false
    }

    private func server(of layers: Layers) -> Int? {
        guard let (node, id) = reader.scalar("server", of: layers) else { return nil }
        guard let index = servers[id] else {
            unknown("database server", node, among: servers.keys)
            return nil
        }
        return index
    }

    private func password(of layers: Layers, _ pattern: Pattern) -> Database.Password? {
        guard let node = layers.value("password", in: reader) else { return nil }
        let place = document.node(node)
        switch place.kind {
        case .scalar where place.isPlain:
            // `p #w` would be read as `p`.
            reader.error(
                210, "a password must be in quotes, or better in a file: 'password: { file: /path }'", at: node)
            return nil
        case .scalar:
            reader.warn(211, "a password in the registry; better: 'password: { file: /path }'", at: node)
            return .literal(Secret(Array(document.bytes(node))))
        case .map:
            let fields = layers.map("password", reading: reader) ?? Layers([node], in: document)
            return reader.recordingNames(of: "'password'") {
                let file = reader.value("file", of: fields, expanding: pattern, requirement: AbsolutePath.requirement) {
                    AbsolutePath($0)
                }
                if file == nil, fields.value("file", in: reader) == nil {
                    reader.missing("file", of: "'password'", at: node)
                }
                return file.map { .file($0.value) }
            }
        case .list:
            reader.error(202, "'password' must be a map with 'file', or a text in quotes", at: node)
            return nil
        }
    }
}

extension HostFields {
    /// Reads `defaults`, each group and each platform's defaults on their own, so that a mistake in one that no host uses is
    /// found too, and so that all names of fields are known.
    func checkBases() {
        let id = Located(Array("id".utf8), at: document.place(0))
        reader.isProbing = true
        reader.recordingNames(of: "a host") {
            let nothing = Layers([], in: document)
            _ = read(nothing, id: id, key: nil, platform: nil)
            _ = (groupNodes(nothing), platformIndex(nothing))
        }
        for base in baseMaps { _ = read(Layers([base], in: document), id: id, key: nil, platform: nil) }
        for base in baseMaps {
            _ = groupNodes(Layers([base], in: document))
            _ = platformIndex(Layers([base], in: document))
        }
        reader.isProbing = false
    }

    /// Reports fields that do not exist, in hosts and in what lies below them.
    func reportUnknownKeys(hosts: [Int]) {
        for map in baseMaps + hosts where document.node(map).kind == .map {
            reader.reportUnknownKeys(of: map, kind: "a host")
        }
    }

    private var baseMaps: [Int] {
        ((bases.defaults.map { [$0] } ?? []) + bases.platformDefaults.compactMap { $0 } + bases.groups.values.sorted())
            .filter { map in
                if document.node(map).kind == .map { return true }
                if !document.isNull(map) { reader.error(202, "a group must be a map", at: map) }
                return false
            }
    }
}
