import HostTable

/// A table as it was written, and what is to be said of keys that it has and of some that it has not.
struct TestTable {
    let root: [UInt8]
    /// Each shard's file by its reference.
    let files: [[UInt8]: [UInt8]]
    /// The references, sorted.
    let references: [[UInt8]]
    let entries: [[UInt8]: [UInt8]]
    let questions: [(key: [UInt8], record: [UInt8]?)]

    static let small = TestTable(keys: 12)
    /// Of more than one shard.
    static let large = TestTable(keys: 1100)

    private init(keys: Int) {
        let record = { (number: Int) -> [UInt8] in
            let key = "host-\(number).example.org"
            return HostRecord(
                status: number % 5 == 0 ? .maintenance : .enabled, id: Array("host-\(number)".utf8),
                canonical: Array(key.utf8), payload: Array("\(number * 7919)".utf8)
            ).bytes
        }
        let written = (0..<keys).map { number in
            HostTable.Entry(key: Array("host-\(number).example.org".utf8), record: record(number))
        }
        var files: [[UInt8]: [UInt8]] = [:]
        let table = HostTable(written) { shard in
            let reference = Self.reference(files.count)
            files[reference] = shard
            return reference
        }
        root = table.root
        self.files = files
        references = (0..<files.count).map(Self.reference)
        entries = Dictionary(uniqueKeysWithValues: written.map { ($0.key, $0.record) })
        questions =
            written.prefix(40).map { ($0.key, $0.record) }
            + (0..<20).map { (Array("nobody-\($0).example.org".utf8), nil) }
    }

    /// 32 digits.
    private static func reference(_ number: Int) -> [UInt8] {
        let digits = Array(String(number).utf8)
        return [UInt8](repeating: 0x30, count: 32 - digits.count) + digits
    }
}

/// A table after somebody or something wrote over its files.
struct AlteredTable {
    private(set) var root: [UInt8]
    private(set) var files: [[UInt8]: [UInt8]]

    /// - Parameter edits: of six bytes each: which file, what, where (2), how much, and a byte.
    init(_ table: TestTable, by edits: ArraySlice<UInt8>) {
        (root, files) = (table.root, table.files)
        var rest = edits
        while rest.count >= 6 {
            let edit = Array(rest.prefix(6))
            rest = rest.dropFirst(6)
            let number = Int(edit[0]) % (table.references.count + 1)
            guard number > 0 else {
                Self.apply(edit, to: &root, source: table.root, rest: &rest)
                continue
            }
            let reference = table.references[number - 1]
            Self.apply(edit, to: &files[reference, default: []], source: table.files[reference] ?? [], rest: &rest)
        }
    }

    /// - Parameter source: the file as it was written. One whole file of a table in the place of another is no alteration that it could
    ///   show by itself: its name, which is a digest, would.
    private static func apply(
        _ edit: [UInt8], to file: inout [UInt8], source: [UInt8], rest: inout ArraySlice<UInt8>
    ) {
        let at = (Int(edit[2]) << 8 | Int(edit[3])) % (file.count + 1)
        let end = min(file.count, at + Int(edit[4]))
        switch edit[1] % 8 {
        case 0: file.replaceSubrange(at..<end, with: rest.prefix(Int(edit[5])))
        case 1: file.removeSubrange(at..<end)
        case 2: file.insert(contentsOf: repeatElement(edit[5], count: Int(edit[4])), at: at)
        case 3: file = Array(file.prefix(at))
        case 4: for index in at..<end { file[index] ^= edit[5] }
        case 5: file.insert(contentsOf: source[min(at, source.count)..<min(at + Int(edit[4]), source.count)], at: at)
        case 6: file = source
        default: if at < file.count { file[at] = edit[5] }
        }
        if edit[1] % 8 == 0 { rest = rest.dropFirst(Int(edit[5])) }
    }
}
