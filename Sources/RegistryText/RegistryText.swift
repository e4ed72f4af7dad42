/// YAML as a registry is written in it: a tree of texts, lists and maps → bytes that every YAML reader takes for the same.
///
/// Takes trees of `YAMLNode`; gives text. Knows no field of the registry and reads nothing.
public indirect enum YAMLNode: Sendable, Equatable {
    /// A text; quoted where a YAML reader could take it for something else.
    case text(String)
    /// A text that is always quoted, as a literal password must be.
    case quoted(String)
    /// Written as it stands: a number, `true`, `null`.
    case word(String)
    case list([YAMLNode])
    case map([YAMLEntry])
    /// A list or map on one line, with all that it holds.
    case inline(YAMLNode)

    /// A map without comments.
    public static func pairs(_ pairs: KeyValuePairs<String, YAMLNode>) -> YAMLNode {
        .map(pairs.map { YAMLEntry($0.key, $0.value) })
    }
}

/// One key of a map with its value.
public struct YAMLEntry: Sendable, Equatable {
    public var key: String
    public var value: YAMLNode
    /// Lines above the key.
    public var comment: String?

    public init(_ key: String, _ value: YAMLNode, comment: String? = nil) {
        self.key = key
        self.value = value
        self.comment = comment
    }
}
