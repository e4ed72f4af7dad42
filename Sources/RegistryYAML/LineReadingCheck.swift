import Diagnostics

/// The reading by lines held against libyaml's; for the tests and the fuzz target, which ask for the same.
@_spi(Testing) public enum LineReadingCheck: Equatable {
    /// The text is not one that is read by lines.
    case gaveUp
    case same
    case differs(String)

    public init(_ file: SourceFile) {
        let lines = Document()
        lines.begin(file)
        guard let unusual = lines.readLines(of: file) else {
            self = .gaveUp
            return
        }
        let events = Document()
        events.begin(file)
        var reading = EventReading(file: file, into: events)
        reading.run()
        let difference = reading.refusal.map { "libyaml refuses: \($0.message)" } ?? Self.difference(lines, events)
        let missed = Set(reading.unusual).subtracting(unusual).sorted()
        let oversight = missed.isEmpty ? nil : "no closer look at the nodes \(missed)"
        self = (difference ?? oversight).map { .differs($0) } ?? .same
    }

    private static func difference(_ lines: Document, _ events: Document) -> String? {
        guard lines.count == events.count else { return "\(lines.count) nodes, and \(events.count) of libyaml's" }
        return (0..<lines.count).first { !lines.isAlike($0, events) }.map {
            "node \($0): \(lines.node($0)), and \(events.node($0)) of libyaml's"
        }
    }
}

extension Document {
    fileprivate func isAlike(_ index: Int, _ other: Document) -> Bool {
        let (one, two) = (node(index), other.node(index))
        return one.kind == two.kind && one.isPlain == two.isPlain && one.hasBrace == two.hasBrace
            && one.line == two.line
            && one.column == two.column && one.end == two.end && one.count == two.count
            && (one.kind != .scalar || bytes(index).elementsEqual(other.bytes(index)))
    }
}
