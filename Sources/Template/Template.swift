import Diagnostics

/// .tmpl → checked template → bytes.
///
/// Takes a template's text, the syntax that it is written in and the subject that it is about; gives bytes in which every
/// value is quoted for its place. Knows no host and no target; usable as a library of its own.
///
/// Mustache: `{{name}}` and `{{name.name}}`, `{{#name}}…{{/name}}` for each item of a list or if a flag is set,
/// `{{^name}}…{{/name}}` if not, `{{! comment }}`, `{{> partial }}`, `{{=<% %>=}}`, and the specification's rules for
/// whitespace. Names that there are not are errors, and there is no raw hole but for a line of its own, of a name that the
/// vocabulary says is one.
public final class Template<S: Subject>: Sendable {
    @usableFromInline let program: Program<S.Name>
    @usableFromInline let syntax: any Syntax
    @usableFromInline let writer: LiteralWriter

    /// Compiles a template; nil, with every mistake reported, if it has any.
    public init?(
        _ file: SourceFile, syntax: any Syntax, partials: Partials = Partials(),
        reporting diagnostics: inout Diagnostics
    ) {
        var compiler = Compiler(syntax: syntax, vocabulary: S.vocabulary, diagnostics: diagnostics)
        var expansion = Expansion(partials)
        program = compiler.compile(expansion.expand(file, reporting: &compiler.diagnostics))
        self.syntax = syntax
        writer = LiteralWriter(syntax)
        let failed = compiler.diagnostics.all.count > diagnostics.all.count
        diagnostics = compiler.diagnostics
        if failed { return nil }
    }

    /// A value that the syntax cannot write where the template wants it.
    public struct Refusal: Error, Equatable {
        public var name: String
        public var reason: String
        /// The hole.
        public var place: Place
    }

    /// Appends the text for a subject.
    ///
    /// - Throws: the first value that cannot be written; what was appended until then is of no use.
    @inlinable
    public func render(_ subject: inout S, into output: inout ByteBuffer) throws(Refusal) {
        var writer = writer
        try program.text.withUnsafeBufferPointer { text throws(Refusal) in
            let instructions = program.instructions
            try run(instructions.span, text, &subject, &writer, &output)
        }
    }

    @inlinable
    func run(
        _ instructions: borrowing Span<Instruction<S.Name>>, _ text: UnsafeBufferPointer<UInt8>, _ subject: inout S,
        _ writer: inout LiteralWriter, _ output: inout ByteBuffer
    ) throws(Refusal) {
        guard let text = text.baseAddress else { return }
        var at = 0
        var loops = InlineArray<8, Loop>(repeating: Loop(each: 0, item: 0, count: 0))
        var depth = 0
        while true {
            // A program ends with an `end`, and no section is left for a place behind that.
            let instruction = instructions[unchecked: at]
            if instruction.end > instruction.start {
                output.append(padded: text + Int(instruction.start), Int(instruction.end &- instruction.start))
            }
            switch instruction.operation {
            case .end:
                guard depth > 0 else { return }
                let (each, item) = (loops[depth &- 1].each, loops[depth &- 1].item &+ 1)
                guard case .each(let name, let next) = instructions[each].operation else { return }
                subject.begins(item, of: name, at: output.count)
                if item < loops[depth &- 1].count {
                    loops[depth &- 1].item = item
                    subject.select(item, of: name)
                    at = each &+ 1
                } else {
                    depth &-= 1
                    at = Int(next)
                }
            case .each(let name, let next):
                let count = subject.count(of: name)
                if count > 0 {
                    loops[depth] = Loop(each: at, item: 0, count: count)
                    depth &+= 1
                    subject.begins(0, of: name, at: output.count)
                    subject.select(0, of: name)
                    at &+= 1
                } else {
                    at = Int(next)
                }
            case .next: at &+= 1
            case .write(let name, let position, let quote):
                if quote != 0 { output.append(quote) }
                let start = output.count
                subject.write(name, to: &output)
                if position.takesPlain, output.isPlainWord(from: start) {
                    if quote != 0 { output.append(quote) }
                } else if let reason = syntax.finish(position, from: start, in: &output) {
                    throw refusal(reason, at)
                }
                at &+= 1
            case .writeLiteral(let name):
                subject.write(name, with: &writer, to: &output)
                if let reason = writer.refusal { throw refusal(reason, at) }
                at &+= 1
            case .skipUnless(let name, let next): at = subject.isSet(name) ? at &+ 1 : Int(next)
            case .skipIf(let name, let next): at = subject.isSet(name) ? Int(next) : at &+ 1
            case .skipUnlessEmpty(let name, let next): at = subject.count(of: name) == 0 ? at &+ 1 : Int(next)
            }
        }
    }

    @usableFromInline @inline(never)
    func refusal(_ reason: String, _ at: Int) -> Refusal {
        guard let hole = program.holes[at] else { preconditionFailure("what refuses a value is a hole") }
        return Refusal(name: hole.name, reason: reason, place: hole.place)
    }
}
