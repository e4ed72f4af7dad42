/// Keys → perfect-hash table, and its reader.
///
/// Takes keys and records as bytes; gives one root file and its shards in formats VPH1 and VPH2, which docs/resolution.md
/// §5 describes byte by byte. Knows what a key and a record are; knows no PHP beyond the frame of a file, no YAML, and
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
        var forms: KeyForms = []
        for entry in entries {
            if entry.key.first == UInt8(ascii: "*") { forms.insert(KeyForms(wildcard: entry.key)) }
            let hash = CRC32.of(entry.key)
            parts[Int(UInt64(hash) >> UInt64(shift))].append(Shard.Row(hash: hash, entry: entry))
        }
        shards = parts.map { Shard($0).file }
        let references = shards.flatMap(reference)
        precondition(references.count == 32 * shards.count, "a reference has 32 digits")
        root = FileFrame.root(keys: entries.count, shift: shift, references: references, forms: forms)
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

    /// VPH2 only where VPH1 has no room: a runtime of before reads what it can, and no other key costs a look at the forms.
    static func root(keys: Int, shift: Int, references: [UInt8], forms: KeyForms) -> [UInt8] {
        let sum = CRC32.of(summed(keys: keys, shift: shift, references: references[...], forms: forms))
        let format = forms.isEmpty ? "VPH1" : "VPH2"
        let rest = forms.isEmpty ? "'" : "', \(forms.rawValue)"
        return header + Array("'\(format)', \(keys), \(shift), \(sum), '".utf8) + references + Array(rest.utf8)
            + trailer
    }

    /// What the sum of a root is of.
    static func summed(keys: Int, shift: Int, references: ArraySlice<UInt8>, forms: KeyForms) -> [UInt8] {
        Array("\(keys)\t\(shift)\t".utf8) + references + (forms.isEmpty ? [] : Array("\t\(forms.rawValue)".utf8))
    }
}
