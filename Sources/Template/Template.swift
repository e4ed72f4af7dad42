import Diagnostics

/// .tmpl → checked template → bytes.
///
/// Takes a template's text, the syntax that it is written in and the vocabulary that it may use; gives bytes in which
/// every value is quoted for its place. Knows no host and no target; usable as a library of its own.
///
/// Tags: `{{name}}`, `{{#name}}…{{/name}}` for each item of a list or if a flag is set, `{{^name}}…{{/name}}` if not,
/// `{{! comment }}`. A line that holds nothing but a section's tag or a comment disappears. There is no raw hole but for a
/// line of its own, of a name that the vocabulary says is one.
public struct Template: Sendable {
    enum Operation: Sendable {
        case text([UInt8])
        /// - Parameter up: how many lists further out the name was found.
        case hole(name: String, up: Int, index: Int, position: Position, place: Place)
        /// Runs the operations up to `end` for each item, or once if the flag is set.
        case section(up: Int, index: Int, inverted: Bool, end: Int)
    }

    let operations: [Operation]
    let syntax: any Syntax

    /// Compiles a template; nil, with every mistake reported, if it has any.
    public init?(
        _ file: SourceFile, syntax: any Syntax, vocabulary: Vocabulary, reporting diagnostics: inout Diagnostics
    ) {
        var compiler = Compiler(syntax: syntax, vocabulary: vocabulary, diagnostics: diagnostics)
        operations = compiler.compile(TagScanner(file: file).scan(reporting: &compiler.diagnostics))
        self.syntax = syntax
        let failed = compiler.diagnostics.all.count > diagnostics.all.count
        diagnostics = compiler.diagnostics
        if failed { return nil }
    }

    /// A value that the syntax cannot write where the template wants it.
    public struct Refusal: Error, Equatable {
        public var name: String
        public var reason: String
        /// The hole.
        public var place: Place
    }

    /// Appends the text for values in the order of the vocabulary.
    ///
    /// - Throws: the first value that cannot be written; what was appended until then is of no use.
    public func render(_ values: [Value], into output: inout [UInt8]) throws(Refusal) {
        try run(0..<operations.count, [values], &output)
    }

    private func run(_ range: Range<Int>, _ scopes: [[Value]], _ output: inout [UInt8]) throws(Refusal) {
        var at = range.lowerBound
        while at < range.upperBound {
            switch operations[at] {
            case .text(let bytes):
                output += bytes
                at += 1
            case .hole(let name, let up, let index, let position, let place):
                if let reason = syntax.write(scopes[scopes.count - 1 - up][index].literal, at: position, into: &output)
                {
                    throw Refusal(name: name, reason: reason, place: place)
                }
                at += 1
            case .section(let up, let index, let inverted, let end):
                switch (scopes[scopes.count - 1 - up][index], inverted) {
                case (.flag(true), false), (.flag(false), true): try run((at + 1)..<end, scopes, &output)
                case (.list(let items), true) where items.isEmpty: try run((at + 1)..<end, scopes, &output)
                case (.list(let items), false): for item in items { try run((at + 1)..<end, scopes + [item], &output) }
                default: break
                }
                at = end
            }
        }
    }
}

/// The names that a template may use, and what they are.
public struct Vocabulary: Sendable {
    public enum Kind: Sendable {
        case text
        /// A text, number, truth value, list or map, for a syntax that has them.
        case literal
        /// A line of the language itself, which is written as it is and must be whole: it stands alone on its line.
        case line
        case flag
        case list(Vocabulary)
    }

    public let names: [(name: String, kind: Kind)]

    public init(_ names: KeyValuePairs<String, Kind>) { self.names = names.map { ($0.key, $0.value) } }

    func index(of name: String) -> Int? { names.firstIndex { $0.name == name } }
}

/// What a name stands for; the case fits the vocabulary's kind.
public enum Value: Sendable {
    case text([UInt8])
    case literal(Literal)
    case flag(Bool)
    case list([[Value]])

    var literal: Literal {
        switch self {
        case .text(let bytes): .string(bytes)
        case .literal(let literal): literal
        case .flag, .list: preconditionFailure("a compiled template has no hole for a flag or a list")
        }
    }
}

/// A value of a programming language.
public indirect enum Literal: Sendable {
    case bool(Bool)
    case int(Int)
    /// Digits, a point, digits.
    case float([UInt8])
    case string([UInt8])
    case list([Literal])
    case map([(key: [UInt8], value: Literal)])
}
