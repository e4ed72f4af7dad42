/// A value of the registry with one grammar, which its initialiser alone knows.
public protocol RegistryValue: Sendable {
    init(registry bytes: [UInt8]) throws(ValueRefusal)
    /// What would be right: "must be …".
    static var requirement: String { get }
    /// An ECMA-262 regular expression for a JSON Schema, which fits every value of the type and perhaps more; nil: any text.
    static var schemaPattern: String? { get }
}

/// Why bytes are not a value of a type, with what would be right.
public struct ValueRefusal: Error {
    public let reason: String
    /// UTS 46 refuses a name, which is a finding of its own.
    public let isInternationalName: Bool

    public init(_ reason: String, isInternationalName: Bool = false) {
        self.reason = reason
        self.isInternationalName = isInternationalName
    }
}

/// A value of which no more is to be said than whether it fits.
public protocol PlainRegistryValue: RegistryValue {
    init?(_ bytes: [UInt8])
}

extension PlainRegistryValue {
    public init(registry bytes: [UInt8]) throws(ValueRefusal) {
        guard let value = Self(bytes) else { throw ValueRefusal(Self.requirement) }
        self = value
    }
}

/// A plain value that can be checked where its bytes lie.
public protocol TextValue: PlainRegistryValue {
    var bytes: [UInt8] { get }
    static func accepts(_ bytes: Span<UInt8>) -> Bool
    /// Of bytes that were accepted before.
    init(accepted bytes: [UInt8])
}

extension TextValue {
    public init?(_ bytes: [UInt8]) {
        guard Self.accepts(bytes.span) else { return nil }
        self.init(accepted: bytes)
    }
}

extension Span<UInt8> {
    @inline(__always)
    func allSatisfy(_ isGood: (UInt8) -> Bool) -> Bool {
        for index in indices where !isGood(self[index]) { return false }
        return true
    }
}
