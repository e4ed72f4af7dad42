/// Bytes that no text of the program may show.
public struct Secret: Sendable, CustomStringConvertible, CustomReflectable {
    public let bytes: [UInt8]
    public var description: String { "«secret, \(bytes.count) bytes»" }
    public var customMirror: Mirror { Mirror(self, children: []) }

    public init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// What a secret may be: one line of up to 4,096 bytes; the PHP runtime asks the same of a secret's file.
    public static func isWellFormed(_ bytes: some Collection<UInt8>) -> Bool {
        (1...4096).contains(bytes.count) && !bytes.contains { $0 == 0 || $0 == 0x0A || $0 == 0x0D }
    }
}

/// Where a secret comes from.
public enum SecretSource: Sendable {
    /// Written into the fragment, which is then readable to the platform's group only.
    case literal(Secret)
    /// Read by the runtime on each request.
    case file(AbsolutePath)
    /// Had from outside when the registry is compiled, and then as a literal.
    case reference(Located<SecretReference>)
}

/// Where the compiler gets a secret.
public enum SecretReference: Sendable, Hashable {
    /// A variable of its environment.
    case environment(EnvironmentName)
    /// The one line that a program prints: its path and its arguments.
    case command([[UInt8]])
}
