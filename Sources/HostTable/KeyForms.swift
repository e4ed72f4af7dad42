/// Which kinds of keys a table has that are looked up only where it has some: docs/resolution.md §5.
public struct KeyForms: OptionSet, Sendable {
    public let rawValue: Int

    public init(rawValue: Int) { self.rawValue = rawValue }

    /// `*.example.org`
    public static let wildcard = Self(rawValue: 1)
    /// `*.example.org:8443`
    public static let wildcardWithPort = Self(rawValue: 2)

    init(wildcard key: [UInt8]) { self = key.contains(UInt8(ascii: ":")) ? .wildcardWithPort : .wildcard }
}
