extension HostTable {
    /// A table of the same keys as another, some of them with other records: it is what all entries would be compiled to.
    ///
    /// - Parameters:
    ///   - records: the new ones by their keys.
    ///   - reference: names a shard's file; it is told the name of that which it replaces.
    /// - Throws: `HostTableReader.Damage` if the other table is not whole, of a former format, or lacks one of the keys.
    public init(
        replacing records: [[UInt8]: [UInt8]], in table: HostTableReader,
        reference: (_ former: [UInt8], _ shard: [UInt8]) -> [UInt8]
    ) throws {
        var references = table.references.map { Array($0) }
        let root = try table.root(replacing: records)
        var files: [[UInt8]] = []
        for (number, changed) in Dictionary(grouping: records, by: { table.shard(of: CRC32.of($0.key)) })
        where root == nil {
            let entries = try table.entries(ofShard: number)
            let rows = try Self.rows(entries, replacing: changed)
            let file = TableFile(keys: rows.count, forms: .exact, part: PartialTable(rows)).bytes
            files.append(file)
            references[number] = reference(references[number], file)
        }
        self.init(root: root ?? table.root(naming: references.flatMap { $0 }), shards: files)
    }

    /// - Parameter changed: of which each must be there.
    static func rows(
        _ entries: [Entry], replacing changed: [(key: [UInt8], value: [UInt8])]
    ) throws -> TableRows {
        var new = Dictionary(changed.map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first })
        let rows = TableRows(
            entries.map { Entry(key: $0.key, record: new.removeValue(forKey: $0.key) ?? $0.record) })
        guard new.isEmpty else { throw HostTableReader.Damage("the table lacks a key") }
        return rows
    }
}

extension HostTableReader {
    func shard(of hash: UInt32) -> Int { Int(UInt64(hash) >> UInt64(root.shift)) }

    func entries(ofShard number: Int) throws -> [HostTable.Entry] { try shards.open(references[number]).entries() }

    /// The bytes of the root where that holds all; nil: it names shards.
    func root(replacing records: [[UInt8]: [UInt8]]) throws -> [UInt8]? {
        guard !root.isFormer else { throw Damage("the table has a former format") }
        guard references.isEmpty else { return nil }
        let rows = try HostTable.rows(root.entries(), replacing: records.map { ($0.key, $0.value) })
        return TableFile(keys: root.keys, forms: root.forms, part: PartialTable(rows)).bytes
    }

    /// The bytes of the root with others' names of shards.
    func root(naming references: [UInt8]) -> [UInt8] {
        TableFile(keys: root.keys, forms: root.forms, shift: root.shift, references: references).bytes
    }
}
