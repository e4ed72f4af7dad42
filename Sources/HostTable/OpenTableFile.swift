/// A file of a table, taken apart and found to be whole.
struct OpenTableFile {
    typealias Damage = HostTableReader.Damage

    /// Which of the former formats' files may stand here; the present one has one shape for both.
    enum Role {
        case root
        case shard
    }

    private(set) var keys = 0
    private(set) var forms = KeyForms.exact
    private(set) var shift = 32
    private(set) var references: ArraySlice<UInt8> = []
    private var slots = 1
    private var width = 1
    private var pilots: ArraySlice<UInt8> = [0x20]
    private var index: ArraySlice<UInt8> = [0x30, 0x30]
    private var records: ArraySlice<UInt8> = []
    let isFormer: Bool

    init(_ file: [UInt8], as role: Role) throws {
        var fields = try TableFields(file)
        isFormer = fields.format != "VPH3"
        var buckets = 1
        switch (fields.format, role) {
        case ("VPH3", _):
            keys = try fields.number()
            forms = KeyForms(rawValue: try fields.number())
            shift = try fields.number()
            references = try fields.string()
            buckets = try fields.number()
            slots = try fields.number()
            width = try fields.number()
            pilots = try fields.string()
            index = try fields.string()
            records = try fields.string()
            let summed = fields.read
            try fields.end(sum: fields.number(), of: summed)
        case ("VPH1", .shard):
            keys = try fields.number()
            buckets = try fields.number()
            slots = try fields.number()
            width = try fields.number()
            let sum = try fields.number()
            pilots = try fields.string()
            index = try fields.string()
            records = try fields.string()
            try fields.end(sum: sum, of: fields.read[..<4] + fields.read[5...])
        case ("VPH1", .root), ("VPH2", .root):
            keys = try fields.number()
            shift = try fields.number()
            let sum = try fields.number()
            references = try fields.string()
            // One bit lower than today's.
            if fields.format == "VPH2" { forms.formUnion(KeyForms(rawValue: try fields.number() << 1)) }
            try fields.end(sum: sum, of: fields.read[..<2] + fields.read[3...])
        default: throw Damage("a file of the table has another format")
        }
        guard (0...32).contains(shift), references.isEmpty ? shift == 32 : references.count == 32 << (32 - shift),
            buckets == pilots.count, buckets > 0, slots > 0, width > 0,
            case let indexed = (slots + 1).multipliedReportingOverflow(by: width), !indexed.overflow,
            index.count == indexed.partialValue
        else { throw Damage("a file of the table is altered") }
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
        let digits = index[start..<(start + width)]
        guard digits.allSatisfy({ (0x30...0x39).contains($0) }),
            let offset = Int(String(decoding: digits, as: UTF8.self)),
            offset <= records.count
        else { throw Damage("a shard of the table is altered") }
        return offset
    }

    private func rows(from start: Int, to end: Int) throws -> [HostTable.Entry] {
        guard start <= end else { throw Damage("a shard of the table is altered") }
        return try records[(records.startIndex + start)..<(records.startIndex + end)].split(separator: 0x0A).map {
            row in
            guard let tab = row.firstIndex(of: 0x09), let last = row.lastIndex(of: 0x09), tab < last else {
                throw Damage("a row of the table is altered")
            }
            let sum = CRC32.of(row[..<last])
            guard row[(last + 1)...].elementsEqual(isFormer ? hexadecimal(sum) : Array(String(sum).utf8)) else {
                throw Damage("a row of the table is altered")
            }
            return HostTable.Entry(key: Array(row[..<tab]), record: Array(row[(tab + 1)..<last]))
        }
    }
}
