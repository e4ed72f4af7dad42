import Diagnostics
import Digests
import HostTable
import Registry
import Threads

// registry.yaml and the files that it includes → Registry.
//
// Takes the bytes of files; gives checked values with their places, or findings. The only importer of libyaml. Knows
// nothing of the output.
//
// A field of the language is described in one place, HostField and its like: name, shape and meaning. Reading, `explain`,
// `show` and the JSON Schema go by that.

extension Registry {
    /// Reads a registry and checks the rules across its hosts; all findings of the text are reported together.
    ///
    /// - Parameters:
    ///   - inclusion: finds the files that `include:` names.
    ///   - digesting: whether it is to be told later which hosts' lines have changed.
    /// - Returns: nil if anything in it is an error.
    public init?(
        yaml file: SourceFile, including inclusion: Inclusion = .none, digesting: Bool = false,
        reporting diagnostics: inout Diagnostics
    ) {
        if let pieces = HostPieces(file, digesting: digesting) {
            switch Self.read(pieces, including: inclusion, reporting: &diagnostics) {
            case .taken(let registry):
                self = registry
                return
            case .refused: return nil
            case .unfit: break
            }
        }
        guard let reading = RegistryReading(file, including: inclusion, reporting: &diagnostics) else { return nil }
        self.init(checked: reading, reporting: &diagnostics)
    }

    /// What comes of reading a registry by the piece.
    enum ReadByPieces {
        case taken(Registry)
        /// With more errors than are shown.
        case refused
        /// It has to be read whole; nothing is reported.
        case unfit
    }

    static func read(_ pieces: HostPieces, including inclusion: Inclusion, reporting diagnostics: inout Diagnostics)
        -> ReadByPieces
    {
        var found = diagnostics
        guard let reading = RegistryReading(pieces.file, in: pieces, including: inclusion, reporting: &found),
            !found.hasErrors, reading.document.hasRoom(for: pieces)
        else { return .unfit }
        let read = reading.registry()
        found = reading.reader.diagnostics
        if reading.reader.isFull {
            diagnostics = found
            return .refused
        }
        // Of too many warnings the first are kept, which are others where hosts are not yet in order.
        guard var read, !found.hasErrors, !reading.reader.foundTooMuch else { return .unfit }
        if pieces.haveDigests { read.beside = reading.digestBesideHosts(of: pieces) }
        // What the rules find is said of values and their places, which are the same.
        read.checkRules(reporting: &found)
        guard !found.hasErrors else { return .unfit }
        diagnostics = found
        return .taken(read)
    }

    init?(checked reading: RegistryReading, reporting diagnostics: inout Diagnostics) {
        let registry = reading.registry()
        diagnostics = reading.reader.diagnostics
        // The rules compare values of different hosts: they say something only when every value is what it should be.
        guard let registry, !diagnostics.hasErrors else { return nil }
        registry.checkRules(reporting: &diagnostics)
        guard !diagnostics.hasErrors else { return nil }
        self = registry
    }
}

/// The reading of a registry with all of its files.
struct RegistryReading {
    let reader: Reader
    /// The maps of the files, the registry's own first.
    let sections: Sections
    let layers: HostLayers
    let platforms: [(id: [UInt8], value: Platform)]
    let servers: [(id: [UInt8], value: DatabaseServer)]
    /// Where the registry's own hosts are, if they are not on the tape.
    private let pieces: HostPieces?
    var document: Document { reader.document }

    /// Reads everything but the hosts; nil if a file is not a map in plain YAML, or of another version.
    init?(
        _ file: SourceFile, in pieces: HostPieces? = nil, including inclusion: Inclusion,
        reporting diagnostics: inout Diagnostics
    ) {
        let document = Document()
        let builtIn = document.parse(Self.builtIn, reporting: &diagnostics)
        let parsed =
            pieces.map { document.parseHead(of: $0, reporting: &diagnostics) }
            ?? document.parse(file, reporting: &diagnostics)
        guard let builtIn, let root = parsed else { return nil }
        self.pieces = pieces
        let reader = Reader(document: document, diagnostics: diagnostics)
        let top = Merged<TopField>(root, reader)
        guard Self.checkVersion(top, root, reader) else {
            diagnostics = reader.diagnostics
            return nil
        }
        let sections = Sections(root, top, inPieces: pieces != nil, including: inclusion, reader)
        let platforms = sections.platforms.compactMap { PlatformReading(reader: reader).platform($0, $1) }
        servers = sections.databaseServers.compactMap { PlatformReading(reader: reader).databaseServer($0, $1) }
        let indexes = { (ids: [[UInt8]]) in
            Dictionary(ids.enumerated().map { ($1, $0) }, uniquingKeysWith: { a, _ in a })
        }
        var lowest = Merged<HostField>(builtIn, reader)
        if let defaults = top[.defaults] {
            if document.node(defaults).kind == .map {
                reader.isReadingDefaults = true
                lowest.add(defaults, reader)
                reader.isReadingDefaults = false
            } else {
                reader.wrongType(defaults, "a map", of: "defaults")
            }
        }
        let defaults = sections.platformDefaults(reader)
        let platformIDs = platforms.map(\.id)
        (self.reader, self.sections, self.platforms) = (reader, sections, platforms)
        layers = HostLayers(
            reader: reader, lowest: lowest, platforms: indexes(platformIDs),
            platformDefaults: platformIDs.map { defaults[$0] }, groups: sections.groupMaps(reader))
        diagnostics = reader.diagnostics
    }

    static let builtIn = SourceFile(name: "built-in", bytes: Array(HostField.builtIn.utf8))

    /// Reads the hosts too; nil if anything essential is missing.
    ///
    /// - Parameter count: of all hosts, where the pieces are some of them.
    func registry(amongHosts count: Int? = nil) -> Registry? {
        let layers = hostReading()
        for layer in sections.layers(reader) { layers.check(layer: layer) }
        let read = readHosts()
        guard read.count == sections.hosts.count || reader.diagnostics.hasErrors else {
            preconditionFailure("a host was dropped without an error")
        }
        var (hosts, written) = (read, sections.hosts.count)
        if let pieces {
            guard !reader.diagnostics.hasErrors, let all = readHosts(in: pieces, and: read) else { return nil }
            (hosts, written) = (all, count ?? all.count)
        }
        sections.checkHosts(reader, count: written)
        let commandHost = sections.commandHost(among: hosts, areAll: written == hosts.count, reader)
        let proxies = sections.proxies(reader)
        let targets = sections.targets(reader)
        guard !reader.diagnostics.hasErrors else { return nil }
        var registry = Registry(
            platforms: platforms.map(\.value), databaseServers: servers.map(\.value), hosts: hosts,
            commandHost: commandHost, proxies: proxies)
        registry.targets = targets
        return registry
    }

    /// Several parts of the hosts at once, each by a reader of its own.
    private func readHosts() -> [Host] {
        let ranges = parts(of: sections.hosts.count, least: 1000)
        // What was read before the hosts changes no more.
        nonisolated(unsafe) let beside = self
        let read = concurrentMap(ranges.count) { part in
            let reader = Reader(document: Document(sharing: beside.document), diagnostics: Diagnostics())
            let reading = beside.hostReading(by: reader)
            var hosts: [Host] = []
            for entry in beside.sections.hosts[ranges[part]] {
                // Errors that are not shown make no difference.
                if reader.isFull { break }
                if let host = reading.read(key: entry.key, map: entry.value) { hosts.append(host) }
            }
            return (hosts: hosts, findings: reader.findings)
        }
        for part in read { reader.take(part.findings) }
        return read.flatMap(\.hosts)
    }

    /// The hosts of all pieces and others, sorted by id; nil if anything is wrong with one, or two have one id.
    ///
    /// With more errors than are shown the reader is full, and has those that come first in the file.
    private func readHosts(in pieces: HostPieces, and others: [Host]) -> [Host]? {
        let ranges = parts(of: pieces.pieces.count, least: 1)
        // What was read before the hosts changes no more.
        nonisolated(unsafe) let beside = self
        let read = concurrentMap(ranges.count) { beside.read(pieces, ranges[$0]) }
        for part in read {
            reader.take(part.findings)
            guard part.isWhole, !reader.isFull else { return nil }
        }
        guard !reader.diagnostics.hasErrors else { return nil }
        var first = HostRun()
        for host in others { first.append(host) }
        return HostRun.joined((others.isEmpty ? [] : [first]) + read.map(\.hosts))
    }

    /// What became of some pieces: hosts sorted by id, and what is wrong with them.
    private struct ReadPieces {
        var hosts = HostRun()
        var findings: Reader.Findings
        /// Not so up to a piece that is not written in lines.
        var isWhole: Bool
    }

    private func read(_ pieces: HostPieces, _ range: Range<Int>) -> ReadPieces {
        let document = Document(copying: document, addingPiecesOf: pieces.file)
        let reader = Reader(document: document, diagnostics: Diagnostics())
        let reading = hostReading(by: reader)
        var hosts = HostRun()
        for piece in range where !reader.isFull {
            var found = Diagnostics()
            guard document.read(piece, of: pieces, reporting: &found), !found.hasErrors else {
                return ReadPieces(findings: reader.findings, isWhole: false)
            }
            var key = document.base
            var lines = HostLines(pieces, piece)
            while key < document.count, !reader.isFull {
                let next = Int(document.node(key + 1).end)
                let written =
                    pieces.haveDigests
                    ? lines.digest(to: next < document.count ? document.node(next).line : nil) : nil
                if let host = reading.read(key: key, map: key + 1, written: written), !reader.hasErrors {
                    hosts.append(host)
                }
                key = next
            }
        }
        hosts.sort()
        return ReadPieces(hosts: hosts, findings: reader.findings, isWhole: true)
    }

    /// - Parameter reader: nil: the one that read all else.
    func hostReading(by reader: Reader? = nil) -> HostReading {
        let servers = DatabaseServers(servers.map(\.value))
        guard let reader else { return HostReading(reader: self.reader, layers: layers, servers: servers) }
        reader.meantFields = self.reader.meantFields
        return HostReading(reader: reader, layers: HostLayers(layers, reader: reader), servers: servers)
    }

    private static func checkVersion(_ top: Merged<TopField>, _ root: Int, _ reader: Reader) -> Bool {
        guard let node = top[.version] else {
            reader.missingAtTop("version", root)
            return false
        }
        if reader.document.equals(node, "1") { return true }
        reader.error(204, "'version' must be 1, the one this program reads, not \(reader.found(node))", at: node)
        return false
    }
}

extension Reader {
    func missingAtTop(_ name: String, _ root: Int) {
        error(203, "the registry has no '\(name)'", at: root)
    }
}
