import Diagnostics
import HostTable
import Registry
import Synchronization

/// Finds the files that a registry includes.
public struct Inclusion: Sendable {
    public enum Finding: Sendable {
        /// In lexical order; none where a pattern fits nothing.
        case files([SourceFile])
        /// Why there are none.
        case refused(String)
    }

    /// Takes a path or pattern and the file in which it stands.
    let find: @Sendable (_ pattern: String, _ file: SourceFile) -> Finding

    public init(find: @escaping @Sendable (_ pattern: String, _ file: SourceFile) -> Finding) { self.find = find }

    /// The same, which finds each pattern once: files may change while they are used.
    func remembering() -> Inclusion {
        let known = Mutex<[[String]: Finding]>([:])
        return Inclusion { pattern, file in
            if let finding = known.withLock({ $0[[pattern, file.name]] }) { return finding }
            let finding = find(pattern, file)
            known.withLock { $0[[pattern, file.name]] = finding }
            return finding
        }
    }

    /// Where there is no directory to look in.
    public static let none = Inclusion { _, _ in
        .refused("a registry on standard input includes files only with '--base-dir'")
    }
}

/// The named things of a registry and the files that it includes, in reading order.
struct Sections {
    typealias Entry = (key: Int, value: Int)

    private(set) var platforms: [Entry] = []
    private(set) var databaseServers: [Entry] = []
    private(set) var groups: [Entry] = []
    private(set) var hosts: [Entry] = []
    private let top: Merged<TopField>
    private let root: Int
    private let inPieces: Bool
    private var hasHosts = false
    /// Files that were read, with the place that included each.
    private var included: [String: Place?] = [:]
    /// Files inside files.
    static let deepestInclusion = 16

    /// - Parameter inPieces: the registry's own hosts are not on the tape, so that nothing stands behind their key.
    init(_ root: Int, _ top: Merged<TopField>, inPieces: Bool, including inclusion: Inclusion, _ reader: Reader) {
        self.root = root
        self.top = top
        self.inPieces = inPieces
        included[reader.document.file(of: root).name] = .some(nil)
        add(root, top, reader)
        include(top, inclusion, reader, depth: 1)
        sort(&platforms, "platforms", reader)
        sort(&databaseServers, "dbservers", reader)
        sort(&groups, "groups", reader)
        sortHosts(reader)
    }

    private mutating func add(_ root: Int, _ top: Merged<TopField>, _ reader: Reader) {
        checkIsWhole(root, reader)
        for (section, field) in [
            (\Sections.platforms, TopField.platforms), (\.databaseServers, .databaseServers), (\.groups, .groups),
            (\.hosts, .hosts),
        ]
            as [(WritableKeyPath<Sections, [Entry]>, TopField)]
        {
            guard let map = top[field] else { continue }
            guard reader.document.node(map).kind == .map else {
                reader.wrongType(map, "a map", of: field.path)
                continue
            }
            self[keyPath: section].reserveCapacity(self[keyPath: section].count + 16)
            for key in reader.document.keys(of: map) {
                if reader.document.node(key).isPlain, reader.document.equals(key, "<<") {
                    reader.error(103, Document.noReferences, at: key)
                } else {
                    self[keyPath: section].append((key, key + 1))
                }
            }
        }
    }

    /// What each section is of.
    private static let sections = [
        "hosts": "host", "groups": "group", "platforms": "platform", "dbservers": "database server",
    ]

    /// A file that was cut off is still YAML, and must not take hosts away.
    private mutating func checkIsWhole(_ root: Int, _ reader: Reader) {
        for key in reader.document.keys(of: root) {
            let name = reader.document.text(key)
            if name == "hosts" {
                hasHosts = true
                if inPieces, root == self.root { continue }
            }
            guard let item = Self.sections[name], reader.document.isNull(key + 1) else { continue }
            reader.error(203, "'\(name)' has no value; write '{}' to mean no \(item)", at: key)
        }
    }

    // MARK: Files

    private mutating func include(_ top: Merged<TopField>, _ inclusion: Inclusion, _ reader: Reader, depth: Int) {
        guard let node = top[.include] else { return }
        let document = reader.document
        let items = document.node(node).kind == .list ? document.items(of: node) : [node]
        for item in items where !reader.isFull {
            guard let pattern = reader.string(item, of: "include", filling: nil) else { continue }
            let name = String(decoding: pattern, as: UTF8.self)
            switch inclusion.find(name, document.file(of: item)) {
            case .refused(let reason):
                reader.error(107, "\(Reader.quoted(name)) cannot be included: \(reason)", at: item)
            case .files(let files):
                if files.isEmpty { reader.warn(107, "no file is named \(Reader.quoted(name))", at: item) }
                for file in files { read(file, at: item, inclusion, reader, depth) }
            }
        }
    }

    private mutating func read(_ file: SourceFile, at item: Int, _ inclusion: Inclusion, _ reader: Reader, _ depth: Int)
    {
        if let earlier = included[file.name] {
            let notes = earlier.map { [Note("first included here", at: $0)] } ?? []
            return reader.error(
                107, "'\(file.name)' is \(earlier == nil ? "the registry itself" : "already included")", at: item,
                notes: notes)
        }
        guard depth <= Self.deepestInclusion else {
            return reader.error(107, "files include each other more than \(Self.deepestInclusion) deep", at: item)
        }
        included[file.name] = .some(reader.document.place(item))
        guard let root = reader.document.parse(file, reporting: &reader.diagnostics) else { return }
        let top = Merged<TopField>(root, reader)
        if let version = top[.version], !reader.document.equals(version, "1") {
            reader.error(
                204, "'version' must be 1, the one this program reads, not \(reader.found(version))", at: version)
        }
        for field in [TopField.defaults, .expectedHosts, .commandHost, .proxies, .aliases, .compat, .ssl] {
            guard let node = top[field] else { continue }
            reader.error(
                201, "'\(field.path)' belongs into the registry itself, not into a file that it includes", at: node)
        }
        add(root, top, reader)
        include(top, inclusion, reader, depth: depth + 1)
    }

    // MARK: Ids

    /// By id; one that two files have is reported.
    private func sort(_ entries: inout [Entry], _ map: String, _ reader: Reader) {
        let document = reader.document
        entries = entries.filter { key, _ in
            if HostKey.isHostID(document.bytes(key).span) { return true }
            reader.notAnID(key, in: map)
            return false
        }
        entries.sort { document.precedes($0.key, $1.key) }
        for (a, b) in zip(entries, entries.dropFirst()) where document.bytes(a.key).elementsEqual(document.bytes(b.key))
        {
            reader.duplicateKey(b.key, first: a.key)
        }
    }

    /// Hosts by id, which is the order of the model; one that stands twice is reported.
    private mutating func sortHosts(_ reader: Reader) {
        let document = reader.document
        let isSorted = hosts.indices.dropFirst().allSatisfy {
            document.bytes(hosts[$0 - 1].key).lexicographicallyPrecedes(document.bytes(hosts[$0].key))
        }
        guard !isSorted else { return }
        // The first sixteen bytes as numbers decide nearly always.
        var order = hosts.map { (head: document.head($0.key), key: Int32(truncatingIfNeeded: $0.key)) }
        order.sort { a, b in
            if a.head.0 != b.head.0 { return a.head.0 < b.head.0 }
            if a.head.1 != b.head.1 { return a.head.1 < b.head.1 }
            return document.precedes(Int(a.key), Int(b.key))
        }
        hosts = order.map { (Int($0.key), Int($0.key) + 1) }
        for (a, b) in zip(hosts, hosts.dropFirst()) where document.bytes(a.key).elementsEqual(document.bytes(b.key)) {
            reader.duplicateKey(b.key, first: a.key)
        }
    }

    /// Each group's map.
    func groupMaps(_ reader: Reader) -> [[UInt8]: Int] {
        Dictionary(groups.map { (Array(reader.document.bytes($0.key)), $0.value) }, uniquingKeysWith: { a, _ in a })
    }

    /// The `defaults` of each platform that has some.
    func platformDefaults(_ reader: Reader) -> [[UInt8]: Int] {
        var defaults: [[UInt8]: Int] = [:]
        for (key, map) in platforms where reader.document.node(map).kind == .map {
            guard let found = Merged<PlatformField>(map, reader)[.defaults], reader.document.node(found).kind == .map
            else { continue }
            defaults[Array(reader.document.bytes(key))] = found
        }
        return defaults
    }

    /// The maps that lie below hosts, for looking through them on their own.
    func layers(_ reader: Reader) -> [Int] {
        for (_, map) in groups where reader.document.node(map).kind != .map && !reader.document.isNull(map) {
            reader.error(202, "a group must be a map", at: map, hiding: true)
        }
        return (top[.defaults].map { [$0] } ?? []) + platformDefaults(reader).values.sorted() + groups.map(\.value)
    }

    /// The nodes of each layer that lies below or is a host, with what people call it.
    func labels(_ reader: Reader) -> [(range: Range<Int>, layer: String)] {
        let document = reader.document
        let range = { (map: Int) in map..<Int(document.node(map).end) }
        let name = { (id: [UInt8]) in String(decoding: id, as: UTF8.self) }
        var labels = top[.defaults].map { [(range: range($0), layer: "defaults")] } ?? []
        labels += platformDefaults(reader).map { (range($0.value), "platform \(name($0.key))") }
        labels += groups.map { (range($0.value), "group \(document.text($0.key))") }
        return labels + hosts.map { (range($0.value), "host \(document.text($0.key))") }
    }

    // MARK: What the registry itself says

    /// Where the host is that commands are for which name none.
    ///
    /// - Parameters:
    ///   - hosts: those that were read, sorted by id.
    ///   - areAll: otherwise it may be one of the others.
    func commandHost(among hosts: [Host], areAll: Bool, _ reader: Reader) -> Int? {
        guard let node = top[.commandHost], let id = reader.scalar(node, of: "without_host") else { return nil }
        guard let index = hosts.firstIndex(where: { $0.id.value.elementsEqual(id) }) else {
            // One that is there and was refused has been reported.
            if areAll, !reader.diagnostics.hasErrors { reader.unknown("host", node, among: hosts.lazy.map(\.id.value)) }
            return nil
        }
        let state = hosts[index].state
        guard state == .enabled || state == .maintenance else {
            reader.error(
                326, "the host \(Reader.quoted(reader.document.text(node))) is \(state.rawValue): commands for it end",
                at: node)
            return nil
        }
        return index
    }

    /// Targets that have files.
    func targets(_ reader: Reader) -> Set<OptionalTarget> {
        if let node = top[.php], reader.bool(node, of: TopField.php.name) == false {
            reader.error(202, "'php' cannot be false: these files answer requests", at: node)
        }
        let fields: [(TopField, OptionalTarget)] = [
            (.aliases, .aliases), (.apache, .apache), (.caddy, .caddy), (.compat, .compat), (.cron, .cron),
            (.logrotate, .logrotate),
            (.nginx, .nginx), (.phpFPM, .phpFPM), (.ssl, .ssl), (.systemd, .systemd),
        ]
        var targets = OptionalTarget.usual
        for (field, target) in fields {
            guard let node = top[field], let isWanted = reader.bool(node, of: field.name) else { continue }
            if isWanted { targets.insert(target) } else { targets.remove(target) }
        }
        return targets
    }

    func proxies(_ reader: Reader) -> [Network] { reader.values(top[.proxies], of: "proxies").map(\.value) }

    /// A registry without hosts says so, or was cut off.
    ///
    /// - Parameter count: of hosts that were read.
    func checkHosts(_ reader: Reader, count: Int) {
        if !hasHosts { reader.missingAtTop("hosts", root) }
        guard let node = top[.expectedHosts],
            let expected = reader.int(node, of: "hosts", in: 0...1_000_000_000), expected != count
        else { return }
        reader.error(213, "there are \(count) hosts, and 'expect' says \(expected)", at: node)
    }
}

extension Document {
    /// The first sixteen bytes of a scalar as two numbers that sort like them.
    @inline(__always)
    func head(_ index: Int) -> (UInt64, UInt64) {
        let bytes = bytes(index)
        guard let start = bytes.baseAddress.map(UnsafeRawPointer.init) else { return (0, 0) }
        let word = { (offset: Int) -> UInt64 in
            let count = bytes.count - offset
            guard count > 0 else { return 0 }
            // The arena has room behind its end.
            let word = UInt64(bigEndian: start.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
            return count >= 8 ? word : word & ~(UInt64.max >> UInt64(count * 8))
        }
        return (word(0), word(8))
    }

    /// By bytes, and where these are the same by place.
    func precedes(_ a: Int, _ b: Int) -> Bool {
        bytes(a).lexicographicallyPrecedes(bytes(b)) || a < b && bytes(a).elementsEqual(bytes(b))
    }
}
