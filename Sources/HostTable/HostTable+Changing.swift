extension HostTable {
    /// A table that differs from another in some keys: it is what all entries would be compiled to.
    ///
    /// - Parameters:
    ///   - changes: the records of keys that are new or have others; nil: the key is gone. None is a wildcard that comes or goes.
    ///   - reference: names a shard's file; it is told the name of that which it replaces.
    /// - Throws: `HostTableReader.Damage` if the other table is not whole, of a former format, lacks a key that is to go, or
    ///   has so many more or fewer that all shards are others.
    public init(
        changing changes: [[UInt8]: [UInt8]?], in table: HostTableReader,
        reference: (_ former: [UInt8], _ shard: [UInt8]) -> [UInt8]
    ) throws {
        typealias Damage = HostTableReader.Damage
        guard !table.root.isFormer else { throw Damage("the table has a former format") }
        var references = table.references.map { Array($0) }
        var files: [[UInt8]] = []
        var count = table.count
        var ofRoot: [UInt8]?
        let parts =
            references.isEmpty
            ? [0: Array(changes)] : Dictionary(grouping: changes) { table.shard(of: CRC32.of($0.key)) }
        for (number, changed) in parts {
            let entries = try references.isEmpty ? table.root.entries() : table.entries(ofShard: number)
            let rows = try Self.rows(entries, changing: changed)
            count += rows.count - entries.count
            guard !references.isEmpty else {
                ofRoot = TableFile(keys: count, forms: table.forms, part: PartialTable(rows)).bytes
                continue
            }
            let file = TableFile(keys: rows.count, forms: .exact, part: PartialTable(rows)).bytes
            files.append(file)
            references[number] = reference(references[number], file)
        }
        guard Self.shardBits(count) == 32 - table.root.shift else {
            throw Damage("the table has as many shards no more")
        }
        let root = table.root
        self.init(
            root: ofRoot
                ?? TableFile(keys: count, forms: root.forms, shift: root.shift, references: references.flatMap { $0 })
                .bytes, shards: files)
    }

    /// - Parameter changed: of which each that goes must be there.
    private static func rows(_ entries: [Entry], changing changed: [(key: [UInt8], value: [UInt8]?)]) throws
        -> TableRows
    {
        var new = Dictionary(changed.map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first })
        var rows = entries.compactMap { entry -> Entry? in
            guard let change = new.removeValue(forKey: entry.key) else { return entry }
            return change.map { Entry(key: entry.key, record: $0) }
        }
        for (key, record) in new {
            guard let record else { throw HostTableReader.Damage("the table lacks a key") }
            rows.append(Entry(key: key, record: record))
        }
        return TableRows(rows)
    }
}

extension HostTableReader {
    func shard(of hash: UInt32) -> Int { Int(UInt64(hash) >> UInt64(root.shift)) }

    func entries(ofShard number: Int) throws -> [HostTable.Entry] { try shards.open(references[number]).entries() }

    /// The keys that have a hash, with their records.
    public func entries(ofHash hash: UInt32) throws -> [HostTable.Entry] {
        let all = try references.isEmpty ? root.entries() : entries(ofShard: shard(of: hash))
        return all.filter { CRC32.of($0.key) == hash }
    }
}

extension TableRows {
    /// Each as an entry.
    public var entries: [HostTable.Entry] {
        rows.map { row in
            HostTable.Entry(key: Array(key(row)), record: Array(bytes[(Int(row.tab) + 1)..<(Int(row.end) - 1)]))
        }
    }
}
