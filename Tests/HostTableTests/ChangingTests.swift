import TestSupport
import Testing

@testable import HostTable

/// A table that differs from another in some keys is the table of all entries.
@Suite struct ChangingTests {
    /// Shards by their names, which are their number.
    private struct Shards {
        var files: [[UInt8]: [UInt8]] = [:]

        mutating func add(_ file: [UInt8]) -> [UInt8] {
            if let known = files.first(where: { $0.value == file }) { return known.key }
            let digits = Array(String(files.count, radix: 16).utf8)
            let name = [UInt8](repeating: 0x30, count: 32 - digits.count) + digits
            files[name] = file
            return name
        }
    }

    @Test(arguments: [1, 2, 300, 512, 513, 3000]) func isWhatAllEntriesAreCompiledTo(_ count: Int) throws {
        var random = SplitMix64(seed: UInt64(count))
        var shards = Shards()
        var entries = (0..<count).map {
            HostTable.Entry(key: Array("site-\($0).example.edu".utf8), record: Array("200\t\($0)".utf8))
        }
        entries.append(HostTable.Entry(key: Array("*.wild.example.edu".utf8), record: Array("200\tw".utf8)))
        var root = HostTable(entries) { shards.add($0) }.root
        for round in 0..<10 {
            let stored = shards.files
            let reader = try HostTableReader(root: root) { stored[Array($0)] ?? [] }
            var new: [[UInt8]: [UInt8]?] = [:]
            for _ in 0..<random.next(below: 6) {
                let index = random.next(below: entries.count)
                // Another length now and then, so that other records move.
                let record = Array("200\t\(round)\(random.next(below: 2) == 0 ? "" : " and more of it")".utf8)
                new[entries[index].key] = record
                entries[index].record = record
            }
            // Others come, and as many go, so that there are as many shards.
            if count > 3 {
                for number in 0..<random.next(below: 3) {
                    let entry = HostTable.Entry(key: Array("new-\(round)-\(number).example.edu".utf8), record: [0x31])
                    new.updateValue(entry.record, forKey: entry.key)
                    new.updateValue(nil, forKey: entries.remove(at: number).key)
                    entries.insert(entry, at: random.next(below: entries.count - 1))
                }
            }
            var replaced: [[UInt8]] = []
            let table = try HostTable(changing: new, in: reader) { former, shard in
                replaced.append(former)
                return shards.add(shard)
            }
            root = table.root
            #expect(root == HostTable(entries) { shards.add($0) }.root)
            let concerned = Set(try new.keys.compactMap { try reader.lookUp($0).place.reference })
            #expect(concerned.isEmpty == (new.isEmpty || count < 512))
            #expect(Set(replaced) == concerned && replaced.count == concerned.count)
        }
    }

    /// One of so many keys, from `k0` on.
    private func table(of count: Int) throws -> (Shards, HostTableReader) {
        var shards = Shards()
        let entries = (0..<count).map { HostTable.Entry(key: Array("k\($0)".utf8), record: Array("200".utf8)) }
        let root = HostTable(entries) { shards.add($0) }.root
        let stored = shards.files
        let reader = try HostTableReader(root: root) { stored[Array($0)] ?? [] }
        return (shards, reader)
    }

    @Test(arguments: [3, 3000]) func refusesToDropAKeyThatItHasNot(_ count: Int) throws {
        let (made, reader) = try table(of: count)
        var shards = made
        #expect(throws: HostTableReader.Damage.self) {
            _ = try HostTable(changing: [Array("other".utf8): nil], in: reader) { shards.add($1) }
        }
    }

    /// One key more than a file holds, or than there are shards for.
    @Test(arguments: [512, 1024]) func refusesAnotherNumberOfShards(_ count: Int) throws {
        let (made, reader) = try table(of: count)
        var shards = made
        #expect(throws: HostTableReader.Damage.self) {
            _ = try HostTable(changing: [Array("other".utf8): Array("200".utf8)], in: reader) { shards.add($1) }
        }
        _ = try HostTable(changing: [Array("k1".utf8): nil], in: reader) { shards.add($1) }
    }
}
