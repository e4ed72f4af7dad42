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

    /// The same of rows, with all shards' references from where their files may be known.
    public init(_ rows: [TableRows], references: (_ shards: [Part]) -> [[UInt8]]) {
        self.init(rows, bits: Self.shardBits(rows.reduce(0) { $0 + $1.count }), references: references)
    }

    /// - Parameter bits: of a key's hash that choose its shard; with 0 the root holds all.
    init(_ entries: [Entry], bits: Int, reference: (_ shard: [UInt8]) -> [UInt8]) {
        var files: [[UInt8]] = []
        self.init([TableRows(entries)], bits: bits) { parts in
            files = parts.map(\.file)
            return files.map(reference)
        }
        shards = files
    }

    init(root: [UInt8], shards: [[UInt8]]) { (self.root, self.shards) = (root, shards) }

    private init(_ rows: [TableRows], bits: Int, references: (_ shards: [Part]) -> [[UInt8]]) {
        let shift = 32 - bits
        let count = rows.reduce(0) { $0 + $1.count }
        var forms: KeyForms = .exact
        var members = [[Part.Member]](repeating: [], count: 1 << bits)
        for index in members.indices { members[index].reserveCapacity((count >> bits) * 5 / 4) }
        for (list, rows) in rows.enumerated() {
            forms.formUnion(rows.forms)
            for (index, row) in rows.rows.enumerated() {
                members[Int(UInt64(row.hash) >> UInt64(shift))].append(Part.Member(list: list, row: index))
            }
        }
        let shards = members.map { Part(lists: rows, members: $0) }
        self.shards = []
        if bits == 0 {
            root = TableFile(keys: count, forms: forms, part: PartialTable(shards[0].rows)).bytes
            return
        }
        let references = references(shards).flatMap { $0 }
        precondition(references.count == 32 * shards.count, "a reference has 32 digits")
        root = TableFile(keys: count, forms: forms, shift: shift, references: references).bytes
    }

    /// A shard before it is a file.
    public struct Part: Sendable {
        struct Member: Sendable {
            private let listNumber: UInt32
            private let rowNumber: UInt32

            init(list: Int, row: Int) { (listNumber, rowNumber) = (UInt32(list), UInt32(row)) }

            var list: Int { Int(listNumber) }
            var row: Int { Int(rowNumber) }
        }

        let lists: [TableRows]
        let members: [Member]

        var rows: TableRows {
            var rows = TableRows()
            rows.reserve(members.count, bytes: members.count * 128)
            for member in members { rows.append(lists[member.list].rows[member.row], of: lists[member.list]) }
            return rows
        }

        /// All that the file is made from: with the same, it is the same.
        public var inputs: [UInt8] { rows.bytes }

        /// The bytes of the file.
        public var file: [UInt8] { TableFile(keys: members.count, forms: .exact, part: PartialTable(rows)).bytes }
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
