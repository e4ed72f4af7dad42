/// The names that a template may use, what they are, and what its subject calls them.
public struct Vocabulary<Name: Sendable>: Sendable, ExpressibleByDictionaryLiteral {
    public enum Meaning: Sendable {
        case text(Name)
        /// A text, number, truth value, list or map, for a syntax that has them.
        case literal(Name)
        /// A line of the language itself, which is written as it is and must be whole: it stands alone on its line.
        case line(Name)
        case flag(Name)
        /// Items with a vocabulary of their own. A text that is an item itself is called `.`.
        case list(Name, Vocabulary)
        /// Names that belong together: `a.b`, or `{{#a}}{{b}}{{/a}}`.
        case group(Vocabulary)
    }

    let entries: [(name: String, meaning: Meaning)]

    public init(_ entries: [(String, Meaning)]) { self.entries = entries.map { ($0, $1) } }

    public init(dictionaryLiteral entries: (String, Meaning)...) { self.init(entries) }

    subscript(name: String) -> Meaning? { entries.first { $0.name == name }?.meaning }
}
