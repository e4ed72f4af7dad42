/// Keys → perfect-hash table, and its reader.
///
/// Takes keys and records as bytes; gives one root file and its shards in format VPH1, which docs/resolution.md §5
/// describes byte by byte. Knows what a key and a record are; knows no PHP beyond the frame of a file, no YAML, and
/// not how files are named or stored.
public struct HostTable: Sendable {
    /// A key with its record; neither holds a tab in the key, nor LF, `'` or `\` anywhere.
    public struct Entry: Sendable {
        public var key: [UInt8]
        public var record: [UInt8]

        public init(key: [UInt8], record: [UInt8]) {
            self.key = key
            self.record = record
        }
    }

    /// The bytes of the root file.
    public let root: [UInt8]
    /// The bytes of the shards' files, by number.
    public let shards: [[UInt8]]

    /// The average that makes a shard cheap to compile and still few files: 0.1 MB, 100 shards at 100,000 keys.
    static let keysPerShard = 1024

    /// Compiles entries whose keys are all different.
    ///
    /// - Parameter reference: names a shard's file: 32 lower-case hex digits of its content.
    public init(_ entries: [Entry], reference: (_ shard: [UInt8]) -> [UInt8]) {
        let bits = Self.shardBits(entries.count)
        let shift = 32 - bits
        var parts = [[Shard.Row]](repeating: [], count: 1 << bits)
        for entry in entries {
            let hash = CRC32.of(entry.key)
            parts[Int(UInt64(hash) >> UInt64(shift))].append(Shard.Row(hash: hash, entry: entry))
        }
        shards = parts.map { Shard($0).file }
        let references = shards.flatMap(reference)
        precondition(references.count == 32 * shards.count, "a reference has 32 digits")
        let fields = "\(entries.count)\t\(shift)\t".utf8 + references
        root =
            FileFrame.header + Array("'VPH1', \(entries.count), \(shift), \(CRC32.of(fields)), '".utf8) + references
            + Array("'".utf8) + FileFrame.trailer
    }

    static func shardBits(_ keys: Int) -> Int {
        var bits = 0
        while keys > keysPerShard << bits { bits += 1 }
        return bits
    }
}

/// What stands around the fields of a root or a shard: a PHP file, so that OPcache keeps it; its reader here sees text.
enum FileFrame {
    static let header = Array(
        "<?php // vmoodle-gen: generated, do not edit; the next build replaces it\nreturn [".utf8)
    static let trailer = Array("];\n".utf8)
}
