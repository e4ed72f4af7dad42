/// A part of a table, or all of a small one: keys whose hashes share their leading bits, and where they are.
struct PartialTable {
    struct Row: Sendable {
        var hash: UInt32
        var entry: HostTable.Entry
    }

    let pilots: [UInt8]
    let slots: Int
    /// Digits of a number of the index.
    let width: Int
    let index: [UInt8]
    let records: [UInt8]

    init(_ rows: [Row]) {
        let rows = rows.sorted { a, b in
            a.hash == b.hash ? a.entry.key.lexicographicallyPrecedes(b.entry.key) : a.hash < b.hash
        }
        var hashes: [UInt32] = []
        for row in rows where row.hash != hashes.last { hashes.append(row.hash) }
        let hash = PerfectHash(hashes)

        var slots = [Range<Int>](repeating: 0..<0, count: hash.slots)
        var start = 0
        while start < rows.count {
            let end = rows[start...].firstIndex { $0.hash != rows[start].hash } ?? rows.count
            for index in (start + 1)..<max(end, start + 1) {
                precondition(rows[index - 1].entry.key != rows[index].entry.key, "keys are all different")
            }
            slots[hash.slot(rows[start].hash)] = start..<end
            start = end
        }

        var records: [UInt8] = []
        var offsets: [Int] = []
        for slot in slots {
            offsets.append(records.count)
            for row in rows[slot] { Self.append(row.entry, to: &records) }
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

    private static func append(_ entry: HostTable.Entry, to records: inout [UInt8]) {
        precondition(!entry.key.contains(0x09), "a key holds no tab")
        let start = records.count
        records += entry.key
        records.append(0x09)
        records += entry.record
        precondition(!records[start...].contains { $0 == 0x0A || $0 == 0x27 || $0 == 0x5C }, "no LF, quote, backslash")
        let sum = CRC32.of(records[start...])
        records.append(0x09)
        records += String(sum).utf8
        records.append(0x0A)
    }
}
