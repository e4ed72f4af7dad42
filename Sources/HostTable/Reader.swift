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
        /// The number of its shard, and the reference of that.
        public var shard: Int
        public var reference: [UInt8]
        public var slot: Int
    }

    /// What keys the table has that are looked up only where there are some.
    public let forms: KeyForms
    private let keys: Int
    private let shift: Int
    private let references: ArraySlice<UInt8>
    private let shards: OpenShards

    /// - Parameters:
    ///   - root: the bytes of the root file.
    ///   - shard: fetches the bytes of a shard's file by its reference.
    public init(root: [UInt8], shard: @escaping @Sendable (_ reference: ArraySlice<UInt8>) throws -> [UInt8]) throws {
        var fields = try Fields(root, of: ["VPH1", "VPH2"])
        keys = try fields.number()
        shift = try fields.number()
        let sum = try fields.number()
        references = try fields.string()
        forms = KeyForms(rawValue: fields.format == "VPH2" ? try fields.number() : 0)
        try fields.end()
        guard (1...32).contains(shift), references.count == 32 << (32 - shift),
            UInt32(exactly: sum)
                == CRC32.of(FileFrame.summed(keys: keys, shift: shift, references: references, forms: forms))
        else { throw Damage("the root of the table is altered") }
        shards = OpenShards(shard)
    }

    /// The record of a key, or nil if the table is whole and has no such key.
    public func record(of key: [UInt8]) throws -> [UInt8]? { try lookUp(key).record }

    /// As `record(of:)`, and where that is.
    public func lookUp(_ key: [UInt8]) throws -> (place: Place, record: [UInt8]?) {
        let hash = CRC32.of(key)
        let number = Int(UInt64(hash) >> UInt64(shift))
        let start = references.startIndex + 32 * number
        let reference = references[start..<(start + 32)]
        let shard = try shards[number, reference]
        let place = Place(shard: number, reference: Array(reference), slot: shard.slot(of: hash))
        return (place, try shard.record(of: key, in: place.slot))
    }

    /// Every key with its record, in no order that means anything.
    public func entries() throws -> [HostTable.Entry] {
        let starts = stride(from: references.startIndex, to: references.endIndex, by: 32)
        let entries = try starts.flatMap { try shards.open(references[$0..<($0 + 32)]).entries() }
        guard entries.count == keys else { throw Damage("the table has \(entries.count) keys, its root says \(keys)") }
        return entries
    }
}

/// The shards that were looked into, so that many look-ups read and sum each once.
private final class OpenShards: Sendable {
    /// 25 MB.
    private static let limit = 256

    private let read: @Sendable (_ reference: ArraySlice<UInt8>) throws -> [UInt8]
    private let known = Mutex<[Int: OpenShard]>([:])

    init(_ read: @escaping @Sendable (_ reference: ArraySlice<UInt8>) throws -> [UInt8]) { self.read = read }

    subscript(number: Int, reference: ArraySlice<UInt8>) -> OpenShard {
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

    func open(_ reference: ArraySlice<UInt8>) throws -> OpenShard { try OpenShard(read(reference)) }
}

/// A shard's file, taken apart.
private struct OpenShard {
    typealias Damage = HostTableReader.Damage

    private let slots: Int
    private let width: Int
    private let pilots: ArraySlice<UInt8>
    private let index: ArraySlice<UInt8>
    private let records: ArraySlice<UInt8>

    init(_ file: [UInt8]) throws {
        var fields = try Fields(file, of: ["VPH1"])
        let numbers = [try fields.number(), try fields.number(), try fields.number(), try fields.number()]
        let sum = try fields.number()
        pilots = try fields.string()
        index = try fields.string()
        records = try fields.string()
        try fields.end()
        slots = numbers[2]
        width = numbers[3]
        var summed = Array(numbers.map(String.init).joined(separator: "\t").utf8)
        for part in [pilots, index, records] { summed += [0x09] + part }
        guard UInt32(exactly: sum) == CRC32.of(summed), numbers[1] == pilots.count, numbers[1] > 0, slots > 0,
            width > 0,
            index.count == (slots + 1) * width
        else { throw Damage("a shard of the table is altered") }
    }

    func slot(of hash: UInt32) -> Int {
        let pilot = UInt64(pilots[pilots.startIndex + Int(hash) % pilots.count])
        return Int((UInt64(hash) ^ pilot * PerfectHash.multiplier) % UInt64(slots))
    }

    func record(of key: [UInt8], in slot: Int) throws -> [UInt8]? {
        try rows(from: offset(slot), to: offset(slot + 1)).first { $0.key == key }?.record
    }

    func entries() throws -> [HostTable.Entry] { try rows(from: 0, to: records.count) }

    private func offset(_ slot: Int) throws -> Int {
        let start = index.startIndex + slot * width
        guard let offset = Int(String(decoding: index[start..<(start + width)], as: UTF8.self)), offset <= records.count
        else { throw Damage("a shard of the table is altered") }
        return offset
    }

    private func rows(from start: Int, to end: Int) throws -> [HostTable.Entry] {
        guard start <= end else { throw Damage("a shard of the table is altered") }
        return try records[(records.startIndex + start)..<(records.startIndex + end)].split(separator: 0x0A).map {
            row in
            guard let tab = row.firstIndex(of: 0x09), row.count > 9, row[row.endIndex - 9] == 0x09,
                tab < row.endIndex - 9, row.suffix(8).elementsEqual(hexadecimal(CRC32.of(row.dropLast(9))))
            else { throw Damage("a row of the table is altered") }
            return HostTable.Entry(key: Array(row[..<tab]), record: Array(row[(tab + 1)..<(row.endIndex - 9)]))
        }
    }
}

/// The fields of a root or shard file, one after another.
private struct Fields {
    private let bytes: [UInt8]
    private var at: Int
    let format: String

    init(_ file: [UInt8], of formats: [String]) throws {
        bytes = file
        let start = FileFrame.header.count
        at = start + 6
        guard file.starts(with: FileFrame.header),
            let format = formats.first(where: { file[start...].starts(with: "'\($0)'".utf8) })
        else { throw HostTableReader.Damage("not a table of format \(formats.joined(separator: " or "))") }
        self.format = format
    }

    mutating func number() throws -> Int {
        try skip(", ")
        let digits = bytes[at...].prefix { (0x30...0x39).contains($0) }
        guard !digits.isEmpty, digits.count <= 12, let value = Int(String(decoding: digits, as: UTF8.self)) else {
            throw HostTableReader.Damage("a number of the table is altered")
        }
        at += digits.count
        return value
    }

    mutating func string() throws -> ArraySlice<UInt8> {
        try skip(", '")
        guard let end = bytes[at...].firstIndex(of: 0x27) else { throw HostTableReader.Damage("the table is cut off") }
        defer { at = end + 1 }
        return bytes[at..<end]
    }

    mutating func end() throws {
        try skip(String(decoding: FileFrame.trailer, as: UTF8.self))
        guard at == bytes.count else { throw HostTableReader.Damage("the table has something after its end") }
    }

    private mutating func skip(_ text: String) throws {
        guard bytes[at...].starts(with: text.utf8) else {
            throw HostTableReader.Damage("the table is altered or cut off")
        }
        at += text.utf8.count
    }
}
