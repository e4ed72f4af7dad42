import Diagnostics

/// A registry's text in canonical layout.
public struct FormattedRegistry: Sendable {
    public let bytes: [UInt8]

    /// - Returns: nil, with what is wrong reported, if the text is not what a registry may be written in.
    public init?(_ file: SourceFile, reporting diagnostics: inout Diagnostics) {
        let document = Document()
        guard document.parse(file, reporting: &diagnostics) != nil, !diagnostics.hasErrors else { return nil }
        let plain = Self.withLineFeeds(file.bytes)
        guard let tree = SourceTree(plain) else {
            diagnostics.error(
                Code(103), "a ':' in a list in brackets makes a map without braces; write the braces",
                at: Place(file, line: 1, column: 1))
            return nil
        }
        let bytes = Layout(tree).bytes
        guard Self.isSame(document, bytes, tree) else {
            diagnostics.error(
                Code(108),
                "the layout of this text cannot be changed without changing what it says; it is left as it is",
                at: Place(file, line: 1, column: 1))
            return nil
        }
        self.bytes = bytes
    }

    /// Whether the text still says the same, with the same quotes and all of its comments.
    private static func isSame(_ document: Document, _ bytes: [UInt8], _ tree: SourceTree) -> Bool {
        var diagnostics = Diagnostics()
        let again = Document()
        let file = SourceFile(name: "formatted", bytes: bytes)
        guard again.parse(file, reporting: &diagnostics) != nil, !diagnostics.hasErrors, again.count == document.count,
            let second = SourceTree(bytes)
        else { return false }
        let isSameText = (0..<document.count).allSatisfy { index in
            let (a, b) = (document.node(index), again.node(index))
            return a.kind == b.kind && a.isPlain == b.isPlain && a.end == b.end
                && document.bytes(index).elementsEqual(again.bytes(index))
        }
        let sorted = { (comments: [[UInt8]]) in comments.sorted { $0.lexicographicallyPrecedes($1) } }
        return isSameText && sorted(tree.comments) == sorted(second.comments) && Layout(second).bytes == bytes
    }

    private static func withLineFeeds(_ bytes: [UInt8]) -> [UInt8] {
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        var plain: [UInt8] = []
        plain.reserveCapacity(bytes.count)
        for (index, byte) in bytes[start...].enumerated() {
            let next = index + start + 1
            if byte == 0x0D, next < bytes.count, bytes[next] == 0x0A { continue }
            plain.append(byte)
        }
        return plain
    }
}
