import Diagnostics

/// A source as UTF-8, whatever it was written in.
struct SourceText {
    /// The file under its name, its bytes now UTF-8 without a byte order mark.
    let file: SourceFile

    /// Bytes that are not UTF-8 are taken for Windows-1252, of which Latin-1's letters are a part; the report says so.
    init(_ file: SourceFile, reporting report: inout ImportReport) {
        var bytes = file.bytes
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
        if String(validating: bytes, as: UTF8.self) == nil {
            let offset = Self.firstInvalid(bytes)
            bytes = Self.windows1252(bytes)
            report.changed(
                .encoding, "the text is not UTF-8; it was read as Windows-1252 (Latin-1)",
                at: Self.place(ofByte: offset, in: SourceFile(name: file.name, bytes: bytes), isConverted: true))
        }
        self.file = SourceFile(name: file.name, bytes: bytes)
        if let offset = Self.doublyEncoded(bytes) {
            report.changed(
                .encoding,
                "letters here look like UTF-8 that was encoded twice ('é' as 'Ã©'); they were carried as they stand",
                at: place(ofByte: offset))
        }
    }

    /// Line and column, in code points, of a byte.
    func place(ofByte offset: Int, length: Int = 1) -> Place {
        var place = Self.place(ofByte: offset, in: file, isConverted: false)
        place.length = max(1, length)
        return place
    }

    private static func place(ofByte offset: Int, in file: SourceFile, isConverted: Bool) -> Place {
        let before = file.bytes.prefix(offset)
        let start = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        return Place(
            file, line: before.count { $0 == 0x0A } + 1, column: before[start...].count { $0 & 0xC0 != 0x80 } + 1)
    }

    /// All bytes before the first one that is not UTF-8 are ASCII or whole sequences.
    private static func firstInvalid(_ bytes: [UInt8]) -> Int {
        var decoder = UTF8()
        var iterator = bytes.makeIterator()
        var offset = 0
        while case .scalarValue(let scalar) = decoder.decode(&iterator) { offset += UTF8.width(scalar) }
        return offset
    }

    static func windows1252(_ bytes: [UInt8]) -> [UInt8] {
        var text = ""
        for byte in bytes {
            let value = byte >= 0x80 && byte < 0xA0 ? high[Int(byte) - 0x80] : UInt32(byte)
            text.unicodeScalars.append(Unicode.Scalar(value) ?? "\u{FFFD}")
        }
        return Array(text.utf8)
    }

    /// 0x80 to 0x9F; the five that are not assigned stay control characters, which no registry holds.
    private static let high: [UInt32] = [
        0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,
        0x017D,
        0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153,
        0x9D,
        0x017E, 0x0178,
    ]

    /// `Ã` or `Â` before a character that the second byte of a sequence became, or `â€`.
    private static func doublyEncoded(_ bytes: [UInt8]) -> Int? {
        guard bytes.count >= 4 else { return nil }
        return (0..<(bytes.count - 3)).first { at in
            guard bytes[at] == 0xC3 else { return false }
            let isLetter = bytes[at + 1] == 0x83 || bytes[at + 1] == 0x82
            return isLetter && bytes[at + 2] == 0xC2 && bytes[at + 3] >= 0xA0
                || bytes[at + 1] == 0xA2 && bytes[at + 2] == 0xE2 && bytes[at + 3] == 0x82
        }
    }
}
