/// The fields of a file of a table, one after another.
struct TableFields {
    private let bytes: [UInt8]
    private var at: Int
    /// VPH3, or VPH1 or VPH2, which releases of before have.
    let format: String
    /// Those that were read.
    private(set) var read: [ArraySlice<UInt8>] = []

    init(_ file: [UInt8]) throws {
        bytes = file
        let start = TableFile.header.count
        at = start + 6
        guard file.starts(with: TableFile.header),
            let format = ["VPH3", "VPH2", "VPH1"].first(where: { file[start...].starts(with: "'\($0)'".utf8) })
        else { throw HostTableReader.Damage("not a table of a format that is known") }
        self.format = format
    }

    mutating func number() throws -> Int {
        try skip(", ")
        let digits = bytes[at...].prefix { (0x30...0x39).contains($0) }
        guard !digits.isEmpty, digits.count <= 12, let value = Int(String(decoding: digits, as: UTF8.self)) else {
            throw HostTableReader.Damage("a number of the table is altered")
        }
        at += digits.count
        read.append(digits)
        return value
    }

    mutating func string() throws -> ArraySlice<UInt8> {
        try skip(", '")
        guard let end = bytes[at...].firstIndex(of: 0x27) else { throw HostTableReader.Damage("the table is cut off") }
        defer { at = end + 1 }
        read.append(bytes[at..<end])
        return bytes[at..<end]
    }

    /// Asks for the end of the file, and for the sum of some fields, joined by tabs.
    mutating func end(sum: Int, of summed: some Sequence<ArraySlice<UInt8>>) throws {
        try skip(String(decoding: TableFile.trailer, as: UTF8.self))
        guard at == bytes.count else { throw HostTableReader.Damage("the table has something after its end") }
        guard UInt32(exactly: sum) == CRC32.of(summed.joined(separator: [0x09])) else {
            throw HostTableReader.Damage("the sum of a file of the table is wrong")
        }
    }

    private mutating func skip(_ text: String) throws {
        guard bytes[at...].starts(with: text.utf8) else {
            throw HostTableReader.Damage("the table is altered or cut off")
        }
        at += text.utf8.count
    }
}
