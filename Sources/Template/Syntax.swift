/// How a language writes a string so that it reads back unchanged, or that it cannot.
///
/// Works on bytes: to Swift a quote with a combining mark behind it is one Character, and so is CR LF.
public protocol Syntax: Sendable {
    /// For messages.
    var name: String { get }
    /// Whether it can write numbers, truth values, lists and maps.
    var hasLiterals: Bool { get }
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
    /// Appends a value; gives the reason if it cannot be written.
    func write(_ literal: Literal, at position: Position, into output: inout [UInt8]) -> String?
}

/// Where in a language's text a place is.
public struct LexicalState: Sendable, Equatable {
    public enum Mode: Sendable { case code, singleQuoted, doubleQuoted, lineComment, blockComment }

    public var mode = Mode.code
    /// White-space separated field of the line, from 0, for languages that have them.
    public var field = 0
    public var previous: UInt8 = 0x0A
    /// The next byte is taken as it is.
    public var isEscaped = false
    /// Only white space stood on this line so far.
    public var isAtLineStart = true

    public init() {}
}

/// What a hole becomes.
public enum Position: Sendable, Equatable {
    /// A whole token, quoted if it must be.
    case token
    /// A piece of an unquoted token.
    case bare
    /// A piece of a double-quoted string.
    case doubleQuoted
    /// A line as it is.
    case line
    /// One of a crontab line's five fields of time.
    case cronTime
    /// The user of a crontab line.
    case cronUser
}

/// Why no hole may stand somewhere.
public struct PositionRefusal: Error {
    public let reason: String

    public init(_ reason: String) { self.reason = reason }
}

/// A set of bytes.
struct ByteSet: Sendable {
    private var bits: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

    init(_ members: StaticString) {
        for byte in UnsafeBufferPointer(start: members.utf8Start, count: members.utf8CodeUnitCount) { insert(byte) }
    }

    /// Letters, digits and these.
    init(wordsAnd members: StaticString) {
        self.init(members)
        for byte in UInt8(0x30)...0x39 { insert(byte) }
        for byte in UInt8(0x61)...0x7A {
            insert(byte)
            insert(byte - 0x20)
        }
    }

    private mutating func insert(_ byte: UInt8) {
        let bit = UInt64(1) << UInt64(byte & 63)
        switch byte >> 6 {
        case 0: bits.0 |= bit
        case 1: bits.1 |= bit
        case 2: bits.2 |= bit
        default: bits.3 |= bit
        }
    }

    @inline(__always)
    func contains(_ byte: UInt8) -> Bool {
        let word = byte >> 6 == 0 ? bits.0 : byte >> 6 == 1 ? bits.1 : byte >> 6 == 2 ? bits.2 : bits.3
        return word >> UInt64(byte & 63) & 1 == 1
    }

    func containsAll(_ bytes: [UInt8]) -> Bool { bytes.allSatisfy { contains($0) } }
}
