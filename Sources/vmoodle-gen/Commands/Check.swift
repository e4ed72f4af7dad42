import ArgumentParser
import Diagnostics
import OutputTree
import Targets

struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check the registry and everything it would compile to; write nothing.",
        discussion: "Exit status: 0 fine, 1 failed, 64 usage, 65 registry invalid.")

    @OptionGroup var input: RegistryArgument

    @Option(help: ArgumentHelp("Templates that stand in for built-in ones, file by file.", valueName: "dir"))
    var templates: String?

    @Flag(help: "Take warnings for errors.")
    var strict = false

    @Flag(name: .shortAndLong, help: "Say nothing but errors and warnings.")
    var quiet = false

    func run() throws {
        let registry = try InputFiles.registry(input, strict: strict)
        var diagnostics = Diagnostics()
        let tree = OutputTree(
            registry, for: allTargets(servedFrom: try InputFiles.absolute("out"), secrets: registry.standInSecrets),
            from: try InputFiles.templates(templates),
            reporting: &diagnostics)
        Terminal.show(diagnostics)
        guard tree != nil, !strict || diagnostics.all.isEmpty else { throw Exit.invalidRegistry }
        if !quiet {
            Terminal.print(
                "\(input.registry): \(counted(registry.hosts.count, "host")) on \(counted(registry.platforms.count, "platform")), no errors\n"
            )
        }
    }
}
