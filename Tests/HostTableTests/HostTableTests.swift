import TestSupport
import Testing

@testable import HostTable

@Suite struct HostTableTests {
    /// Names shards by their number.
    private func compiled(_ entries: [HostTable.Entry], bits: Int? = nil) throws -> HostTableReader {
        var shards: [[UInt8]: [UInt8]] = [:]
        let table = HostTable(entries, bits: bits ?? HostTable.shardBits(entries.count)) { shard in
            let digits = Array(String(shards.count, radix: 16).utf8)
            let reference = [UInt8](repeating: 0x30, count: 32 - digits.count) + digits
            shards[reference] = shard
            return reference
        }
        let stored = shards
        return try HostTableReader(root: table.root) { stored[Array($0)] ?? [] }
    }

    private func entries(_ count: Int) -> [HostTable.Entry] {
        (0..<count).map { HostTable.Entry(key: Array("site-\($0).example.edu".utf8), record: Array("200\t\($0)".utf8)) }
    }

    @Test(
        arguments: Array(0...200) + Array(stride(from: 217, to: 2000, by: 71)) + [
            511, 512, 513, 1024, 1025, 2048, 5000,
        ])
    func everyKeyIsFoundAndNoOther(_ count: Int) throws {
        let entries = entries(count)
        let reader = try compiled(entries)
        // Of the large ones a sample; InvariantTests ask for all keys of every size, and `make bench` for those of 1,000,000.
        for entry in entries where count <= 2000 || CRC32.of(entry.key) % 1000 == 0 {
            #expect(try reader.record(of: entry.key) == entry.record)
        }
        for index in 0..<50 { #expect(try reader.record(of: Array("other-\(index).example.edu".utf8)) == nil) }
        #expect(try reader.entries().count == count)
    }

    @Test func everyNumberOfShardsHoldsTheSame() throws {
        let entries = entries(300)
        for bits in 0...9 {
            let reader = try compiled(entries, bits: bits)
            for entry in entries { #expect(try reader.record(of: entry.key) == entry.record) }
            #expect(try reader.record(of: [0x61]) == nil)
            #expect(try Set(reader.entries().map(\.key)) == Set(entries.map(\.key)))
        }
    }

    @Test func rootAndShardAreAboutAsLong() {
        let sizes = [0, 1, 512, 513, 1024, 1025, 10_000, 100_000, 1_000_000]
        #expect(sizes.map(HostTable.shardBits) == [0, 0, 0, 5, 5, 6, 7, 9, 10])
    }

    @Test func sumsOfManyBytesAreThoseOfEachByte() {
        var random = SplitMix64(seed: 8)
        for count in 0..<100 {
            let bytes = (0..<count).map { _ in UInt8(random.next(below: 256)) }
            #expect(CRC32.of(bytes) == CRC32.of(bytes[...]))
        }
        #expect(CRC32.of(Array("123456789".utf8)) == 0xCBF4_3926)
    }

    @Test func slotsAreDifferentForManyRandomSets() {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<300 {
            let count = Int.random(in: 1...600, using: &random)
            var hashes: Set<UInt32> = []
            while hashes.count < count { hashes.insert(UInt32.random(in: 0...UInt32.max, using: &random)) }
            let hash = PerfectHash(hashes.sorted())
            #expect(Set(hashes.map(hash.slot)).count == count)
            #expect(hash.slots % 2 == 1 && hash.buckets % 2 == 1)
            #expect(hash.pilots.allSatisfy { (0x20...0x7E).contains($0) && $0 != 0x27 && $0 != 0x5C })
        }
    }

    @Test func everySizeHasItsInvariants() {
        var random = SplitMix64(seed: 2000)
        var hashes: [UInt32] = []
        var known: Set<UInt32> = []
        while hashes.count < 2000 {
            let hash = UInt32(random.next(below: 1 << 32))
            if known.insert(hash).inserted { hashes.append(hash) }
        }
        for size in 0...2000 {
            let hash = PerfectHash(Array(hashes[..<size]))
            var isTaken = [Bool](repeating: false, count: hash.slots)
            var clashes = 0
            for value in hashes[..<size] {
                let slot = hash.slot(value)
                clashes += isTaken[slot] ? 1 : 0
                isTaken[slot] = true
            }
            #expect(clashes == 0 && hash.slots % 2 == 1 && hash.buckets % 2 == 1)
            #expect(hash.slots <= max(size, 64) * 105 / 100 && size <= hash.slots)
        }
    }

    @Test func keyThatStandsTwiceIsARefusedBug() async {
        await #expect(processExitsWith: .failure) {
            let entry = HostTable.Entry(key: [0x61], record: [0x31])
            _ = HostTable([entry, entry]) { _ in [UInt8](repeating: 0x30, count: 32) }
        }
    }

    @Test(arguments: [0, 1]) func anotherFormatIsDamage(_ bits: Int) throws {
        var shards: [[UInt8]] = []
        let table = HostTable(entries(3), bits: bits) {
            shards.append($0)
            return [UInt8](repeating: 0x61, count: 32)
        }
        let whole = shards.first ?? []
        #expect(throws: Never.self) { try HostTableReader(root: table.root) { _ in whole } }
        let renamed = { (bytes: [UInt8], format: String) in
            let text = String(decoding: bytes, as: UTF8.self)
            return Array(text.replacing("'VPH3'", with: "'\(format)'", maxReplacements: 1).utf8)
        }
        for format in ["VPH0", "VPH1", "VPH2", "VPH4", "VPH", "VPH33", "vph3", ""] {
            let (root, part) = (renamed(table.root, format), renamed(whole, format))
            #expect(throws: HostTableReader.Damage.self, "\(format)") {
                try HostTableReader(root: root) { _ in whole }
            }
            guard bits > 0 else { continue }
            #expect(throws: HostTableReader.Damage.self, "\(format)") {
                try HostTableReader(root: table.root) { _ in part }.record(of: entries(1)[0].key)
            }
        }
    }

    @Test func regularHashesAreSeparatedToo() {
        for step: UInt32 in [1, 2, 3, 1011, 65536] {
            let hashes = (0..<900).map { UInt32($0) &* step }
            let hash = PerfectHash(hashes)
            #expect(Set(hashes.map(hash.slot)).count == hashes.count)
        }
    }

    /// `evil8123.example.qliv` has the crc32 of `virt9326.example.edu`, and is made of a host name's characters.
    @Test func keysOfOneChecksumKeepTheirOwnRecords() throws {
        let twins = ["virt9326.example.edu", "evil8123.example.qliv"].map { Array($0.utf8) }
        try #require(CRC32.of(twins[0]) == CRC32.of(twins[1]))
        let alone = try compiled([HostTable.Entry(key: twins[0], record: [0x31])])
        #expect(try alone.record(of: twins[1]) == nil)
        let both = try compiled([
            HostTable.Entry(key: twins[0], record: [0x31]), HostTable.Entry(key: twins[1], record: [0x32]),
        ])
        #expect(try both.record(of: twins[0]) == [0x31])
        #expect(try both.record(of: twins[1]) == [0x32])
    }

    @Test func rootSaysWhichWildcardsThereAre() throws {
        let keys: [([String], KeyForms)] = [
            (["a.example", "a.example:81", "a.example/x"], []), (["a.example", "*.a"], .wildcard),
            (["*.a.example:81"], .wildcardWithPort), (["*.a.example:81", "*.a"], [.wildcard, .wildcardWithPort]),
        ]
        for (keys, forms) in keys {
            for bits in [0, 2] {
                let reader = try compiled(keys.map { HostTable.Entry(key: Array($0.utf8), record: [0x31]) }, bits: bits)
                #expect(reader.forms == forms.union(.exact))
            }
        }
    }

    /// One look into the table is all that an unknown name costs where there is no wildcard, two where there is one.
    @Test func wildcardsAreLookedUpOnlyWhereThereAreSome() throws {
        func lookups(_ host: String, _ keys: [String]) throws -> [String] {
            let record = HostRecord(status: .disabled, id: [0x61], canonical: [0x61]).bytes
            let table = try compiled(keys.map { HostTable.Entry(key: Array($0.utf8), record: record) })
            return try Resolution(host: Array(host.utf8), script: [], in: table).lookups.map {
                String(decoding: $0.key, as: UTF8.self)
            }
        }
        #expect(try lookups("x.a.example", ["b.example"]) == ["x.a.example"])
        #expect(try lookups("b.example", ["b.example", "*.b"]) == ["b.example"])
        #expect(try lookups("x.a.example", ["*.b"]) == ["x.a.example", "*.a.example"])
        #expect(try lookups("x.a.example", ["*.b:81"]) == ["x.a.example"])
        #expect(try lookups("x.a.example:81", ["*.b:81"]) == ["x.a.example:81", "x.a.example", "*.a.example:81"])
        #expect(try lookups("x.a.example:81", ["*.a.example"]) == ["x.a.example:81", "x.a.example", "*.a.example"])
        #expect(try lookups("example", ["*.b"]) == ["example"])
    }

    @Test func sameEntriesGiveTheSameBytesInAnyOrder() {
        let entries = entries(3000)
        let name: ([UInt8]) -> [UInt8] = { hexadecimal(CRC32.of($0)) + [UInt8](repeating: 0x30, count: 24) }
        let (a, b) = (HostTable(entries, reference: name), HostTable(entries.shuffled(), reference: name))
        #expect(a.root == b.root && a.shards == b.shards)
    }

    /// Tables of one file and of two shards.
    @Test(arguments: [[], ["*.wild.example", "*.wild.example:81"]], [0, 1])
    func everyFlippedBitAndEveryCutIsDamageOrTheRightAnswer(_ wildcards: [String], _ bits: Int) throws {
        let entries = entries(3) + wildcards.map { HostTable.Entry(key: Array($0.utf8), record: Array("200\tw".utf8)) }
        typealias Files = (root: [UInt8], shards: [[UInt8]: [UInt8]])
        func files(_ entries: [HostTable.Entry]) -> Files {
            var shards: [[UInt8]: [UInt8]] = [:]
            let table = HostTable(entries, bits: bits) {
                let reference = [UInt8](repeating: 0x61 + UInt8(shards.count), count: 32)
                shards[reference] = $0
                return reference
            }
            return (table.root, shards)
        }
        /// Damage throws, and what does not throw is the record itself: never another, never "unknown".
        func wrongAnswers(_ files: Files) -> Int {
            let shards = files.shards
            let result = Result { try HostTableReader(root: files.root) { shards[Array($0)] ?? [] } }
            guard case .success(let reader) = result else { return 0 }
            let hasOtherForms = reader.forms.rawValue != (wildcards.isEmpty ? 1 : 7)
            return entries.count {
                let entry = $0
                guard case .success(let record) = Result(catching: { try reader.record(of: entry.key) }) else {
                    return false
                }
                return record != entry.record
            } + (hasOtherForms ? 1 : 0)
        }
        func damages(_ file: [UInt8]) -> [[UInt8]] {
            file.indices.flatMap { index in
                [Array(file[..<index])]
                    + (0..<8).map { bit in
                        var damaged = file
                        damaged[index] ^= 1 << bit
                        return damaged
                    }
            }
        }
        let table = files(entries)
        for (reference, shard) in table.shards {
            for damaged in damages(shard) {
                let shards = table.shards.merging([reference: damaged]) { $1 }
                if wrongAnswers((table.root, shards)) > 0 { Issue.record("\(damaged)") }
            }
        }
        for damaged in damages(table.root) where wrongAnswers((damaged, table.shards)) > 0 {
            Issue.record("\(damaged)")
        }
        // That these would be seen: another table's files, which are whole.
        let others = entries.map { HostTable.Entry(key: $0.key, record: $0.record + [0x78]) }
        #expect(wrongAnswers(files(others)) == entries.count)
        #expect(wrongAnswers(files([])) == entries.count + (wildcards.isEmpty ? 0 : 1))
    }

    /// Sums are no secret: numbers that no build writes are damage, not the reader's end.
    @Test(arguments: [
        ("1, 1, 32, ''", "1, 999999999999, 999999999999", "00", ""), ("1, 1, 32, ''", "1, 1, 2", "-1-1", ""),
        ("1, 1, 32, ''", "1, 1, 2", "01-1", "x"), ("1, 1, 32, ''", "1, 1, 2", "+1+1", "xy"),
        ("1, 1, 32, ''", "1, 1, 20", "0000000000000000000099999999999999999999", ""),
        ("1, 1, 99, ''", "1, 1, 1", "00", ""), ("1, 1, 0, ''", "1, 1, 1", "00", ""),
        ("999999999999, 999999999999, 32, ''", "1, 1, 1", "10", "x"),
    ])
    func forgedNumbersWithARightSumAreDamage(_ head: String, _ sizes: String, _ index: String, _ records: String) {
        let fields = "\(head), \(sizes), ' ', '\(index)', '\(records)'"
        let summed = fields.replacing("'", with: "").split(separator: ", ", omittingEmptySubsequences: false)
        let file =
            TableFile.header + Array("'VPH3', \(fields), \(CRC32.of(Array(summed.joined(separator: "\t").utf8)))".utf8)
            + TableFile.trailer
        #expect(throws: HostTableReader.Damage.self) {
            let reader = try HostTableReader(root: file) { _ in [] }
            _ = try reader.record(of: Array("a".utf8))
            _ = try reader.entries()
        }
    }
}
