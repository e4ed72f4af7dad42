import ArgumentParser
import CEmbedded

struct Init: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Write a first registry, with a word on each section.",
        discussion: "A file that is there already is left as it is. Exit status: 0 written, 1 failed, 64 usage.")

    @Option(help: ArgumentHelp("The registry to write ('-': standard output).", valueName: "file"))
    var output = "registry.yaml"

    @Option(help: ArgumentHelp("A larger one instead: \(Self.examples.joined(separator: ", ")).", valueName: "name"))
    var example: String?

    /// The names of the registries in Sources/CEmbedded/init, but for the starter's.
    static var examples: [String] { registries.map(\.name).filter { $0 != "starter" } }

    private static var registries: [(name: String, bytes: [UInt8])] {
        (0..<embedded_registry_count).map { position in
            let file = embedded_registry(position)
            let name = String(cString: file.path).split(separator: ".").first.map(String.init) ?? ""
            return (name, Array(UnsafeBufferPointer(start: file.bytes, count: file.size)))
        }
    }

    func validate() throws {
        guard let example, !Self.examples.contains(example) else { return }
        throw ValidationError("unknown example '\(example)'; there is \(Self.examples.joined(separator: ", "))")
    }

    func run() throws {
        let name = example ?? "starter"
        guard let registry = Self.registries.first(where: { $0.name == name }) else {
            preconditionFailure("'\(name)' is not embedded")
        }
        if output == "-" { return Terminal.print(String(decoding: registry.bytes, as: UTF8.self)) }
        do {
            try NewFile.write(registry.bytes, to: output, isPrivate: false, replacing: false)
        } catch {
            Terminal.say("vmoodle-gen: error: VM502: \(error.reason)\n")
            throw Exit.failed
        }
        Terminal.print("wrote \(output); next: vmoodle-gen check \(output)\n")
    }
}
