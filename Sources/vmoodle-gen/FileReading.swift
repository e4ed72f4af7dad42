import Glibc
import Registry
import Threads

/// The reading of a whole file, of one that is larger than most by several processors at once.
struct FileReading {
    /// What errno(3) says.
    struct Failure: Error { let number: Int32 }

    /// `pread` of the file: bytes, where to, how many, from where.
    typealias Read = @Sendable (UnsafeMutablePointer<UInt8>, Int, Int) -> Int
    /// Whether nothing need be read behind a large file's beginning.
    typealias IsRefused = (UnsafeBufferPointer<UInt8>) -> Bool

    private let file: Int32
    private let size: Int
    private let longestLine: Int
    private let isRefused: IsRefused
    private let readAt: Read
    /// What is read at once: whatever follows a line that is too long need not be.
    private let wave: Int
    /// The same of a file's beginning.
    private let firstWave: Int

    /// Files that are smaller are read by one processor.
    static let leastParts = 8 << 20

    /// - Parameters:
    ///   - size: what the file says; it may have more or less, or be a pipe.
    ///   - readAt: nil: of the file.
    init(
        _ file: Int32, size: Int, longestLine: Int = .max, isRefused: @escaping IsRefused = { _ in false },
        firstWave: Int = 4 << 20, wave: Int = 32 << 20, readAt: Read? = nil
    ) {
        self.file = file
        self.size = size
        self.longestLine = longestLine
        self.isRefused = isRefused
        self.firstWave = firstWave
        self.wave = wave
        self.readAt = readAt ?? { pread(file, $0, $1, off_t($2)) }
    }

    var bytes: Result<[UInt8], Failure> {
        var bytes: [UInt8] = []
        // One byte more than the file has tells its end; only bytes that were read are ever touched.
        var room = max(size + 1, 65536)
        while true {
            let start = bytes.count
            var failure: Int32 = 0
            var isAtEnd = false
            let chunk = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
                Self.useLargePages(buffer)
                if start == 0 { (count, isAtEnd) = readInParts(buffer) }
                while count < room, !isAtEnd {
                    let got = read(file, buffer.baseAddress! + count, room - count)
                    if got < 0, errno == EINTR { continue }
                    if got < 0 { failure = errno }
                    isAtEnd = got == 0
                    guard got > 0 else { return }
                    count += got
                }
            }
            if failure != 0 { return .failure(Failure(number: failure)) }
            if start == 0 { bytes = chunk } else { bytes += chunk }
            if isAtEnd { return .success(bytes) }
            room = max(bytes.count, 65536)
        }
    }

    /// Most of reading a large file is copying. Gives how many bytes from the first on were read, and whether that is enough.
    func readInParts(_ buffer: UnsafeMutableBufferPointer<UInt8>) -> (count: Int, isEnough: Bool) {
        guard size >= Self.leastParts, size <= buffer.count, let base = buffer.baseAddress else { return (0, false) }
        var (count, line) = (0, 0)
        while count < size {
            let wave = min(count == 0 ? firstWave : wave, size - count)
            let isFirst = count == 0
            let read = readInParts(base + count, wave, from: count)
            count += read
            let bytes = UnsafeBufferPointer(start: base, count: count)
            if hasLongLine(bytes, from: &line) || isFirst && count < size && isRefused(bytes) { return (count, true) }
            // A file that is no such file, or changes, is read again from where the parts do not meet.
            if read < wave { break }
        }
        return lseek(file, off_t(count), SEEK_SET) == off_t(count) ? (count, false) : (0, false)
    }

    private func readInParts(_ base: UnsafeMutablePointer<UInt8>, _ size: Int, from offset: Int) -> Int {
        nonisolated(unsafe) let start = base
        let ranges = parts(of: size, least: 2 << 20)
        let read = concurrentMap(ranges.count) { [readAt] part in
            readAt(start + ranges[part].lowerBound, ranges[part].count, offset + ranges[part].lowerBound)
        }
        let whole = zip(read, ranges).prefix { $0 == $1.count }.count
        return whole == 0 ? 0 : ranges[whole - 1].upperBound
    }

    /// - Parameter start: of a line, behind which no line begins that was seen to be short enough.
    private func hasLongLine(_ bytes: UnsafeBufferPointer<UInt8>, from start: inout Int) -> Bool {
        guard longestLine < .max else { return false }
        while bytes.count - start > longestLine {
            // The last line feed within reach: most lines need no look of their own.
            guard let feed = bytes[start...(start + longestLine)].lastIndex(of: 0x0A) else { return true }
            start = feed + 1
        }
        return false
    }

    /// Asks for memory in pieces of 2 MiB, which costs a five-hundredth of the faults; no matter if it is not had.
    private static func useLargePages(_ buffer: UnsafeMutableBufferPointer<UInt8>) {
        let page = 2 << 20
        guard let base = buffer.baseAddress, buffer.count >= 4 * page else { return }
        let start = (UInt(bitPattern: base) + UInt(page) - 1) / UInt(page) * UInt(page)
        let length = (UInt(bitPattern: base) + UInt(buffer.count) - start) / UInt(page) * UInt(page)
        _ = madvise(UnsafeMutableRawPointer(bitPattern: start), Int(length), MADV_HUGEPAGE)
    }
}
