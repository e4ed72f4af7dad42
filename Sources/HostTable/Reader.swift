import Synchronization

/// Reads a compiled table; the same checks as the PHP runtime's.
public struct HostTableReader: Sendable {
    /// A file that is truncated, altered or of another format.
    public struct Damage: Error, CustomStringConvertible {
        public let description: String

        public init(_ description: String) { self.description = description }
    }

    /// Where a key is, or would be.
    public struct Place: Sendable, Equatable {
        /// The number of its shard, and the reference of that; nil for the root itself.
        public var shard: Int
        public var reference: [UInt8]?
        public var slot: Int
    }

    /// What keys the table has that are looked up only where there are some.
    public var forms: KeyForms { root.forms }
    let root: OpenTableFile
    let shards: OpenShards

    /// - Parameters:
    ///   - root: the bytes of the root file.
    ///   - shard: fetches the bytes of a shard's file by its reference.
    public init(root: [UInt8], shard: @escaping @Sendable (_ reference: ArraySlice<UInt8>) throws -> [UInt8]) throws {
        self.root = try OpenTableFile(root, as: .root)
        shards = OpenShards(shard)
    }

    /// The record of a key, or nil if the table is whole and has no such key.
    public func record(of key: [UInt8]) throws -> [UInt8]? { try lookUp(key).record }

    /// As `record(of:)`, and where that is.
    public func lookUp(_ key: [UInt8]) throws -> (place: Place, record: [UInt8]?) {
        let hash = CRC32.of(key)
        let number = shard(of: hash)
        let reference = root.references.dropFirst(32 * number).prefix(32)
        let part = try reference.isEmpty ? root : shards[number, reference]
        let slot = part.slot(of: hash)
        let place = Place(shard: number, reference: reference.isEmpty ? nil : Array(reference), slot: slot)
        return (place, try part.record(of: key, in: slot))
    }

    /// How many keys there are.
    public var count: Int { root.keys }

    /// Of the shards' files, by number.
    public var references: [ArraySlice<UInt8>] {
        stride(from: root.references.startIndex, to: root.references.endIndex, by: 32)
            .map { root.references[$0..<($0 + 32)] }
    }

    /// The keys with their records that another table has not or may have otherwise: those of shards that it does not share.
    public func entries(beside other: HostTableReader) throws -> [HostTable.Entry] {
        let shared = Set(other.references)
        return try root.entries()
            + references.filter { !shared.contains($0) }.flatMap { try shards.open($0).entries() }
    }

    /// Every key with its record, in no order that means anything.
    public func entries() throws -> [HostTable.Entry] {
        let entries = try root.entries() + references.flatMap { try shards.open($0).entries() }
        guard entries.count == root.keys else {
            throw Damage("the table has \(entries.count) keys, its root says \(root.keys)")
        }
        return entries
    }
}

/// The shards that were looked into, so that many look-ups read and sum each once.
final class OpenShards: Sendable {
    /// 25 MB.
    private static let limit = 256

    private let read: @Sendable (_ reference: ArraySlice<UInt8>) throws -> [UInt8]
    private let known = Mutex<[Int: OpenTableFile]>([:])

    init(_ read: @escaping @Sendable (_ reference: ArraySlice<UInt8>) throws -> [UInt8]) { self.read = read }

    subscript(number: Int, reference: ArraySlice<UInt8>) -> OpenTableFile {
        get throws {
            if let shard = known.withLock({ $0[number] }) { return shard }
            let shard = try open(reference)
            known.withLock { known in
                if known.count >= Self.limit { known.removeAll() }
                known[number] = shard
            }
            return shard
        }
    }

    func open(_ reference: ArraySlice<UInt8>) throws -> OpenTableFile {
        try OpenTableFile(read(reference), as: .shard)
    }
}
