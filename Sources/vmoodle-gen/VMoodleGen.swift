import ArgumentParser

/// The tool: reads arguments, calls the stages, writes to stdout what scripts read and to stderr what people read.
@main
struct VMoodleGen: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "vmoodle-gen",
        abstract: "Compiles a registry of virtual Moodle sites into what PHP, web servers and cron read.",
        version: "0.1.0",
        subcommands: [
            Init.self, Build.self, Check.self, List.self, Show.self, Explain.self, Format.self, SchemaCommand.self,
            Resolve.self, TargetsCommand.self, Import.self, Export.self,
        ])
}

/// The exit statuses that scripts rely on.
enum Exit {
    static let failed = ExitCode(1)
    static let differs = ExitCode(2)
    static let incomplete = ExitCode(3)
    static let invalidRegistry = ExitCode(65)
    static let locked = ExitCode(75)
}
