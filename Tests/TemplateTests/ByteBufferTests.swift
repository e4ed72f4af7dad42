import TestSupport
import Testing

@testable import Template

@Suite struct ByteBufferTests {
    @Test func growsOverManyAppends() {
        var buffer = ByteBuffer(capacity: 1)
        var expected: [UInt8] = []
        for round in 0..<300 {
            let bytes = (0..<UInt8(round % 40)).map { $0 &+ UInt8(truncatingIfNeeded: round) }
            buffer.append(bytes)
            buffer.append(bytes[...].dropFirst())
            buffer.append(UInt8(0x2C))
            buffer.append("text")
            expected += bytes + bytes.dropFirst() + [0x2C] + Array("text".utf8)
        }
        #expect(bytes(buffer) == expected)
        let count = buffer.count
        #expect(count == expected.count)
        buffer.truncate(to: 3)
        #expect(bytes(buffer) == Array(expected[..<3]))
        buffer.removeAll()
        #expect(bytes(buffer).isEmpty)
    }

    @Test(arguments: [0, 7, 10, 99, 100, 65535, -1, -120, .max, .min])
    func numbersAreWrittenInDecimalDigits(_ number: Int) {
        var buffer = ByteBuffer(capacity: 1)
        buffer.append(number)
        #expect(String(decoding: bytes(buffer), as: UTF8.self) == "\(number)")
    }

    /// Sixteen bytes are looked at at once: each byte at each place, at each length, alone and beside a byte that carries.
    @Test func plainBytesAreFoundWhereverTheyStand() {
        let plain = Set(Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+,-./:@_".utf8))
        for byte in UInt8.min...UInt8.max {
            for length in 1...33 {
                for place in Set([0, length / 2, length - 1]) {
                    var bytes = [UInt8](repeating: 0x7A, count: length)
                    bytes[place] = byte
                    var buffer = ByteBuffer(capacity: 8)
                    buffer.append("\"'")
                    buffer.append(bytes)
                    let isPlain = buffer.isPlain(from: 2)
                    #expect(isPlain == plain.contains(byte), "\(byte) at \(place) of \(length)")
                }
            }
        }
    }

    @Test func whatIsNoMorePartOfItIsNotLookedAt() {
        var buffer = ByteBuffer()
        buffer.append("ab\" \" \" \" \" \" \" \" \" \"")
        buffer.truncate(to: 2)
        let isPlain = buffer.isPlain(from: 0)
        #expect(isPlain)
    }

    @Test func bytesAreReplacedWhereTheyStand() {
        var buffer = ByteBuffer(capacity: 1)
        buffer.append("'a''b'")
        buffer.escape(ByteSet("'"), with: 0x5C, from: 1)
        #expect(bytes(buffer) == Array("'a\\'\\'b\\'".utf8))
        buffer.insert(0x21, at: 1)
        #expect(bytes(buffer) == Array("'!a\\'\\'b\\'".utf8))
    }

    /// `#expect` takes no expression apart that cannot be copied.
    private func bytes(_ buffer: borrowing ByteBuffer) -> [UInt8] { buffer.bytes() }
}
