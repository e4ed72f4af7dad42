import Diagnostics

/// One YAML document as a tape of nodes in reading order; values are the bytes as libyaml decoded them.
///
/// YAML 1.1's guesses at types are not made: a scalar is bytes and whether it was quoted, and a field's type decides.
final class Document {
    enum Kind: UInt8 { case scalar, map, list }

    struct Node {
        var kind: Kind
        var isPlain: Bool
        /// Set when something asked for the field of this key; what stays unset is an unknown field.
        var isUsed = false
        /// Counted from 1; column in code points.
        var line: UInt32
        var column: UInt32
        /// The scalar's bytes in the arena.
        var start: UInt32
        var count: UInt32
        /// The node after this one and all that it holds.
        var end: Int32
    }

    let file: SourceFile
    let count: Int
    /// Memory of the document's own rather than arrays: fields of a hundred thousand hosts are looked for here, and each
    /// look at an array of a class's costs more than the look itself.
    private let nodeMemory: UnsafeMutableBufferPointer<Node>
    private let arena: UnsafeMutableBufferPointer<UInt8>

    init(file: SourceFile, nodes: ContiguousArray<Node>, arena bytes: ContiguousArray<UInt8>) {
        self.file = file
        count = nodes.count
        nodeMemory = .allocate(capacity: nodes.count)
        _ = nodeMemory.initialize(from: nodes)
        arena = .allocate(capacity: bytes.count)
        _ = arena.initialize(from: bytes)
    }

    deinit {
        nodeMemory.deallocate()
        arena.deallocate()
    }

    @inline(__always)
    func node(_ index: Int) -> Node {
        precondition(index >= 0 && index < count)
        return nodeMemory.baseAddress.unsafelyUnwrapped[index]
    }

    func markUsed(_ key: Int) { nodeMemory[key].isUsed = true }

    func place(_ index: Int) -> Place {
        let it = node(index)
        // The caret covers the scalar as decoded, which for a quoted one is near enough: it has two quotes more.
        let scalars = bytes(index).count { $0 & 0xC0 != 0x80 }
        let length = it.kind == .scalar ? scalars + (it.isPlain ? 0 : 2) : 1
        return Place(file, line: Int(it.line), column: Int(it.column), length: length)
    }

    /// The bytes of a scalar; valid as long as the document is.
    @inline(__always)
    func bytes(_ index: Int) -> UnsafeMutableBufferPointer<UInt8>.SubSequence {
        let it = node(index)
        return arena[Int(it.start)..<Int(it.start + it.count)]
    }

    func text(_ index: Int) -> String { String(decoding: bytes(index), as: UTF8.self) }

    /// `null`, `~` or nothing at all, unquoted: the field is taken away.
    func isNull(_ index: Int) -> Bool {
        let it = node(index)
        guard it.kind == .scalar, it.isPlain else { return false }
        return it.count == 0 || equals(index, "null") || equals(index, "~")
    }

    @inline(__always)
    func equals(_ index: Int, _ name: StaticString) -> Bool {
        let it = node(index)
        guard Int(it.count) == name.utf8CodeUnitCount else { return false }
        let start = arena.baseAddress.unsafelyUnwrapped + Int(it.start)
        for i in 0..<Int(it.count) where start[i] != name.utf8Start[i] { return false }
        return true
    }

    /// The key nodes of a map; a key's value is the next node.
    func keys(of map: Int) -> KeySequence { KeySequence(document: self, key: map + 1, end: Int(node(map).end)) }

    /// The items of a list.
    func items(of list: Int) -> [Int] {
        var items: [Int] = []
        var item = list + 1
        while item < Int(node(list).end) {
            items.append(item)
            item = Int(node(item).end)
        }
        return items
    }

    struct KeySequence: Sequence, IteratorProtocol {
        let document: Document
        var key: Int
        let end: Int

        mutating func next() -> Int? {
            guard key < end else { return nil }
            defer { key = Int(document.node(key + 1).end) }
            return key
        }
    }
}
