import ArgumentParser

/// Where a registry is.
struct RegistryInput {
    static let standard = "registry.yaml"

    /// '-': standard input.
    var path = Self.standard
    /// Where files that it includes are looked for; nil: its own directory.
    var baseDirectory: String?
}

/// Arguments that several commands share.
struct RegistryArgument: ParsableArguments {
    @Argument(help: "The registry ('-': standard input).")
    var registry = RegistryInput.standard

    @Option(
        help: ArgumentHelp("Where files that it includes are looked for; default: its own directory.", valueName: "dir")
    )
    var baseDir: String?

    var input: RegistryInput { RegistryInput(path: registry, baseDirectory: baseDir) }
}

struct OutputOption: ParsableArguments {
    @Option(help: ArgumentHelp("The output directory.", valueName: "dir"))
    var out = "out"
}

struct FindingsOption: ParsableArguments {
    @Flag(help: "Show all errors and warnings, not only the first 50.")
    var allErrors = false
}

/// How a command writes its result.
enum ReportFormat: String, ExpressibleByArgument, CaseIterable { case text, json }
