/// PostgreSQL's text format of rows.
enum CopyFormat {
    static func unescaped(_ field: ArraySlice<UInt8>) -> [UInt8] {
        guard field.contains(UInt8(ascii: "\\")) else { return Array(field) }
        var value: [UInt8] = []
        var rest = field
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "\\"), let next = rest.popFirst() else {
                value.append(byte)
                continue
            }
            switch next {
            case UInt8(ascii: "b"): value.append(0x08)
            case UInt8(ascii: "f"): value.append(0x0C)
            case UInt8(ascii: "n"): value.append(0x0A)
            case UInt8(ascii: "r"): value.append(0x0D)
            case UInt8(ascii: "t"): value.append(0x09)
            case UInt8(ascii: "v"): value.append(0x0B)
            case 0x30...0x37: value.append(octal(next, &rest))
            case UInt8(ascii: "x"): value.append(hex(&rest) ?? next)
            default: value.append(next)
            }
        }
        return value
    }

    static func octal(_ first: UInt8, _ rest: inout ArraySlice<UInt8>) -> UInt8 {
        var value = Int(first - 0x30)
        for _ in 0..<2 {
            guard let digit = rest.first, (0x30...0x37).contains(digit) else { break }
            value = value * 8 + Int(digit - 0x30)
            rest.removeFirst()
        }
        return UInt8(truncatingIfNeeded: value)
    }

    static func hex(_ rest: inout ArraySlice<UInt8>) -> UInt8? {
        var value: Int?
        for _ in 0..<2 {
            guard let digit = rest.first.flatMap({ Character(Unicode.Scalar($0)).hexDigitValue }) else { break }
            value = (value ?? 0) * 16 + digit
            rest.removeFirst()
        }
        return value.map { UInt8($0) }
    }
}
