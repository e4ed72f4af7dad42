import Diagnostics

extension Document {
    static let noReferences =
        "anchors, aliases ('&x', '*x'), tags ('!x') and '<<' are not used here; quote the value, or use 'defaults' and 'groups'"

    /// Reports what libyaml delivers without complaint: a key twice, `<<`, characters that no output could carry, and
    /// values that are too long.
    func check(reporting diagnostics: inout Diagnostics) {
        for index in 0..<count {
            switch node(index).kind {
            case .map: checkKeys(of: index, reporting: &diagnostics)
            case .scalar where node(index).count > Self.longestValue || !isPrintableASCII(index):
                checkScalar(index, reporting: &diagnostics)
            case .scalar, .list: break
            }
        }
    }

    private func checkKeys(of map: Int, reporting diagnostics: inout Diagnostics) {
        var earlier: [Int] = []
        var first: [[UInt8]: Int] = [:]
        for key in keys(of: map) {
            if node(key).isPlain, equals(key, "<<") {
                diagnostics.error(Code(103), Self.noReferences, at: place(key))
            }
            let same: Int?
            if earlier.count < 16 {
                same = earlier.first { bytes($0).elementsEqual(bytes(key)) }
                earlier.append(key)
            } else {
                if first.isEmpty { for key in earlier { first[Array(bytes(key))] = key } }
                same = first.updateValue(key, forKey: Array(bytes(key)))
            }
            if let same {
                diagnostics.error(
                    Code(104), "the key '\(text(key))' stands twice in one map", at: place(key),
                    notes: [Note("first used here", at: place(same))])
            }
        }
    }

    @inline(__always)
    private func isPrintableASCII(_ index: Int) -> Bool { bytes(index).allSatisfy { $0 >= 0x20 && $0 < 0x7F } }

    /// Decoded values can hold what the file cannot: `"\0"`, `"\x01"`, `"\u202e"`.
    private func checkScalar(_ index: Int, reporting diagnostics: inout Diagnostics) {
        let start = Place(file, line: Int(node(index).line), column: Int(node(index).column))
        if node(index).count > Self.longestValue {
            diagnostics.error(
                Code(105), "the value has \(node(index).count) bytes; at most \(Self.longestValue) are allowed",
                at: start)
        }
        for (position, scalar) in text(index).unicodeScalars.enumerated() where scalar.isRefused {
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

extension Unicode.Scalar {
    /// Controls, line separators, marks that reorder text, the byte order mark and noncharacters.
    fileprivate var isRefused: Bool {
        switch value {
        case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF, 0xFDD0...0xFDEF: true
        default: value & 0xFFFE == 0xFFFE
        }
    }
}
