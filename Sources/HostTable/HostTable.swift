/// Keys → perfect-hash table, and its reader.
///
/// Takes keys and records as bytes; gives one root file and its shards in format VPH3, which docs/resolution.md §5
/// describes byte by byte, and reads the formats of before, too. Knows what a key and a record are; knows no PHP beyond
/// the frame of a file, no YAML, and not how files are named or stored.
public struct HostTable: Sendable {
    /// A key with its record; neither holds a tab in the key, nor LF, `'` or `\` anywhere.
    public struct Entry: Sendable {
        public var key: [UInt8]
        public var record: [UInt8]

        public init(key: [UInt8], record: [UInt8]) {
            self.key = key
            self.record = record
        }
    }

    /// The bytes of the root file.
    public let root: [UInt8]
    /// The bytes of the shards' files, by number; none where the root holds all, or others know them.
    public private(set) var shards: [[UInt8]]

    /// Compiles entries whose keys are all different.
    ///
    /// - Parameter reference: names a shard's file: 32 lower-case hex digits of its content.
    public init(_ entries: [Entry], reference: (_ shard: [UInt8]) -> [UInt8]) {
        self.init(entries, bits: Self.shardBits(entries.count), reference: reference)
    }

    /// The same, with all shards' references from where their files may be known.
    public init(_ entries: [Entry], references: (_ shards: [Part]) -> [[UInt8]]) {
        self.init(entries, bits: Self.shardBits(entries.count), references: references)
    }

    /// - Parameter bits: of a key's hash that choose its shard; with 0 the root holds all.
    init(_ entries: [Entry], bits: Int, reference: (_ shard: [UInt8]) -> [UInt8]) {
        var files: [[UInt8]] = []
        self.init(entries, bits: bits) { parts in
            files = parts.map(\.file)
            return files.map(reference)
        }
        shards = files
    }

    init(root: [UInt8], shards: [[UInt8]]) { (self.root, self.shards) = (root, shards) }

    private init(_ entries: [Entry], bits: Int, references: (_ shards: [Part]) -> [[UInt8]]) {
        let shift = 32 - bits
        var parts = [[PartialTable.Row]](repeating: [], count: 1 << bits)
        var forms: KeyForms = .exact
        shards = []
        for entry in entries {
            if entry.key.first == UInt8(ascii: "*") { forms.insert(KeyForms(wildcard: entry.key)) }
            let hash = CRC32.of(entry.key)
            parts[Int(UInt64(hash) >> UInt64(shift))].append(PartialTable.Row(hash: hash, entry: entry))
        }
        if bits == 0 {
            root = TableFile(keys: entries.count, forms: forms, part: PartialTable(parts[0])).bytes
            return
        }
        let shards = parts.map { Part(entries: $0) }
        let references = references(shards).flatMap { $0 }
        precondition(references.count == 32 * shards.count, "a reference has 32 digits")
        root = TableFile(keys: entries.count, forms: forms, shift: shift, references: references).bytes
    }

    /// A shard before it is a file.
    public struct Part: Sendable {
        let entries: [PartialTable.Row]

        /// All that the file is made from: with the same, it is the same.
        public var rows: [UInt8] {
            var rows: [UInt8] = []
            rows.reserveCapacity(entries.count * 128)
            for row in entries {
                rows += row.entry.key
                rows.append(0x09)
                rows += row.entry.record
                rows.append(0x0A)
            }
            return rows
        }

        /// The bytes of the file.
        public var file: [UInt8] {
            TableFile(keys: entries.count, forms: .exact, part: PartialTable(entries)).bytes
        }
    }

    /// A table of so many keys is one file.
    static let keysOfOneFile = 512

    /// The first request after a release compiles root and shard: 32 bytes for each shard, and about 140 for each key of
    /// one. As many shards as the square root of the number of keys, or a little more, make both about as long.
    static func shardBits(_ keys: Int) -> Int {
        guard keys > keysOfOneFile else { return 0 }
        var bits = 0
        while keys > 1 << (2 * bits) { bits += 1 }
        return bits
    }
}
