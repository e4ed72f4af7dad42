/// Where a file ends that was cut off: PHP would not run a line of it.
enum PHPEnding: Equatable {
    /// A text or comment that begins at a byte has no end.
    case inText(String, at: Int)
    /// A statement has no `;`.
    case inStatement(at: Int)
    /// A bracket, or the `:` of an `if` with `endif`, stays open behind the last statement.
    case inBrackets(String, at: Int)

    /// What the file ends inside of; nil for a file that is whole, as far as brackets and statements tell.
    ///
    /// - Parameter tokens: all words of the file.
    init?(of tokens: [PHPToken]) {
        let words = tokens.dropLast()
        if let last = words.last, case .endless(let what) = last.kind {
            self = .inText(what, at: last.start)
            return
        }
        var brackets = PHPBrackets()
        for word in words { brackets.read(word) }
        if let first = brackets.first {
            self = .inStatement(at: first.start)
        } else if let bracket = brackets.open.last?.bracket, case .symbol(let symbol) = bracket.kind {
            self = .inBrackets(symbol, at: bracket.start)
        } else {
            return nil
        }
    }

    var message: String {
        switch self {
        case .inText(let what, _): "the file ends inside \(what) that begins here"
        case .inStatement: "the file ends inside the statement that begins here"
        case .inBrackets(let bracket, _): "the file ends before the '\(bracket)' here is closed"
        }
    }

    var at: Int {
        switch self {
        case .inText(_, let at), .inStatement(let at), .inBrackets(_, let at): at
        }
    }
}

/// Which brackets are open, and whether a statement is, word by word.
private struct PHPBrackets {
    private(set) var open: [(bracket: PHPToken, statement: PHPToken?)] = []
    /// Where the statement begins that has no end yet.
    private(set) var first: PHPToken?
    private var hasChoice = false

    private static let blocks = ["if", "for", "foreach", "while", "switch"]
    private static let labels = ["case", "default", "else", "elseif"]

    mutating func read(_ word: PHPToken) {
        guard case .symbol(let symbol) = word.kind else {
            if first == nil, Self.blocks.contains(where: { word.isName("end" + $0) }) { _ = open.popLast() }
            begin(word)
            return
        }
        switch symbol {
        case "(", "[":
            begin(word)
            open.append((word, first))
        case ")", "]": _ = open.popLast()
        case "{":
            open.append((word, first))
            end()
        case "}":
            // Behind the braces of a function without a name the statement goes on.
            let statement = open.popLast()?.statement
            end()
            if case .variable? = statement?.kind { first = statement }
        case ";": end()
        case ":" where !hasChoice && !(open.last?.bracket.isSymbol("(") ?? false): readColon(word)
        default:
            begin(word)
            hasChoice = hasChoice || symbol == "?"
        }
    }

    private mutating func readColon(_ word: PHPToken) {
        guard let first else { return }
        if Self.blocks.contains(where: { first.isName($0) }) {
            open.append((word, nil))
            end()
        } else if Self.labels.contains(where: { first.isName($0) }) {
            end()
        }
    }

    private mutating func begin(_ word: PHPToken) { first = first ?? word }

    private mutating func end() {
        first = nil
        hasChoice = false
    }
}
