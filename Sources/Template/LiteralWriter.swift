/// How a language writes values that are not strings.
public struct LiteralForms: Sendable {
    var list: (open: StaticString, close: StaticString)
    var map: (open: StaticString, close: StaticString)
    /// Between a key and its value.
    var pair: StaticString
    /// In the place of the least integer, if the language cannot read it as one.
    var leastInteger: StaticString?
}

/// Writes the values of a language that has more than texts.
public struct LiteralWriter: Sendable {
    let syntax: any Syntax
    let forms: LiteralForms?
    @usableFromInline let quote: UInt8
    /// Why a string cannot be written, of the first that cannot.
    @usableFromInline var refusal: String?

    @usableFromInline
    init(_ syntax: any Syntax) {
        self.syntax = syntax
        forms = syntax.literals
        quote = syntax.quote
    }

    public func write(_ value: Bool, to output: inout ByteBuffer) { output.append(value ? "true" : "false") }

    public func write(_ value: Int, to output: inout ByteBuffer) {
        if value == .min, let least = forms?.leastInteger { output.append(least) } else { output.append(value) }
    }

    /// - Parameter digits: with a point between them.
    public func write(float digits: [UInt8], to output: inout ByteBuffer) { output.append(digits) }

    /// A string of the bytes that a closure appends.
    @inlinable @inline(__always)
    public mutating func write(stringTo output: inout ByteBuffer, _ bytes: (inout ByteBuffer) -> Void) {
        output.append(quote)
        let start = output.count
        bytes(&output)
        if output.isPlainWord(from: start) { output.append(quote) } else { finish(from: start, &output) }
    }

    @usableFromInline
    mutating func finish(from start: Int, _ output: inout ByteBuffer) {
        if let reason = syntax.finish(.string, from: start, in: &output) { refusal = refusal ?? reason }
    }

    /// A text of the program's own, of plain bytes.
    @inlinable
    public func write(plain text: StaticString, to output: inout ByteBuffer) {
        output.append(quote)
        output.append(text)
        output.append(quote)
    }

    @inlinable
    public mutating func write(_ bytes: UnsafeBufferPointer<UInt8>, to output: inout ByteBuffer) {
        write(stringTo: &output) { $0.append(bytes) }
    }

    @inlinable
    public mutating func write(_ bytes: [UInt8], to output: inout ByteBuffer) {
        bytes.withUnsafeBufferPointer { write($0, to: &output) }
    }

    /// A list; the closure writes the item of a number.
    public mutating func write(
        listOf count: Int, to output: inout ByteBuffer,
        _ item: (Int, inout LiteralWriter, inout ByteBuffer) -> Void
    ) {
        guard let forms else { preconditionFailure("\(syntax.name) has no lists") }
        output.append(forms.list.open)
        for index in 0..<count {
            if index > 0 { output.append(", ") }
            item(index, &self, &output)
        }
        output.append(forms.list.close)
    }

    /// A map; the closures give the key and write the value of a number.
    public mutating func write(
        mapOf count: Int, to output: inout ByteBuffer, key: (Int) -> [UInt8],
        value: (Int, inout LiteralWriter, inout ByteBuffer) -> Void
    ) {
        guard let forms else { preconditionFailure("\(syntax.name) has no maps") }
        output.append(forms.map.open)
        for index in 0..<count {
            if index > 0 { output.append(", ") }
            write(key(index), to: &output)
            output.append(forms.pair)
            value(index, &self, &output)
        }
        output.append(forms.map.close)
    }
}

/// Literals that were written once, to be copied from then on: of values that a hundred thousand subjects share.
public struct WrittenLiterals: Sendable {
    private var bytes: [UInt8] = []

    /// Where one lies.
    public struct Position: Sendable {
        let start: UInt32
        let end: UInt32
    }

    public init() {}

    /// Keeps what a writer wrote from an offset to the end.
    public mutating func keep(_ output: borrowing ByteBuffer, from offset: Int) -> Position {
        let start = bytes.count
        bytes += output.bytes(from: offset)
        return Position(start: UInt32(start), end: UInt32(bytes.count))
    }

    public func write(_ position: Position, to output: inout ByteBuffer) {
        bytes.withUnsafeBufferPointer {
            output.append(UnsafeBufferPointer(rebasing: $0[Int(position.start)..<Int(position.end)]))
        }
    }
}
