// Builds a table of many keys and prints nanoseconds a key: table KEYS. Compiled together with Sources/HostTable.
//
// It asks for every key of that table.

#if canImport(Glibc)
import Glibc
#endif

@main
struct TableBenchmark {
    static func main() throws {
        let count = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 1_000_000
        let entries = (0..<count).map(entry)
        let parts = hashes(of: entries)
        var perfect: [PerfectHash] = []
        let hash = seconds { perfect = parts.map { PerfectHash($0) } }
        for (hash, part) in zip(perfect, parts) {
            guard Set(part.map(hash.slot)).count == part.count else { throw Failure("two keys of one slot") }
        }
        let slots = perfect.reduce(0) { $0 + $1.slots }
        let whole = try checked(entries)
        print("{\"hash\": \(hash), \"table\": \(whole), \"slots\": \(Double(slots) / Double(count))}")
    }

    private static func entry(_ number: Int) -> HostTable.Entry {
        let name = Array("site-\(number).example.edu".utf8)
        let record = HostRecord(
            status: .enabled, id: Array("s\(number)".utf8), canonical: name,
            payload: [UInt8](repeating: 0x30, count: 32))
        return HostTable.Entry(key: name, record: record.bytes)
    }

    /// Seconds that a table of these entries takes; it has them all, and nothing else.
    private static func checked(_ entries: [HostTable.Entry]) throws -> Double {
        var shards: [[UInt8]: [UInt8]] = [:]
        var root: [UInt8] = []
        let time = seconds {
            let table = HostTable(entries) { shard in
                let reference = [UInt8](repeating: 0x30, count: 24) + hexadecimal(UInt32(shards.count))
                shards[reference] = shard
                return reference
            }
            root = table.root
        }
        let stored = shards
        let reader = try HostTableReader(root: root) { stored[Array($0)] ?? [] }
        guard try reader.entries().count == entries.count else { throw Failure("another number of keys") }
        // In the order of their shards: the reader keeps some only.
        for entry in entries.sorted(by: { CRC32.of($0.key) < CRC32.of($1.key) }) {
            guard try reader.record(of: entry.key) == entry.record else { throw Failure("a key without its record") }
        }
        guard try reader.record(of: Array("site-x.example.edu".utf8)) == nil else {
            throw Failure("a key that is none")
        }
        return time
    }

    /// Those of each shard, each once.
    private static func hashes(of entries: [HostTable.Entry]) -> [[UInt32]] {
        let shift = UInt64(32 - HostTable.shardBits(entries.count))
        var parts = [[UInt32]](repeating: [], count: 1 << HostTable.shardBits(entries.count))
        for entry in entries {
            let hash = CRC32.of(entry.key)
            parts[Int(UInt64(hash) >> shift)].append(hash)
        }
        return parts.map { Set($0).sorted() }
    }

    private static func seconds(_ work: () -> Void) -> Double {
        let clock = ContinuousClock()
        let time = clock.measure(work)
        return Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
    }

    struct Failure: Error {
        let reason: String

        init(_ reason: String) { self.reason = reason }
    }
}
