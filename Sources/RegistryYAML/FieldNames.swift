/// The names of the fields of one map, and of the maps inside it, for finding them fast.
final class FieldNames: Sendable {
    enum Entry: Sendable {
        case field(Int)
        case map(FieldNames)
    }

    /// "a host", "'db'".
    let kind: String
    /// Names as up to three words of eight bytes, so that a name is found without looking at single bytes.
    private let words: [(UInt64, UInt64, UInt64)]
    let names: [String]
    /// The names as messages list them.
    let listed: String
    let entries: [Entry]
    /// All fields of this map and those inside.
    let fields: Range<Int>
    /// Where messages and the schema speak of the map itself.
    let path: String

    convenience init<Field: DescribedField>(_ type: Field.Type) {
        self.init(
            kind: Field.kind.description, path: "",
            Field.allCases.map { (number: $0.rawValue, rest: $0.path.split(separator: ".").map(String.init)) })
    }

    /// The same for another thread: threads that count references of one object wait for each other.
    init(copying other: FieldNames) {
        (kind, path, listed, fields) = (other.kind, other.path, other.listed, other.fields)
        names = other.names.map { $0 }
        words = other.words.map { $0 }
        entries = other.entries.map { entry in
            if case .map(let inner) = entry { .map(FieldNames(copying: inner)) } else { entry }
        }
    }

    private init(kind: String, path: String, _ fields: [(number: Int, rest: [String])]) {
        precondition(!fields.isEmpty, "a map without fields")
        self.kind = kind
        self.path = path
        self.fields = fields[0].number..<(fields[fields.count - 1].number + 1)
        var names: [String] = []
        var entries: [Entry] = []
        for field in fields where !names.contains(field.rest[0]) {
            let name = field.rest[0]
            names.append(name)
            if field.rest.count == 1 {
                entries.append(.field(field.number))
            } else {
                let inner = fields.filter { $0.rest[0] == name }.map { ($0.number, Array($0.rest.dropFirst())) }
                precondition(inner.last!.0 - inner[0].0 == inner.count - 1, "the fields of '\(name)' stand apart")
                entries.append(
                    .map(FieldNames(kind: "'\(name)'", path: path.isEmpty ? name : "\(path).\(name)", inner)))
            }
        }
        self.names = names
        listed = names.sorted().joined(separator: ", ")
        self.entries = entries
        words = names.map { name in
            precondition(name.utf8.count <= 24, "the name '\(name)' is too long")
            var bytes = Array(name.utf8) + [UInt8](repeating: 0, count: 32)
            bytes.removeLast(bytes.count - 32)
            return bytes.withUnsafeBytes {
                (
                    $0.load(as: UInt64.self), $0.load(fromByteOffset: 8, as: UInt64.self),
                    $0.load(fromByteOffset: 16, as: UInt64.self)
                )
            }
        }
    }

    /// Position of the entry with a name; -1 if there is none.
    ///
    /// - Parameter bytes: with at least `Document.padding` bytes behind them that may be read.
    @inline(__always)
    func find(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        guard let start = bytes.baseAddress, (1...24).contains(bytes.count) else { return -1 }
        let raw = UnsafeRawPointer(start)
        let a = Self.masked(raw.loadUnaligned(as: UInt64.self), bytes.count)
        if bytes.count <= 8 {
            for index in words.indices where words[index].0 == a && words[index].1 == 0 { return index }
            return -1
        }
        let b = Self.masked(raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self), bytes.count - 8)
        let c =
            bytes.count <= 16
            ? 0 : Self.masked(raw.loadUnaligned(fromByteOffset: 16, as: UInt64.self), bytes.count - 16)
        for index in words.indices where words[index].0 == a && words[index].1 == b && words[index].2 == c {
            return index
        }
        return -1
    }

    /// The first so many bytes of a word, the others zero.
    @inline(__always)
    private static func masked(_ word: UInt64, _ count: Int) -> UInt64 {
        let word = UInt64(littleEndian: word)
        return count >= 8 ? word : word & (1 << UInt64(count * 8) - 1)
    }
}
