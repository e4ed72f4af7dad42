import CLibYAML
import Diagnostics

/// Where to look for what libyaml could not read.
struct SyntaxError {
    private let file: SourceFile
    private let place: Place
    /// Where the quote, map or list in brackets begins that is open there.
    private let opening: Place?

    /// libyaml's own mark is where it gave up: for a quote or bracket that nothing closes, behind the last line.
    ///
    /// - Parameter inside: where the innermost map or list begins that was open; libyaml does not always say.
    init(_ parser: yaml_parser_t, in file: SourceFile, inside: Place?) {
        self.file = file
        let context = parser.context == nil ? nil : Self.place(parser.context_mark, file)
        opening = [context, inside].compactMap { $0 }.first { Self.isOpening(at: $0) }
        place = Self.place(parser.problem_mark, file) ?? opening ?? Self.end(of: file)
    }

    func diagnostic(_ message: String) -> Diagnostic {
        var diagnostic = Diagnostic(severity: .error, code: Code(101), message: message, place: place)
        guard let opening, let sign = Self.scalar(at: opening) else { return diagnostic }
        if opening == place {
            diagnostic.message += "; this '\(sign)' is not closed"
        } else {
            diagnostic.notes = [Note("the '\(sign)' that is open there", at: opening)]
        }
        return diagnostic
    }

    /// A mark, if there is something to show at it.
    private static func place(_ mark: yaml_mark_t, _ file: SourceFile) -> Place? {
        let place = Place(file, line: mark.line + 1, column: mark.column + 1)
        return scalar(at: place) == nil ? nil : place
    }

    /// The last character of the last line with any.
    private static func end(of file: SourceFile) -> Place {
        let isBlank: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
        let last = file.bytes.lastIndex { !isBlank($0) && $0 & 0xC0 != 0x80 } ?? 0
        return Document.place(ofByte: last, in: file)
    }

    private static func isOpening(at place: Place) -> Bool {
        scalar(at: place).map { ["[", "{", "\"", "'"].contains($0) } ?? false
    }

    private static func scalar(at place: Place) -> Unicode.Scalar? {
        String(decoding: place.file.line(place.line), as: UTF8.self).unicodeScalars.dropFirst(place.column - 1).first
    }
}
