/// Where secrets stand in a YAML text: for each line, the byte from which on it is nobody's business.
///
/// Goes by the text and not by what was parsed, because a line is shown even if the text cannot be parsed; rather too much is
/// hidden than too little. Follows quotes, brackets and indentation, so that a value is hidden on all of its lines.
struct SecretLines {
    /// Of the lines on which something is hidden: counted from the line's first byte.
    private var starts: [Int: Int] = [:]
    /// How many lines were looked at.
    private var count = 0
    /// The quote that the last line left open; 0: none.
    private var quote: UInt8 = 0
    /// Brackets that the last line left open.
    private var depth = 0
    /// The brackets around a secret's value that has not ended.
    private var flow: Int?
    /// The indentation of a secret's key: lines that are indented more belong to its value.
    private var block: Int?
    /// Nothing stood behind that key, so that the next line may be the value, whatever its indentation.
    private var isPending = false
    /// The indentation of the key of a text in '|' or '>', which has no quotes and brackets of its own.
    private var literal: Int?

    /// Where secrets begin on a line, counted from 1; looks at the lines before it that were not looked at.
    mutating func start(_ number: Int, in file: SourceFile) -> Int {
        while count < number {
            count += 1
            let start = add(file.line(count))
            if start != .max { starts[count] = start }
        }
        return starts[number] ?? .max
    }

    private mutating func add(_ line: ArraySlice<UInt8>) -> Int {
        let (first, indent) = Self.indentation(line)
        let blanks = line.prefix(while: Self.isBlank).count
        let isBlank = first == line.endIndex
        if let outer = literal {
            if isBlank || blanks > outer {
                return isHidden(line, first, blanks) ? 0 : textStart(line, from: line.startIndex)
            }
            literal = nil
        }
        let wasHidden = !isBlank && isHidden(line, first, blanks)
        if wasHidden, quote == 0, depth == 0, Self.isReferenceLine(line[first...]) { return .max }
        let start = scan(line, first, indent)
        return wasHidden ? 0 : start
    }

    /// Whether a line belongs to a secret that began on one before.
    private mutating func isHidden(_ line: ArraySlice<UInt8>, _ first: Int, _ blanks: Int) -> Bool {
        if flow != nil { return true }
        guard let outer = block else { return false }
        if quote != 0 || depth > 0 { return true }
        guard first < line.endIndex else { return true }
        let dashes = line[..<first].contains(UInt8(ascii: "-"))
        if blanks > outer || blanks == outer && dashes { return true }
        if line[first] == UInt8(ascii: "#") { return false }
        defer { isPending = false }
        if isPending, !Self.isKeyLine(line[first...]) { return true }
        block = nil
        return false
    }

    /// Follows a line's quotes and brackets; gives where its secrets begin.
    private mutating func scan(_ line: ArraySlice<UInt8>, _ first: Int, _ indent: Int) -> Int {
        var (at, start) = (first, Int.max)
        // Whether a value may begin here.
        var isFresh = true
        while at < line.endIndex {
            let byte = line[at]
            let next = at + 1 < line.endIndex ? line[at + 1] : 0x20
            if byte == UInt8(ascii: ":"), flow == nil, let value = Self.secretValue(line, at) {
                if quote == 0, let end = Self.referenceEnd(line, value) {
                    let rest = Self.blanks(line, end)
                    // `{ secret: … }` is all there is; what stands beside it may be the secret.
                    if line[..<at].suffix(6).elementsEqual("secret".utf8), rest < line.endIndex,
                        line[rest] == UInt8(ascii: ",")
                    {
                        start = min(start, rest - line.startIndex)
                    }
                    (at, isFresh) = (end, false)
                    continue
                }
                start = min(start, value - line.startIndex)
                if quote == 0, block == nil { begin(line, value, indent) }
            }
            if quote != 0 {
                isFresh = false
                if byte == quote, byte == UInt8(ascii: "'"), next == byte {
                    at += 1
                } else if byte == quote {
                    quote = 0
                }
                if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") { at += 1 }
                at += 1
                continue
            }
            switch byte {
            case 0x20, 0x09: break
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                if isFresh { quote = byte }
                isFresh = false
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                if isFresh || depth > 0 { depth += 1 }
                isFresh = depth > 0
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth = max(depth - 1, 0)
                if let outer = flow, depth < outer { flow = nil }
                isFresh = false
            case UInt8(ascii: ","):
                isFresh = depth > 0
                if flow == depth { flow = nil }
            case UInt8(ascii: ":"):
                isFresh =
                    depth > 0 || Self.isBlank(next) || at > line.startIndex && line[at - 1] == UInt8(ascii: "\"")
            case UInt8(ascii: "-"), UInt8(ascii: "?"): isFresh = isFresh && Self.isBlank(next)
            case UInt8(ascii: "#") where at == line.startIndex || Self.isBlank(line[at - 1]):
                return min(start, textStart(line, from: at))
            case UInt8(ascii: "|"), UInt8(ascii: ">"):
                if isFresh, depth == 0 {
                    literal = indent
                    return start
                }
                isFresh = false
            default: isFresh = false
            }
            at += 1
        }
        return start
    }

    /// Remembers that a secret's value begins here and is not seen to end.
    private mutating func begin(_ line: ArraySlice<UInt8>, _ value: Int, _ indent: Int) {
        if depth > 0 {
            flow = depth
        } else {
            block = indent
            isPending = value == line.endIndex || line[value] == UInt8(ascii: "#")
        }
    }

    /// The same in a line that is text, where nothing but a key can be told.
    private func textStart(_ line: ArraySlice<UInt8>, from first: Int) -> Int {
        for at in first..<line.endIndex where line[at] == UInt8(ascii: ":") {
            if let value = Self.secretValue(line, at), Self.referenceEnd(line, value) == nil {
                return value - line.startIndex
            }
        }
        return .max
    }
}

// MARK: What stands on one line

extension SecretLines {
    /// Where a line's first word begins, behind blanks and the dashes of lists, and that column.
    private static func indentation(_ line: ArraySlice<UInt8>) -> (first: Int, column: Int) {
        var at = line.startIndex
        while at < line.endIndex {
            let isDash =
                line[at] == UInt8(ascii: "-") && (at + 1 == line.endIndex || isBlank(line[at + 1]))
            guard isDash || isBlank(line[at]) else { break }
            at += 1
        }
        return (at, at - line.startIndex)
    }

    /// Where the value behind a ':' begins if a secret's key stands before it.
    private static func secretValue(_ line: ArraySlice<UInt8>, _ colon: Int) -> Int? {
        var name = line[..<colon]
        while let last = name.last, last == UInt8(ascii: "\"") || last == UInt8(ascii: "'") || isBlank(last) {
            name = name.dropLast()
        }
        var word = name.endIndex
        while word > name.startIndex, isWord(name[word - 1]) { word -= 1 }
        // A key with escapes in it may be any, and one that '?' begins stands on another line.
        let isUnreadable =
            word < name.endIndex && word > name.startIndex && name[word - 1] == UInt8(ascii: "\\")
            && line[name.endIndex] == UInt8(ascii: "\"")
        let isAlone = name.allSatisfy(isBlank) && (colon + 1 == line.endIndex || isBlank(line[colon + 1]))
        guard
            isUnreadable || isAlone
                || word < name.endIndex && SecretName.isLikely(String(decoding: name[word...], as: UTF8.self))
        else { return nil }
        return blanks(line, colon + 1)
    }

    /// Where a value ends that only says where secrets are: `{ file: /x }`, `{ secret: { env: X } }`, `[{ file: /x }]`.
    private static func referenceEnd(_ line: ArraySlice<UInt8>, _ start: Int) -> Int? {
        guard start < line.endIndex else { return nil }
        let isMap = line[start] == UInt8(ascii: "{")
        guard isMap || line[start] == UInt8(ascii: "[") else { return nil }
        var at = blanks(line, start + 1)
        while at < line.endIndex {
            guard let end = isMap ? pairEnd(line, at) : referenceEnd(line, at) else { return nil }
            at = blanks(line, end)
            guard at < line.endIndex else { return nil }
            if line[at] == UInt8(ascii: isMap ? "}" : "]") { return at + 1 }
            guard line[at] == UInt8(ascii: ",") else { return nil }
            at = blanks(line, at + 1)
        }
        return nil
    }

    private static func pairEnd(_ line: ArraySlice<UInt8>, _ start: Int) -> Int? {
        let end = line[start...].firstIndex { !isWord($0) } ?? line.endIndex
        let colon = blanks(line, end)
        guard colon < line.endIndex, line[colon] == UInt8(ascii: ":") else { return nil }
        let value = blanks(line, colon + 1)
        switch String(decoding: line[start..<end], as: UTF8.self) {
        case "main", "old", "secret": return referenceEnd(line, value)
        case "file": return wordEnd(line, value) { isPath($0) }
        case "env": return wordEnd(line, value) { isVariable($0) }
        case "command":
            guard value < line.endIndex, line[value] == UInt8(ascii: "["),
                let program = wordEnd(line, blanks(line, value + 1), isPath),
                let close = line[program...].firstIndex(of: UInt8(ascii: "]"))
            else { return nil }
            return close + 1
        default: return nil
        }
    }

    /// Where one word ends, in quotes or not, if it is what it should be.
    private static func wordEnd(_ line: ArraySlice<UInt8>, _ start: Int, _ isRight: (ArraySlice<UInt8>) -> Bool) -> Int?
    {
        guard let first = line[start...].first else { return nil }
        if first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") {
            guard let end = line[(start + 1)...].firstIndex(of: first), isRight(line[(start + 1)..<end]) else {
                return nil
            }
            return end + 1
        }
        let end = line[start...].firstIndex { isBlank($0) || [0x2C, 0x5B, 0x5D, 0x7B, 0x7D].contains($0) }
        return isRight(line[start..<(end ?? line.endIndex)]) ? end ?? line.endIndex : nil
    }

    private static func isPath(_ word: ArraySlice<UInt8>) -> Bool { word.first == UInt8(ascii: "/") }

    /// As variables are written, and passwords rarely.
    private static func isVariable(_ word: ArraySlice<UInt8>) -> Bool {
        !word.isEmpty && word.allSatisfy { (0x41...0x5A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F }
    }

    /// Whether a line of a secret's value only says where that is: `file: /x`, `old:`, `{ file: /x }`.
    private static func isReferenceLine(_ line: ArraySlice<UInt8>) -> Bool {
        let end = line[line.startIndex...].firstIndex { !isWord($0) } ?? line.endIndex
        let isKey = end < line.endIndex && line[end] == UInt8(ascii: ":")
        if isKey, blanks(line, end + 1) == line.endIndex {
            return ["main", "old", "secret", "command"].contains(String(decoding: line[..<end], as: UTF8.self))
        }
        // A path without quotes may have braces here.
        if line.starts(with: "file: /".utf8) { return !line.dropFirst(6).contains(where: isBlank) }
        let close = isKey ? pairEnd(line, line.startIndex) : referenceEnd(line, line.startIndex)
        return close.map { blanks(line, $0) == line.endIndex } ?? false
    }

    /// Whether a line begins with a key.
    private static func isKeyLine(_ line: ArraySlice<UInt8>) -> Bool {
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return false }
        return (colon + 1 == line.endIndex || isBlank(line[colon + 1]))
            && line[..<colon].allSatisfy { isWord($0) || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") }
    }

    private static func blanks(_ line: ArraySlice<UInt8>, _ start: Int) -> Int {
        line[start...].firstIndex { !isBlank($0) } ?? line.endIndex
    }

    static func isWord(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || byte == 0x5F || byte == 0x2D
    }

    static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
}
