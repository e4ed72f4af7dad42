extension SourceFile {
    /// Keys that say where a secret is, and what such a place looks like.
    private static func isReference(_ line: ArraySlice<UInt8>) -> Bool {
        let starts = ["file": "/\"'{", "env": "ABCDEFGHIJKLMNOPQRSTUVWXYZ_\"'{", "command": "["]
        return starts.contains { key, starts in
            guard let behind = behindKey(line, isKey: { $0 == key }), behind < line.endIndex else { return false }
            return starts.utf8.contains(line[behind])
        }
    }

    /// A line as a person may see it: what stands behind the key of a secret is dots, on that line and on those that belong to
    /// its value.
    ///
    /// Goes by the text and not by what was parsed, because a line is shown even if it cannot be parsed; rather too much is
    /// hidden than too little.
    func shownLine(_ number: Int) -> [UInt8] {
        var line = Array(self.line(number))
        if belongsToSecret(number) {
            Self.hide(&line, from: Self.isReference(line[...]) ? line.endIndex : line.startIndex)
        }
        if let behind = Self.behindKey(line[...], isKey: SecretName.isLikely) { Self.hide(&line, from: behind) }
        if let behind = isTextInMap(number) ? line.startIndex : Self.behindHolder(line[...]) {
            Self.hide(&line, from: behind)
        }
        return line
    }

    /// A line that is hidden from a column on.
    func shownLine(_ number: Int, hiddenFrom column: Int) -> [UInt8] {
        var line = shownLine(number)
        let scalars = line.indices.filter { line[$0] & 0xC0 != 0x80 }
        if column <= scalars.count { Self.hide(&line, from: scalars[column - 1]) }
        return line
    }

    /// Whether a line without a key of its own stands where a map with secrets belongs.
    private func isTextInMap(_ number: Int) -> Bool {
        let text = line(number)
        guard Self.lastKey(of: text) == nil, text.contains(where: { !Self.isBlank($0) }) else { return false }
        var above = number - 1
        while above > 0, above > number - 2000 {
            let line = line(above)
            above -= 1
            guard let first = line.first(where: { !Self.isBlank($0) }), first != UInt8(ascii: "#") else { continue }
            if Self.isBelow(text, line, first) {
                return Self.lastKey(of: line).map { SecretName.isHolder($0.name) } ?? false
            }
        }
        return false
    }

    /// Where the value of a key begins that should be a map with secrets in it, and is something else.
    private static func behindHolder(_ line: ArraySlice<UInt8>) -> Int? {
        var rest = line
        var behind: Int?
        while let key = lastKey(of: rest) {
            rest = line[..<key.colon]
            guard SecretName.isHolder(key.name),
                let value = line[(key.colon + 1)...].firstIndex(where: { !isBlank($0) })
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
                colon + 1 == line.endIndex || isBlank(line[colon + 1]) || rest.last == UInt8(ascii: "\"")
                || rest.last == UInt8(ascii: "'")
            guard isKey else { continue }
            let name = rest.reversed().drop { !isWord($0) }.prefix { isWord($0) }
            if !name.isEmpty { return (String(decoding: name.reversed(), as: UTF8.self), colon) }
        }
        return nil
    }

    /// Whether one of the lines that this one is indented below has the key of a secret.
    private func belongsToSecret(_ number: Int) -> Bool {
        var current = line(number)
        if current.first.map({ !Self.isBlank($0) && $0 != UInt8(ascii: "-") }) ?? false { return false }
        var above = number - 1
        while above > 0, above > number - 2000 {
            let line = line(above)
            above -= 1
            guard let first = line.first(where: { !Self.isBlank($0) }), first != UInt8(ascii: "#") else { continue }
            guard Self.isBelow(current, line, first) else { continue }
            if Self.behindKey(line, isKey: SecretName.isLikely) != nil { return true }
            if Self.indentation(line) == 0 { return false }
            current = line
        }
        return false
    }

    /// Whether a line belongs to one above it: it is indented more, or is an item of the list that a key begins.
    private static func isBelow(_ line: ArraySlice<UInt8>, _ above: ArraySlice<UInt8>, _ first: UInt8) -> Bool {
        let isItem = line.first(where: { !isBlank($0) }) == UInt8(ascii: "-")
        let (outer, inner) = (indentation(above), indentation(line))
        return outer < inner || outer == inner && isItem && first != UInt8(ascii: "-")
    }

    private static func indentation(_ line: ArraySlice<UInt8>) -> Int { line.prefix(while: isBlank).count }

    /// Where the value of the first such key in a line begins, unless it is a map in braces that refers to a secret.
    private static func behindKey(_ line: ArraySlice<UInt8>, isKey: (String) -> Bool) -> Int? {
        var at = line.startIndex
        while let colon = line[at...].firstIndex(of: UInt8(ascii: ":")) {
            at = colon + 1
            var name = line[..<colon]
            while let last = name.last, last == UInt8(ascii: "\"") || last == UInt8(ascii: "'") || isBlank(last) {
                name = name.dropLast()
            }
            let word = Array(name.reversed().prefix { isWord($0) }.reversed())
            guard !word.isEmpty, isKey(String(decoding: word, as: UTF8.self)) else { continue }
            let value = line[at...].firstIndex { !isBlank($0) } ?? line.endIndex
            guard line[value...].first == UInt8(ascii: "{") else { return value }
            // What is in the braces has keys of its own, or is no reference.
            let inner = line[(value + 1)...]
            let end = inner.firstIndex(of: UInt8(ascii: "}")) ?? inner.endIndex
            let known = inner[..<end].split(separator: UInt8(ascii: ":")).first.map { isKnownInside($0) } ?? true
            if !known || !isReferenceOrMap(inner[..<end]) { return value }
        }
        return nil
    }

    private static func isKnownInside(_ key: ArraySlice<UInt8>) -> Bool {
        let word = String(decoding: key.filter { isWord($0) }, as: UTF8.self)
        return word.isEmpty || ["file", "env", "command", "main", "old", "secret"].contains(word)
    }

    private static func isReferenceOrMap(_ inner: ArraySlice<UInt8>) -> Bool {
        let key = String(decoding: inner.prefix { $0 != UInt8(ascii: ":") }.filter { isWord($0) }, as: UTF8.self)
        return !["file", "env", "command"].contains(key) || isReference(inner)
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || byte == 0x5F || byte == 0x2D
    }

    /// Replaces all that is not blank, code point by code point, so that a caret stays where it belongs.
    private static func hide(_ line: inout [UInt8], from start: Int) {
        let head = line[..<start]
        let tail = line[start...].filter { $0 & 0xC0 != 0x80 }.map { isBlank($0) ? $0 : UInt8(ascii: ".") }
        line = Array(head) + tail
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
}
