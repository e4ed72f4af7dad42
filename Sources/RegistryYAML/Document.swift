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
    var nodes: ContiguousArray<Node> = []
    var arena: [UInt8] = []

    init(file: SourceFile) {
        self.file = file
        nodes.reserveCapacity(file.bytes.count / 12)
        arena.reserveCapacity(file.bytes.count / 2)
    }

    func place(_ node: Int) -> Place {
        let it = nodes[node]
        // The caret covers the scalar as decoded, which for a quoted one is near enough: it has two quotes more.
        let length =
            it.kind == .scalar
            ? String(decoding: bytes(node), as: UTF8.self).unicodeScalars.count + (it.isPlain ? 0 : 2) : 1
        return Place(file, line: Int(it.line), column: Int(it.column), length: length)
    }

    func bytes(_ node: Int) -> ArraySlice<UInt8> {
        let it = nodes[node]
        return arena[Int(it.start)..<Int(it.start + it.count)]
    }

    func text(_ node: Int) -> String { String(decoding: bytes(node), as: UTF8.self) }

    /// `null`, `~` or nothing at all, unquoted: the field is taken away.
    func isNull(_ node: Int) -> Bool {
        let it = nodes[node]
        guard it.kind == .scalar, it.isPlain else { return false }
        return it.count == 0 || equals(node, "null") || equals(node, "~")
    }

    @inline(__always)
    func equals(_ node: Int, _ name: StaticString) -> Bool {
        let it = nodes[node]
        guard Int(it.count) == name.utf8CodeUnitCount else { return false }
        return arena.withUnsafeBufferPointer { arena in
            for i in 0..<Int(it.count) where arena[Int(it.start) + i] != name.utf8Start[i] { return false }
            return true
        }
    }

    /// The key nodes of a map; a key's value is the next node.
    func keys(of map: Int) -> KeySequence { KeySequence(document: self, key: map + 1, end: Int(nodes[map].end)) }

    /// The items of a list.
    func items(of list: Int) -> [Int] {
        var items: [Int] = []
        var item = list + 1
        while item < Int(nodes[list].end) {
            items.append(item)
            item = Int(nodes[item].end)
        }
        return items
    }

    struct KeySequence: Sequence, IteratorProtocol {
        let document: Document
        var key: Int
        let end: Int

        mutating func next() -> Int? {
            guard key < end else { return nil }
            defer { key = Int(document.nodes[key + 1].end) }
            return key
        }
    }
}
