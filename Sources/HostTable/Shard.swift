/// A part of a table: the keys whose hashes share their leading bits, and the file that holds them.
struct Shard {
    struct Row {
        var hash: UInt32
        var entry: HostTable.Entry
    }

    /// The bytes of the file.
    let file: [UInt8]

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
        file = Self.file(hash: hash, keys: hashes.count, offsets: offsets, records: records)
    }

    private static func append(_ entry: HostTable.Entry, to records: inout [UInt8]) {
        precondition(!entry.key.contains(0x09), "a key holds no tab")
        let start = records.count
        records += entry.key
        records.append(0x09)
        records += entry.record
        precondition(!records[start...].contains { $0 == 0x0A || $0 == 0x27 || $0 == 0x5C }, "no LF, quote, backslash")
        let sum = CRC32.of(records[start...])
        records.append(0x09)
        records += hexadecimal(sum)
        records.append(0x0A)
    }

    private static func file(hash: PerfectHash, keys: Int, offsets: [Int], records: [UInt8]) -> [UInt8] {
        let width = String(records.count).utf8.count
        var index: [UInt8] = []
        index.reserveCapacity(offsets.count * width)
        for offset in offsets {
            let digits = String(offset).utf8
            index.append(contentsOf: repeatElement(0x30, count: width - digits.count))
            index += digits
        }
        let numbers = [keys, hash.buckets, hash.slots, width]
        var summed = Array(numbers.map(String.init).joined(separator: "\t").utf8)
        for part in [hash.pilots, index, records] { summed += [0x09] + part }

        var file = FileFrame.header
        file.reserveCapacity(summed.count + 160)
        let parameters = (numbers.map(String.init) + [String(CRC32.of(summed))]).joined(separator: ", ")
        file += "'VPH1', \(parameters), '".utf8
        file += hash.pilots
        file += "', '".utf8
        file += index
        file += "', '".utf8
        file += records
        file += "'".utf8
        return file + FileFrame.trailer
    }
}

/// Eight lower-case hex digits.
func hexadecimal(_ value: UInt32) -> [UInt8] {
    (0..<8).map { digit in
        let nibble = UInt8(truncatingIfNeeded: value >> UInt32(28 - 4 * digit)) & 15
        return nibble < 10 ? 0x30 + nibble : 0x57 + nibble
    }
}
