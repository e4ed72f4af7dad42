import Diagnostics
import Glibc

extension SourceFile {
    /// A registry with a longer line is refused, whatever follows.
    public static var longestRegistryLine: Int { Document.longestLine }

    /// Whether a registry that begins so is refused, whatever follows: a value that libyaml reads does not end in it.
    ///
    /// - Parameter beginning: of at least 3 MiB; less has too little of such a value.
    public static func isRefusedRegistry(_ beginning: UnsafeBufferPointer<UInt8>) -> Bool {
        // What begins with lines that are read as lines is most likely one of many hosts.
        let lines = beginning.prefix(65536)
        let whole = lines.lastIndex(of: 0x0A).map { lines[...$0] } ?? lines
        let file = SourceFile(name: "", bytes: [])
        let document = Document()
        document.begin(file)
        if document.readLines(of: UnsafeBufferPointer(rebasing: whole)) != nil { return false }
        var reading = EventReading(file: SourceFile(name: "", bytes: Array(beginning)), into: document)
        reading.run()
        return reading.hasEndlessValue
    }
}

extension Document {
    /// Maps and lists inside each other: more than a registry needs, less than what makes libyaml slow (its flow nesting is quadratic).
    static let deepestNesting = 16
    /// Keys of one map and items of one list, but for hosts: a file of another kind has any number.
    static let mostEntries = 10_000
    /// Bytes of one file: what the 32-bit places can count with room to spare.
    static let largestFile = 1 << 30
    /// Bytes of one line: libyaml reads a scalar whole before anything can be said about it.
    static let longestLine = 1 << 20
    /// Bytes of one value, where a field does not say otherwise.
    static let longestValue = 1024
    /// Bytes of a value of a field for long texts.
    static let longestText = 65536

    /// Reads one file behind what was read before; gives the node of its map, or nil, with what is wrong reported, if it is
    /// not one map in plain YAML.
    func parse(_ file: SourceFile, reporting diagnostics: inout Diagnostics) -> Int? {
        // A byte makes at most one node, and two bytes of an escape at most three of a value.
        guard count + file.bytes.count < Int(Int32.max), arenaCount + file.bytes.count * 3 / 2 < Int(UInt32.max),
            file.bytes.count <= Self.largestFile
        else {
            diagnostics.error(
                Code(105),
                "the registry has \(file.bytes.count) bytes; at most \(Self.largestFile) are read, and about twice that in all of its files",
                at: Place(file, line: 1, column: 1))
            return nil
        }
        guard !file.bytes.starts(with: [0xFF, 0xFE]), !file.bytes.starts(with: [0xFE, 0xFF]) else {
            diagnostics.error(
                Code(102), "the registry is UTF-16; it must be UTF-8", at: Place(file, line: 1, column: 1))
            return nil
        }
        if let (offset, code, message) = file.bytes.withUnsafeBufferPointer(Self.unusualLine) {
            diagnostics.error(Code(code), message, at: Self.place(ofByte: offset, in: file))
            return nil
        }
        let root = count
        begin(file)
        if let unusual = readLines(of: file) {
            for scalar in unusual { checkScalar(scalar, reporting: &diagnostics) }
            return root
        }
        var reading = EventReading(file: file, into: self)
        reading.run()
        if let refusal = reading.refusal {
            diagnostics.report(refusal)
            return nil
        }
        for scalar in reading.unusual { checkScalar(scalar, reporting: &diagnostics) }
        return root
    }

    /// Reads a file that is written plainly; nil if libyaml has to.
    func readLines(of file: SourceFile) -> [Int]? { file.bytes.withUnsafeBufferPointer { readLines(of: $0) } }

    /// - Parameters:
    ///   - indent: of the map that the lines are keys of; nil: the registry's own.
    ///   - line: the number of the first line.
    func readLines(
        of bytes: UnsafeBufferPointer<UInt8>, inMapAt indent: Int? = nil, fromLine line: UInt32 = 1
    ) -> [Int]? {
        guard let start = bytes.baseAddress else { return nil }
        let arenaStart = reserve(bytes.count)
        var reading = LineReading(self, bytes, from: start, arenaStart, fromLine: line)
        if let indent { reading.beginInside(indent) }
        let root = count
        if let unusual = reading.read() {
            put(start, bytes.count, at: arenaStart)
            return unusual
        }
        truncate(to: root)
        truncate(arenaTo: arenaStart)
        return nil
    }

    /// A lone CR, or U+0085, U+2028, U+2029, which YAML 1.1 takes for line breaks and YAML 1.2 for characters; a line too long.
    private static func unusualLine(_ bytes: UnsafeBufferPointer<UInt8>) -> (Int, Int, String)? {
        let foreign = "a line ends here with something else than a line feed, which only some YAML readers see"
        for (lead, tails) in [(0x0D, []), (0xC2, [[0x85]]), (0xE2, [[0x80, 0xA8], [0x80, 0xA9]])]
            as [(Int32, [[UInt8]])]
        {
            var at = 0
            while let found = position(of: lead, in: bytes, from: at) {
                let rest = bytes[(found + 1)...]
                let isForeign = lead == 0x0D ? rest.first != 0x0A : tails.contains { rest.starts(with: $0) }
                if isForeign { return (found, 102, foreign) }
                at = found + 1
            }
        }
        var start = 0
        while bytes.count - start > longestLine {
            // The last line feed within reach: most lines need no look of their own.
            guard let feed = bytes[start...(start + longestLine)].lastIndex(of: 0x0A) else {
                return (start, 105, "the line is longer than \(longestLine) bytes")
            }
            start = feed + 1
        }
        return nil
    }

    private static func position(of byte: Int32, in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        guard let base = bytes.baseAddress, start < bytes.count,
            let found = memchr(base + start, byte, bytes.count - start)
        else { return nil }
        return UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }

    /// Line and column of a byte of a file.
    static func place(ofByte offset: Int, in file: SourceFile) -> Place {
        let before = file.bytes.prefix(offset)
        let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        return Place(
            file, line: before.count { $0 == 0x0A } + 1, column: before[lineStart...].count { $0 & 0xC0 != 0x80 } + 1)
    }
}
