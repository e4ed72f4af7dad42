import ArgumentParser
import Diagnostics
import OutputTree
import Registry
import RegistryYAML
import Targets

struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check the registry and everything it would compile to; write nothing.",
        discussion: """
            Secrets are not asked for. With json or sarif the findings are one document on standard output.
            Exit status: 0 fine, 1 failed, 64 usage, 65 registry invalid.
            """)

    @OptionGroup var input: RegistryArgument

    @OptionGroup var templates: TemplatesOption

    @Flag(help: "Take warnings for errors.")
    var strict = false

    @Flag(name: .shortAndLong, help: "Say nothing but errors and warnings.")
    var quiet = false

    @OptionGroup var findings: FindingsOption

    @Option(help: "text, json or sarif.")
    var format = FindingsFormat.text

    func run() throws {
        var diagnostics = Diagnostics()
        let path = input.registry
        let bytes: [UInt8]
        switch InputFiles.bytes(path, isRegistry: true) {
        case .success(let read): bytes = read
        case .failure(let failure):
            if format == .text { throw InputFiles.refuse(path, "the registry", failure.reason) }
            diagnostics.error(Code(501), "cannot read the registry '\(path)': \(failure.reason)", at: nil)
            Terminal.print(format == .json ? diagnostics.json : diagnostics.sarif)
            throw Exit.failed
        }
        let file = SourceFile(name: path, bytes: bytes)
        let registry = Registry(yaml: file, including: InputFiles.inclusion(input.input), reporting: &diagnostics)
        if let registry {
            InputFiles.keep(registry)
            _ = OutputTree(
                registry,
                for: allTargets(servedFrom: try InputFiles.absolute("out"), secrets: .hidden),
                from: try templates.set(for: input.input, reporting: &diagnostics), reporting: &diagnostics)
        }
        if strict { diagnostics.takeWarningsForErrors() }
        switch format {
        case .text: Terminal.show(diagnostics, all: findings.allErrors)
        case .json: Terminal.print(diagnostics.json)
        case .sarif: Terminal.print(diagnostics.sarif)
        }
        guard let registry, !diagnostics.hasErrors else {
            throw Exit.invalidRegistry
        }
        if !quiet, format == .text {
            Terminal.print(
                "\(input.registry): \(counted(registry.hosts.count, "host")) on \(counted(registry.platforms.count, "platform")), no errors\n"
            )
        }
    }
}
