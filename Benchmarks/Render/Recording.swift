@testable import Template

/// A subject that notes what a template asked it for, so that other programs can do the same job with the same values.
struct Recording<S: Subject>: Subject where S.Name: Hashable {
    typealias Name = S.Name

    static var vocabulary: Vocabulary<S.Name> { S.vocabulary }

    /// What was asked for: texts, flags and lists of the same.
    final class View {
        enum Value {
            case text([UInt8])
            case flag(Bool)
            case list([View])
        }

        var values: [String: Value] = [:]

        var json: String {
            let pairs = values.sorted { $0.key < $1.key }.map { "\(Self.quoted($0.key)): \(Self.json($0.value))" }
            return "{\(pairs.joined(separator: ", "))}"
        }

        private static func json(_ value: Value) -> String {
            switch value {
            case .text(let bytes): quoted(String(decoding: bytes, as: UTF8.self))
            case .flag(let flag): "\(flag)"
            case .list(let views): "[\(views.map(\.json).joined(separator: ", "))]"
            }
        }

        /// The fleet has no control characters.
        private static func quoted(_ text: String) -> String {
            "\"\(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
        }
    }

    private(set) var root = View()
    private var subject: S
    /// Of each name, what it is called and the list that it belongs to.
    private let places: [Name: (String, Name?)]
    /// The current items.
    private var items: [Name: View] = [:]

    init(_ subject: S) {
        self.subject = subject
        var places: [Name: (String, Name?)] = [:]
        func enter(_ vocabulary: Vocabulary<Name>, _ list: Name?) {
            for (text, meaning) in vocabulary.entries {
                switch meaning {
                case .text(let name), .literal(let name), .line(let name), .flag(let name): places[name] = (text, list)
                case .list(let name, let inner):
                    places[name] = (text, list)
                    enter(inner, name)
                case .group(let inner): enter(inner, list)
                }
            }
        }
        enter(S.vocabulary, nil)
        self.places = places
    }

    mutating func restart(_ change: (inout S) -> Void) {
        root = View()
        change(&subject)
    }

    private func note(_ value: View.Value, of name: Name) {
        guard let (text, list) = places[name] else { preconditionFailure("a name of the vocabulary") }
        (list.flatMap { items[$0] } ?? root).values[text] = value
    }

    mutating func write(_ name: Name, to output: inout ByteBuffer) {
        let start = output.count
        subject.write(name, to: &output)
        note(.text(output.withBytes(from: start) { Array($0) }), of: name)
    }

    mutating func isSet(_ name: Name) -> Bool {
        let isSet = subject.isSet(name)
        note(.flag(isSet), of: name)
        return isSet
    }

    mutating func count(of name: Name) -> Int {
        let count = subject.count(of: name)
        note(.list((0..<count).map { _ in View() }), of: name)
        return count
    }

    mutating func select(_ item: Int, of name: Name) {
        subject.select(item, of: name)
        guard let (text, list) = places[name],
            case .list(let views) = (list.flatMap({ items[$0] }) ?? root).values[text]
        else { preconditionFailure("a list that was counted") }
        items[name] = views[item]
    }
}
