/// systemd's units: in command lines and `Environment=` a value becomes a quoted word, in `Description=` words for people, and
/// elsewhere it must be a plain word.
///
/// `%` begins a specifier everywhere, `$` a variable in command lines, a backslash at the end of a line takes the next one in.
/// (Tried with systemd 252.)
public struct SystemdSyntax: Syntax {
    public var name: String { "systemd" }
    public var quote: UInt8 { UInt8(ascii: "\"") }
    public var literals: LiteralForms? { nil }
    public var hasLines: Bool { false }
    private static let separators = ByteSet(" \t\n")
    private static let nul: UInt8 = 1
    private static let control: UInt8 = 2
    private static let unsafe: UInt8 = 4
    private static let classes = ByteClasses(
        (nul, ByteSet("\0")), (control, ByteSet(0x01...0x1F, 0x7F...0x7F)),
        (unsafe, ByteSet(wordsAnd: "_./:@,+-").inverted))

    /// What `LexicalState.field` says of a line.
    private enum Place {
        static let key = 0
        static let words = 1
        static let command = 2
        static let prose = 3
        static let other = 4
    }

    private static let commands: Set<UInt64> = [
        WordSum.of("ExecStart"), WordSum.of("ExecStartPre"), WordSum.of("ExecStartPost"), WordSum.of("ExecReload"),
        WordSum.of("ExecStop"),
        WordSum.of("ExecStopPost"), WordSum.of("ExecCondition"),
    ]
    private static let environment = WordSum.of("Environment")
    private static let description = WordSum.of("Description")

    public init() {}

    public func advance(_ state: inout LexicalState, over byte: UInt8) {
        defer { state.previous = byte }
        if byte == 0x0A {
            // A line that is taken in goes on with what the one before began.
            if state.isEscaped, state.mode != .lineComment { state.isEscaped = false } else { state = LexicalState() }
            return
        }
        if state.isAtLineStart {
            state.isAtLineStart = byte == 0x20 || byte == 0x09
            if state.field == Place.key, [UInt8(ascii: "#"), UInt8(ascii: ";")].contains(byte) {
                state.mode = .lineComment
            }
        }
        guard state.mode != .lineComment else { return }
        if state.field == Place.key { return advanceKey(&state, byte) }
        advanceValue(&state, byte)
    }

    private func advanceKey(_ state: inout LexicalState, _ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "="):
            state.field =
                Self.commands.contains(state.word)
                ? Place.command
                : state.word == Self.environment
                    ? Place.words : state.word == Self.description ? Place.prose : Place.other
        case 0x20, 0x09: break
        default: state.word = WordSum.add(byte, to: state.word == 0 ? WordSum.initial : state.word)
        }
    }

    private func advanceValue(_ state: inout LexicalState, _ byte: UInt8) {
        let hasQuotes = state.field == Place.words || state.field == Place.command
        if state.isEscaped {
            state.isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
            state.isEscaped = true
        } else if hasQuotes, byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
            let mode: LexicalState.Mode = byte == UInt8(ascii: "\"") ? .doubleQuoted : .singleQuoted
            if state.mode == mode { state.mode = .code } else if state.mode == .code { state.mode = mode }
        }
    }

    public func position(_ state: LexicalState, before: UInt8?, after: UInt8?) -> Result<Position, PositionRefusal> {
        guard state.mode != .lineComment else { return .failure(PositionRefusal("a comment holds no values")) }
        guard ![UInt8(ascii: "%"), UInt8(ascii: "$")].contains(state.previous) else {
            return .failure(PositionRefusal("a '%' or '$' before a value gives it a meaning"))
        }
        let isCommand = state.field == Place.command
        switch (state.field, state.mode) {
        case (Place.key, _): return .failure(PositionRefusal("a value stands behind the '='"))
        case (Place.prose, _): return .success(.prose)
        case (Place.other, _): return .success(.bare)
        case (_, .doubleQuoted): return .success(isCommand ? .commandDoubleQuoted : .doubleQuoted)
        case (_, .singleQuoted): return .success(isCommand ? .commandSingleQuoted : .singleQuoted)
        default:
            guard before.map({ Self.separators.contains($0) || $0 == UInt8(ascii: "=") && state.word != 0 }) ?? false,
                after.map(Self.separators.contains) ?? false
            else { return .failure(PositionRefusal("a value becomes a whole word, or stands inside quotes")) }
            return .success(isCommand ? .commandWord : .string)
        }
    }

    public func finish(_ position: Position, from start: Int, in output: inout ByteBuffer) -> String? {
        let found = Self.classes.found(in: output, from: start)
        guard found & Self.nul == 0 else { return "systemd cannot hold NUL" }
        guard isText(output, from: start) else { return "systemd holds UTF-8 without noncharacters only" }
        switch position {
        case .bare:
            guard output.count > start, found & Self.unsafe == 0 else {
                return "here only letters, digits and '_./:@,+-' are safe"
            }
        case .prose:
            guard found & Self.control == 0 else { return "it holds a control character" }
            guard output.count > start, output[start] != 0x20, output[output.count - 1] != 0x20 else {
                return "systemd takes blanks at its ends away"
            }
            guard output[output.count - 1] != UInt8(ascii: "\\") else {
                return "its last backslash would take the next line in"
            }
            escape(position, from: start, in: &output)
        default:
            escape(position, from: start, in: &output)
            if position.hasQuote { output.append(quote) }
        }
        return nil
    }

    private func escape(_ position: Position, from start: Int, in output: inout ByteBuffer) {
        let isCommand = [.commandWord, .commandDoubleQuoted, .commandSingleQuoted].contains(position)
        let isSingle = position == .singleQuoted || position == .commandSingleQuoted
        let isProse = position == .prose
        let endingQuote = isSingle ? UInt8(ascii: "'") : UInt8(ascii: "\"")
        output.rewrite(from: start, widest: 4) { byte, place in
            place[0] = byte
            place[1] = byte
            switch byte {
            case UInt8(ascii: "%"): return 2
            case UInt8(ascii: "$") where isCommand: return 2
            case _ where isProse: return 1
            case UInt8(ascii: "\\"), endingQuote:
                place[0] = UInt8(ascii: "\\")
                return 2
            case ..<0x20, 0x7F:
                place[0] = UInt8(ascii: "\\")
                place[1] = UInt8(ascii: "x")
                place[2] = hexadecimalDigit(byte >> 4)
                place[3] = hexadecimalDigit(byte & 15)
                return 4
            default: return 1
            }
        }
    }

    /// systemd reads no unit that holds anything else (unit files are UTF-8; noncharacters are refused as well).
    private func isText(_ output: borrowing ByteBuffer, from start: Int) -> Bool {
        guard let text = String(validating: output.bytes(from: start), as: UTF8.self) else { return false }
        return text.unicodeScalars.allSatisfy { $0.value & 0xFFFE != 0xFFFE && !(0xFDD0...0xFDEF).contains($0.value) }
    }
}
