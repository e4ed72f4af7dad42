/// How a language writes a string so that it reads back unchanged, or that it cannot.
///
/// Works on bytes: to Swift a quote with a combining mark behind it is one Character, and so is CR LF.
public protocol Syntax: Sendable {
    /// For messages.
    var name: String { get }
    /// How it writes numbers, truth values, lists and maps; nil if it has texts only.
    var literals: LiteralForms? { get }
    /// What a string begins and, if it is plain, ends with.
    var quote: UInt8 { get }
    /// Whether lines of it may come from elsewhere.
    var hasLines: Bool { get }
    /// Follows the template's own text.
    func advance(_ state: inout LexicalState, over byte: UInt8)
    /// What a hole becomes where it stands, or why none may stand there.
    ///
    /// - Parameters:
    ///   - before: the byte of text that touches the hole; nil if another tag does.
    ///   - after: likewise.
    func position(_ state: LexicalState, before: UInt8?, after: UInt8?) -> Result<Position, PositionRefusal>
    /// Makes bytes that were written as they are, from an offset to the end, what they must be at a position; gives the
    /// reason if they cannot be written there.
    ///
    /// Need not be asked of 1 to 1,024 plain bytes where `takesPlain` is true.
    func finish(_ position: Position, from start: Int, in output: inout ByteBuffer) -> String?
}

/// Where in a language's text a place is.
public struct LexicalState: Sendable, Equatable {
    public enum Mode: Sendable {
        case code, singleQuoted, doubleQuoted, lineComment, blockComment
        /// Nothing is known of what follows.
        case opaque
    }

    public var mode = Mode.code
    /// White-space separated field of the line, from 0, for languages that have them.
    public var field = 0
    public var previous: UInt8 = 0x0A
    /// The next byte is taken as it is.
    public var isEscaped = false
    /// Only white space stood on this line so far.
    public var isAtLineStart = true
    /// Brackets that are open, or what else a language counts.
    public var depth = 0
    /// What a line is about: a sum of its first word.
    var word: UInt64 = 0

    public init() {}

    /// Whether a section may begin and end in these two places.
    func isLike(_ other: LexicalState) -> Bool {
        mode == other.mode && field == other.field && depth == other.depth && isEscaped == other.isEscaped
    }
}

/// What a hole becomes.
public enum Position: Sendable, Equatable {
    /// A whole token, quoted if it must be.
    case token
    /// A string in quotes, of which the first is written already.
    case string
    /// A string that names another value, in quotes of which the first is written already.
    case key
    /// A piece of an unquoted token.
    case bare
    /// A piece of a double-quoted string.
    case doubleQuoted
    /// A piece of a single-quoted string.
    case singleQuoted
    /// A whole word of a command line, in quotes of which the first is written already.
    case commandWord
    /// A piece of a word in double quotes of a command line.
    case commandDoubleQuoted
    /// A piece of a word in single quotes of a command line.
    case commandSingleQuoted
    /// A whole token or a piece of one in double quotes, in which the program replaces names in braces that it knows.
    case replacedToken, replaced
    /// The rest of a line, in words for people.
    case prose
    /// A line as it is.
    case line
    /// One of a crontab line's five fields of time.
    case cronTime
    /// The user of a crontab line.
    case cronUser

    /// Whether the first quote of a string stands before it.
    var hasQuote: Bool { self == .string || self == .key || self == .commandWord }

    /// Whether one or more plain bytes are what they must be, but for the second quote of a string.
    @usableFromInline var takesPlain: Bool {
        switch self {
        case .token, .string, .bare, .doubleQuoted, .singleQuoted, .line: true
        case .commandWord, .commandDoubleQuoted, .commandSingleQuoted, .prose, .replacedToken, .replaced: true
        case .key, .cronTime, .cronUser: false
        }
    }
}

/// Why no hole may stand somewhere.
public struct PositionRefusal: Error {
    public let reason: String

    public init(_ reason: String) { self.reason = reason }
}
