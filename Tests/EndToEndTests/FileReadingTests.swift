import Foundation
import Synchronization
import TestSupport
import Testing

@testable import vmoodle_gen

/// A file is what was read of it, however it comes.
@Suite struct FileReadingTests {
    private let directory: TemporaryDirectory
    private let path: String
    /// Larger than what one processor reads alone; no two parts of it are the same.
    private static let bytes: [UInt8] = {
        var random = SplitMix64(seed: 3)
        let part = (0..<(1 << 16)).map { $0 % 64 == 63 ? 0x0A : UInt8(0x61 + random.next(below: 26)) }
        return (0..<176).flatMap { [0x40 + UInt8($0)] + part.dropFirst() }
    }()
    private let bytes = Self.bytes

    init() throws {
        directory = try TemporaryDirectory()
        path = directory.path + "/file"
        try Data(bytes).write(to: URL(filePath: path))
    }

    /// Not by `#expect`, which would print what it compares.
    private func expectWhole(_ read: [UInt8]?, _ place: SourceLocation = #_sourceLocation) {
        let isWhole = read == bytes
        #expect(isWhole, sourceLocation: place)
    }

    private func read(size: Int, longestLine: Int = .max, wave: Int = 4 << 20, readAt: FileReading.Read? = nil)
        -> [UInt8]?
    {
        let file = open(path, O_RDONLY)
        defer { close(file) }
        let reading = FileReading(
            file, size: size, longestLine: longestLine, firstWave: wave, wave: wave, readAt: readAt)
        return try? reading.bytes.get()
    }

    /// The file may be longer or shorter by now than it said.
    @Test(arguments: [0, 1, 10 << 20, 11 << 20, 12 << 20, 40 << 20]) func aFileIsReadWhole(_ size: Int) {
        expectWhole(read(size: size))
    }

    /// What a part lacks is read again; none of what stood in memory is taken for the file.
    @Test(arguments: [0, 1 << 20, 3 << 20, 6 << 20, 10 << 20]) func partsThatAreShortAreReadAgain(_ from: Int) {
        let bytes = bytes
        let short = read(size: bytes.count) { target, count, offset in
            let count = offset >= from ? count / 2 : count
            bytes.withUnsafeBufferPointer { target.update(from: $0.baseAddress! + offset, count: count) }
            return count
        }
        expectWhole(short)
        expectWhole(read(size: bytes.count) { _, _, _ in -1 })
    }

    /// A line that will be refused is the last that is read.
    @Test func nothingIsReadBehindALineThatIsTooLong() {
        expectWhole(read(size: bytes.count, longestLine: 63))
        let short = read(size: bytes.count, longestLine: 62, wave: 1 << 20) ?? []
        #expect(short.count == 1 << 20)
        let isBeginning = bytes.starts(with: short)
        #expect(isBeginning)
    }

    /// Of a file whose beginning is refused, nothing else is read.
    @Test func nothingIsReadBehindARefusedBeginning() {
        let file = open(path, O_RDONLY)
        defer { close(file) }
        let asked = Mutex<[Int]>([])
        func read(_ isRefused: Bool) -> [UInt8]? {
            let reading = FileReading(
                file, size: bytes.count,
                isRefused: { beginning in
                    asked.withLock { $0.append(beginning.count) }
                    return isRefused
                }, firstWave: 3 << 20, wave: 2 << 20)
            return try? reading.bytes.get()
        }
        let short = read(true) ?? []
        #expect(short.count == 3 << 20)
        let isBeginning = bytes.starts(with: short)
        #expect(isBeginning)
        lseek(file, 0, SEEK_SET)
        expectWhole(read(false))
        #expect(asked.withLock { $0 } == [3 << 20, 3 << 20])
    }
}
