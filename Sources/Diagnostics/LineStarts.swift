import Glibc

/// Where lines of a text begin, found as they are asked for: an index of all lines of a hostile text would be larger than the text.
struct LineStarts {
    /// Of the first line and each 1,024th behind it, as far as was looked.
    private var marks = [0]
    /// The line that was asked for last: mostly the next one is asked for then.
    private var last = (number: 1, start: 0)

    private static let distance = 1024

    /// The bytes of a line, counted from 1, without its line feed; nothing at the end of the text if it has no such line.
    mutating func range(of number: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Range<Int> {
        let none = bytes.count..<bytes.count
        guard number > 0 else { return none }
        let mark = min((number - 1) / Self.distance, marks.count - 1)
        var (line, start) = (mark * Self.distance + 1, marks[mark])
        if last.number <= number, last.number > line { (line, start) = last }
        while line < number {
            guard let end = Self.lineFeed(bytes, from: start) else { return none }
            (line, start) = (line + 1, end + 1)
            if line == marks.count * Self.distance + 1 { marks.append(start) }
        }
        last = (line, start)
        return start..<(Self.lineFeed(bytes, from: start) ?? bytes.count)
    }

    private static func lineFeed(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        guard let base = bytes.baseAddress, start < bytes.count,
            let found = memchr(base + start, 0x0A, bytes.count - start)
        else { return nil }
        return UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }
}
