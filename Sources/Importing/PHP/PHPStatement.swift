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
    private let tokens: [PHPToken]
    private var position = 0
    private var depth = 0
    /// Blocks inside each other: more than a configuration has, less than the stack.
    private static let deepest = 100

    static func statements(of bytes: [UInt8]) -> [PHPStatement] {
        var reading = PHPStatementReading(tokens: PHPLexer.tokens(of: bytes))
        return reading.statements(until: [])
    }

    private init(tokens: [PHPToken]) { self.tokens = tokens }

    private var peek: PHPToken { tokens[min(position, tokens.count - 1)] }

    private mutating func take(_ symbol: String) -> Bool {
        guard peek.isSymbol(symbol) else { return false }
        position += 1
        return true
    }

    /// Statements up to a closing brace, a `case`, or the end.
    private mutating func statements(until names: [String]) -> [PHPStatement] {
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
    private mutating func block() -> [PHPStatement] {
        guard take("{") else { return statement() }
        var statements: [PHPStatement] = []
        while peek.kind != .end, !take("}") { statements += statement() }
        return statements
    }

    private mutating func statement() -> [PHPStatement] {
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
    private mutating func simple() -> ArraySlice<PHPToken> {
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
    private mutating func skipCompound() {
        while peek.kind != .end, !peek.isSymbol("{"), !peek.isSymbol(";") { position += 1 }
        if take(";") { return }
        skipBraces()
        while ["else", "elseif", "catch", "finally", "while"].contains(where: { peek.isName($0) }) {
            position += 1
            while peek.kind != .end, !peek.isSymbol("{"), !peek.isSymbol(";") { position += 1 }
            if !take(";") { skipBraces() }
        }
    }

    private mutating func skipBraces() {
        var depth = 0
        while peek.kind != .end {
            if peek.isSymbol("{") { depth += 1 }
            if peek.isSymbol("}") { depth -= 1 }
            position += 1
            if depth == 0 { return }
        }
    }

    /// The tokens between brackets, which are taken.
    private mutating func brackets() -> ArraySlice<PHPToken> {
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

    // MARK: Simple statements

    private mutating func assignment() -> [PHPStatement] {
        let start = peek.start
        var words = simple()
        while words.first?.isSymbol("@") ?? false { words = words.dropFirst() }
        guard let first = words.first else { return [] }
        guard first.kind == .variable("CFG") else {
            if case .name(let name) = first.kind, words.dropFirst().first?.isSymbol("(") ?? false {
                return [.unknown("a call of \(name)()", at: start)]
            }
            return [.unknown(PHPExpressionReading.described(first), at: start)]
        }
        var rest = words.dropFirst()
        // `$CFG = new stdClass();`
        if rest.first?.isSymbol("=") ?? false, rest.dropFirst().first?.isName("new") ?? false { return [] }
        guard rest.popFirst()?.isSymbol("->") ?? false, let name = rest.popFirst(), case .name(let setting) = name.kind
        else {
            return [.unknown("something done with '$CFG'", at: start)]
        }
        var keys: [PHPExpression?] = []
        while rest.first?.isSymbol("[") ?? false {
            guard let end = rest.firstIndex(where: { $0.isSymbol("]") }) else { break }
            let key = rest[(rest.startIndex + 1)..<end]
            keys.append(key.isEmpty ? nil : PHPExpressionReading.expression(key))
            rest = rest[(end + 1)...]
        }
        let sign = rest.popFirst()
        guard let sign, sign.isSymbol("=") else {
            // Whatever it is, the value is no longer what it was.
            let what = sign.map(PHPExpressionReading.described) ?? "nothing"
            return [.set(name: setting, keys: [], value: .unknown(what, at: sign?.start ?? start), at: start)]
        }
        return [.set(name: setting, keys: keys, value: PHPExpressionReading.expression(rest), at: start)]
    }

    /// `unset($CFG)` begins every config.php; a setting that is taken away is no longer what it was.
    private mutating func removal() -> [PHPStatement] {
        let start = peek.start
        var words = simple().dropFirst(2).dropLast()
        guard words.popFirst()?.kind == .variable("CFG"), words.popFirst()?.isSymbol("->") ?? false,
            let name = words.popFirst(), case .name(let setting) = name.kind
        else { return [] }
        return [.set(name: setting, keys: [], value: .unknown("'unset'", at: start), at: start)]
    }

    private mutating func definition() -> PHPStatement {
        let start = peek.start
        let words = simple()
        let inside = words.dropFirst(2).dropLast()
        guard let name = inside.first, case .string(let constant) = name.kind,
            inside.dropFirst().first?.isSymbol(",") ?? false
        else { return .unknown("a call of define()", at: start) }
        return .define(constant, PHPExpressionReading.expression(inside.dropFirst(2)), at: start)
    }

    /// Moodle's own set-up is read silently: the compiler's config.php requires it, too.
    private mutating func inclusion() -> [PHPStatement] {
        let start = peek.start
        let words = simple()
        let isSetup = words.contains { word in
            if case .string(let text) = word.kind { return text.hasSuffix("lib/setup.php") }
            return false
        }
        return isSetup ? [] : [.unknown("an included file, with all that it sets,", at: start)]
    }

    // MARK: By the name of the host

    private mutating func condition() -> PHPStatement {
        let start = peek.start
        var branches: [PHPStatement.Branch] = []
        var isByHost = true
        while true {
            let at = peek.start
            var names: [String]? = []
            if peek.isName("else"), tokens[min(position + 1, tokens.count - 1)].isName("if") {
                position += 2
                names = Self.hosts(in: brackets())
            } else if peek.isName("if") || peek.isName("elseif") {
                position += 1
                names = Self.hosts(in: brackets())
            } else {
                position += 1
            }
            if peek.isSymbol(":") {
                skipToEndIf()
                return .unknown("an 'if' with 'endif'", at: start)
            }
            isByHost = isByHost && names != nil
            let isLast = names?.isEmpty ?? false
            branches.append(PHPStatement.Branch(names: names ?? [], body: block(), at: at))
            guard !isLast, peek.isName("else") || peek.isName("elseif") else { break }
        }
        return isByHost
            ? .byHost(branches, at: start) : .unknown("an 'if' on something else than the name of the host", at: start)
    }

    private mutating func skipToEndIf() {
        while peek.kind != .end, !peek.isName("endif") { position += 1 }
        _ = simple()
    }

    /// The name that a condition compares the host with; several behind `||`; nil for any other condition.
    private static func hosts(in condition: ArraySlice<PHPToken>) -> [String]? {
        var names: [String] = []
        for part in condition.split(whereSeparator: { $0.isSymbol("||") || $0.isName("or") }) {
            guard let name = host(in: part) else { return nil }
            names.append(name)
        }
        return names.isEmpty ? nil : names
    }

    private static func host(in comparison: ArraySlice<PHPToken>) -> String? {
        var words = comparison
        // `isset($_SERVER['HTTP_HOST']) && …` says nothing more.
        if words.first?.isName("isset") ?? false, let and = words.firstIndex(where: { $0.isSymbol("&&") }) {
            guard isHost(words[..<and].dropFirst(2).dropLast()) else { return nil }
            words = words[(and + 1)...]
        }
        while words.first?.isSymbol("(") ?? false, words.last?.isSymbol(")") ?? false {
            words = words.dropFirst().dropLast()
        }
        guard let sign = words.firstIndex(where: { $0.isSymbol("==") || $0.isSymbol("===") }) else { return nil }
        let sides = [words[..<sign], words[(sign + 1)...]]
        for (a, b) in [(sides[0], sides[1]), (sides[1], sides[0])] where isHost(a) && b.count == 1 {
            if let only = b.first, case .string(let name) = only.kind { return name }
        }
        return nil
    }

    static func isHost(_ words: ArraySlice<PHPToken>) -> Bool {
        switch PHPExpressionReading.expression(words) {
        case .server("HTTP_HOST"), .server("SERVER_NAME"): true
        default: false
        }
    }

    private mutating func choice() -> PHPStatement {
        let start = peek.start
        position += 1
        let isByHost = Self.isHost(brackets())
        guard isByHost, take("{") else {
            skipBraces()
            return .unknown("a 'switch' on something else than the name of the host", at: start)
        }
        var branches: [PHPStatement.Branch] = []
        while peek.kind != .end, !take("}") {
            guard let branch = labelled() else {
                while peek.kind != .end, !peek.isSymbol("}") { position += 1 }
                _ = take("}")
                return .unknown("a 'switch' whose cases are not all texts", at: start)
            }
            branches.append(branch)
        }
        return .byHost(branches, at: start)
    }

    /// `case 'a': case 'b': … break;`; nil for a label that is no text, and for a case that runs into the next one.
    private mutating func labelled() -> PHPStatement.Branch? {
        let at = peek.start
        var names: [String] = []
        var isDefault = false
        while peek.isName("case") || peek.isName("default") {
            if peek.isName("default") {
                isDefault = true
                position += 1
            } else {
                position += 1
                guard case .string(let name) = peek.kind else { return nil }
                names.append(name)
                position += 1
            }
            guard take(":") || take(";") else { return nil }
        }
        guard isDefault || !names.isEmpty else { return nil }
        let bodyStart = position
        let body = statements(until: ["case", "default"])
        let isEnded = tokens[bodyStart..<position].contains { word in
            ["break", "return", "exit", "die"].contains { word.isName($0) }
        }
        guard isEnded || peek.isSymbol("}") else { return nil }
        return PHPStatement.Branch(names: isDefault ? [] : names, body: body, at: at)
    }
}
