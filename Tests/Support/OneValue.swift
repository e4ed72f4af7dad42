import Template

/// What a template of one hole is about.
public struct OneValue: Subject {
    public enum Name: Sendable { case value }

    public static let vocabulary: Vocabulary<Name> = ["value": .text(.value)]

    private let value: [UInt8]

    public init(_ value: [UInt8]) { self.value = value }

    public func write(_ name: Name, to output: inout ByteBuffer) { output.append(value) }
}
