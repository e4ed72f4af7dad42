import Foundation
import TestSupport
import Testing

@testable import vmoodle_gen

/// A file is what was read of it, however it comes.
@Suite struct FileReadingTests {
    private let directory: TemporaryDirectory
    /// Larger than what one processor reads alone.
    private let bytes: [UInt8]
    private let path: String

    init() throws {
        directory = try TemporaryDirectory()
        var random = SplitMix64(seed: 3)
        bytes = (0..<(11 << 20)).map { $0 % 100 == 99 ? 0x0A : UInt8(0x61 + random.next(below: 26)) }
        path = directory.path + "/file"
        try Data(bytes).write(to: URL(filePath: path))
    }

    private func read(size: Int, longestLine: Int = .max, wave: Int = 4 << 20, readAt: FileReading.Read? = nil)
        -> [UInt8]?
    {
        let file = open(path, O_RDONLY)
        defer { close(file) }
        return try? FileReading(file, size: size, longestLine: longestLine, wave: wave, readAt: readAt).bytes.get()
    }

    /// The file may be longer or shorter by now than it said.
    @Test(arguments: [0, 1, 10 << 20, 11 << 20, 12 << 20, 40 << 20]) func aFileIsReadWhole(_ size: Int) {
        #expect(read(size: size) == bytes)
    }

    /// What a part lacks is read again; none of what stood in memory is taken for the file.
    @Test(arguments: [0, 1 << 20, 3 << 20, 6 << 20, 10 << 20]) func partsThatAreShortAreReadAgain(_ from: Int) {
        let bytes = bytes
        let short = read(size: bytes.count) { target, count, offset in
            let count = offset >= from ? count / 2 : count
            bytes.withUnsafeBufferPointer { target.update(from: $0.baseAddress! + offset, count: count) }
            return count
        }
        #expect(short == bytes)
        #expect(read(size: bytes.count) { _, _, _ in -1 } == bytes)
    }

    /// A line that will be refused is the last that is read.
    @Test func nothingIsReadBehindALineThatIsTooLong() {
        #expect(read(size: bytes.count, longestLine: 99) == bytes)
        #expect(read(size: bytes.count, longestLine: 98, wave: 1 << 20)?.count == 1 << 20)
        #expect(read(size: bytes.count, longestLine: 98, wave: 1 << 20).map { bytes.starts(with: $0) } == true)
    }
}
