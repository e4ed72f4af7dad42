import ArgumentParser

struct Env: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print the variables of a host for a shell.",
        discussion: """
            eval "$(vmoodle-gen env lyc-12)"; cd "$VMOODLE_ROOT" && php admin/cli/cfg.php

            Every script of Moodle's that is then started works for the host. There is no secret among them.
            """)

    @Argument(help: ArgumentHelp("Its id, URL or name.", valueName: "host"))
    var host: String

    @Option(help: ArgumentHelp("The registry.", valueName: "file"))
    var registry = RegistryInput.standard

    @Option(
        help: ArgumentHelp("Where files that it includes are looked for; default: its own directory.", valueName: "dir")
    )
    var baseDir: String?

    func run() throws {
        let read = try InputFiles.readRegistry(RegistryInput(path: registry, baseDirectory: baseDir))
        guard let host = try HostSelector.address(host).hosts(of: read.registry).first else {
            throw ValidationError("no host is '\(host)'")
        }
        let lines = read.registry.variables(of: host).map { name, value in
            "export \(name)=\(ShownCommand.quoted(String(decoding: value, as: UTF8.self)))\n"
        }
        Terminal.print(lines.joined())
    }
}
