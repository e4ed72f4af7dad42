import ArgumentParser
import RegistryYAML

struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema", abstract: "Print the JSON Schema (draft-07) of registries, for editors.",
        discussion: """
            An editor finds it by this line at the top of a registry:
            # yaml-language-server: $schema=./registry.schema.json
            """)

    func run() throws { Terminal.print(RegistrySchema.text) }
}
