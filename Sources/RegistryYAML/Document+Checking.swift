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
        guard Self.mayHoldRefused(bytes(index).span) else { return }
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

extension Document {
    /// False only if no character is refused: letters with accents and those of most scripts need no closer look.
    private static func mayHoldRefused(_ bytes: Span<UInt8>) -> Bool {
        for index in bytes.indices {
            switch bytes[index] {
            // U+0080 to U+009F; U+2000 and on; U+F000 and on, and whatever is beyond 16 bits.
            case 0..<0x20, 0x7F, 0xC2, 0xEF...0xFF: return true
            // U+061C, a mark among Arabic letters.
            case 0xD8 where index + 1 >= bytes.count || bytes[index + 1] == 0x9C: return true
            // Of U+2000 and on, those with the marks among them; dashes and quotation marks are not.
            case 0xE2 where index + 2 >= bytes.count || bytes[index + 1] < 0x82 && bytes[index + 2] > 0xA5: return true
            // U+200E and U+200F.
            case 0xE2 where bytes[index + 1] == 0x80 && bytes[index + 2] & 0xFE == 0x8E: return true
            default: break
            }
        }
        return false
    }
}
