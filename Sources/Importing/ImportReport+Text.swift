import Diagnostics

extension ImportReport {
    /// One finding a line. Lines of the source are never shown: they hold passwords.
    public var text: String {
        diagnostics.sorted.map { finding in
            let place = finding.place.map { "\($0): " } ?? ""
            return "\(place)\(finding.severity.rawValue): \(finding.code): \(Self.printable(finding.message))\n"
        }.joined()
    }

    /// The findings as JSON objects, without the brackets of the list; `quote` writes a text as JSON does.
    public func json(_ quote: (String) -> String) -> [String] {
        diagnostics.sorted.map { finding in
            let place =
                finding.place.map {
                    "\"file\": \(quote($0.file.name)), \"line\": \($0.line), \"column\": \($0.column)"
                } ?? "\"file\": null, \"line\": null, \"column\": null"
            return "{\"severity\": \(quote(finding.severity.rawValue)), \"code\": \(quote("\(finding.code)")), "
                + "\(place), \"message\": \(quote(finding.message))}"
        }
    }

    /// A hostile file cannot drive the terminal.
    private static func printable(_ text: String) -> String {
        var shown = ""
        for scalar in text.unicodeScalars { shown.unicodeScalars.append(scalar.isCarried ? scalar : "?") }
        return shown
    }
}

extension Unicode.Scalar {
    /// Whether a registry may hold it: no control, line separator, mark that reorders text, byte order mark or noncharacter.
    var isCarried: Bool {
        switch value {
        case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF, 0xFDD0...0xFDEF: false
        default: value & 0xFFFE != 0xFFFE
        }
    }
}
