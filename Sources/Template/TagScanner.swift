import Diagnostics

/// A template's text, cut into text and tags.
enum Token {
    case text([UInt8])
    /// - Parameter standsAlone: the tag's line had nothing else and is gone.
    case tag(sign: UInt8?, name: String, place: Place, standsAlone: Bool)
}

/// Finds the tags of a template.
struct TagScanner {
    let file: SourceFile

    func scan(reporting diagnostics: inout Diagnostics) -> [Token] {
        var tokens: [Token] = []
        let bytes = file.bytes
        var at = 0
        var textStart = 0
        while let open = find([0x7B, 0x7B], from: at) {
            let place = place(of: open)
            guard let close = find([0x7D, 0x7D], from: open + 2) else {
                diagnostics.error(Code(401), "the tag is not closed; '}}' is missing", at: place)
                break
            }
            let inner = bytes[(open + 2)..<close]
            let sign = inner.first.flatMap { "#^/!".utf8.contains($0) ? $0 : nil }
            let name = trimmed(sign == nil ? inner : inner.dropFirst())
            if sign != UInt8(ascii: "!"), !isName(name) {
                diagnostics.error(
                    Code(401),
                    "'\(String(decoding: name, as: UTF8.self))' is not a name; letters, digits and '_' make one",
                    at: place)
            }
            var (start, end) = (open, close + 2)
            let alone = sign.flatMap { _ in line(around: start..<end) }
            if let alone { (start, end) = (max(alone.lowerBound, textStart), alone.upperBound) }
            if start > textStart { tokens.append(.text(Array(bytes[textStart..<start]))) }
            tokens.append(
                .tag(sign: sign, name: String(decoding: name, as: UTF8.self), place: place, standsAlone: alone != nil))
            textStart = end
            at = end
        }
        if textStart < bytes.count { tokens.append(.text(Array(bytes[textStart...]))) }
        return tokens
    }

    private func find(_ pair: [UInt8], from start: Int) -> Int? {
        var at = start
        while at + 1 < file.bytes.count {
            if file.bytes[at] == pair[0], file.bytes[at + 1] == pair[1] { return at }
            at += 1
        }
        return nil
    }

    private func place(of offset: Int) -> Place {
        let before = file.bytes[..<offset]
        let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        return Place(
            file, line: before.count { $0 == 0x0A } + 1, column: before[lineStart...].count { $0 & 0xC0 != 0x80 } + 1,
            length: 2)
    }

    private func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var bytes = bytes
        while bytes.first == 0x20 { bytes.removeFirst() }
        while bytes.last == 0x20 { bytes.removeLast() }
        return bytes
    }

    private func isName(_ bytes: ArraySlice<UInt8>) -> Bool {
        !bytes.isEmpty
            && bytes.allSatisfy { (0x61...0x7A).contains($0 | 0x20) || (0x30...0x39).contains($0) || $0 == 0x5F }
    }

    /// The whole line, with its end, if nothing but white space stands beside the tag.
    private func line(around tag: Range<Int>) -> Range<Int>? {
        let bytes = file.bytes
        let start = bytes[..<tag.lowerBound].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        let end = bytes[tag.upperBound...].firstIndex(of: 0x0A) ?? bytes.count
        let isBlank: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
        guard bytes[start..<tag.lowerBound].allSatisfy(isBlank), bytes[tag.upperBound..<end].allSatisfy(isBlank) else {
            return nil
        }
        return start..<min(end + 1, bytes.count)
    }
}
