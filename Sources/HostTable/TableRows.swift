/// Entries of a table in one piece of memory, in any order: a registry has hundreds of thousands, and two arrays for each would cost
/// more than the table.
public struct TableRows: Sendable {
    /// A key, a tab, a record and a line feed, one row behind the other.
    private(set) var bytes: [UInt8] = []
    private(set) var rows: ContiguousArray<Row> = []
    /// Kinds of keys among them.
    private(set) var forms: KeyForms = .exact

    struct Row: Sendable {
        /// Of the key.
        let hash: UInt32
        /// Offsets of its first byte and of the tab; the line feed is the last.
        let start: UInt32
        let tab: UInt32
        let end: UInt32
    }

    public init() {}

    init(_ entries: [HostTable.Entry]) {
        reserve(entries.count, bytes: entries.reduce(0) { $0 + $1.key.count + $1.record.count + 2 })
        for entry in entries {
            entry.key.withUnsafeBufferPointer { key in append(key) { $0 += entry.record } }
        }
    }

    public mutating func reserve(_ count: Int, bytes size: Int) {
        rows.reserveCapacity(rows.count + count)
        bytes.reserveCapacity(bytes.count + size)
    }

    /// - Parameter record: appends it; neither it nor the key holds LF, `'` or `\`, nor the key a tab.
    @inline(__always)
    public mutating func append(_ key: UnsafeBufferPointer<UInt8>, _ record: (inout [UInt8]) -> Void) {
        let start = bytes.count
        bytes.append(contentsOf: key)
        bytes.append(0x09)
        record(&bytes)
        bytes.append(0x0A)
        append(
            Row(
                hash: CRC32.of(key), start: UInt32(start), tab: UInt32(start + key.count), end: UInt32(bytes.count)))
    }

    /// Row of others.
    mutating func append(_ row: Row, of others: TableRows) {
        let move = UInt32(bytes.count) &- row.start
        others.bytes.withUnsafeBufferPointer {
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: $0[Int(row.start)..<Int(row.end)]))
        }
        append(Row(hash: row.hash, start: row.start &+ move, tab: row.tab &+ move, end: row.end &+ move))
    }

    private mutating func append(_ row: Row) {
        if bytes[Int(row.start)] == UInt8(ascii: "*") { forms.insert(KeyForms(wildcard: key(row))) }
        rows.append(row)
    }

    public var count: Int { rows.count }

    func key(_ row: Row) -> ArraySlice<UInt8> { bytes[Int(row.start)..<Int(row.tab)] }

    /// Without its line feed.
    func text(_ row: Row) -> ArraySlice<UInt8> { bytes[Int(row.start)..<(Int(row.end) - 1)] }
}
