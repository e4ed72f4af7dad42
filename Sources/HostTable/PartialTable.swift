/// A part of a table, or all of a small one: keys whose hashes share their leading bits, and where they are.
struct PartialTable {
    let pilots: [UInt8]
    let slots: Int
    /// Digits of a number of the index.
    let width: Int
    let index: [UInt8]
    let records: [UInt8]

    init(_ all: TableRows) {
        let rows = all.rows.sorted { a, b in
            a.hash == b.hash ? all.key(a).lexicographicallyPrecedes(all.key(b)) : a.hash < b.hash
        }
        var hashes: [UInt32] = []
        hashes.reserveCapacity(rows.count)
        for row in rows where row.hash != hashes.last { hashes.append(row.hash) }
        let hash = PerfectHash(hashes)

        var slots = [Range<Int>](repeating: 0..<0, count: hash.slots)
        var start = 0
        while start < rows.count {
            var end = start + 1
            while end < rows.count, rows[end].hash == rows[start].hash {
                precondition(all.key(rows[end - 1]) != all.key(rows[end]), "keys are all different")
                end += 1
            }
            slots[hash.slot(rows[start].hash)] = start..<end
            start = end
        }

        var records: [UInt8] = []
        records.reserveCapacity(all.bytes.count + 11 * rows.count)
        var offsets: [Int] = []
        offsets.reserveCapacity(slots.count + 1)
        for slot in slots {
            offsets.append(records.count)
            for row in rows[slot] { Self.append(row, of: all, to: &records) }
        }
        offsets.append(records.count)
        self.init(hash, offsets: offsets, records: records)
    }

    private init(_ hash: PerfectHash, offsets: [Int], records: [UInt8]) {
        pilots = hash.pilots
        slots = hash.slots
        self.records = records
        let width = String(records.count).utf8.count
        self.width = width
        var index: [UInt8] = []
        index.reserveCapacity(offsets.count * width)
        for offset in offsets {
            let digits = String(offset).utf8
            index.append(contentsOf: repeatElement(0x30, count: width - digits.count))
            index += digits
        }
        self.index = index
    }

    /// That of no keys.
    init() { self.init(PerfectHash([]), offsets: [0, 0], records: []) }

    private static func append(_ row: TableRows.Row, of rows: TableRows, to records: inout [UInt8]) {
        precondition(!rows.key(row).contains(0x09), "a key holds no tab")
        let text = rows.text(row)
        precondition(!text.contains { $0 == 0x0A || $0 == 0x27 || $0 == 0x5C }, "no LF, quote, backslash")
        records += text
        records.append(0x09)
        records += String(CRC32.of(text)).utf8
        records.append(0x0A)
    }
}
