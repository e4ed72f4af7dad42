import Diagnostics
import Registry

/// What one map says: its fields, those of the maps inside among them, each with its value node, or -1 where `null` takes it away.
struct OwnFields {
    private(set) var entries: ContiguousArray<(field: Int32, node: Int32)> = []

    mutating func removeAll() { entries.removeAll(keepingCapacity: true) }

    /// Reads the keys of a map; what is no field, stands twice or should be a map is reported.
    mutating func collect(_ map: Int, _ names: FieldNames, _ reader: Reader) {
        let document = reader.document
        var seen: UInt64 = 0
        var key = map + 1
        let end = Int(document.node(map).end)
        while key < end {
            defer { key = Int(document.node(key + 1).end) }
            let index = names.find(document.bytes(key))
            guard index >= 0 else {
                reader.unknownKey(key, in: names)
                let first = document.keys(of: map).prefix(64).first {
                    document.bytes($0).elementsEqual(document.bytes(key))
                }
                if let first, first < key { reader.duplicateKey(key, first: first) }
                continue
            }
            let bit: UInt64 = 1 << UInt64(index)
            if seen & bit != 0 {
                let first = document.keys(of: map).first { names.find(document.bytes($0)) == index }
                reader.duplicateKey(key, first: first ?? key)
            }
            seen |= bit
            switch names.entries[index] {
            case .field(let field):
                entries.append(
                    (
                        Int32(truncatingIfNeeded: field),
                        document.isNull(key + 1) ? -1 : Int32(truncatingIfNeeded: key + 1)
                    ))
            case .map(let inner):
                if document.node(key + 1).kind == .map {
                    collect(key + 1, inner, reader)
                } else if document.isNull(key + 1) {
                    for field in inner.fields { entries.append((Int32(field), -1)) }
                } else {
                    reader.wrongType(key + 1, "a map", of: names.names[index])
                }
            }
        }
    }
}

/// The fields of several layers, the winning one's value for each.
///
/// Maps that are fields are merged by their keys, all others are replaced; `null` takes away what lies below.
struct Merged<Field: DescribedField> {
    /// The value node of each field; -1: none.
    private(set) var nodes: ContiguousArray<Int32>
    /// Of fields that are maps of free keys: the layers' maps, the winning one first.
    private(set) var layers: [Int: [Int]] = [:]

    static var freeMaps: FieldSet { Field.freeMaps }

    init() { nodes = ContiguousArray(repeating: -1, count: Field.allCases.count) }

    /// One map alone.
    init(_ map: Int, _ reader: Reader) {
        self.init()
        add(map, reader)
    }

    /// Lays a map above those before.
    mutating func add(_ map: Int, _ reader: Reader) {
        var own = OwnFields()
        own.collect(map, Field.names, reader)
        for (field, node) in own.entries {
            nodes[Int(field)] = node
            guard Self.freeMaps.contains(Int(field)) else { continue }
            layers[Int(field)] = laid(Int(node), over: layers[Int(field)] ?? [], reader.document)
        }
    }

    /// A free map's layers with one more.
    func laid(_ node: Int, over layers: [Int], _ document: Document) -> [Int] {
        node < 0 || document.node(node).kind != .map ? [] : [node] + layers
    }

    @inline(__always)
    mutating func restore(_ field: Int, from other: Merged) {
        nodes[field] = other.nodes[field]
    }

    @inline(__always)
    mutating func set(_ field: Int, _ node: Int32) { nodes[field] = node }

    @inline(__always)
    subscript(field: Field) -> Int? {
        let node = nodes[field.rawValue]
        return node < 0 ? nil : Int(node)
    }
}
