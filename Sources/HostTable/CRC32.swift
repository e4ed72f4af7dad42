/// CRC-32 as PHP's `crc32()` and zlib compute it (reflected, polynomial 0xEDB88320).
public enum CRC32 {
    private static let table: [UInt32] = (0..<256).map { byte in
        (0..<8).reduce(UInt32(byte)) { crc, _ in crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
    }

    /// `tables[k][b]` is the sum of byte b and k zero bytes behind it, without inversions.
    private static let tables: [UInt32] = {
        var tables = table
        for index in 256..<(8 * 256) { tables.append(tables[index - 256] >> 8 ^ table[Int(tables[index - 256] & 255)]) }
        return tables
    }()

    public static func of(_ bytes: some Sequence<UInt8>) -> UInt32 {
        var crc = ~UInt32(0)
        table.withUnsafeBufferPointer { table in
            for byte in bytes { crc = crc >> 8 ^ table[Int(UInt8(truncatingIfNeeded: crc) ^ byte)] }
        }
        return ~crc
    }

    public static func of(_ bytes: [UInt8]) -> UInt32 { bytes.withUnsafeBufferPointer(of) }

    public static func of(_ bytes: ArraySlice<UInt8>) -> UInt32 { bytes.withUnsafeBufferPointer(of) }

    /// Eight bytes at a time.
    public static func of(_ buffer: UnsafeBufferPointer<UInt8>) -> UInt32 {
        let bytes = UnsafeRawBufferPointer(buffer)
        return tables.withUnsafeBufferPointer { tables in
            var crc = ~UInt32(0)
            var at = 0
            while at + 8 <= bytes.count {
                let low = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt32.self)) ^ crc
                let high = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: at + 4, as: UInt32.self))
                crc =
                    tables[7 * 256 + Int(low & 255)] ^ tables[6 * 256 + Int(low >> 8 & 255)]
                    ^ tables[5 * 256 + Int(low >> 16 & 255)] ^ tables[4 * 256 + Int(low >> 24)]
                crc ^=
                    tables[3 * 256 + Int(high & 255)] ^ tables[2 * 256 + Int(high >> 8 & 255)]
                    ^ tables[256 + Int(high >> 16 & 255)] ^ tables[Int(high >> 24)]
                at += 8
            }
            while at < bytes.count {
                crc = crc >> 8 ^ tables[Int(UInt8(truncatingIfNeeded: crc) ^ bytes[at])]
                at += 1
            }
            return ~crc
        }
    }
}

/// Eight lower-case hex digits.
func hexadecimal(_ value: UInt32) -> [UInt8] {
    (0..<8).map { digit in
        let nibble = UInt8(truncatingIfNeeded: value >> UInt32(28 - 4 * digit)) & 15
        return nibble < 10 ? 0x30 + nibble : 0x57 + nibble
    }
}
