import ArgumentParser
import RegistryYAML

struct SchemaCommand: ParsableCommand {
    enum Format: String, ExpressibleByArgument, CaseIterable { case json, markdown }

    static let configuration = CommandConfiguration(
        commandName: "schema", abstract: "Print what a registry may hold: the JSON Schema (draft-07), for editors.",
        discussion: """
            An editor finds it by this line at the top of a registry:
            # yaml-language-server: $schema=./registry.schema.json
            With --format markdown: the list of all fields, docs/fields.md.
            """)

    @Option(help: "json or markdown.")
    var format = Format.json

    func run() throws { Terminal.print(format == .json ? RegistrySchema.text : FieldTable.text) }
}
