import ArgumentParser
import Diagnostics
import Registry
import RegistryYAML

struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say where each value of a host comes from, or what a code means.",
        discussion: """
            explain lyc-12             every value of the host with file, line, column and layer
            explain lyc-12 config      the values of one field
            explain VM304              the longer text of a code
            explain --codes            the list of codes, docs/codes.md; with --format json all that is said of them
            """)

    @Argument(help: ArgumentHelp("Id, URL or name of a host; or a code.", valueName: "host | code"))
    var subject: String?

    @Flag(help: "Print the list of codes.")
    var codes = false

    @Argument(help: ArgumentHelp("Only this field, and what is in it.", valueName: "field"))
    var field: String?

    @Option(help: ArgumentHelp("The registry ('-': standard input).", valueName: "file"))
    var registry = RegistryInput.standard

    @Option(
        help: ArgumentHelp("Where files that it includes are looked for; default: its own directory.", valueName: "dir")
    )
    var baseDir: String?

    @Option(help: "text or json.")
    var format = ReportFormat.text

    func run() throws {
        if codes { return Terminal.print(format == .json ? Code.documentJSON : Code.document) }
        guard let subject else { throw ValidationError("Missing expected argument '<host | code>'") }
        if let number = Code.number(subject) { return try explain(number) }
        let input = RegistryInput(path: registry, baseDirectory: baseDir)
        let host = try InputFiles.host(subject, of: try InputFiles.readRegistry(input))
        let fields = host.fields.filter { field == nil || $0.path == field || $0.path.hasPrefix("\(field ?? "").") }
        guard !fields.isEmpty else { throw ValidationError(unknown(field ?? "", of: host)) }
        Terminal.print(format == .json ? json(host, fields) : text(fields))
    }

    private func explain(_ number: Int) throws {
        guard let entry = Code(number).entry else {
            throw ValidationError("there is no code VM\(number); docs/codes.md lists them")
        }
        Terminal.print(
            format == .json
                ? "{\"schema\": 1, \(entry.jsonFields)}\n" : "VM\(number): \(entry.title)\n\n\(entry.text)\n")
    }

    private func unknown(_ field: String, of host: ResolvedHost) -> String {
        let paths = host.fields.flatMap { [$0.path, $0.names[0]] }
        let hint = suggestion(for: field, among: paths).map { "; did you mean '\($0)'?" } ?? ""
        return "host '\(String(decoding: host.id, as: UTF8.self))' has no value for '\(field)'\(hint)"
    }

    private func text(_ fields: [ResolvedField]) -> String {
        let values = fields.map { "\($0.path): \($0.value.text)" }
        let width = min(values.map(\.unicodeScalars.count).max() ?? 0, 60)
        return zip(fields, values).map { field, value in
            let room = String(repeating: " ", count: max(0, width - value.unicodeScalars.count))
            let origin = field.place.map { "\(field.layer)  \($0)" } ?? field.layer
            return "\(value)\(room)  \(origin)\n"
        }.joined()
    }

    private func json(_ host: ResolvedHost, _ fields: [ResolvedField]) -> String {
        let objects = fields.map { field in
            let place = field.place.map {
                ", \"file\": \(jsonText($0.file.name)), \"line\": \($0.line), \"column\": \($0.column)"
            }
            return "{\"field\": \(jsonText(field.path)), \"value\": \(field.value.json), "
                + "\"layer\": \(jsonText(field.layer))\(place ?? "")}"
        }
        return "{\"schema\": 1, \"id\": \(jsonText(host.id)), \"fields\": [\n  "
            + objects.joined(separator: ",\n  ") + "\n]}\n"
    }
}

extension Code.Entry {
    fileprivate var jsonFields: String {
        "\"code\": \"VM\(number)\", \"title\": \(jsonText(title)), \"text\": \(jsonText(text))"
    }
}

extension Code {
    /// All codes with their texts.
    fileprivate static var documentJSON: String {
        let all = catalogue.map { "{\($0.jsonFields)}" }.joined(separator: ",\n  ")
        return "{\"schema\": 1, \"codes\": [\n  \(all)\n]}\n"
    }

    /// The number of `VM304`, `vm304` or `304`; nil: the text is no code.
    static func number(_ text: String) -> Int? {
        let digits = text.lowercased().hasPrefix("vm") ? text.dropFirst(2) : text[...]
        return digits.utf8.count == 3 && digits.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(digits) : nil
    }
}
