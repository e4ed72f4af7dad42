import TestSupport
import Testing

@testable import Digests

@Suite struct SHA256Tests {
    @Test(arguments: [0, 1, 3, 55, 56, 57, 63, 64, 65, 119, 120, 127, 128, 1000, 65537])
    func digestIsThatOfSha256sum(_ count: Int) throws {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let expected = try run("/usr/bin/sha256sum", [], input: bytes).text.prefix(64)
        #expect(String(decoding: SHA256.hexadecimal(bytes), as: UTF8.self) == expected)
        #expect(String(decoding: SHA256.reference(bytes), as: UTF8.self) == expected.prefix(32))
        let (plain, fast) = (SHA256.digest(bytes, byInstructions: false), SHA256.digest(bytes))
        #expect(plain.indices.allSatisfy { plain[$0] == fast[$0] })
    }
}
