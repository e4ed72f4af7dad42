/// How a template's text is read up to a place: sections before it are written or not, which may leave more than one way.
struct Reading {
    /// A byte that stands for a value.
    static let value = UInt8(ascii: "x")

    private(set) var state = LexicalState()
    /// What else the state may be, as a section's last byte may stand before, or what stood before the section.
    private var others: [LexicalState] = []
    /// Whether these have led to places that are read otherwise.
    private(set) var isAmbiguous = false

    mutating func advance(over byte: UInt8, _ syntax: any Syntax) {
        syntax.advance(&state, over: byte)
        guard !others.isEmpty else { return }
        for index in others.indices { syntax.advance(&others[index], over: byte) }
        settle()
    }

    /// Goes on behind a section, which may have been left out, or written several times.
    ///
    /// - Returns: whether the section ends where it began: in the same quotes, comment and field.
    mutating func close(
        _ opened: Reading, _ body: ArraySlice<Token>, mayRepeat: Bool, _ syntax: any Syntax
    ) -> Bool {
        guard opened.state.isLike(state) else { return false }
        if mayRepeat, opened.state != state {
            var again = opened
            again.others.append(state)
            again.advance(over: body, syntax)
            guard again.isAmbiguous == opened.isAmbiguous else { return false }
        }
        for other in [opened.state] + opened.others where !others.contains(other) { others.append(other) }
        settle()
        return true
    }

    private mutating func advance(over tokens: ArraySlice<Token>, _ syntax: any Syntax) {
        for token in tokens {
            switch token {
            case .text(let bytes): for byte in bytes { advance(over: byte, syntax) }
            case .tag(let tag) where tag.kind == .value: advance(over: Self.value, syntax)
            case .tag, .beginPartial, .endPartial: break
            }
        }
    }

    private mutating func settle() {
        let state = state
        others.removeAll { $0 == state }
        if others.contains(where: { !$0.isLike(state) }) {
            isAmbiguous = true
            others = []
        }
    }
}
