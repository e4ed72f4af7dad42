/// YAML: a hole becomes a whole value, or a piece of a quoted scalar. Strings have double quotes always, in ASCII, so that no
/// `no` becomes false and every reader of YAML 1.1 and 1.2 reads the same.
///
/// Inside block scalars (`|`, `>`) and plain ones nothing is written: how far they go is a matter of what they hold.
public struct YAMLSyntax: Syntax {
    public var name: String { "YAML" }
    public var quote: UInt8 { UInt8(ascii: "\"") }
    public var literals: LiteralForms? {
        LiteralForms(list: ("[", "]"), map: ("{", "}"), pair: ": ", leastInteger: nil)
    }
    public var hasLines: Bool { false }
    private static let afterValue = ByteSet(" \t\n,]}:")
    private static let unprintable: UInt8 = 1
    private static let single: UInt8 = 2
    private static let apostrophe = ByteSet("'")
    private static let classes = ByteClasses(
        (unprintable, ByteSet(0x20...0x7E).inverted), (single, apostrophe))

    /// What `LexicalState.field` says of the code on a line.
    private enum Place {
        /// A value may begin.
        static let free = 0
        /// A plain scalar goes on.
        static let taken = 1
        /// `-` or `?`, which begins an entry if a blank follows.
        static let indicator = 2
        /// `|` or `>`, which a block scalar follows.
        static let block = 3
        /// A quoted scalar has ended.
        static let closed = 4
    }

    public init() {}

    public func advance(_ state: inout LexicalState, over byte: UInt8) {
        defer { state.previous = byte }
        switch state.mode {
        case .code: advanceCode(&state, byte)
        case .doubleQuoted:
            if byte == quote, !state.isEscaped { end(&state) }
            state.isEscaped = state.mode == .doubleQuoted && byte == UInt8(ascii: "\\") && !state.isEscaped
        case .singleQuoted: if byte == UInt8(ascii: "'") { end(&state) }
        case .lineComment: if byte == 0x0A { beginLine(&state) }
        case .blockComment, .opaque: break
        }
    }

    private func end(_ state: inout LexicalState) {
        state.mode = .code
        state.field = Place.closed
    }

    private func beginLine(_ state: inout LexicalState) {
        state.mode = .code
        guard state.depth == 0 else { return }
        state.field = Place.free
        state.isAtLineStart = true
    }

    private func advanceCode(_ state: inout LexicalState, _ byte: UInt8) {
        let wasBlank = state.previous == 0x20 || state.previous == 0x09 || state.previous == 0x0A
        switch byte {
        case 0x0A:
            // Where a block scalar ends depends on the lines to come.
            if state.field == Place.block { state.mode = .opaque } else { beginLine(&state) }
        case 0x20, 0x09:
            if state.previous == UInt8(ascii: ":") || state.field == Place.indicator { state.field = Place.free }
        case UInt8(ascii: "#") where wasBlank && state.field != Place.block: state.mode = .lineComment
        default:
            if state.field != Place.block { advanceScalar(&state, byte) }
            state.isAtLineStart = false
        }
    }

    private func advanceScalar(_ state: inout LexicalState, _ byte: UInt8) {
        let isFree = state.field == Place.free
        switch byte {
        case UInt8(ascii: "'") where isFree || state.field == Place.closed && state.previous == byte:
            // A quote that is doubled ends a scalar and goes on with it.
            state.mode = .singleQuoted
        case quote where isFree: state.mode = .doubleQuoted
        case UInt8(ascii: "-") where isFree, UInt8(ascii: "?") where isFree: state.field = Place.indicator
        case UInt8(ascii: "|") where isFree && state.depth == 0, UInt8(ascii: ">") where isFree && state.depth == 0:
            state.field = Place.block
        case UInt8(ascii: "[") where isFree, UInt8(ascii: "{") where isFree: state.depth += 1
        case UInt8(ascii: "]") where state.depth > 0, UInt8(ascii: "}") where state.depth > 0:
            state.depth -= 1
            state.field = Place.closed
        case UInt8(ascii: ",") where state.depth > 0: state.field = Place.free
        default: state.field = Place.taken
        }
    }

    private static let longestKey = 1024

    public func position(_ state: LexicalState, before: UInt8?, after: UInt8?) -> Result<Position, PositionRefusal> {
        switch state.mode {
        case .doubleQuoted: return .success(.doubleQuoted)
        case .singleQuoted: return .success(.singleQuoted)
        case .lineComment, .blockComment: return .failure(PositionRefusal("a comment holds no values"))
        case .opaque: return .failure(PositionRefusal("a block scalar stands before it"))
        case .code:
            let isFree = state.field == Place.free && (!state.isAtLineStart || after == UInt8(ascii: ":"))
            guard isFree, before != nil, let after, Self.afterValue.contains(after) else {
                return .failure(PositionRefusal("a value stands behind ': ', '- ', '[', '{' or ',', or inside quotes"))
            }
            return .success(after == UInt8(ascii: ":") ? .key : .string)
        }
    }

    public func finish(_ position: Position, from start: Int, in output: inout ByteBuffer) -> String? {
        guard position == .singleQuoted else {
            guard UnicodeEscapes.yaml.escape(&output, from: start) else { return "YAML holds UTF-8 only" }
            if position.hasQuote { output.append(quote) }
            // A key that is longer is none to any reader (YAML 1.2.2, 7.4.2).
            let isTooLong = position == .key && output.count - (start - 1) > Self.longestKey
            return isTooLong ? "YAML has keys of at most \(Self.longestKey) characters with their quotes" : nil
        }
        let found = Self.classes.found(in: output, from: start)
        guard found & Self.unprintable == 0 else {
            return "single quotes hold printable ASCII only; write double quotes around the value"
        }
        if found & Self.single != 0 { output.escape(Self.apostrophe, with: UInt8(ascii: "'"), from: start) }
        return nil
    }
}
