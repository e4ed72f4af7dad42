/// Bytes that grow at their end: what templates write into.
///
/// Memory of its own, since an Array asks at each of a hundred appends a host whether anyone shares it; with some more behind
/// the end, so that bytes can be looked at and copied sixteen at once.
public struct ByteBuffer: ~Copyable {
    @usableFromInline var base: UnsafeMutablePointer<UInt8>
    @usableFromInline var capacity: Int
    @usableFromInline var length = 0

    /// How many bytes there are.
    @inlinable public var count: Int { length }

    /// What may be read and written behind the end.
    @usableFromInline static var slack: Int { 32 }

    public init(capacity: Int = 4096) {
        self.capacity = max(capacity, 16)
        base = .allocate(capacity: self.capacity + Self.slack)
    }

    deinit { base.deallocate() }

    // MARK: Writing

    @inlinable @inline(__always)
    public mutating func append(_ byte: UInt8) {
        if length == capacity { grow(to: length &+ 1) }
        base[length] = byte
        length &+= 1
    }

    @inlinable @inline(__always)
    public mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let start = bytes.baseAddress else { return }
        append(start, bytes.count)
    }

    @inlinable @inline(__always)
    public mutating func append(_ bytes: borrowing Span<UInt8>) {
        bytes.withUnsafeBufferPointer { append($0) }
    }

    @inlinable @inline(__always)
    public mutating func append(_ bytes: [UInt8]) { bytes.withUnsafeBufferPointer { append($0) } }

    @inlinable @inline(__always)
    public mutating func append(_ bytes: ArraySlice<UInt8>) { bytes.withUnsafeBufferPointer { append($0) } }

    @inlinable @inline(__always)
    public mutating func append(_ text: StaticString) { append(text.utf8Start, text.utf8CodeUnitCount) }

    /// In decimal digits.
    public mutating func append(_ number: Int) {
        // Most are lengths and ports.
        if (0..<10).contains(number) { return append(0x30 &+ UInt8(truncatingIfNeeded: number)) }
        if (10..<100).contains(number) {
            let small = UInt32(truncatingIfNeeded: number)
            append(0x30 &+ UInt8(truncatingIfNeeded: small / 10))
            return append(0x30 &+ UInt8(truncatingIfNeeded: small % 10))
        }
        if number < 0 { append(UInt8(ascii: "-")) }
        var rest = number.magnitude
        var digits = 1
        while rest >= 10 {
            rest /= 10
            digits += 1
        }
        reserve(digits)
        rest = number.magnitude
        for offset in (0..<digits).reversed() {
            base[length + offset] = 0x30 + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
        length += digits
    }

    @inlinable @inline(__always)
    mutating func append(_ start: UnsafePointer<UInt8>, _ count: Int) {
        reserve(count)
        (base + length).initialize(from: start, count: count)
        length &+= count
    }

    /// The same of bytes behind which there are 32 more that may be read.
    @inlinable @inline(__always)
    mutating func append(padded start: UnsafePointer<UInt8>, _ count: Int) {
        guard count <= 32 else { return append(start, count) }
        reserve(count)
        let (from, to) = (UnsafeRawPointer(start), UnsafeMutableRawPointer(base + length))
        to.storeBytes(of: from.loadUnaligned(as: SIMD2<UInt64>.self), as: SIMD2<UInt64>.self)
        to.storeBytes(
            of: from.loadUnaligned(fromByteOffset: 16, as: SIMD2<UInt64>.self), toByteOffset: 16, as: SIMD2<UInt64>.self
        )
        length &+= count
    }

    /// Makes room for so many more bytes.
    @inlinable
    mutating func reserve(_ count: Int) {
        if length &+ count > capacity { grow(to: length &+ count) }
    }

    @usableFromInline @inline(never)
    mutating func grow(to least: Int) {
        capacity = max(least, 2 * capacity)
        let new = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity + Self.slack)
        new.update(from: base, count: length)
        base.deallocate()
        base = new
    }

    /// Takes all away, and keeps the room.
    public mutating func removeAll() { length = 0 }

    /// Takes the last bytes away.
    public mutating func truncate(to count: Int) {
        precondition((0...length).contains(count), "what is there is taken away")
        length = count
    }

    // MARK: Reading

    /// A copy of the bytes from an offset on.
    public func bytes(from start: Int = 0) -> [UInt8] {
        precondition((0...count).contains(start), "a copy of what is there")
        return Array(UnsafeBufferPointer(start: base + start, count: count - start))
    }

    /// Lets a closure look at the bytes from an offset on.
    public func withBytes<Result>(from start: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        precondition((0...count).contains(start), "a look at what is there")
        return body(UnsafeBufferPointer(start: base + start, count: count - start))
    }

    public subscript(offset: Int) -> UInt8 {
        get {
            precondition((0..<count).contains(offset), "a byte that is there")
            return base[offset]
        }
        set {
            precondition((0..<count).contains(offset), "a byte that is there")
            base[offset] = newValue
        }
    }
}
