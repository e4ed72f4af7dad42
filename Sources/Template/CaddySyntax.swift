/// Caddyfiles: tokens, bare or in double quotes.
///
/// A backslash escapes a quote in quotes and is itself otherwise; backquotes hold everything but backquotes; `#` begins a comment
/// where a token could begin; `{$NAME}` is replaced before tokens are made. Braces are placeholders to most directives, once the
/// server runs, and `import` takes the backslash off one that is escaped. (caddyconfig/caddyfile/lexer.go, parse.go and
/// replacer.go; tried with Caddy 2.6.2.)
public struct CaddySyntax: Syntax {
    public var name: String { "Caddy" }
    public var quote: UInt8 { UInt8(ascii: "\"") }
    public var literals: LiteralForms? { nil }
    public var hasLines: Bool { true }

    private static let separators = ByteSet(" \t\n")
    private static let doubleQuote = ByteSet("\"")
    private static let control: UInt8 = 1
    private static let braces: UInt8 = 2
    private static let quoted: UInt8 = 4
    /// Not to be written outside quotes.
    private static let unsafe: UInt8 = 8
    private static let foreign: UInt8 = 16
    private static let classes = ByteClasses(
        (control, ByteSet(0x00...0x1F, 0x7F...0x7F)), (braces, ByteSet("{}")), (quoted, ByteSet("\\\"")),
        (unsafe, ByteSet(wordsAnd: "_./:@,=+-~").inverted), (foreign, ByteSet(0x80...0xFF)))

    /// What `LexicalState.field` says of the code; `isAtLineStart` is true up to the end of the first token.
    private enum Place {
        /// A token has begun.
        static let taken = 1
        /// The line is one of those that replace placeholders.
        static let replaced = 2
    }

    /// What replaces placeholders that it knows and leaves the others as they are.
    private static let replacing: Set<UInt64> = [WordSum.of("header"), WordSum.of("respond")]

    public init() {}

    public func advance(_ state: inout LexicalState, over byte: UInt8) {
        defer { state.previous = byte }
        switch state.mode {
        case .lineComment: if byte == 0x0A { state = LexicalState() }
        case .code: advanceCode(&state, byte)
        case .doubleQuoted:
            if byte == quote, !state.isEscaped { endToken(&state) } else { follow(brace: byte, &state) }
            state.isEscaped = byte == UInt8(ascii: "\\") && !state.isEscaped
        case .singleQuoted: if byte == UInt8(ascii: "`") { endToken(&state) }
        case .blockComment, .opaque: break
        }
    }

    private func endToken(_ state: inout LexicalState) {
        state.mode = .code
        state.depth = 0
        if state.isAtLineStart, Self.replacing.contains(state.word) { state.field |= Place.replaced }
        state.isAtLineStart = false
        state.field &= ~Place.taken
    }

    private func follow(brace byte: UInt8, _ state: inout LexicalState) {
        if byte == UInt8(ascii: "{") { state.depth = 1 }
        if byte == UInt8(ascii: "}") { state.depth = 0 }
    }

    private func advanceCode(_ state: inout LexicalState, _ byte: UInt8) {
        let isBlank = byte == 0x0A || byte == 0x20 || byte == 0x09
        guard !state.isEscaped else {
            state.isEscaped = false
            if isBlank { state.mode = .opaque }
            return
        }
        let begins = state.field & Place.taken == 0
        switch byte {
        // What it does to a quote, a blank or a line's end behind it is not what it does elsewhere.
        case UInt8(ascii: "\\") where begins: state.mode = .opaque
        case 0x0A: state = LexicalState()
        case 0x20, 0x09: if !begins { endToken(&state) }
        case quote where begins: begin(.doubleQuoted, &state)
        case UInt8(ascii: "`") where begins: begin(.singleQuoted, &state)
        case UInt8(ascii: "#") where begins: state.mode = .lineComment
        // A here-document, since 2.7.
        case UInt8(ascii: "<") where state.previous == byte: state.mode = .opaque
        default:
            state.field |= Place.taken
            if state.isAtLineStart {
                state.word = WordSum.add(byte, to: state.word == 0 ? WordSum.initial : state.word)
            }
            state.isEscaped = byte == UInt8(ascii: "\\")
            follow(brace: byte, &state)
        }
    }

    private func begin(_ mode: LexicalState.Mode, _ state: inout LexicalState) {
        state.mode = mode
        state.field |= Place.taken
    }

    public func position(_ state: LexicalState, before: UInt8?, after: UInt8?) -> Result<Position, PositionRefusal> {
        guard state.depth == 0 || state.mode == .lineComment else {
            return .failure(PositionRefusal("it would be the name of a placeholder"))
        }
        let isReplaced = state.field & Place.replaced != 0
        switch state.mode {
        case .doubleQuoted: return .success(isReplaced ? .replaced : .doubleQuoted)
        case .code:
            guard let before, let after, Self.separators.contains(before), Self.separators.contains(after) else {
                return .success(.bare)
            }
            return .success(isReplaced ? .replacedToken : .token)
        case .singleQuoted: return .failure(PositionRefusal("use double quotes around a value"))
        case .lineComment, .blockComment: return .failure(PositionRefusal("a comment holds no values"))
        case .opaque: return .failure(PositionRefusal("a here-document or a '\\' outside quotes stands before it"))
        }
    }

    public func finish(_ position: Position, from start: Int, in output: inout ByteBuffer) -> String? {
        let found = Self.classes.found(in: output, from: start)
        guard found & Self.control == 0 else { return "it holds a control character" }
        if position == .line { return nil }
        if position == .bare {
            guard found & Self.unsafe == 0 else {
                return "outside quotes only letters, digits and '_./:@,=+-~' are safe"
            }
            return nil
        }
        if found & Self.foreign != 0, !isUTF8(output, from: start) { return "Caddy holds UTF-8 only" }
        if found & Self.quoted != 0 {
            if let reason = refusalOfBackslashes(output, from: start) { return reason }
            output.escape(Self.doubleQuote, with: UInt8(ascii: "\\"), from: start)
        }
        if found & Self.braces != 0 {
            guard position == .replaced || position == .replacedToken else {
                return "Caddy takes braces for a placeholder; only lines of 'header' and 'respond' hold them"
            }
            writeBraces(from: start, in: &output)
        }
        guard position == .token || position == .replacedToken else { return nil }
        guard output.count == start || found & Self.unsafe != 0 else { return nil }
        output.insert(quote, at: start)
        output.append(quote)
        return nil
    }

    private func isUTF8(_ output: borrowing ByteBuffer, from start: Int) -> Bool {
        output.withBytes(from: start) { String(validating: $0, as: UTF8.self) != nil }
    }

    /// In quotes a backslash stands for itself, unless a quote follows it, and two for two: so an odd number of them before a
    /// quote can't be written. Before a brace, the template's too, they would take its meaning away, and be gone.
    private func refusalOfBackslashes(_ output: borrowing ByteBuffer, from start: Int) -> String? {
        var run = 0
        for offset in start..<output.count {
            switch output[offset] {
            case UInt8(ascii: "\\"): run += 1
            case UInt8(ascii: "\"") where run % 2 == 1:
                return "Caddy's quotes hold no odd number of backslashes before a quote"
            case UInt8(ascii: "{") where run > 0, UInt8(ascii: "}") where run > 0:
                return "Caddy takes a backslash before a brace away"
            default: run = 0
            }
        }
        return run > 0 ? "a backslash at its end could take the meaning of a quote or brace behind it" : nil
    }

    /// `{` as `{{http.vars.vmoodle_none}`, of which only the second begins a placeholder that Caddy knows, and that is always
    /// empty. However often `import` looks through the text before, it stays as it is. `}` likewise: alone, quotes or not, it would end
    /// a block.
    private func writeBraces(from start: Int, in output: inout ByteBuffer) {
        let bytes = output.bytes(from: start)
        output.truncate(to: start)
        for byte in bytes {
            if byte == UInt8(ascii: "}") { output.append("{http.vars.vmoodle_none}") }
            output.append(byte)
            if byte == UInt8(ascii: "{") { output.append("{http.vars.vmoodle_none}") }
        }
    }
}
