// Tables of every size from FIRST to LAST, or of every STEP-th: table-invariants FIRST LAST [STEP]. Compiled with optimisation,
// together with Sources/HostTable, whose public interface alone it uses: a debug build takes a hundred times as long.

#if canImport(Glibc)
import Glibc
#endif

@main
struct TableInvariants {
    static func main() {
        let numbers = CommandLine.arguments.dropFirst().compactMap { Int($0) }
        guard numbers.count >= 2 else { fatalError("table-invariants FIRST LAST [STEP]") }
        let all = (0..<(numbers[1] + 3)).map(entry)
        let sizes = Array(stride(from: numbers[0], through: numbers[1], by: numbers.count > 2 ? numbers[2] : 1))
        var looks = 0
        for size in sizes {
            do {
                looks += try check(Array(all[..<size]), absent: all[size...].prefix(3).map(\.key))
            } catch {
                print("\(size) keys: \(error)")
                exit(1)
            }
        }
        print("\(sizes.count) tables, \(looks) looks")
    }

    /// Keys without a pattern that a hash might like, and records of many lengths.
    private static func entry(_ number: Int) -> HostTable.Entry {
        let letters = String(UInt64(number) &* 0x9E37_79B9_7F4A_7C15, radix: 36)
        return HostTable.Entry(
            key: Array("\(letters.suffix(number % 9 + 4))-\(number).example".utf8),
            record: Array("\(number)\t\(letters)".utf8))
    }

    /// How many keys were looked up in a table of these entries.
    private static func check(_ entries: [HostTable.Entry], absent: [[UInt8]]) throws(Broken) -> Int {
        let table = Stored(entries)
        let again = Stored(entries.reversed())
        guard table.root == again.root, table.shards == again.shards else {
            throw Broken("other bytes from the same entries")
        }
        do {
            let shards = table.shards
            let reader = try HostTableReader(root: table.root) { shards[Stored.number($0)] }
            var hashes: [Place: UInt32] = [:]
            hashes.reserveCapacity(entries.count)
            // In the order of their shards: the reader keeps some only.
            for entry in entries.count > 10_000 ? entries.sorted(by: precedes) : entries {
                let (place, record) = try reader.lookUp(entry.key)
                guard record == entry.record else { throw Broken("a key without its record") }
                let shard = place.reference.map { Stored.number($0[...]) }
                guard shard.map({ shards.indices.contains($0) && $0 == place.shard }) ?? shards.isEmpty else {
                    throw Broken("a place in no shard")
                }
                // Keys of one sum share their slot, and no others do.
                let hash = CRC32.of(entry.key)
                let other = hashes.updateValue(hash, forKey: Place(shard: place.shard, slot: place.slot))
                guard other == nil || other == hash else { throw Broken("a slot of two hashes") }
            }
            for key in absent where try reader.record(of: key) != nil { throw Broken("a key that nobody declared") }
            let held = try reader.entries()
            let byKey = { (a: HostTable.Entry, b: HostTable.Entry) in a.key.lexicographicallyPrecedes(b.key) }
            guard held.count == entries.count,
                zip(held.sorted(by: byKey), entries.sorted(by: byKey)).allSatisfy({
                    $0.key == $1.key && $0.record == $1.record
                })
            else { throw Broken("other entries than were given") }
        } catch {
            throw error as? Broken ?? Broken("\(error)")
        }
        return entries.count + absent.count
    }

    private static func precedes(_ a: HostTable.Entry, _ b: HostTable.Entry) -> Bool {
        CRC32.of(a.key) < CRC32.of(b.key)
    }

    private struct Place: Hashable {
        var shard: Int
        var slot: Int
    }

    private struct Broken: Error, CustomStringConvertible {
        let description: String

        init(_ description: String) { self.description = description }
    }
}

/// The files of a table, its shards named by their numbers.
private struct Stored {
    let root: [UInt8]
    let shards: [[UInt8]]

    init(_ entries: [HostTable.Entry]) {
        var count = 0
        let table = HostTable(entries) { _ in
            count += 1
            let digits = Array(String(count - 1).utf8)
            return [UInt8](repeating: 0x30, count: 32 - digits.count) + digits
        }
        (root, shards) = (table.root, table.shards)
    }

    static func number(_ reference: ArraySlice<UInt8>) -> Int { reference.reduce(0) { $0 * 10 + Int($1 - 0x30) } }
}
