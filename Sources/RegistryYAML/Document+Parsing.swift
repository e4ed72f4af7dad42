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
        if let offset = file.bytes.withUnsafeBufferPointer(unusualLineBreak) {
            diagnostics.error(
                Code(102), "a line ends here with something else than a line feed, which only some YAML readers see",
                at: place(ofByte: offset, in: file))
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

    /// A lone CR, or U+0085, U+2028, U+2029, which YAML 1.1 takes for line breaks and YAML 1.2 for characters.
    private static func unusualLineBreak(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        for index in bytes.indices {
            let byte = bytes[index]
            guard byte == 0x0D || byte == 0xC2 || byte == 0xE2 else { continue }
            let rest = bytes[index...]
            if byte == 0x0D, !rest.starts(with: [0x0D, 0x0A]) { return index }
            if rest.starts(with: [0xC2, 0x85]) || rest.starts(with: [0xE2, 0x80, 0xA8])
                || rest.starts(with: [0xE2, 0x80, 0xA9])
            {
                return index
            }
        }
        return nil
    }

    /// Line and column of a byte of a file.
    static func place(ofByte offset: Int, in file: SourceFile) -> Place {
        let before = file.bytes.prefix(offset)
        let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        return Place(
            file, line: before.count { $0 == 0x0A } + 1, column: before[lineStart...].count { $0 & 0xC0 != 0x80 } + 1)
    }
}
