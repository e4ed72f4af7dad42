/// Writes YAML that this module, and every reader of YAML 1.1 or 1.2, reads back as it was meant.
public struct YAMLText {
    public private(set) var bytes: [UInt8] = []

    public init() {}

    /// A map of values in block style, each at a depth of two columns a level.
    public mutating func write(_ pairs: [(key: [UInt8], value: ResolvedValue)], depth: Int = 0) {
        for (key, value) in pairs {
            indent(depth)
            scalar(key, isPlain: false)
            bytes.append(UInt8(ascii: ":"))
            write(value, depth: depth)
        }
    }

    public mutating func comment(_ text: String) { bytes += Array("# \(text)\n".utf8) }

    private mutating func write(_ value: ResolvedValue, depth: Int) {
        switch value {
        case .map(let pairs) where !pairs.isEmpty:
            bytes.append(0x0A)
            write(pairs, depth: depth + 1)
        default:
            bytes.append(0x20)
            inline(value)
            bytes.append(0x0A)
        }
    }

    private mutating func inline(_ value: ResolvedValue) {
        switch value {
        case .text(let bytes, let isPlain): scalar(bytes, isPlain: isPlain)
        case .redacted: scalar(Array("«secret»".utf8), isPlain: false)
        case .list(let items):
            bytes.append(UInt8(ascii: "["))
            for (index, item) in items.enumerated() {
                if index > 0 { bytes += Array(", ".utf8) }
                inline(item)
            }
            bytes.append(UInt8(ascii: "]"))
        case .map(let pairs):
            bytes.append(UInt8(ascii: "{"))
            for (index, pair) in pairs.enumerated() {
                bytes += Array((index > 0 ? ", " : " ").utf8)
                scalar(pair.key, isPlain: false)
                bytes += Array(": ".utf8)
                inline(pair.value)
            }
            bytes += Array((pairs.isEmpty ? "}" : " }").utf8)
        }
    }

    private mutating func indent(_ depth: Int) { bytes += [UInt8](repeating: 0x20, count: 2 * depth) }

    /// - Parameter isPlain: it was a number or a truth value without quotes, and stays one.
    public mutating func scalar(_ text: [UInt8], isPlain: Bool) {
        if Self.isSafe(text, isPlain: isPlain) {
            bytes += text
        } else {
            bytes += Self.quoted(text)
        }
    }

    /// Whether a text can stand without quotes, in block and in flow style.
    private static func isSafe(_ text: [UInt8], isPlain: Bool) -> Bool {
        guard let first = text.first, isWordByte(first) || first == 0x2F || isPlain && first == 0x2D else {
            return false
        }
        guard text.allSatisfy({ isWordByte($0) || [0x2E, 0x2F, 0x2D, 0x40, 0x2B].contains($0) || $0 == 0x3A }) else {
            return false
        }
        // A ':' is a mark of YAML's before a blank and at the end.
        guard text.last != 0x3A else { return false }
        if isPlain { return true }
        return PlainNumber(text) == .none
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || byte == 0x5F
    }

    /// Between double quotes, with the escapes that both versions of YAML know.
    static func quoted(_ text: [UInt8]) -> [UInt8] {
        var quoted: [UInt8] = [0x22]
        for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
            switch scalar.value {
            case 0x22, 0x5C: quoted += [0x5C, UInt8(scalar.value)]
            case 0..<0x20, 0x7F..<0xA0: quoted += escape(scalar.value, "x", 2)
            case 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF: quoted += escape(scalar.value, "u", 4)
            default: quoted += Array(String(scalar).utf8)
            }
        }
        return quoted + [0x22]
    }

    private static func escape(_ value: UInt32, _ letter: String, _ digits: Int) -> [UInt8] {
        let hex = String(value, radix: 16)
        return Array("\\\(letter)\(String(repeating: "0", count: digits - hex.count))\(hex)".utf8)
    }
}
