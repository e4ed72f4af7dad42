import Diagnostics

extension Document {
    /// Maps and lists inside each other: more than a registry needs, less than what makes libyaml slow (its flow nesting is quadratic).
    static let deepestNesting = 16
    /// Bytes of a registry: what the 32-bit places can count with room to spare.
    static let largestFile = 1 << 30
    /// Bytes of one value.
    static let longestValue = 1024

    /// Reads one document; nil, with what is wrong reported, if it is not one map in plain YAML.
    static func parse(_ file: SourceFile, reporting diagnostics: inout Diagnostics) -> Document? {
        guard file.bytes.count <= largestFile else {
            diagnostics.error(
                Code(105), "the registry has \(file.bytes.count) bytes; at most \(largestFile) are read",
                at: Place(file, line: 1, column: 1))
            return nil
        }
        guard !file.bytes.starts(with: [0xFF, 0xFE]), !file.bytes.starts(with: [0xFE, 0xFF]) else {
            diagnostics.error(
                Code(102), "the registry is UTF-16; it must be UTF-8", at: Place(file, line: 1, column: 1))
            return nil
        }
        var reading = EventReading(file: file)
        reading.run()
        if let refusal = reading.refusal {
            diagnostics.report(refusal)
            return nil
        }
        let document = Document(file: file, nodes: reading.nodes, arena: reading.arena)
        document.check(reporting: &diagnostics)
        return document
    }
}
