/// Which kinds of keys a table has: docs/resolution.md §5. Wildcards are looked up only where there are some.
public struct KeyForms: OptionSet, Sendable {
    public let rawValue: Int

    public init(rawValue: Int) { self.rawValue = rawValue }

    /// What a request spells. Of every table: a lone 0 that became a space would end PHP where nothing can answer.
    public static let exact = Self(rawValue: 1)
    /// `*.example.org`
    public static let wildcard = Self(rawValue: 2)
    /// `*.example.org:8443`
    public static let wildcardWithPort = Self(rawValue: 4)

    init(wildcard key: some Sequence<UInt8>) { self = key.contains(UInt8(ascii: ":")) ? .wildcardWithPort : .wildcard }
}
