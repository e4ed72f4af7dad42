/// Assignments, definitions and what else is no block.
extension PHPStatementReading {
    mutating func assignment() -> [PHPStatement] {
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
    mutating func removal() -> [PHPStatement] {
        let start = peek.start
        var words = simple().dropFirst(2).dropLast()
        guard words.popFirst()?.kind == .variable("CFG"), words.popFirst()?.isSymbol("->") ?? false,
            let name = words.popFirst(), case .name(let setting) = name.kind
        else { return [] }
        return [.set(name: setting, keys: [], value: .unknown("'unset'", at: start), at: start)]
    }

    mutating func definition() -> PHPStatement {
        let start = peek.start
        let words = simple()
        let inside = words.dropFirst(2).dropLast()
        guard let name = inside.first, case .string(let constant) = name.kind,
            inside.dropFirst().first?.isSymbol(",") ?? false
        else { return .unknown("a call of define()", at: start) }
        return .define(constant, PHPExpressionReading.expression(inside.dropFirst(2)), at: start)
    }

    /// Moodle's own set-up is read silently: the compiler's config.php requires it, too.
    mutating func inclusion() -> [PHPStatement] {
        let start = peek.start
        let words = simple()
        let isSetup = words.contains { word in
            if case .string(let text) = word.kind { return text.hasSuffix("lib/setup.php") }
            return false
        }
        return isSetup ? [] : [.unknown("an included file, with all that it sets,", at: start)]
    }
}
