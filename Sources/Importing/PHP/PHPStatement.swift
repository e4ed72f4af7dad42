/// A statement of a configuration file.
indirect enum PHPStatement {
    /// `$CFG->name[…] = …;`; a nil key is `[]`.
    case set(name: String, keys: [PHPExpression?], value: PHPExpression, at: Int)
    case define(String, PHPExpression, at: Int)
    /// `switch` or `if` on the name of the host.
    case byHost([Branch], at: Int)
    /// Ends the program: what stands in this branch is no site.
    case end
    /// `break` leaves a case, `return` the file.
    case leave
    case stop
    /// What it is, for people.
    case unknown(String, at: Int)

    /// Statements for requests to some names; no names: for all others.
    struct Branch {
        var names: [String]
        var body: [PHPStatement]
        var at: Int
    }
}

/// Reads the statements of a file.
struct PHPStatementReading {
    let tokens: [PHPToken]
    var position = 0
    var depth = 0
    /// Blocks inside each other: more than a configuration has, less than the stack.
    static let deepest = 100

    static func statements(of tokens: [PHPToken]) -> [PHPStatement] {
        var reading = PHPStatementReading(tokens: tokens)
        return reading.statements(until: [])
    }

    private init(tokens: [PHPToken]) { self.tokens = tokens }

    var peek: PHPToken { tokens[min(position, tokens.count - 1)] }

    mutating func take(_ symbol: String) -> Bool {
        guard peek.isSymbol(symbol) else { return false }
        position += 1
        return true
    }

    /// Statements up to a closing brace, a `case`, or the end.
    mutating func statements(until names: [String]) -> [PHPStatement] {
        var statements: [PHPStatement] = []
        while peek.kind != .end, !names.contains(where: { peek.isName($0) }) {
            if peek.isSymbol("}") {
                guard names.isEmpty else { break }
                // A closing brace too many at the top.
                position += 1
            } else {
                statements += statement()
            }
        }
        return statements
    }

    /// `{ … }` or one statement.
    mutating func block() -> [PHPStatement] {
        guard take("{") else { return statement() }
        var statements: [PHPStatement] = []
        while peek.kind != .end, !take("}") { statements += statement() }
        return statements
    }

    mutating func statement() -> [PHPStatement] {
        let first = peek
        guard depth < Self.deepest else {
            skipBraces()
            position += 1
            return [.unknown("a block inside too many others", at: first.start)]
        }
        depth += 1
        defer { depth -= 1 }
        if take(";") { return [] }
        if peek.isSymbol("{") { return block() }
        if case .name(let name) = first.kind {
            switch name.lowercased() {
            case "if": return [condition()]
            case "switch": return [choice()]
            case "global", "namespace", "use", "declare":
                _ = simple()
                return []
            case "unset": return removal()
            case "break":
                _ = simple()
                return [.leave]
            case "return":
                _ = simple()
                return [.stop]
            case "exit", "die":
                _ = simple()
                return [.end]
            case "define": return [definition()]
            case "require", "require_once", "include", "include_once": return inclusion()
            case "function", "class", "foreach", "for", "while", "do", "try", "abstract", "final", "interface", "trait":
                position += 1
                skipCompound()
                return [.unknown("'\(name.lowercased())'", at: first.start)]
            default: break
            }
        }
        return assignment()
    }

    /// The tokens up to the `;` of this statement, which is taken.
    mutating func simple() -> ArraySlice<PHPToken> {
        let start = position
        var depth = 0
        while peek.kind != .end {
            if depth == 0, peek.isSymbol(";") || peek.isSymbol("}") { break }
            if ["(", "[", "{"].contains(where: { peek.isSymbol($0) }) { depth += 1 }
            if [")", "]", "}"].contains(where: { peek.isSymbol($0) }) { depth -= 1 }
            position += 1
        }
        let end = position
        _ = take(";")
        return tokens[start..<end]
    }

    /// Past the braces of something that is not read.
    mutating func skipCompound() {
        while peek.kind != .end, !peek.isSymbol("{"), !peek.isSymbol(";") { position += 1 }
        if take(";") { return }
        skipBraces()
        while ["else", "elseif", "catch", "finally", "while"].contains(where: { peek.isName($0) }) {
            position += 1
            while peek.kind != .end, !peek.isSymbol("{"), !peek.isSymbol(";") { position += 1 }
            if !take(";") { skipBraces() }
        }
    }

    mutating func skipBraces() {
        var depth = 0
        while peek.kind != .end {
            if peek.isSymbol("{") { depth += 1 }
            if peek.isSymbol("}") { depth -= 1 }
            position += 1
            if depth == 0 { return }
        }
    }

    /// The tokens between brackets, which are taken.
    mutating func brackets() -> ArraySlice<PHPToken> {
        guard take("(") else { return [] }
        let start = position
        var depth = 1
        while peek.kind != .end {
            if peek.isSymbol("(") { depth += 1 }
            if peek.isSymbol(")") { depth -= 1 }
            position += 1
            if depth == 0 { return tokens[start..<(position - 1)] }
        }
        return tokens[start..<position]
    }
}
