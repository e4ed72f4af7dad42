extension SourceFile {
    /// The byte of a line from which on stands what is no map where a map with secrets belongs; `Int.max`: none.
    ///
    /// Such a text may be the secret itself.
    func mapStart(_ number: Int) -> Int {
        let line = line(number)
        if isTextInMap(number) { return 0 }
        return Self.behindHolder(line).map { $0 - line.startIndex } ?? .max
    }

    /// Whether a line without a key of its own stands where a map with secrets belongs.
    private func isTextInMap(_ number: Int) -> Bool {
        let text = line(number)
        guard Self.lastKey(of: text) == nil, !text.allSatisfy(SecretLines.isBlank) else { return false }
        var (start, seen) = (text.startIndex, 0)
        while let above = lineAbove(start) {
            (start, seen) = (above.startIndex, seen + 1)
            // Rather too much is hidden than too little, and no line costs more than this.
            guard seen < 2000, text.startIndex - start < 1 << 18 else { return true }
            guard let first = above.first(where: { !SecretLines.isBlank($0) }), first != UInt8(ascii: "#") else {
                continue
            }
            if Self.isBelow(text, above, first) {
                return Self.lastKey(of: above).map { SecretName.isHolder($0.name) } ?? false
            }
        }
        return false
    }

    /// The line before the one that begins at a byte; nil: that is the first.
    private func lineAbove(_ start: Int) -> ArraySlice<UInt8>? {
        guard start > 0, bytes[start - 1] == 0x0A else { return nil }
        let before = bytes[..<(start - 1)]
        let line = before[(before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0)...]
        return line.last == 0x0D ? line.dropLast() : line
    }

    /// Where the value of a key begins that should be a map with secrets in it, and is something else.
    private static func behindHolder(_ line: ArraySlice<UInt8>) -> Int? {
        var rest = line
        var behind: Int?
        while let key = lastKey(of: rest) {
            rest = line[..<key.colon]
            guard SecretName.isHolder(key.name),
                let value = line[(key.colon + 1)...].firstIndex(where: { !SecretLines.isBlank($0) })
            else { continue }
            let isNull = ["null", "~"].contains { line[value...].starts(with: $0.utf8) }
            if ![UInt8(ascii: "{"), UInt8(ascii: "#")].contains(line[value]), !isNull { behind = value }
        }
        return behind
    }

    /// The last `key:` of a line.
    private static func lastKey(of line: ArraySlice<UInt8>) -> (name: String, colon: Int)? {
        var rest = line
        while let colon = rest.lastIndex(of: UInt8(ascii: ":")) {
            rest = line[..<colon]
            let isKey =
                colon + 1 == line.endIndex || SecretLines.isBlank(line[colon + 1]) || rest.last == UInt8(ascii: "\"")
                || rest.last == UInt8(ascii: "'")
            guard isKey else { continue }
            let name = rest.reversed().drop { !SecretLines.isWord($0) }.prefix(while: SecretLines.isWord)
            if !name.isEmpty { return (String(decoding: name.reversed(), as: UTF8.self), colon) }
        }
        return nil
    }

    /// Whether a line belongs to one above it: it is indented more, or is an item of the list that a key begins.
    private static func isBelow(_ line: ArraySlice<UInt8>, _ above: ArraySlice<UInt8>, _ first: UInt8) -> Bool {
        let isItem = line.first { !SecretLines.isBlank($0) } == UInt8(ascii: "-")
        let (outer, inner) = (indentation(above), indentation(line))
        return outer < inner || outer == inner && isItem && first != UInt8(ascii: "-")
    }

    private static func indentation(_ line: ArraySlice<UInt8>) -> Int { line.prefix(while: SecretLines.isBlank).count }
}
