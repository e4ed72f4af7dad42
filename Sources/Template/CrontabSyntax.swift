/// A system crontab: five fields of time, a user, and a command for sh.
///
/// In the command cron itself takes `%` for a line feed and `\%` for a `%`, and Debian's cron `\\` for `\`, before sh sees
/// it (crontab(5); tried with cron 3.0pl1).
public struct CrontabSyntax: Syntax {
    public let name = "crontab"
    public let hasLiterals = false
    public let hasLines = false
    private static let command = 6
    private let time = ByteSet("0123456789*/,-")
    private let user = ByteSet("abcdefghijklmnopqrstuvwxyz0123456789_-")
    private let safe = ByteSet(wordsAnd: "_./:@,=+-")

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
        case (.code, UInt8(ascii: "\\")), (.doubleQuoted, UInt8(ascii: "\\")): state.isEscaped = true
        default: break
        }
    }

    public func position(_ state: LexicalState, before: UInt8?, after: UInt8?) -> Result<Position, PositionRefusal> {
        guard state.mode == .code else {
            return .failure(
                PositionRefusal("a value becomes a whole word of sh; it stands outside quotes and comments"))
        }
        return switch state.field {
        case ..<5: .success(.cronTime)
        case 5: .success(.cronUser)
        default: .success(.token)
        }
    }

    public func write(_ literal: Literal, at position: Position, into output: inout [UInt8]) -> String? {
        guard case .string(let bytes) = literal else { preconditionFailure("a crontab has texts only") }
        guard !bytes.contains(where: { $0 == 0 || $0 == 0x0A }) else {
            return "a crontab cannot hold a line feed or NUL"
        }
        switch position {
        case .cronTime:
            guard !bytes.isEmpty, time.containsAll(bytes) else { return "a field of time has digits and '*/,-' only" }
            output += bytes
        case .cronUser:
            guard !bytes.isEmpty, user.containsAll(bytes) else {
                return "a user's name has lower-case letters, digits, '_' and '-' only"
            }
            output += bytes
        case .token where !bytes.isEmpty && safe.containsAll(bytes):
            output += bytes
        case .token:
            output.append(UInt8(ascii: "'"))
            for byte in bytes {
                switch byte {
                case UInt8(ascii: "'"): output += #"'\\''"#.utf8
                case UInt8(ascii: "\\"), UInt8(ascii: "%"): output += [UInt8(ascii: "\\"), byte]
                default: output.append(byte)
                }
            }
            output.append(UInt8(ascii: "'"))
        case .bare, .doubleQuoted, .line: preconditionFailure("not a position of a crontab")
        }
        return nil
    }
}
