import ArgumentParser
import Diagnostics
import Targets

struct Templates: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "Say which templates are used, how a site's own ones differ from the built-in ones, and print one to begin with.",
        discussion: """
            'templates --print nginx/server.conf.tmpl > templates/nginx/server.conf.tmpl' begins a template of the site's own. It \
            says in a comment which built-in one it was made from, so that after an upgrade 'changed' stands at it here, and a \
            warning in 'check' and 'build', if there is another one now.
            Exit status: 0 fine, 1 failed, 2 an own template was made from a built-in one that has changed (with \
            --detailed-exitcode), 64 usage.
            """)

    @OptionGroup var input: RegistryArgument
    @OptionGroup var templates: TemplatesOption

    @Flag(help: "Show how the site's own differ from the built-in ones of this version.")
    var diff = false

    @Option(name: .customLong("print"), help: ArgumentHelp("Print this built-in template.", valueName: "name"))
    var printed: String?

    @Flag(help: "Exit with 2 if an own template was made from a built-in one that has changed since.")
    var detailedExitcode = false

    @Option(help: "text or json.")
    var format = ReportFormat.text

    func validate() throws {
        guard printed == nil || !diff && format == .text else {
            throw ValidationError("--print prints a template and nothing else")
        }
    }

    func run() throws {
        if let printed { return try Self.printBuiltIn(printed) }
        var diagnostics = Diagnostics()
        let set = try templates.set(for: input.input, reporting: &diagnostics)
        let uses = set.uses
        switch (format, diff) {
        case (.text, false): for use in uses { Terminal.print(use.line) }
        case (.text, true): for use in uses { Terminal.print(use.diff) }
        case (.json, _):
            let list = uses.map { "\n  \($0.json(withDiff: diff))" }.joined(separator: ",")
            Terminal.print("{\"schema\": 1, \"templates\": [\(list)\n]}\n")
        }
        Terminal.show(diagnostics)
        if detailedExitcode, uses.contains(where: { $0.base == .changed }) { throw Exit.differs }
    }

    private static func printBuiltIn(_ name: String) throws {
        if let text = TemplateSet.start(of: name) { return Terminal.print(text) }
        let names = TemplateSet().paths
        let hint =
            suggestion(for: name, among: names, slips: 3).map { "did you mean '\($0)'?" }
            ?? "known are \(names.joined(separator: ", "))"
        throw ValidationError("no template is called '\(name)'; \(hint)")
    }
}

extension TemplateSet {
    /// Which file each template comes from.
    fileprivate var uses: [TemplateUse] {
        let builtIn = TemplateSet()
        return paths.compactMap { path in
            guard let file = file(path), let original = builtIn.file(path) else { return nil }
            return TemplateUse(name: path, builtIn: original, own: file == original ? nil : file, base: base(of: path))
        }
    }
}

private struct TemplateUse {
    let name: String
    let builtIn: SourceFile
    let own: SourceFile?
    /// Of the own one.
    let base: TemplateSet.Base?

    /// Name, whose it is, where it is, and from what it was made.
    var line: String {
        guard let own, let base else { return "\(name)\tbuilt-in\n" }
        let note =
            switch base {
            case .current: "made from the built-in one of this version"
            case .changed: "the built-in one has changed since"
            case .unknown: "does not say what it was made from"
            }
        return "\(name)\town\t\(own.name)\t\(note)\n"
    }

    /// Empty where there is no own one, or that is the same.
    var diff: [UInt8] {
        guard let own else { return [] }
        return UnifiedDiff(from: ("built-in/\(name)", builtIn.bytes), to: (own.name, own.bytes)).text
    }

    func json(withDiff: Bool) -> String {
        let path = own.map { jsonText($0.name) } ?? "null"
        let text = withDiff ? ", \"diff\": \(own == nil ? "null" : jsonText(diff))" : ""
        return """
            {"name": \(jsonText(name)), "used": "\(own == nil ? "built-in" : "own")", "path": \(path), \
            "base": \(base.map { jsonText($0.rawValue) } ?? "null")\(text)}
            """
    }
}
