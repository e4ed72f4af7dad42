/// What a template is about: it gives bytes for the names of its vocabulary, and writes them where they are wanted, so that
/// none are kept or copied between.
///
/// Lists are gone through one item at a time: after `select` the names of a list's items mean that item.
public protocol Subject {
    /// The names of the vocabulary, those of items of lists among them.
    associatedtype Name: Sendable

    static var vocabulary: Vocabulary<Name> { get }

    /// Appends the bytes of a text or a line, as they are.
    mutating func write(_ name: Name, to output: inout ByteBuffer)

    /// Writes a literal.
    mutating func write(_ name: Name, with writer: inout LiteralWriter, to output: inout ByteBuffer)

    /// Whether a flag is set.
    mutating func isSet(_ name: Name) -> Bool

    /// How many items a list has.
    mutating func count(of name: Name) -> Int

    /// Makes an item of a list the current one.
    mutating func select(_ item: Int, of name: Name)

    /// Says at which byte of the output the text of an item begins; behind the last one, with the count of the list, where
    /// that ends. Nothing need come of it.
    mutating func begins(_ item: Int, of name: Name, at offset: Int)
}

// A vocabulary says which of them its names need.
extension Subject {
    public mutating func write(_ name: Name, with writer: inout LiteralWriter, to output: inout ByteBuffer) {
        preconditionFailure("\(name) is no literal")
    }
    public mutating func isSet(_ name: Name) -> Bool { preconditionFailure("\(name) is no flag") }
    public mutating func count(of name: Name) -> Int { preconditionFailure("\(name) is no list") }
    public mutating func select(_ item: Int, of name: Name) { preconditionFailure("\(name) is no list") }
    @inlinable public mutating func begins(_ item: Int, of name: Name, at offset: Int) {}
}
