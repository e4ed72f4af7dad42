import Diagnostics

extension Document {
    static let noReferences =
        "anchors, aliases ('&x', '*x'), tags ('!x') and '<<' are not used here; quote the value, or use 'defaults' and 'groups'"

    /// Decoded values can hold what the file cannot: `"\0"`, `"\x01"`, `"\u202e"`.
    func checkScalar(_ index: Int, reporting diagnostics: inout Diagnostics) {
        let start = Place(file(of: index), line: Int(node(index).line), column: Int(node(index).column))
        if node(index).count > Self.longestText {
            diagnostics.error(
                Code(105), "the value has \(node(index).count) bytes; at most \(Self.longestText) are allowed",
                at: start)
        }
        let scalars = text(index).unicodeScalars
        guard !scalars.allSatisfy(\.isPrintable) else { return }
        for (position, scalar) in scalars.enumerated() where !scalar.isPrintable {
            let code = String(scalar.value, radix: 16, uppercase: true)
            let padded = String(repeating: "0", count: max(0, 4 - code.count)) + code
            diagnostics.error(
                Code(102),
                "the value holds the character U+\(padded) at position \(position + 1), which no output could carry safely",
                at: start)
            return
        }
    }
}
