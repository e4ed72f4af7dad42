extension Unicode.Scalar {
    /// Whether every output can carry it and a terminal shows it as what it is: no control, no line separator, no mark that
    /// reorders text, no byte order mark, no noncharacter.
    ///
    /// The marks are all that Unicode gives the property Bidi_Control. U+200B to U+200D are none: Khmer, Persian and the scripts of
    /// India are written with them.
    public var isPrintable: Bool {
        switch value {
        case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0xFEFF, 0xFDD0...0xFDEF: false
        case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: false
        default: value & 0xFFFE != 0xFFFE
        }
    }
}

/// A text that a terminal may be sent: '?' for whatever could drive it.
public func printable(_ text: String) -> String {
    guard !text.unicodeScalars.allSatisfy(\.isPrintable) else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.map { $0.isPrintable ? $0 : "?" }))
}
