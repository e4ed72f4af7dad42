/// `if` and `switch` on the name of the host.
extension PHPStatementReading {
    mutating func condition() -> PHPStatement {
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

    mutating func skipToEndIf() {
        while peek.kind != .end, !peek.isName("endif") { position += 1 }
        _ = simple()
    }

    /// The name that a condition compares the host with; several behind `||`; nil for any other condition.
    static func hosts(in condition: ArraySlice<PHPToken>) -> [String]? {
        var names: [String] = []
        for part in condition.split(whereSeparator: { $0.isSymbol("||") || $0.isName("or") }) {
            guard let name = host(in: part) else { return nil }
            names.append(name)
        }
        return names.isEmpty ? nil : names
    }

    static func host(in comparison: ArraySlice<PHPToken>) -> String? {
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

    mutating func choice() -> PHPStatement {
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
    mutating func labelled() -> PHPStatement.Branch? {
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
