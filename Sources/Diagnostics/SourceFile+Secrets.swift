extension SourceFile {
    /// Keys whose values are nobody's business; 'password' also ends longer ones.
    private static let secretKeys = [
        "password", "upgradekey", "secret", "password_salt", "password_peppers", "main", "old",
    ]
    .map { Array($0.utf8) }
    /// Keys that say where a secret is, and are none themselves.
    private static let referenceKeys = ["file", "env", "command"].map { Array($0.utf8) }

    /// A line as a person may see it: what stands behind the key of a secret is dots, on that line and on those that belong to
    /// its value.
    ///
    /// Goes by the text and not by what was parsed, because a line is shown even if it cannot be parsed; rather too much is
    /// hidden than too little.
    func shownLine(_ number: Int) -> [UInt8] {
        var line = Array(self.line(number))
        if belongsToSecret(number) {
            let start = Self.behindKey(line[...], of: Self.referenceKeys) == nil ? line.startIndex : line.endIndex
            Self.hide(&line, from: start)
        }
        if let behind = Self.behindKey(line[...], of: Self.secretKeys) { Self.hide(&line, from: behind) }
        return line
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
            let isItem = current.first(where: { !Self.isBlank($0) }) == UInt8(ascii: "-")
            let (outer, inner) = (Self.indentation(line), Self.indentation(current))
            guard outer < inner || outer == inner && isItem && first != UInt8(ascii: "-") else { continue }
            if Self.behindKey(line, of: Self.secretKeys) != nil { return true }
            if outer == 0 { return false }
            current = line
        }
        return false
    }

    private static func indentation(_ line: ArraySlice<UInt8>) -> Int { line.prefix(while: isBlank).count }

    /// Where the value of the first of the keys in a line begins, unless it is a map in braces, which has keys of its own.
    private static func behindKey(_ line: ArraySlice<UInt8>, of keys: [[UInt8]]) -> Int? {
        var at = line.startIndex
        while let colon = line[at...].firstIndex(of: UInt8(ascii: ":")) {
            at = colon + 1
            var name = line[..<colon]
            while let last = name.last, last == UInt8(ascii: "\"") || last == UInt8(ascii: "'") || isBlank(last) {
                name = name.dropLast()
            }
            let word = Array(name.reversed().prefix { isWord($0) }.reversed())
            let isKey = keys.contains { key in
                word == key || key.count == 8 && word.count > 8 && word.suffix(8).elementsEqual("password".utf8)
            }
            guard isKey else { continue }
            let value = line[at...].firstIndex { !isBlank($0) } ?? line.endIndex
            if line[value...].first != UInt8(ascii: "{") { return value }
        }
        return nil
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
