import Diagnostics

/// Cuts a template into text and tags, in one pass, by the whitespace rules of the Mustache specification: a line with one
/// tag other than a value, and blanks, is gone.
struct TagScanner {
    private let file: SourceFile
    private let bytes: [UInt8]
    /// Before each line that is not empty; no part of the file.
    private let indentation: Int
    private var delimiters = Delimiters()
    private var tokens: [Token] = []
    /// Where the text behind the last tag begins.
    private var textStart = 0
    private var position: LinePosition

    /// - Parameter indentation: stands before each line, as Mustache wants it of a partial that stands alone.
    init(_ file: SourceFile, indentation: ArraySlice<UInt8> = []) {
        self.file = file
        self.indentation = indentation.count
        bytes = indentation.isEmpty ? file.bytes : Self.indented(file.bytes, by: indentation)
        position = LinePosition()
    }

    private static func indented(_ bytes: [UInt8], by indentation: ArraySlice<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
            if !line.isEmpty { result += indentation + line }
            result.append(0x0A)
        }
        result.removeLast()
        return result
    }

    mutating func scan(reporting diagnostics: inout Diagnostics) -> [Token] {
        var at = 0
        while let open = find(delimiters.open, from: at) {
            position.advance(to: open, in: bytes)
            let start = open + delimiters.open.count
            let raw = delimiters.areUsual && start < bytes.count && bytes[start] == UInt8(ascii: "{")
            guard let close = find((raw ? [UInt8(ascii: "}")] : []) + delimiters.close, from: start) else {
                diagnostics.error(
                    Code(401), "the tag is not closed; '\(delimiters.closeText)' is missing", at: place)
                break
            }
            let end = close + (raw ? 1 : 0) + delimiters.close.count
            append(bytes[start..<close], open..<end, isRaw: raw, reporting: &diagnostics)
            at = end
        }
        if textStart < bytes.count { tokens.append(.text(bytes[textStart...])) }
        return tokens
    }

    // MARK: A tag

    private mutating func append(
        _ inner: ArraySlice<UInt8>, _ range: Range<Int>, isRaw: Bool, reporting diagnostics: inout Diagnostics
    ) {
        let kind = isRaw ? .value : Self.kind(inner.first)
        let alone = kind == .value ? nil : line(around: range)
        let text = (alone?.lowerBound ?? range.lowerBound)
        if text > textStart { tokens.append(.text(bytes[textStart..<text])) }
        textStart = alone?.upperBound ?? range.upperBound
        var tag = Tag(kind: kind, name: "", place: place, standsAlone: alone != nil)
        if alone != nil { tag.indentation = bytes[text..<range.lowerBound] }
        switch kind {
        case .comment: break
        case .delimiters:
            if let new = Delimiters(inner.dropFirst()) {
                delimiters = new
            } else {
                diagnostics.error(
                    Code(401), "delimiters are two words without '=' and blanks, such as '{{=<% %>=}}'", at: place)
            }
        default:
            guard let name = name(inner, kind, isRaw: isRaw, reporting: &diagnostics) else { return }
            tag.name = name
        }
        tokens.append(.tag(tag))
    }

    private static func kind(_ sign: UInt8?) -> Tag.Kind {
        switch sign {
        case UInt8(ascii: "#"): .section
        case UInt8(ascii: "^"): .inverted
        case UInt8(ascii: "/"): .close
        case UInt8(ascii: "!"): .comment
        case UInt8(ascii: ">"): .partial
        case UInt8(ascii: "="): .delimiters
        default: .value
        }
    }

    private func name(
        _ inner: ArraySlice<UInt8>, _ kind: Tag.Kind, isRaw: Bool, reporting diagnostics: inout Diagnostics
    ) -> String? {
        let isAmpersand = kind == .value && inner.first == UInt8(ascii: "&")
        let name = trimmed(kind == .value && !isRaw && !isAmpersand ? inner : inner.dropFirst())
        let text = String(decoding: name, as: UTF8.self)
        guard !isRaw, !isAmpersand else {
            diagnostics.error(
                Code(404), "no value is written as it is; write '{{\(text)}}', which is quoted for its place", at: place
            )
            return nil
        }
        guard kind == .partial ? isPartialName(name) : isName(name) else {
            diagnostics.error(
                Code(401),
                kind == .partial
                    ? "'\(text)' is not the name of a partial; letters, digits, '_' and '-' make one"
                    : "'\(text)' is not a name; letters, digits and '_' make one, with '.' between several",
                at: place)
            return nil
        }
        return text
    }

    private var place: Place {
        Place(
            file, line: position.line, column: max(position.column - indentation, 1), length: delimiters.open.count)
    }

    // MARK: Bytes

    private func find(_ text: [UInt8], from start: Int) -> Int? {
        var at = start
        while at + text.count <= bytes.count {
            if bytes[at] == text[0], bytes[at..<(at + text.count)].elementsEqual(text) { return at }
            at += 1
        }
        return nil
    }

    private func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var bytes = bytes
        while let first = bytes.first, Self.isBlank(first) || first == 0x0A { bytes.removeFirst() }
        while let last = bytes.last, Self.isBlank(last) || last == 0x0A { bytes.removeLast() }
        return bytes
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || byte == 0x5F
    }

    private func isName(_ bytes: ArraySlice<UInt8>) -> Bool {
        if bytes.elementsEqual([0x2E]) { return true }
        return bytes.split(separator: 0x2E, omittingEmptySubsequences: false)
            .allSatisfy { !$0.isEmpty && $0.allSatisfy(Self.isNameByte) }
    }

    private func isPartialName(_ bytes: ArraySlice<UInt8>) -> Bool {
        !bytes.isEmpty && bytes.allSatisfy { Self.isNameByte($0) || $0 == UInt8(ascii: "-") }
    }

    /// The whole line, with its end, if nothing but white space stands beside the tag.
    private func line(around tag: Range<Int>) -> Range<Int>? {
        let start = position.lineStart
        guard bytes[start..<tag.lowerBound].allSatisfy(Self.isBlank) else { return nil }
        var end = tag.upperBound
        while end < bytes.count, bytes[end] != 0x0A {
            guard Self.isBlank(bytes[end]) else { return nil }
            end += 1
        }
        return start..<min(end + 1, bytes.count)
    }
}

/// What tags stand between.
private struct Delimiters {
    var open = Array("{{".utf8)
    var close = Array("}}".utf8)

    var closeText: String { String(decoding: close, as: UTF8.self) }
    var areUsual: Bool { open == Array("{{".utf8) && close == Array("}}".utf8) }

    init() {}

    /// Of what stands between the `=` that begins a tag and the end of the tag.
    init?(_ inner: ArraySlice<UInt8>) {
        guard inner.last == UInt8(ascii: "=") else { return nil }
        let words = inner.dropLast().split { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
        guard words.count == 2, !words.joined().contains(UInt8(ascii: "=")) else { return nil }
        (open, close) = (Array(words[0]), Array(words[1]))
    }
}

/// Line and column of an offset that only grows, so that a long line with many tags is counted once.
private struct LinePosition {
    /// Counted from 1.
    private(set) var line = 1
    /// In code points, counted from 1.
    private(set) var column = 1
    private(set) var lineStart = 0
    private var offset = 0

    mutating func advance(to end: Int, in bytes: [UInt8]) {
        for at in offset..<end {
            if bytes[at] == 0x0A {
                line += 1
                column = 1
                lineStart = at + 1
            } else if bytes[at] & 0xC0 != 0x80 {
                column += 1
            }
        }
        offset = end
    }
}
