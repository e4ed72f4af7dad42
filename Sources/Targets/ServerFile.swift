import Digests
import OutputTree
import Template
import Threads

/// A file of virtual servers, before it is written.
struct ServerFile: Sendable {
    /// Without `.conf`.
    let name: String
    let servers: [VirtualServer]
    /// Of all that its servers are made from; nil where that is not known.
    let inputs: Digest?

    /// All files of some servers: those that share nothing, in as many files as it takes; the shared ones; and the wildcards.
    ///
    /// - Parameters:
    ///   - hashes: of the first name of each of the servers that share nothing.
    ///   - shared: by the names of their files.
    static func all(
        of own: [VirtualServer], _ hashes: [UInt32], shared: [(name: String, servers: [VirtualServer])] = []
    ) -> [ServerFile] {
        let wildcards = own.indices.filter { own[$0].isWildcard }
        let sharding = Sharding(count: own.count - wildcards.count, average: 256)
        // Positions: to have a server in a list counts a reference of it, a hundred thousand times.
        var shards = [[Int]](repeating: [], count: sharding.count)
        var next = wildcards[...]
        for (index, hash) in hashes.enumerated() {
            if index == next.first { next.removeFirst() } else { shards[sharding.shard(of: hash)].append(index) }
        }
        let count = shards.count + shared.count + (wildcards.isEmpty ? 0 : 1)
        let ranges = parts(of: count, least: own.count >= OutputTree.fewHosts ? 8 : count)
        return concurrentMap(ranges.count) { part in
            var bytes = ByteBuffer()
            return ranges[part].map { number in
                let (name, servers) =
                    if number < shards.count {
                        ("hosts-\(sharding.name(number))", shards[number].map { own[$0] })
                    } else if number < shards.count + shared.count {
                        ("shared-\(shared[number - shards.count].name)", shared[number - shards.count].servers)
                    } else {
                        ("wildcards", ordered(wildcards.map { own[$0] }))
                    }
                return ServerFile(
                    name: name, servers: servers, inputs: VirtualServer.inputs(of: servers, by: &bytes))
            }
        }.flatMap { $0 }
    }

    /// `*.a.example.org` before `*.example.org`, which Apache takes for names of any number of labels.
    private static func ordered(_ wildcards: [VirtualServer]) -> [VirtualServer] {
        wildcards.sorted { a, b in
            a.names[0].count == b.names[0].count
                ? a.key.lexicographicallyPrecedes(b.key) : a.names[0].count > b.names[0].count
        }
    }
}
