import ArgumentParser

struct Run: FleetCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run a script of Moodle's for each of many hosts.",
        usage: "vmoodle-gen run [<options>] <selector> ... -- <script> [<argument> ...]",
        discussion: """
            vmoodle-gen run @all -j 4 -- purge_caches
            vmoodle-gen run 'lyc-*' --canary 2 -- upgrade --non-interactive

            The script is a path, in the code tree or absolute, or the name of one in it without '.php'. Each host's runs as its \
            platform's user, with its own log; docs/running.md tells more.
            Exit status: 0 all succeeded, 1 nothing could be run, 3 some failed or were not started, 4 no selected host may be run, \
            64 usage, 65 the registry is invalid, 130 interrupted.
            """)

    @OptionGroup var selection: HostSelection
    @OptionGroup var options: RunOptions
    @OptionGroup var output: OutputOption

    @OptionGroup var command: CommandWords

    var program: HostTasks.Program { .script(command.words) }

    func validate() throws { try check() }

    func run() throws { try perform() }
}

struct Exec: FleetCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run any command for each of many hosts.",
        usage: "vmoodle-gen exec [<options>] <selector> ... -- <program> [<argument> ...]",
        discussion: """
            vmoodle-gen exec @north -- moosh -n cache-clear
            vmoodle-gen exec @all -- sh -c 'du -s "$VMOODLE_DATAROOT"'

            It runs in the code tree, as the platform's user, with the variables of `env`; else as `run`.
            """)

    @OptionGroup var selection: HostSelection
    @OptionGroup var options: RunOptions
    @OptionGroup var output: OutputOption

    @OptionGroup var command: CommandWords

    var program: HostTasks.Program { .program(command.words) }

    func validate() throws { try check() }

    func run() throws { try perform() }
}
