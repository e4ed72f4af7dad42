/// Hosts of one part of a registry, which are put in order by id where they were read.
public struct HostRun: Sendable {
    /// The first sixteen bytes of an id as two numbers that sort like them, which decide nearly always, and where the host is.
    private struct Entry {
        let head: (UInt64, UInt64)
        var run: Int32 = 0
        let index: Int32
    }

    private var hosts: [Host] = []
    private var order: ContiguousArray<Entry> = []

    public init() {}

    public mutating func append(_ host: Host) {
        let id = host.slice(.id)
        let word = { (offset: Int) in
            (offset..<(offset + 8)).reduce(UInt64(0)) { $0 << 8 | ($1 < id.count ? UInt64(id[$1]) : 0) }
        }
        order.append(Entry(head: (word(0), word(8)), index: Int32(truncatingIfNeeded: hosts.count)))
        hosts.append(host)
    }

    public mutating func sort() {
        let hosts = hosts
        order.sort { Self.precedes($0, $1) { hosts[Int($0.index)] } }
    }

    /// All hosts, sorted by id; nil if two have one.
    public static func joined(_ runs: [HostRun]) -> [Host]? {
        var order: ContiguousArray<Entry> = []
        order.reserveCapacity(runs.reduce(0) { $0 + $1.order.count })
        for (number, run) in runs.enumerated() {
            for var entry in run.order {
                entry.run = Int32(truncatingIfNeeded: number)
                order.append(entry)
            }
        }
        let host = { (entry: Entry) in runs[Int(entry.run)].hosts[Int(entry.index)] }
        // The standard library's sort finds what is in order already.
        if runs.count > 1 { order.sort { precedes($0, $1, host) } }
        let isUnique = order.indices.dropFirst().allSatisfy { precedes(order[$0 - 1], order[$0], host) }
        return isUnique ? order.map(host) : nil
    }

    @inline(__always)
    private static func precedes(_ a: Entry, _ b: Entry, _ host: (Entry) -> Host) -> Bool {
        if a.head.0 != b.head.0 { return a.head.0 < b.head.0 }
        if a.head.1 != b.head.1 { return a.head.1 < b.head.1 }
        return host(a).slice(.id).lexicographicallyPrecedes(host(b).slice(.id))
    }
}
