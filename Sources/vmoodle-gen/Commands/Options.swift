import ArgumentParser

/// Arguments that several commands share.
struct RegistryArgument: ParsableArguments {
    @Argument(help: "The registry ('-': standard input).")
    var registry = "registry.yaml"

    @Option(
        help: ArgumentHelp("Where files that it includes are looked for; default: its own directory.", valueName: "dir")
    )
    var baseDir: String?
}

struct OutputOption: ParsableArguments {
    @Option(help: ArgumentHelp("The output directory.", valueName: "dir"))
    var out = "out"
}

/// How a command writes its result.
enum ReportFormat: String, ExpressibleByArgument, CaseIterable { case text, json }
