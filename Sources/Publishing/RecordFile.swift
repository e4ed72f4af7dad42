import Digests
import Glibc

/// A file of the output directory in which builds note something for the next: lost or altered, it costs time and nothing else.
///
/// A kind, a body, and the digest of both: one that does not fit is none.
struct RecordFile {
    let name: String
    /// One line, which says the format.
    let kind: String

    /// What its body is appended to.
    ///
    /// - Parameter size: about that of the body, in bytes.
    func begin(_ size: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(size + 64)
        bytes += "\(kind)\n".utf8
        return bytes
    }

    /// - Parameter record: what it begins with, and the body.
    /// - Returns: the digest of both.
    @discardableResult
    func write(_ record: consuming [UInt8], to directory: Directory) throws(PublishingError) -> Digest {
        var bytes = record
        let sum = Digest(of: bytes)
        sum.append(to: &bytes)
        // What is in it are digests of lines with passwords.
        try directory.write(name, bytes, isPrivate: true)
        return sum
    }

    /// Nil if there is none that is whole.
    func read(from directory: Directory) -> RecordReading? {
        guard let bytes = directory.contents(of: name), bytes.count >= 16 else { return nil }
        let whole = bytes.count - 16
        let sum = bytes.withUnsafeBufferPointer { Digest(of: UnsafeBufferPointer(rebasing: $0[..<whole])) }
        let start = Array("\(kind)\n".utf8)
        var end = RecordReading(bytes: bytes, from: whole, to: bytes.count, sum: sum)
        guard end.digest() == sum, bytes.starts(with: start) else { return nil }
        return RecordReading(bytes: bytes, from: start.count, to: whole, sum: sum)
    }
}

/// Reads what was appended, in the same order.
struct RecordReading {
    private let bytes: [UInt8]
    private var at: Int
    private let end: Int
    /// That of the whole record.
    let sum: Digest

    init(bytes: [UInt8], from start: Int, to end: Int, sum: Digest) {
        (self.bytes, at, self.end, self.sum) = (bytes, start, end, sum)
    }

    var isAtEnd: Bool { at == end }
    /// In bytes.
    var left: Int { end - at }

    mutating func number() -> Int? {
        guard end - at >= 8 else { return nil }
        defer { at += 8 }
        return Int(truncatingIfNeeded: word(at))
    }

    /// One that counts something.
    mutating func count() -> Int? {
        guard let count = number(), count >= 0 else { return nil }
        return count
    }

    mutating func digest() -> Digest? {
        guard end - at >= 16 else { return nil }
        defer { at += 16 }
        return Digest(high: word(at), low: word(at + 8))
    }

    mutating func text() -> String? {
        guard let count = count(), end - at >= count else { return nil }
        defer { at += count }
        return String(decoding: bytes[at..<(at + count)], as: UTF8.self)
    }

    mutating func bytes(_ count: Int) -> ArraySlice<UInt8>? {
        guard count >= 0, end - at >= count else { return nil }
        defer { at += count }
        return bytes[at..<(at + count)]
    }

    private func word(_ at: Int) -> UInt64 {
        bytes.withUnsafeBytes { UInt64(bigEndian: $0.loadUnaligned(fromByteOffset: at, as: UInt64.self)) }
    }
}

extension [UInt8] {
    mutating func append(number: Int) {
        Swift.withUnsafeBytes(of: UInt64(truncatingIfNeeded: number).bigEndian) { append(contentsOf: $0) }
    }

    mutating func append(text: String) {
        append(number: text.utf8.count)
        append(contentsOf: text.utf8)
    }
}
