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
        let sharding = sharding(servers: own.count - wildcards.count)
        // Positions: to have a server in a list counts a reference of it, a hundred thousand times.
        var shards = [[Int]](repeating: [], count: sharding.count)
        var next = wildcards[...]
        for (index, hash) in hashes.enumerated() {
            if index == next.first { next.removeFirst() } else { shards[sharding.shard(of: hash)].append(index) }
        }
        let dealt = shards
        let count = dealt.count + shared.count + (wildcards.isEmpty ? 0 : 1)
        let ranges = parts(of: count, least: own.count >= OutputTree.fewHosts ? 8 : count)
        return concurrentMap(ranges.count) { part in
            var bytes = ByteBuffer()
            return ranges[part].map { number in
                let (name, servers) =
                    if number < dealt.count {
                        ("hosts-\(sharding.name(number))", dealt[number].map { own[$0] })
                    } else if number < dealt.count + shared.count {
                        ("shared-\(shared[number - dealt.count].name)", shared[number - dealt.count].servers)
                    } else {
                        ("wildcards", ordered(wildcards.map { own[$0] }))
                    }
                return ServerFile(
                    name: name, servers: servers, inputs: VirtualServer.inputs(of: servers, by: &bytes))
            }
        }.flatMap { $0 }
    }

    /// - Parameter servers: how many there are that share nothing and are no wildcards.
    static func sharding(servers: Int) -> Sharding { Sharding(count: servers, average: 256) }

    /// Some files, each with all of its servers.
    ///
    /// - Parameters:
    ///   - own: these, and others.
    ///   - part: which files of them.
    static func some(
        of own: [VirtualServer], _ hashes: [UInt32], in part: ShardsOfMany,
        shared: [(name: String, servers: [VirtualServer])]
    ) -> [ServerFile] {
        var shards: [Int: [VirtualServer]] = [:]
        for number in part.numbers { shards[number] = [] }
        for (server, hash) in zip(own, hashes) where !server.isWildcard {
            shards[part.sharding.shard(of: hash)]?.append(server)
        }
        let ofOwn = shards.sorted { $0.key < $1.key }.map { ("hosts-\(part.sharding.name($0))", $1) }
        return (ofOwn + shared.map { ("shared-\($0.name)", $0.servers) }).map { name, servers in
            ServerFile(name: name, servers: servers, inputs: nil)
        }
    }

    /// `*.a.example.org` before `*.example.org`, which Apache takes for names of any number of labels.
    private static func ordered(_ wildcards: [VirtualServer]) -> [VirtualServer] {
        wildcards.sorted { a, b in
            a.names[0].count == b.names[0].count
                ? a.key.lexicographicallyPrecedes(b.key) : a.names[0].count > b.names[0].count
        }
    }
}
