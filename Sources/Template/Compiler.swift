import Diagnostics

/// Checks tokens against a vocabulary and a syntax, and makes a program of them.
struct Compiler<Name: Sendable> {
    let syntax: any Syntax
    let vocabulary: Vocabulary<Name>
    var diagnostics: Diagnostics

    private var program = Program<Name>()
    private var open: [OpenSection] = []
    private var reading = Reading()
    private var state: LexicalState { reading.state }
    /// Where the text behind the last instruction begins.
    private var textStart = 0

    private struct OpenSection {
        var name: String
        var place: Place
        /// What skips it; nil: nothing does.
        var instruction: Int?
        var isLoop = false
        /// The vocabulary of what it is about, if that has one.
        var scope: Vocabulary<Name>?
        var reading: Reading
        /// The first token inside.
        var start: Int
    }

    /// Where partials are named, and how many sections were open there.
    private var inside: [(place: Place, sections: Int)] = []

    init(syntax: any Syntax, vocabulary: Vocabulary<Name>, diagnostics: Diagnostics) {
        self.syntax = syntax
        self.vocabulary = vocabulary
        self.diagnostics = diagnostics
    }

    mutating func compile(_ tokens: [Token]) -> Program<Name> {
        for (position, token) in tokens.enumerated() {
            switch token {
            case .text(let bytes):
                for byte in bytes { reading.advance(over: byte, syntax) }
                program.text += bytes
            case .tag(let tag): compile(tag, tokens, position)
            case .beginPartial(let place): inside.append((place, open.count))
            case .endPartial:
                endSections(downTo: inside.last?.sections ?? 0)
                inside.removeLast()
            }
        }
        endSections(downTo: 0)
        append(.end)
        program.text += [UInt8](repeating: 0, count: 32)
        return program
    }

    private mutating func compile(_ tag: Tag, _ tokens: [Token], _ position: Int) {
        switch tag.kind {
        case .comment, .delimiters, .partial: break
        case .section: openSection(tag.name, tag.place, position, inverted: false)
        case .inverted: openSection(tag.name, tag.place, position, inverted: true)
        case .close: close(tag.name, tag.place, tokens, position)
        case .value:
            if let operation = hole(tag.name, tag.place, tokens, position) {
                program.holes[program.instructions.count] = (tag.name, tag.place)
                append(operation)
            }
            reading.advance(over: Reading.value, syntax)
        }
    }

    /// An error, with where the partials are named that it is inside of.
    private mutating func error(_ code: Int, _ message: String, at place: Place) {
        diagnostics.error(
            Code(code), message, at: place, notes: inside.reversed().map { Note("included here", at: $0.place) })
    }

    /// Appends an instruction that writes the text since the last one first.
    private mutating func append(_ operation: Instruction<Name>.Operation) {
        program.instructions.append(
            Instruction(start: UInt32(textStart), end: UInt32(program.text.count), operation: operation))
        textStart = program.text.count
    }

    // MARK: Sections

    private mutating func openSection(_ name: String, _ place: Place, _ position: Int, inverted: Bool) {
        var section = OpenSection(name: name, place: place, reading: reading, start: position + 1)
        switch look(up: name, place) {
        case .list(let list, let items):
            section.instruction = program.instructions.count
            section.isLoop = !inverted
            if !inverted { section.scope = items }
            if !inverted, open.count(where: \.isLoop) == Loop.deepest {
                error(403, "more than \(Loop.deepest) lists inside each other", at: place)
            }
            append(inverted ? .skipUnlessEmpty(list, next: 0) : .each(list, next: 0))
        case .flag(let flag):
            section.instruction = program.instructions.count
            append(inverted ? .skipIf(flag, next: 0) : .skipUnless(flag, next: 0))
        case .group(let names):
            section.scope = names
            if inverted { error(403, "'\(name)' is always there; nothing inside would be written", at: place) }
        case .text, .literal, .line:
            error(403, "'\(name)' is a value, not a flag or a list; write '{{\(name)}}'", at: place)
        case nil: break
        }
        open.append(section)
    }

    private mutating func close(_ name: String, _ place: Place, _ tokens: [Token], _ position: Int) {
        guard open.count > inside.last?.sections ?? 0, let section = open.popLast(), section.name == name else {
            error(401, "'{{/\(name)}}' closes no section that is open here", at: place)
            return
        }
        let body = tokens[section.start..<position]
        guard reading.close(section.reading, body, mayRepeat: section.isLoop, syntax) else {
            error(
                404,
                "the section '\(name)' opens or closes quotes, a comment or a field that it does not close or open again",
                at: section.place)
            return
        }
        guard let instruction = section.instruction else { return }
        if section.isLoop {
            append(.end)
        } else if program.text.count > textStart {
            append(.next)
        }
        program.instructions[instruction].operation.next = UInt32(program.instructions.count)
    }

    private mutating func endSections(downTo count: Int) {
        for section in open.dropFirst(count) {
            error(
                401, "the section '\(section.name)' is not closed; '{{/\(section.name)}}' is missing", at: section.place
            )
        }
        open.removeLast(max(open.count - count, 0))
    }

    // MARK: Holes

    private mutating func hole(
        _ name: String, _ place: Place, _ tokens: [Token], _ at: Int
    ) -> Instruction<Name>.Operation? {
        switch look(up: name, place) {
        case .text(let text):
            return position(of: place, tokens, at).map {
                .write(text, $0, quote: $0.hasQuote ? syntax.quote : 0)
            }
        case .literal(let literal):
            guard syntax.literals != nil else {
                error(403, "'\(name)' may be a number, a list or a map, which \(syntax.name) cannot write", at: place)
                return nil
            }
            return position(of: place, tokens, at).map { _ in .writeLiteral(literal) }
        case .line(let line):
            guard syntax.hasLines else {
                error(403, "'\(name)' is a line of a web server's, which \(syntax.name) cannot hold", at: place)
                return nil
            }
            let isAlone = state.isAtLineStart && byte(tokens, before: at) != nil && byte(tokens, after: at) == 0x0A
            guard state.mode == .code, isAlone else {
                error(404, "a line is written as it is; '{{\(name)}}' must stand alone on its line", at: place)
                return nil
            }
            return .write(line, .line, quote: 0)
        case .flag, .list, .group:
            error(403, "'\(name)' is a flag or a list; write '{{#\(name)}}…{{/\(name)}}'", at: place)
            return nil
        case nil: return nil
        }
    }

    private mutating func position(of place: Place, _ tokens: [Token], _ at: Int) -> Position? {
        guard !reading.isAmbiguous else {
            error(
                404, "no value can be written here: what a section before it leaves decides how it is read", at: place)
            return nil
        }
        guard !state.isEscaped else {
            error(404, "no value can be written here: the '\\' before it would take its first byte", at: place)
            return nil
        }
        switch syntax.position(state, before: byte(tokens, before: at), after: byte(tokens, after: at)) {
        case .success(let position): return position
        case .failure(let refusal):
            error(404, "no value can be written here: \(refusal.reason)", at: place)
            return nil
        }
    }

    /// The text byte that touches a tag; nil if another tag does. Where a partial begins or ends makes no difference.
    private func byte(_ tokens: [Token], before at: Int) -> UInt8? {
        for token in tokens[..<at].reversed() {
            switch token {
            case .text(let bytes): return bytes.last
            case .tag(let tag): return tag.standsAlone ? 0x0A : nil
            case .beginPartial, .endPartial: continue
            }
        }
        return 0x0A
    }

    private func byte(_ tokens: [Token], after at: Int) -> UInt8? {
        for token in tokens[(at + 1)...] {
            switch token {
            case .text(let bytes): return bytes.first
            case .tag: return nil
            case .beginPartial, .endPartial: continue
            }
        }
        return 0x0A
    }

    // MARK: Names

    /// The nearest meaning of a name: that of the innermost list, then further out; what stands behind a '.' is looked for in
    /// what stands before it and nowhere else.
    private mutating func look(up name: String, _ place: Place) -> Vocabulary<Name>.Meaning? {
        let scopes = [vocabulary] + open.compactMap(\.scope)
        guard name != "." else {
            if let meaning = scopes.last?["."] { return meaning }
            error(402, "'{{.}}' is an item of a list of texts, and there is none here", at: place)
            return nil
        }
        let parts = name.split(separator: ".").map(String.init)
        var found = scopes.reversed().lazy.compactMap { $0[parts[0]] }.first
        for part in parts.dropFirst() {
            guard case .group(let names)? = found else {
                found = nil
                break
            }
            found = names[part]
        }
        if let found { return found }
        let names = scopes.flatMap(\.fullNames)
        let hint =
            suggestion(for: name, among: names).map { "did you mean '\($0)'?" }
            ?? "known are \(names.sorted().joined(separator: ", "))"
        error(402, "unknown name '\(name)'; \(hint)", at: place)
        return nil
    }
}

extension Vocabulary {
    /// Its names, and those inside groups behind their names.
    fileprivate var fullNames: [String] {
        entries.flatMap { entry in
            guard case .group(let names) = entry.meaning else { return [entry.name] }
            return [entry.name] + names.fullNames.map { "\(entry.name).\($0)" }
        }
    }
}
