import Digests

/// Rows of so many digests each, as they stand in a record: there may be hundreds of thousands.
struct DigestRows {
    let width: Int
    /// Of the record that they were read from, if they were.
    fileprivate(set) var bytes: ArraySlice<UInt8> = []

    init(width: Int) { self.width = width }

    var count: Int { bytes.count / (16 * width) }

    subscript(row: Int, column: Int) -> Digest {
        bytes.withUnsafeBytes { bytes in
            let at = 16 * (row * width + column)
            return Digest(
                high: UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self)),
                low: UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: at + 8, as: UInt64.self)))
        }
    }

    mutating func append<let count: Int>(_ row: InlineArray<count, Digest>) {
        precondition(count == width, "a row is of so many")
        withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 2 * count) { words in
            for column in row.indices {
                words.initializeElement(at: 2 * column, to: row[column].high.bigEndian)
                words.initializeElement(at: 2 * column + 1, to: row[column].low.bigEndian)
            }
            bytes.append(contentsOf: UnsafeRawBufferPointer(words))
        }
    }

    mutating func append(_ others: DigestRows) {
        precondition(others.width == width, "rows are alike")
        bytes.append(contentsOf: others.bytes)
    }
}

extension RecordReading {
    mutating func digests(width: Int) -> DigestRows? {
        guard let count = count(), count <= left / (16 * width), let bytes = bytes(16 * width * count)
        else { return nil }
        var digests = DigestRows(width: width)
        digests.bytes = bytes
        return digests
    }
}

extension [UInt8] {
    mutating func append(_ digests: DigestRows) {
        append(number: digests.count)
        append(contentsOf: digests.bytes)
    }
}
