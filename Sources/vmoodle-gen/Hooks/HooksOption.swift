import ArgumentParser
import Diagnostics
import Glibc
import Publishing

struct HooksOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Programs that are run before and behind the switch; default: $VMOODLE_HOOKS, or 'hooks.d' beside the registry.",
            valueName: "dir"))
    var hooks: String?

    @Flag(name: .customLong("no-hooks"), help: "Run none.")
    var without = false

    @Option(help: ArgumentHelp("How long each of them may take, in seconds.", valueName: "seconds"))
    var hookTimeout = Self.seconds

    static let seconds = 120

    func validate() throws {
        guard hooks == nil || !without else { throw ValidationError("--hooks and --no-hooks contradict each other") }
        guard (1...86_400).contains(hookTimeout) else { throw ValidationError("--hook-timeout is 1 to 86400 seconds") }
    }

    /// Looks for the folder and whether its programs may be run; nil: there are none.
    ///
    /// - Parameter isQuiet: what they print is shown only if one fails.
    func run(beside registry: RegistryInput, out: String, isQuiet: Bool) throws -> HookRun? {
        guard !without, let path = try path(beside: registry) else { return nil }
        do {
            let folder = try HookFolder(path)
            for hook in folder.passedOver {
                Terminal.say(
                    "vmoodle-gen: warning: VM506: '\(hook)' is not run: a hook's name has letters, digits, '-' and '_' only\n"
                )
            }
            guard !folder.isEmpty else { return nil }
            return HookRun(
                folder, path: try Self.absolute(out), seconds: hookTimeout, isQuiet: isQuiet,
                showing: { Terminal.say("\(printable("\($0): \($1)"))\n") })
        } catch let error as PublishingError {
            throw Exit.of(error)
        }
    }

    private static func absolute(_ path: String) throws -> String {
        String(decoding: try InputFiles.absolute(path).bytes, as: UTF8.self)
    }

    /// On the command line or in the environment.
    var named: String? {
        (hooks ?? getenv("VMOODLE_HOOKS").map { String(cString: $0) }).flatMap { $0.isEmpty ? nil : $0 }
    }

    /// One that is named has to exist.
    private func path(beside registry: RegistryInput) throws -> String? {
        if let named {
            guard SiteTemplates.isFolder(named) else {
                throw InputFiles.refuse(named, "the folder of hooks", "there is no such folder")
            }
            return try Self.absolute(named)
        }
        guard let path = registry.beside("hooks.d"), SiteTemplates.isFolder(path) else { return nil }
        return try Self.absolute(path)
    }
}
