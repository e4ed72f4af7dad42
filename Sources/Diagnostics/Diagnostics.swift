/// What is wrong, and where.
///
/// Takes findings of any stage; gives them back sorted, as text with the source line and a caret. Knows nothing of
/// registries, templates or files on disk.
public struct Diagnostics: Sendable {
    /// The findings in the order in which they were reported.
    public private(set) var all: [Diagnostic] = []

    public init() {}

    public var hasErrors: Bool { all.contains { $0.severity == .error } }

    /// Every warning as an error, for who wants none.
    public mutating func takeWarningsForErrors() {
        for index in all.indices { all[index].severity = .error }
    }

    public mutating func report(_ diagnostic: Diagnostic) { all.append(diagnostic) }

    /// An error at one place.
    public mutating func error(_ code: Code, _ message: String, at place: Place?, notes: [Note] = []) {
        all.append(Diagnostic(severity: .error, code: code, message: message, place: place, notes: notes))
    }

    /// Something that compiles and is probably not meant.
    public mutating func warning(_ code: Code, _ message: String, at place: Place?, notes: [Note] = []) {
        all.append(Diagnostic(severity: .warning, code: code, message: message, place: place, notes: notes))
    }

    /// By file, line and column; what has no place comes first. What two stages found alike stands once.
    public var sorted: [Diagnostic] {
        let inOrder = all.enumerated().sorted { a, b in
            a.element.sortKey == b.element.sortKey ? a.offset < b.offset : a.element.sortKey < b.element.sortKey
        }
        var sorted: [Diagnostic] = []
        var said: Set<String> = []
        for (_, diagnostic) in inOrder {
            if let last = sorted.last, last.sortKey != diagnostic.sortKey { said.removeAll() }
            if said.insert(diagnostic.identity).inserted { sorted.append(diagnostic) }
        }
        return sorted
    }
}

/// One finding: small letter, no full stop, the offending value in quotes, then what would be right.
public struct Diagnostic: Sendable, Equatable {
    public enum Severity: String, Sendable { case error, warning }

    public var severity: Severity
    public var code: Code
    public var message: String
    public var place: Place?
    /// Second places, such as "first used here".
    public var notes: [Note]
    /// What stands at the place may be a secret, and is shown to nobody.
    public var hidesValue = false

    public init(severity: Severity, code: Code, message: String, place: Place?, notes: [Note] = []) {
        self.severity = severity
        self.code = code
        self.message = message
        self.place = place
        self.notes = notes
    }

    /// The same for findings of one place that say the same.
    fileprivate var identity: String {
        "\(severity) \(code) \(message)" + notes.map { "\n\($0.message) \($0.place)" }.joined()
    }

    fileprivate var sortKey: (String, Int, Int) { (place?.file.name ?? "", place?.line ?? 0, place?.column ?? 0) }
}

/// A second place that explains a finding.
public struct Note: Sendable, Equatable {
    public var message: String
    public var place: Place

    public init(_ message: String, at place: Place) {
        self.message = message
        self.place = place
    }
}
