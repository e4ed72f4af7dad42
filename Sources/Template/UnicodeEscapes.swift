/// How a language writes characters of double-quoted strings that it cannot have as they are.
struct UnicodeEscapes {
    /// How one beyond U+FFFF is written.
    enum Astral {
        case asItIs
        /// `\U0001F600`
        case eightDigits
    }

    /// Whether everything beyond ASCII is escaped.
    let isASCII: Bool
    let astral: Astral

    static let json = UnicodeEscapes(isASCII: false, astral: .asItIs)
    /// Reads back the same by YAML 1.1 and 1.2 (tried with libyaml and PyYAML).
    static let yaml = UnicodeEscapes(isASCII: true, astral: .eightDigits)

    /// Rewrites what was written from an offset on; false if it is not UTF-8.
    func escape(_ output: inout ByteBuffer, from start: Int) -> Bool {
        let bytes = output.bytes(from: start)
        guard let text = String(validating: bytes, as: UTF8.self) else { return false }
        output.truncate(to: start)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\":
                output.append(UInt8(ascii: "\\"))
                output.append(UInt8(truncatingIfNeeded: scalar.value))
            case _ where isPlain(scalar): for byte in String(scalar).utf8 { output.append(byte) }
            case _ where scalar.value > 0xFFFF: append("\\U", scalar.value, digits: 8, to: &output)
            default: append("\\u", scalar.value, digits: 4, to: &output)
            }
        }
        return true
    }

    private func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20...0x7E: true
        case ..<0xA0, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF: false
        case 0x10000...: astral == .asItIs
        default: !isASCII
        }
    }

    private func append(_ prefix: StaticString, _ value: UInt32, digits: Int, to output: inout ByteBuffer) {
        output.append(prefix)
        for shift in stride(from: 4 * (digits - 1), through: 0, by: -4) {
            output.append(hexadecimalDigit(UInt8(truncatingIfNeeded: value >> UInt32(shift)) & 15))
        }
    }
}
