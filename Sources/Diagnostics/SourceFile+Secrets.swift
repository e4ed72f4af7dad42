extension SourceFile {
    /// A line as a person may see it: what stands behind `password:` is dots, on that line and, where nothing but the key stands
    /// there, on the next.
    ///
    /// Goes by the text and not by what was parsed, because a line is shown even if it cannot be parsed.
    func shownLine(_ number: Int) -> [UInt8] {
        var line = Array(self.line(number))
        if number > 1, let behind = Self.behindKey(self.line(number - 1)),
            self.line(number - 1)[behind...].allSatisfy(Self.isBlank)
        {
            Self.hide(&line, from: line.startIndex)
        }
        if let behind = Self.behindKey(line[...]) { Self.hide(&line, from: behind) }
        return line
    }

    /// Where the value of a key that ends in `password` begins; nil if there is none, or if it is a map.
    private static func behindKey(_ line: ArraySlice<UInt8>) -> Int? {
        let word = Array("password".utf8)
        var at = line.startIndex
        while let found = line[at...].indices.first(where: { line[$0...].starts(with: word) }) {
            at = found + word.count
            var behind = line[at...].drop { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") || isBlank($0) }
            guard behind.first == UInt8(ascii: ":") else { continue }
            behind = behind.dropFirst().drop(while: isBlank)
            if behind.first != UInt8(ascii: "{") { return behind.startIndex }
        }
        return nil
    }

    /// Replaces all that is not blank, code point by code point, so that a caret stays where it belongs.
    private static func hide(_ line: inout [UInt8], from start: Int) {
        let head = line[..<start]
        let tail = line[start...].filter { $0 & 0xC0 != 0x80 }.map { isBlank($0) ? $0 : UInt8(ascii: ".") }
        line = Array(head) + tail
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
}
