import Diagnostics
import Template

/// What a template of one hole is about.
public struct OneValue: Subject {
    public enum Name: Sendable { case value }

    public static let vocabulary: Vocabulary<Name> = ["value": .text(.value)]

    private let value: [UInt8]

    public init(_ value: [UInt8]) { self.value = value }

    /// What is wrong with a template.
    public struct Mistake: Error, CustomStringConvertible { public let description: String }

    public func write(_ name: Name, to output: inout ByteBuffer) { output.append(value) }

    /// What a template makes of a value; nil if it refuses that.
    public static func written(_ value: [UInt8], in text: String, _ syntax: any Syntax) throws -> [UInt8]? {
        var diagnostics = Diagnostics()
        let file = SourceFile(name: "t", bytes: Array(text.utf8))
        let template = Template<OneValue>(file, syntax: syntax, reporting: &diagnostics)
        var output = ByteBuffer()
        var subject = OneValue(value)
        guard let template else { throw Mistake(description: "\(diagnostics.sorted.map(\.text))") }
        do {
            try template.render(&subject, into: &output)
            return output.bytes()
        } catch { return nil }
    }
}
