import Diagnostics

/// The partials that a template may name.
public struct Partials: Sendable {
    private let files: [String: SourceFile]

    public init(_ files: [String: SourceFile] = [:]) { self.files = files }

    var names: [String] { files.keys.sorted() }

    public subscript(name: String) -> SourceFile? { files[name] }

    /// The names of those that a template includes, directly or by another.
    public func included(by file: SourceFile) -> Set<String> {
        var expansion = Expansion(self)
        var ignored = Diagnostics()
        _ = expansion.expand(file, reporting: &ignored)
        return expansion.used
    }
}

/// Puts partials where they are named.
struct Expansion {
    /// Bytes of a template with its partials: many times what a server's configuration of one host needs.
    static let longest = 1 << 20
    /// Partials inside each other.
    private static let deepest = 32

    let partials: Partials
    /// The names of the partials that were put in.
    private(set) var used: Set<String> = []
    private var size = 0
    private var tokens: [Token] = []
    private var isTooLong = false

    init(_ partials: Partials) { self.partials = partials }

    mutating func expand(_ file: SourceFile, reporting diagnostics: inout Diagnostics) -> [Token] {
        append(file, indentation: [], inside: [], reporting: &diagnostics)
        return tokens
    }

    /// - Parameter names: of the partials that this one is inside of, itself the last.
    private mutating func append(
        _ file: SourceFile, indentation: ArraySlice<UInt8>, inside names: [String],
        reporting diagnostics: inout Diagnostics
    ) {
        guard isText(file, reporting: &diagnostics) else { return }
        size += file.bytes.count + indentation.count * file.bytes.count { $0 == 0x0A }
        guard size <= Self.longest else {
            if !isTooLong {
                diagnostics.error(
                    Code(407), "the template has more than \(Self.longest) bytes with what it includes",
                    at: Place(file, line: 1, column: 1))
            }
            isTooLong = true
            return
        }
        var scanner = TagScanner(file, indentation: indentation)
        for token in scanner.scan(reporting: &diagnostics) {
            guard case .tag(let tag) = token, tag.kind == .partial else {
                tokens.append(token)
                continue
            }
            guard let partial = partial(tag, inside: names, reporting: &diagnostics) else { continue }
            tokens.append(.beginPartial(at: tag.place))
            append(
                partial, indentation: tag.indentation, inside: names + [tag.name], reporting: &diagnostics)
            tokens.append(.endPartial)
        }
    }

    private mutating func partial(
        _ tag: Tag, inside names: [String], reporting diagnostics: inout Diagnostics
    ) -> SourceFile? {
        guard let file = partials[tag.name] else {
            let known = partials.names
            let hint =
                suggestion(for: tag.name, among: known).map { "; did you mean '\($0)'?" }
                ?? (known.isEmpty ? "; there are none" : "; known are \(known.joined(separator: ", "))")
            diagnostics.error(Code(408), "no partial '\(tag.name)'\(hint)", at: tag.place)
            return nil
        }
        used.insert(tag.name)
        guard !names.contains(tag.name), names.count < Self.deepest else {
            let way = (names.drop { $0 != tag.name } + [tag.name]).joined(separator: "' includes '")
            diagnostics.error(
                Code(408),
                names.contains(tag.name)
                    ? "a partial includes itself: '\(way)'" : "more than \(Self.deepest) partials inside each other",
                at: tag.place)
            return nil
        }
        return file
    }

    /// Reports what is no text: a template becomes part of one.
    private func isText(_ file: SourceFile, reporting diagnostics: inout Diagnostics) -> Bool {
        let isControl: (UInt8) -> Bool = { $0 < 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D || $0 == 0x7F }
        var bad = file.bytes.firstIndex(where: isControl)
        do {
            let bytes = file.bytes
            _ = try UTF8Span(validating: bytes.span)
        } catch {
            bad = min(bad ?? .max, error.byteOffsets.lowerBound)
        }
        guard let bad else { return true }
        let byte = file.bytes[bad]
        let digits = (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        let before = file.bytes[..<bad]
        let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        diagnostics.error(
            Code(407), "a template is text in UTF-8; here is the byte 0x\(digits)",
            at: Place(
                file, line: before.count { $0 == 0x0A } + 1,
                column: before[lineStart...].count { $0 & 0xC0 != 0x80 } + 1))
        return false
    }
}
