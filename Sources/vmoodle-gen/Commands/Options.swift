import ArgumentParser
import Glibc

/// Where a registry is.
struct RegistryInput {
    /// The environment's, else the one here, else the machine's.
    static var standard: String {
        if let named = getenv("VMOODLE_REGISTRY"), named.pointee != 0 { return String(cString: named) }
        let (here, machine) = ("registry.yaml", "/etc/vmoodle/registry.yaml")
        return access(here, F_OK) != 0 && access(machine, F_OK) == 0 ? machine : here
    }

    /// '-': standard input.
    var path = Self.standard
    /// Where files that it includes are looked for; nil: its own directory.
    var baseDirectory: String?

    /// The path of a folder that belongs to the registry; nil: nobody knows where the registry comes from.
    func beside(_ name: String) -> String? {
        if let baseDirectory { return baseDirectory.hasSuffix("/") ? baseDirectory + name : "\(baseDirectory)/\(name)" }
        guard path != "-" else { return nil }
        return (path.lastIndex(of: "/").map { String(path[...$0]) } ?? "") + name
    }
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
    static let standard = "out"

    @Option(help: ArgumentHelp("The output directory.", valueName: "dir"))
    var out = Self.standard
}

struct FindingsOption: ParsableArguments {
    @Flag(help: "Show all errors and warnings, not only the first 50.")
    var allErrors = false
}

/// How a command writes its result.
enum ReportFormat: String, ExpressibleByArgument, CaseIterable { case text, json }

/// How a command writes what it finds.
enum FindingsFormat: String, ExpressibleByArgument, CaseIterable { case text, json, sarif }
