/// A system crontab: five fields of time, a user, and a command for sh.
///
/// In the command cron itself takes `%` for a line feed and `\%` for a `%`, and Debian's cron `\\` for `\`, before sh sees
/// it (crontab(5); tried with cron 3.0pl1).
public struct CrontabSyntax: Syntax {
    public var name: String { "crontab" }
    public var quote: UInt8 { UInt8(ascii: "'") }
    public var literals: LiteralForms? { nil }
    public var hasLines: Bool { false }
    private static let command = 6
    private static let lineEnd: UInt8 = 1
    /// Not to be written in a field of time.
    private static let notTime: UInt8 = 2
    private static let notUser: UInt8 = 4
    private static let classes = ByteClasses(
        (lineEnd, ByteSet("\n\0")), (notTime, ByteSet("0123456789*/,-").inverted),
        (notUser, ByteSet("abcdefghijklmnopqrstuvwxyz0123456789_-").inverted))

    public init() {}

    public func advance(_ state: inout LexicalState, over byte: UInt8) {
        defer { state.previous = byte }
        let isBlank = byte == 0x20 || byte == 0x09
        if byte == 0x0A {
            state = LexicalState()
            return
        }
        if state.isAtLineStart, byte == UInt8(ascii: "#") { state.mode = .lineComment }
        if !isBlank { state.isAtLineStart = false }
        guard state.mode != .lineComment else { return }
        let wasBlank = state.previous == 0x20 || state.previous == 0x09
        if isBlank, !wasBlank, !state.isAtLineStart, state.field < Self.command { state.field += 1 }
        guard state.field == Self.command else { return }
        switch (state.mode, byte) {
        case _ where state.isEscaped: state.isEscaped = false
        case (.code, UInt8(ascii: "'")): state.mode = .singleQuoted
        case (.code, UInt8(ascii: "\"")): state.mode = .doubleQuoted
        case (.singleQuoted, UInt8(ascii: "'")), (.doubleQuoted, UInt8(ascii: "\"")): state.mode = .code
        // Text that sh reads twice.
        case (.code, UInt8(ascii: "`")), (.doubleQuoted, UInt8(ascii: "`")): state.mode = .opaque
        case (.code, UInt8(ascii: "(")) where state.previous == byte,
            (.code, UInt8(ascii: "{")) where state.previous == UInt8(ascii: "$"):
            state.mode = .opaque
        case (.code, UInt8(ascii: "\\")), (.doubleQuoted, UInt8(ascii: "\\")): state.isEscaped = true
        default: break
        }
    }

    public func position(_ state: LexicalState, before: UInt8?, after: UInt8?) -> Result<Position, PositionRefusal> {
        guard state.mode == .code else {
            return .failure(
                PositionRefusal("a value becomes a whole word of sh; it stands outside quotes and comments"))
        }
        guard state.previous != UInt8(ascii: "$") else {
            return .failure(PositionRefusal("a '$' before a value gives it a meaning"))
        }
        return switch state.field {
        case ..<5: .success(.cronTime)
        case 5: .success(.cronUser)
        default: .success(.token)
        }
    }

    public func finish(_ position: Position, from start: Int, in output: inout ByteBuffer) -> String? {
        let found = Self.classes.found(in: output, from: start)
        guard found & Self.lineEnd == 0 else {
            return "a crontab cannot hold a line feed or NUL"
        }
        switch position {
        case .cronTime:
            guard output.count > start, found & Self.notTime == 0 else {
                return "a field of time has digits and '*/,-' only"
            }
        case .cronUser:
            guard output.count > start, found & Self.notUser == 0 else {
                return "a user's name has lower-case letters, digits, '_' and '-' only"
            }
        case .token: quoteForShell(from: start, &output)
        default: preconditionFailure("not a position of a crontab")
        }
        return nil
    }

    private func quoteForShell(from start: Int, _ output: inout ByteBuffer) {
        let (quote, backslash, percent) = (quote, UInt8(ascii: "\\"), UInt8(ascii: "%"))
        output.rewrite(from: start, widest: 5) { byte, place in
            switch byte {
            case quote:
                place[0] = quote
                place[1] = backslash
                place[2] = backslash
                place[3] = quote
                place[4] = quote
                return 5
            case backslash, percent:
                place[0] = backslash
                place[1] = byte
                return 2
            default:
                place[0] = byte
                return 1
            }
        }
        output.insert(quote, at: start)
        output.append(quote)
    }
}
