import Diagnostics

extension YAMLWriter {
    /// Words that some YAML reader takes for a truth value or nothing.
    private static let truths: Set<String> = [
        "y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf",
    ]

    /// Whether a text may stand without quotes in block style: it begins as a word or path does, so that no reader takes it for
    /// a number or a time, and holds nothing that ends a scalar.
    static func isPlain(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, text.utf8.count <= 200 else { return false }
        guard first.isLetter || first == "/" || first == "_" else { return false }
        guard !truths.contains(text.lowercased()), text.utf8.last != 0x20, text.utf8.last != 0x3A else { return false }
        var previous: Unicode.Scalar = " "
        for scalar in text.unicodeScalars {
            guard scalar.isPrintable, scalar != "\"", scalar != "\\", scalar != "`" else { return false }
            if scalar == " ", previous == ":" { return false }
            if scalar == "#", previous == " " { return false }
            previous = scalar
        }
        return true
    }

    /// Whether a plain text may also stand between brackets or before a colon.
    static func isPlainInside(_ text: String) -> Bool {
        text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"),
                UInt8(ascii: "?"), UInt8(ascii: ":"):
                false
            default: true
            }
        }
    }

    /// A text in double quotes, with escapes for all that is not plainly visible.
    public static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\t": quoted += "\\t"
            case "\r": quoted += "\\r"
            default:
                if scalar.isPrintable {
                    quoted.unicodeScalars.append(scalar)
                } else {
                    quoted += escape(scalar.value)
                }
            }
        }
        return quoted + "\""
    }

    private static func escape(_ value: UInt32) -> String {
        let (letter, width) = value < 0x100 ? ("x", 2) : value < 0x10000 ? ("u", 4) : ("U", 8)
        let digits = String(value, radix: 16, uppercase: true)
        return "\\" + letter + String(repeating: "0", count: width - digits.count) + digits
    }
}

extension Unicode.Scalar {
    /// An ASCII letter, or anything printable beyond ASCII.
    fileprivate var isLetter: Bool {
        ("a"..."z").contains(self) || ("A"..."Z").contains(self) || value > 0xA0 && isPrintable
    }
}
