import ArgumentParser
import Diagnostics
import Glibc

/// The tool: reads arguments, calls the stages, writes to stdout what scripts read and to stderr what people read.
@main
struct VMoodleGen: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "vmoodle-gen",
        abstract: "Compiles a registry of virtual Moodle sites into what PHP, web servers and cron read.",
        version: "0.1.0",
        subcommands: [
            Init.self, PlanCommand.self, Build.self, Releases.self, Rollback.self, Activate.self, GC.self, Status.self,
            Check.self, List.self, Show.self, Explain.self, Format.self, SchemaCommand.self,
            Run.self, Exec.self, Env.self, Resume.self, CronCommand.self, Resolve.self, Render.self,
            TargetsCommand.self, Templates.self, Import.self, Export.self,
        ])

    static func main() {
        let words = Array(CommandLine.arguments.dropFirst())
        let first = words.first ?? ""
        if let command = PlainWords.command(words) { return run(command, named: first) }
        // `String(describing:)` would ask a million instructions' worth whether a type describes itself.
        let names = configuration.subcommands.map {
            $0.configuration.commandName ?? _typeName($0, qualified: false).lowercased()
        }
        if !first.isEmpty, !first.hasPrefix("-"), !(names + ["help"]).contains(first) {
            // The library speaks of an unexpected argument, and of no command that may be meant.
            let meant = suggestion(for: first, among: names).map { "did you mean '\($0)'?" }
            Terminal.say(
                "Error: unknown command '\(first)'; \(meant ?? "known are \(names.sorted().joined(separator: ", "))")\n"
            )
            exit(withError: Exit.usage)
        }
        let marked = CommandWords.marked(words)
        // The library takes 1.4 ms to learn what options all commands have; the one that is meant can read its own. What it does not
        // understand, a question for help among them, is read again by all, so that what is said about it names the whole command.
        guard let index = names.firstIndex(of: first),
            let command = try? configuration.subcommands[index].parseAsRoot(Array(marked.dropFirst()))
        else { return main(marked) }
        run(command, named: first)
    }

    private static func run(_ command: any ParsableCommand, named name: String) {
        var command = command
        do { try command.run() } catch let error as ValidationError {
            // The library would show how to call the tool, and not this command.
            Terminal.say("Error: \(error.message)\n  See 'vmoodle-gen \(name) --help' for more information.\n")
            exit(withError: Exit.usage)
        } catch let code as ExitCode {
            // What there is to say is said; the library takes 0.9 ms to find nothing more.
            Glibc.exit(code.rawValue)
        } catch {
            exit(withError: error)
        }
    }
}

/// The exit statuses that scripts rely on.
enum Exit {
    static let failed = ExitCode(1)
    static let differs = ExitCode(2)
    static let incomplete = ExitCode(3)
    static let refused = ExitCode(4)
    static let usage = ExitCode(64)
    static let invalidRegistry = ExitCode(65)
    static let locked = ExitCode(75)
}
