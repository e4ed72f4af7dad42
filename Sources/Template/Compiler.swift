import Diagnostics

/// Checks tokens against a vocabulary and a syntax, and makes a program of them.
struct Compiler<Name: Sendable> {
    let syntax: any Syntax
    let vocabulary: Vocabulary<Name>
    var diagnostics: Diagnostics

    private var program = Program<Name>()
    private var open: [OpenSection] = []
    private var state = LexicalState()
    /// Where the text behind the last instruction begins.
    private var textStart = 0

    private struct OpenSection {
        var name: String
        var place: Place
        /// What skips it; nil: its name is none of the vocabulary's sections.
        var instruction: Int?
        /// The vocabulary of the items, if it is a list that is gone through.
        var items: Vocabulary<Name>?
        var state: LexicalState
    }

    init(syntax: any Syntax, vocabulary: Vocabulary<Name>, diagnostics: Diagnostics) {
        self.syntax = syntax
        self.vocabulary = vocabulary
        self.diagnostics = diagnostics
    }

    mutating func compile(_ tokens: [Token]) -> Program<Name> {
        for (position, token) in tokens.enumerated() {
            switch token {
            case .text(let bytes):
                for byte in bytes { syntax.advance(&state, over: byte) }
                program.text += bytes
            case .tag(nil, let name, let place, _):
                if let operation = hole(name, place, tokens, position) {
                    program.holes[program.instructions.count] = (name, place)
                    append(operation)
                }
                syntax.advance(&state, over: UInt8(ascii: "x"))
            case .tag(UInt8(ascii: "!"), _, _, _): break
            case .tag(UInt8(ascii: "/"), let name, let place, _): close(name, place)
            case .tag(let sign, let name, let place, _):
                openSection(name, place, inverted: sign == UInt8(ascii: "^"))
            }
        }
        for section in open {
            diagnostics.error(
                Code(401), "the section '\(section.name)' is not closed; '{{/\(section.name)}}' is missing",
                at: section.place)
        }
        append(.end)
        program.text += [UInt8](repeating: 0, count: 32)
        return program
    }

    /// Appends an instruction that writes the text since the last one first.
    private mutating func append(_ operation: Instruction<Name>.Operation) {
        program.instructions.append(
            Instruction(start: UInt32(textStart), end: UInt32(program.text.count), operation: operation))
        textStart = program.text.count
    }

    // MARK: Sections

    private mutating func openSection(_ name: String, _ place: Place, inverted: Bool) {
        var section = OpenSection(name: name, place: place, state: state)
        switch look(up: name, place) {
        case .list(let list, let items):
            section.instruction = program.instructions.count
            if !inverted { section.items = items }
            if open.count(where: { $0.items != nil }) == Loop.deepest {
                diagnostics.error(Code(403), "more than \(Loop.deepest) lists inside each other", at: place)
            }
            append(inverted ? .skipUnlessEmpty(list, next: 0) : .each(list, next: 0))
        case .flag(let flag):
            section.instruction = program.instructions.count
            append(inverted ? .skipIf(flag, next: 0) : .skipUnless(flag, next: 0))
        case .text, .literal, .line:
            diagnostics.error(
                Code(403), "'\(name)' is a value, not a flag or a list; write '{{\(name)}}'", at: place)
        case nil: break
        }
        open.append(section)
    }

    private mutating func close(_ name: String, _ place: Place) {
        guard let section = open.popLast(), section.name == name else {
            diagnostics.error(Code(401), "'{{/\(name)}}' closes no section that is open here", at: place)
            return
        }
        guard section.state.mode == state.mode, section.state.field == state.field else {
            diagnostics.error(
                Code(404),
                "the section '\(name)' opens or closes quotes, a comment or a field that it does not close or open again",
                at: section.place)
            return
        }
        guard let instruction = section.instruction else { return }
        if section.items != nil {
            append(.end)
        } else if program.text.count > textStart {
            append(.next)
        }
        program.instructions[instruction].operation.next = UInt32(program.instructions.count)
    }

    // MARK: Holes

    private mutating func hole(
        _ name: String, _ place: Place, _ tokens: [Token], _ at: Int
    ) -> Instruction<Name>.Operation? {
        switch look(up: name, place) {
        case .text(let text):
            return position(of: place, tokens, at).map {
                .write(text, $0, quote: $0 == .string ? syntax.quote : 0)
            }
        case .literal(let literal):
            guard syntax.literals != nil else {
                diagnostics.error(
                    Code(403), "'\(name)' is a value of PHP, which \(syntax.name) cannot write", at: place)
                return nil
            }
            return position(of: place, tokens, at).map { _ in .writeLiteral(literal) }
        case .line(let line):
            guard syntax.hasLines else {
                diagnostics.error(
                    Code(403), "'\(name)' is a line of a web server's, which \(syntax.name) cannot hold", at: place)
                return nil
            }
            let isAlone = state.isAtLineStart && byte(tokens, before: at) != nil && byte(tokens, after: at) == 0x0A
            guard state.mode == .code, isAlone else {
                diagnostics.error(
                    Code(404), "a line is written as it is; '{{\(name)}}' must stand alone on its line", at: place)
                return nil
            }
            return .write(line, .line, quote: 0)
        case .flag, .list:
            diagnostics.error(
                Code(403), "'\(name)' is a flag or a list; write '{{#\(name)}}…{{/\(name)}}'", at: place)
            return nil
        case nil: return nil
        }
    }

    private mutating func position(of place: Place, _ tokens: [Token], _ at: Int) -> Position? {
        switch syntax.position(state, before: byte(tokens, before: at), after: byte(tokens, after: at)) {
        case .success(let position): return position
        case .failure(let refusal):
            diagnostics.error(Code(404), "no value can be written here: \(refusal.reason)", at: place)
            return nil
        }
    }

    /// The text byte that touches a tag; nil if another tag does.
    private func byte(_ tokens: [Token], before at: Int) -> UInt8? {
        guard at > 0 else { return 0x0A }
        switch tokens[at - 1] {
        case .text(let bytes): return bytes.last
        case .tag(_, _, _, let standsAlone): return standsAlone ? 0x0A : nil
        }
    }

    private func byte(_ tokens: [Token], after at: Int) -> UInt8? {
        guard at + 1 < tokens.count else { return 0x0A }
        if case .text(let bytes) = tokens[at + 1] { return bytes.first }
        return nil
    }

    // MARK: Names

    /// The nearest meaning of a name: that of the innermost list, then further out.
    private mutating func look(up name: String, _ place: Place) -> Vocabulary<Name>.Meaning? {
        let scopes = [vocabulary] + open.compactMap(\.items)
        for scope in scopes.reversed() {
            if let meaning = scope[name] { return meaning }
        }
        let names = scopes.flatMap { $0.entries.map(\.name) }
        let hint =
            suggestion(for: name, among: names).map { "did you mean '\($0)'?" }
            ?? "known are \(names.sorted().joined(separator: ", "))"
        diagnostics.error(Code(402), "unknown name '\(name)'; \(hint)", at: place)
        return nil
    }
}
