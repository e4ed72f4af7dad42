import HostTable

// What the reader of tables must keep to, whatever became of the files: the right answer or damage. For the fuzz target, and for
// the tests, which ask the same of its corpus.

/// What is wrong with how an altered table is read; nil if nothing is.
///
/// The first byte chooses the keys that are asked for; the others say what is done to the table's files.
public func fault(ofInput bytes: [UInt8]) -> String? {
    let choice = Int(bytes.first ?? 0)
    // A hash chooses, since libFuzzer would like the large one: it has more to look at.
    let isLarge = CRC32.of(bytes) & 31 == 31
    let table = isLarge ? TestTable.large : TestTable.small
    let altered = AlteredTable(table, by: bytes.dropFirst())
    let files = altered.files
    guard let reader = try? HostTableReader(root: altered.root, shard: { files[Array($0)] ?? [] }) else { return nil }
    for offset in 0..<(isLarge ? 1 : 4) {
        let (key, record) = table.questions[(choice * 7 + offset) % table.questions.count]
        guard let answer = try? reader.lookUp(key) else { continue }
        guard answer.record == record else {
            return "the key \(String(decoding: key, as: UTF8.self)) has another record: \(shown(answer.record))"
        }
    }
    guard !isLarge || choice == 0, let entries = try? reader.entries() else { return nil }
    let isWhole = entries.count == table.entries.count && entries.allSatisfy { table.entries[$0.key] == $0.record }
    return isWhole ? nil : "a list of other keys than the table's"
}

private func shown(_ record: [UInt8]?) -> String { record.map { String(decoding: $0, as: UTF8.self) } ?? "none" }
