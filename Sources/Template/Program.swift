import Diagnostics

/// A template as it is run: instructions in a row, and the text between their tags in one piece.
@usableFromInline
struct Program<Name: Sendable>: Sendable {
    @usableFromInline var instructions: [Instruction<Name>] = []
    /// The template's own text, and 32 bytes more.
    @usableFromInline var text: [UInt8] = []
    /// What refusals call the instructions that write.
    @usableFromInline var holes: [Int: (name: String, place: Place)] = [:]
}

/// Text, and what follows it.
@usableFromInline
struct Instruction<Name: Sendable>: Sendable {
    @usableFromInline
    enum Operation: Sendable {
        /// Ends the program or the turn of a list's item.
        case end
        /// Does no more than write its text.
        case next
        /// - Parameter quote: what a string begins with; 0: it is none.
        case write(Name, Position, quote: UInt8)
        case writeLiteral(Name)
        case skipUnless(Name, next: UInt32)
        case skipIf(Name, next: UInt32)
        case skipUnlessEmpty(Name, next: UInt32)
        /// Runs what follows, up to an `end`, for each item.
        case each(Name, next: UInt32)

        /// Where a section is left for.
        var next: UInt32 {
            get {
                switch self {
                case .skipUnless(_, let next), .skipIf(_, let next), .skipUnlessEmpty(_, let next), .each(_, let next):
                    next
                case .end, .next, .write, .writeLiteral: preconditionFailure("not a section")
                }
            }
            set {
                switch self {
                case .skipUnless(let name, _): self = .skipUnless(name, next: newValue)
                case .skipIf(let name, _): self = .skipIf(name, next: newValue)
                case .skipUnlessEmpty(let name, _): self = .skipUnlessEmpty(name, next: newValue)
                case .each(let name, _): self = .each(name, next: newValue)
                case .end, .next, .write, .writeLiteral: preconditionFailure("not a section")
                }
            }
        }
    }

    /// Where its text lies in the program's.
    @usableFromInline var start: UInt32
    @usableFromInline var end: UInt32
    @usableFromInline var operation: Operation
}

/// A list that is gone through.
@usableFromInline
struct Loop {
    @usableFromInline var each: Int
    @usableFromInline var item: Int
    @usableFromInline var count: Int

    @usableFromInline
    init(each: Int, item: Int, count: Int) {
        self.each = each
        self.item = item
        self.count = count
    }

    /// How many lists may be inside each other.
    @usableFromInline static var deepest: Int { 8 }
}
