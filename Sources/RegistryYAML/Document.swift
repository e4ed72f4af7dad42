import Diagnostics

/// YAML documents as one tape of nodes in reading order; values are the bytes as libyaml decoded them.
///
/// YAML 1.1's guesses at types are not made: a scalar is bytes and whether it was quoted, and a field's type decides.
/// The registry's own document comes first, those of included files follow it.
final class Document {
    enum Kind: UInt8 { case scalar, map, list }

    struct Node {
        var kind: Kind
        /// A scalar without quotes.
        var isPlain: Bool
        /// A scalar with `{` or `}` in it.
        var hasBrace = false
        /// A scalar of printable ASCII.
        var isASCII = false
        /// Counted from 1; column in code points.
        var line: UInt32
        var column: UInt32
        /// The scalar's bytes in the arena.
        var start: UInt32
        var count: UInt32
        /// The node after this one and all that it holds.
        var end: Int32
    }

    /// Files, each with its first node; a file that was refused has none.
    private(set) var files: [(file: SourceFile, root: Int)] = []
    private(set) var count = 0
    private(set) var arenaCount = 0
    /// Memory of the document's own rather than arrays: fields of a hundred thousand hosts are looked for here, and each
    /// look at an array of a class's costs more than the look itself.
    private var nodes: UnsafeMutablePointer<Node>
    private var capacity: Int
    private var arena: UnsafeMutablePointer<UInt8>
    private var arenaCapacity: Int
    /// Where a piece begins, and which one it is.
    private(set) var base = Int.max
    private var arenaBase = 0
    private var piece = 0
    /// Whose memory this is, if it is not the document's own; such a document is only read.
    private let owner: Document?
    /// Bytes behind the arena's end that may be read, so that a key can be loaded as whole words.
    static let padding = 24

    init() {
        owner = nil
        capacity = 64
        arenaCapacity = 256
        nodes = .allocate(capacity: capacity)
        arena = .allocate(capacity: arenaCapacity)
        arena.initialize(repeating: 0, count: arenaCapacity)
    }

    /// Another object for the same document, to be read on another thread: threads that count references of one object wait for
    /// each other.
    init(sharing other: Document) {
        owner = other
        files = other.files.map { ($0.file, $0.root) }
        (count, arenaCount, capacity, arenaCapacity) = (other.count, other.arenaCount, 0, 0)
        (nodes, arena) = (other.nodes, other.arena)
    }

    /// Another object with the same nodes, to which pieces of a file are added one after the other.
    init(copying other: Document, addingPiecesOf file: SourceFile) {
        owner = nil
        files = other.files.map { ($0.file, $0.root) } + [(file, other.count)]
        (count, arenaCount, base, arenaBase) = (other.count, other.arenaCount, other.count, other.arenaCount)
        (capacity, arenaCapacity) = (count + 1024, arenaCount + Self.padding)
        nodes = .allocate(capacity: capacity)
        nodes.initialize(from: other.nodes, count: count)
        arena = .allocate(capacity: arenaCapacity)
        arena.initialize(repeating: 0, count: arenaCapacity)
        arena.update(from: other.arena, count: arenaCount)
    }

    deinit {
        guard owner == nil else { return }
        nodes.deallocate()
        arena.deallocate()
    }

    // MARK: Writing

    /// Makes room for what a file of this many bytes usually holds.
    func begin(_ file: SourceFile) { begin(file, bytes: file.bytes.count) }

    /// Makes room for so many bytes of a file.
    func begin(_ file: SourceFile, bytes: Int) {
        precondition(owner == nil, "a document is written where its memory is its own")
        files.append((file, count))
        grow(nodes: count + bytes / 10 + 16, bytes: arenaCount + bytes * 9 / 8)
    }

    /// Drops the piece before.
    func beginPiece(_ number: Int) {
        (count, arenaCount, piece) = (base, arenaBase, number)
    }

    /// A number that no other node has, nor one of another piece.
    func identity(_ index: Int) -> Int { index < base ? index : index + (piece + 1) << 32 }

    @inline(__always)
    func append(_ node: Node) {
        if count == capacity { grow(nodes: capacity * 2, bytes: 0) }
        (nodes + count).initialize(to: node)
        count += 1
    }

    /// Copies a scalar's bytes; gives where they begin.
    @inline(__always)
    func append(_ bytes: UnsafePointer<UInt8>, _ length: Int) -> Int {
        if arenaCount + length + Self.padding > arenaCapacity { grow(nodes: 0, bytes: (arenaCount + length) * 2) }
        (arena + arenaCount).update(from: bytes, count: length)
        defer { arenaCount += length }
        return arenaCount
    }

    /// Makes room for a text whose bytes follow with `put`, if it turns out to be of use; gives where it begins.
    func reserve(_ length: Int) -> Int {
        if arenaCount + length + Self.padding > arenaCapacity { grow(nodes: 0, bytes: (arenaCount + length) * 9 / 8) }
        defer { arenaCount += length }
        return arenaCount
    }

    func put(_ bytes: UnsafePointer<UInt8>, _ length: Int, at start: Int) {
        precondition(start + length <= arenaCount)
        (arena + start).update(from: bytes, count: length)
    }

    @inline(__always)
    func close(_ index: Int) { nodes[index].end = Int32(truncatingIfNeeded: count) }

    /// Takes back what a reading wrote that gave up.
    func truncate(to count: Int) { self.count = count }

    func truncate(arenaTo count: Int) { arenaCount = count }

    /// Takes the first byte out of each pair of bytes at the arena's end that begins with an escape; gives how many are left.
    func dropEscapes(from start: Int, _ escape: UInt8) -> Int {
        var (read, write) = (start, start)
        while read < arenaCount {
            if arena[read] == escape { read += 1 }
            arena[write] = arena[read]
            read += 1
            write += 1
        }
        arenaCount = write
        return write - start
    }

    private func grow(nodes wanted: Int, bytes: Int) {
        if wanted > capacity {
            let more = UnsafeMutablePointer<Node>.allocate(capacity: wanted)
            more.moveInitialize(from: nodes, count: count)
            nodes.deallocate()
            (nodes, capacity) = (more, wanted)
        }
        if bytes + Self.padding > arenaCapacity {
            let more = UnsafeMutablePointer<UInt8>.allocate(capacity: bytes + Self.padding)
            more.update(from: arena, count: arenaCount)
            arena.deallocate()
            (arena, arenaCapacity) = (more, bytes + Self.padding)
        }
    }

    // MARK: Reading

    @inline(__always)
    func node(_ index: Int) -> Node {
        precondition(index >= 0 && index < count)
        return nodes[index]
    }

    /// The file that a node was read from.
    func file(of index: Int) -> SourceFile { files[fileNumber(of: index)].file }

    private func fileNumber(of index: Int) -> Int {
        var (low, high) = (0, files.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if files[middle].root <= index { low = middle } else { high = middle }
        }
        return low
    }

    func place(_ index: Int) -> Place {
        let spot = spot(index)
        return Place(
            files[Int(spot.file)].file, line: Int(spot.line), column: Int(spot.column), length: Int(spot.length))
    }

    @inline(__always)
    func spot(_ index: Int) -> Spot {
        let it = node(index)
        // The caret covers the scalar as decoded, which for a quoted one is near enough: it has two quotes more.
        let scalars = it.isASCII ? it.count : UInt32(truncatingIfNeeded: bytes(index).count { $0 & 0xC0 != 0x80 })
        return Spot(
            file: UInt32(truncatingIfNeeded: fileNumber(of: index)), line: it.line, column: it.column,
            length: it.kind == .scalar ? scalars + (it.isPlain ? 0 : 2) : 1)
    }

    /// The bytes of a scalar; valid as long as the document is.
    @inline(__always)
    func bytes(_ index: Int) -> UnsafeBufferPointer<UInt8> {
        let it = node(index)
        return UnsafeBufferPointer(start: UnsafePointer(arena + Int(it.start)), count: Int(it.count))
    }

    func text(_ index: Int) -> String { String(decoding: bytes(index), as: UTF8.self) }

    /// `null`, `~` or nothing at all, unquoted: the field is taken away.
    @inline(__always)
    func isNull(_ index: Int) -> Bool {
        let it = node(index)
        guard it.kind == .scalar, it.isPlain, it.count <= 4 else { return false }
        return it.count == 0 || equals(index, "null") || equals(index, "~")
    }

    @inline(__always)
    func equals(_ index: Int, _ name: StaticString) -> Bool {
        let it = node(index)
        guard Int(it.count) == name.utf8CodeUnitCount else { return false }
        let start = arena + Int(it.start)
        for i in 0..<Int(it.count) where start[i] != name.utf8Start[i] { return false }
        return true
    }

    func equals(_ index: Int, _ name: String) -> Bool { bytes(index).elementsEqual(name.utf8) }

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

        @inline(__always)
        mutating func next() -> Int? {
            guard key < end else { return nil }
            defer { key = Int(document.node(key + 1).end) }
            return key
        }
    }
}
