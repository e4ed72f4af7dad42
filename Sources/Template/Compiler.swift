import Diagnostics

/// Checks tokens against a vocabulary and a syntax, and makes operations of them.
struct Compiler {
    let syntax: any Syntax
    let vocabulary: Vocabulary
    var diagnostics: Diagnostics

    private struct OpenSection {
        var name: String
        var place: Place
        var operation: Int
        /// The vocabulary of the items, if it is a list that is gone through.
        var items: Vocabulary?
        var state: LexicalState
    }

    mutating func compile(_ tokens: [Token]) -> [Template.Operation] {
        var operations: [Template.Operation] = []
        var open: [OpenSection] = []
        var state = LexicalState()
        for (position, token) in tokens.enumerated() {
            switch token {
            case .text(let bytes):
                for byte in bytes { syntax.advance(&state, over: byte) }
                operations.append(.text(bytes))
            case .tag(nil, let name, let place, _):
                if let hole = hole(name, place, tokens, position, open, state) { operations.append(hole) }
                syntax.advance(&state, over: UInt8(ascii: "x"))
            case .tag(UInt8(ascii: "!"), _, _, _): break
            case .tag(UInt8(ascii: "/"), let name, let place, _):
                close(name, place, &open, &operations, state)
            case .tag(let sign, let name, let place, _):
                let inverted = sign == UInt8(ascii: "^")
                let found = look(up: name, place, open)
                var items: Vocabulary?
                switch found?.kind {
                case .list(let vocabulary): items = inverted ? nil : vocabulary
                case .text, .literal, .line:
                    diagnostics.error(
                        Code(403), "'\(name)' is a value, not a flag or a list; write '{{\(name)}}'", at: place)
                case .flag, nil: break
                }
                open.append(
                    OpenSection(name: name, place: place, operation: operations.count, items: items, state: state))
                operations.append(.section(up: found?.up ?? 0, index: found?.index ?? 0, inverted: inverted, end: 0))
            }
        }
        for section in open {
            diagnostics.error(
                Code(401), "the section '\(section.name)' is not closed; '{{/\(section.name)}}' is missing",
                at: section.place)
        }
        return operations
    }

    private mutating func close(
        _ name: String, _ place: Place, _ open: inout [OpenSection], _ operations: inout [Template.Operation],
        _ state: LexicalState
    ) {
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
        if case .section(let up, let index, let inverted, _) = operations[section.operation] {
            operations[section.operation] = .section(up: up, index: index, inverted: inverted, end: operations.count)
        }
    }

    private mutating func hole(
        _ name: String, _ place: Place, _ tokens: [Token], _ at: Int, _ open: [OpenSection], _ state: LexicalState
    ) -> Template.Operation? {
        guard let (kind, up, index) = look(up: name, place, open) else { return nil }
        switch kind {
        case .text: break
        case .literal where syntax.hasLiterals: break
        case .literal:
            diagnostics.error(Code(403), "'\(name)' is a value of PHP, which \(syntax.name) cannot write", at: place)
            return nil
        case .line where !syntax.hasLines:
            diagnostics.error(
                Code(403), "'\(name)' is a line of a web server's, which \(syntax.name) cannot hold", at: place)
            return nil
        case .line:
            let isAlone = state.isAtLineStart && byte(tokens, before: at) != nil && byte(tokens, after: at) == 0x0A
            guard state.mode == .code, isAlone else {
                diagnostics.error(
                    Code(404), "a line is written as it is; '{{\(name)}}' must stand alone on its line", at: place)
                return nil
            }
            return .hole(name: name, up: up, index: index, position: .line, place: place)
        case .flag, .list:
            diagnostics.error(Code(403), "'\(name)' is a flag or a list; write '{{#\(name)}}…{{/\(name)}}'", at: place)
            return nil
        }
        switch syntax.position(state, before: byte(tokens, before: at), after: byte(tokens, after: at)) {
        case .success(let position):
            return .hole(name: name, up: up, index: index, position: position, place: place)
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

    /// The nearest meaning of a name: that of the innermost list, then further out.
    private mutating func look(up name: String, _ place: Place, _ open: [OpenSection]) -> (
        kind: Vocabulary.Kind, up: Int, index: Int
    )? {
        let scopes = [vocabulary] + open.compactMap(\.items)
        for (up, scope) in scopes.reversed().enumerated() {
            if let index = scope.index(of: name) { return (scope.names[index].kind, up, index) }
        }
        let names = scopes.flatMap { $0.names.map(\.name) }
        let hint =
            suggestion(for: name, among: names).map { "did you mean '\($0)'?" }
            ?? "known are \(names.sorted().joined(separator: ", "))"
        diagnostics.error(Code(402), "unknown name '\(name)'; \(hint)", at: place)
        return nil
    }
}
