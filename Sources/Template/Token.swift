import Diagnostics

/// A piece of a template's text.
enum Token {
    case text(ArraySlice<UInt8>)
    case tag(Tag)
    /// Tokens of another file follow, up to its end.
    case beginPartial(at: Place)
    case endPartial
}

/// What stands between delimiters.
struct Tag {
    enum Kind {
        case value
        case section
        case inverted
        case close
        case comment
        case partial
        /// Other delimiters from here on.
        case delimiters
    }

    var kind: Kind
    /// Empty for comments and delimiters.
    var name: String
    var place: Place
    /// Its line had nothing else and is gone.
    var standsAlone: Bool
    /// What stood before it on a line of its own: the indentation of a partial.
    var indentation: ArraySlice<UInt8> = []
}
