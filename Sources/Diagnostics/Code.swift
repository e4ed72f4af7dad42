/// A stable name of a kind of finding, for scripts and for looking it up.
///
/// `VM1xx` syntax, `VM2xx` schema, `VM3xx` rules across hosts, `VM4xx` templates and what a language cannot write,
/// `VM5xx` the machine. docs/codes.md lists them; a number is never used again for another meaning.
public struct Code: Sendable, Equatable, CustomStringConvertible {
    public var number: Int
    public var description: String { "VM\(number)" }

    public init(_ number: Int) { self.number = number }
}
