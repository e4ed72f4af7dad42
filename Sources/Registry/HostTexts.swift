import HostTable

/// The texts of one host, one behind the other: a registry has a hundred thousand hosts, and one piece of memory for each of
/// their texts would cost more than reading them.
public struct HostTexts: Sendable {
    /// In the order in which they lie there; aliases follow.
    public enum Part: Int, CaseIterable, Sendable {
        case id, url, name, shortName, dataRoot, databaseName, databaseUser, tablePrefix
        /// The file of the database password; empty if that comes from elsewhere.
        case passwordFile
    }

    private(set) var bytes: [UInt8] = []
    /// Where each part ends; 32 bits, as a host may have any number of aliases.
    private var ends = InlineArray<9, UInt32>(repeating: 0)
    /// How many parts there are.
    public private(set) var count = 0
    /// Where the tail begins, behind the last part or alias.
    private var start = 0
    /// Of the host name inside the URL.
    private var hostStart = 0
    private var hostEnd = 0

    public init() { bytes.reserveCapacity(2048) }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    /// In the place of texts that are elsewhere for a while.
    public static let none = HostTexts(bytes: [])

    /// Drops the texts of the host before, but not their room.
    public mutating func begin(id: UnsafeBufferPointer<UInt8>) {
        bytes.removeAll(keepingCapacity: true)
        count = 0
        start = 0
        hostEnd = 0
        bytes.append(contentsOf: id)
        end(.id)
    }

    /// As it is kept: without room for more.
    var kept: [UInt8] { bytes.withUnsafeBufferPointer { Array($0) } }
    var partEnds: InlineArray<9, UInt32> { ends }

    // MARK: Writing

    /// Lays bytes behind the last part; they become one with `end`.
    @inline(__always)
    public mutating func append(_ text: UnsafeBufferPointer<UInt8>) { bytes.append(contentsOf: text) }

    public mutating func append(_ text: [UInt8]) { bytes.append(contentsOf: text) }

    /// What was laid behind the last part.
    public func tail<Result>(_ look: (Span<UInt8>) -> Result) -> Result { look(bytes.span.extracting(start...)) }

    public var tailBytes: [UInt8] { Array(bytes[start...]) }

    /// Takes back what was laid behind the last part.
    public mutating func dropTail() { bytes.removeSubrange(start...) }

    /// Makes the next part the same as another.
    public mutating func end(_ part: Part, as other: Part) {
        appendCopy(of: range(other))
        end(part)
    }

    /// Makes the tail the next part; parts without a text are made of nothing.
    @inline(__always)
    public mutating func end(_ part: Part) {
        precondition(part.rawValue == count, "the texts of a host come in their order")
        start = bytes.count
        ends[count] = UInt32(truncatingIfNeeded: start)
        count += 1
    }

    public mutating func end(url layout: SiteURL.Layout) {
        hostStart = start + Int(layout.start)
        hostEnd = start + Int(layout.hostEnd)
        end(.url)
    }

    /// An alias, behind all parts; gives where it ends.
    public mutating func append(alias key: UnsafeBufferPointer<UInt8>) -> Int {
        precondition(count == ends.count, "aliases follow the parts")
        bytes.append(contentsOf: key)
        start = bytes.count
        return start
    }

    // MARK: Reading

    public func isEmpty(_ part: Part) -> Bool { part.rawValue >= count || range(part).isEmpty }

    public subscript(part: Part) -> ArraySlice<UInt8> { bytes[range(part)] }

    private func range(_ part: Part) -> Range<Int> { ends.range(of: part) }

    /// What `{…}` stand for as far as the host is read; to be let go before more is written.
    public var pattern: Pattern {
        Pattern(
            texts: bytes, id: range(.id), host: hostEnd > 0 ? hostStart..<hostEnd : nil,
            name: count > Part.name.rawValue ? range(isEmpty(.name) ? .id : .name) : nil,
            shortName: count > Part.shortName.rawValue ? range(.shortName) : nil)
    }

    // MARK: Patterns

    /// Lays a text behind the last part, its `{…}` filled in; `{{` and `}}` are braces.
    public mutating func fill(_ text: UnsafeBufferPointer<UInt8>) throws(Pattern.Refusal) {
        var at = 0
        while at < text.count {
            var next = at
            while next < text.count, text[next] != 0x7B, text[next] != 0x7D { next += 1 }
            if next > at { bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[at..<next])) }
            guard next < text.count else { return }
            guard next + 3 < text.count, text[next] == 0x7B, text[next + 1] == 0x69, text[next + 2] == 0x64,
                text[next + 3] == 0x7D
            else {
                // Seldom, and worth no second writing of it.
                let filled = try pattern.fill(UnsafeBufferPointer(rebasing: text[next...]))
                bytes += filled
                return
            }
            appendCopy(of: range(.id))
            at = next + 4
        }
    }

    /// Lays a text behind the last part; false if it cannot be filled in.
    public mutating func lays(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        do {
            try fill(text)
            return true
        } catch {
            return false
        }
    }

    private mutating func appendCopy(of range: Range<Int>) {
        let end = bytes.count
        bytes.append(contentsOf: repeatElement(0, count: range.count))
        bytes.withUnsafeMutableBufferPointer { bytes in
            for index in 0..<range.count { bytes[end + index] = bytes[range.lowerBound + index] }
        }
    }
}

extension InlineArray where count == 9, Element == UInt32 {
    @inlinable @inline(__always)
    func range(of part: HostTexts.Part) -> Range<Int> {
        (part.rawValue == 0 ? 0 : Int(self[part.rawValue - 1]))..<Int(self[part.rawValue])
    }
}
