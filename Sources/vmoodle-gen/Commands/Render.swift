import ArgumentParser
import Diagnostics
import OutputTree
import Registry
import RegistryYAML
import Targets

struct Render: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print what a target writes for one host.",
        discussion: """
            As it stands in the files of the whole registry: the server of a name with all hosts in its sub-directories, the lines \
            of a crontab without its head, the fragment. Secrets are left out, so that a fragment's sum is another one.
            Exit status: 0 printed, or nothing is written for the host, 1 failed, 64 usage, 65 registry invalid.
            """)

    @Argument(help: "One of those that 'targets' lists.")
    var target: String

    @Argument(help: ArgumentHelp("Id, URL or name of the host.", valueName: "host"))
    var host: String

    @OptionGroup var input: RegistryArgument
    @OptionGroup var templates: TemplatesOption

    @Option(
        help: ArgumentHelp("Where the output will be on the serving machine; default: out.", valueName: "dir"))
    var servedFrom = "out"

    @Option(help: "text or json.")
    var format = ReportFormat.text

    func run() throws {
        let target = try Self.target(target, servedFrom: servedFrom)
        let registry = try InputFiles.registry(input.input)
        guard let host = try HostSelector.address(host).hosts(of: registry).first else {
            preconditionFailure("a selector without hosts throws")
        }
        var diagnostics = Diagnostics()
        let templates = try templates.set(for: input.input, reporting: &diagnostics)
        let artifacts = target.artifacts(for: registry, from: templates, reporting: &diagnostics)
        Terminal.show(diagnostics)
        if diagnostics.hasErrors { throw Exit.invalidRegistry }
        let pieces = artifacts.flatMap { artifact in
            artifact.passages.filter { $0.hosts.contains { $0 === host } }.map { Piece($0, of: artifact.file) }
        }
        switch format {
        case .text: for piece in pieces { Terminal.print(Array(piece.bytes)) }
        case .json:
            let id = jsonText(String(decoding: host.id.value, as: UTF8.self))
            Terminal.print(
                "{\"schema\": 1, \"target\": \(jsonText(target.name)), \"host\": \(id), \"pieces\": [\(pieces.map(\.json).joined(separator: ", "))]}\n"
            )
        }
        if pieces.isEmpty {
            let id = String(decoding: host.id.value, as: UTF8.self)
            Terminal.say("\(target.name) has nothing for host '\(id)' (state: \(host.state.rawValue))\n")
        }
        if !registry.makes(target.name) {
            Terminal.say(
                "builds leave '\(target.name)' out; 'targets: { \(target.name): true }' in the registry has it made\n")
        }
    }

    private static func target(_ name: String, servedFrom directory: String) throws -> any Target {
        let all = allTargets(servedFrom: try InputFiles.absolute(directory), secrets: .hidden)
        if let target = all.first(where: { $0.name == name }) { return target }
        let names = all.map(\.name)
        let hint =
            suggestion(for: name, among: names).map { "did you mean '\($0)'?" }
            ?? "known are \(names.joined(separator: ", "))"
        throw ValidationError("no target is '\(name)'; \(hint)")
    }
}

/// A host's part of a file.
private struct Piece {
    let bytes: ArraySlice<UInt8>
    let file: String
    /// Counted from 1.
    let line: Int

    init(_ passage: Passage, of file: OutputFile) {
        let all = file.bytes
        bytes = all[passage.range]
        self.file = file.path
        line = all[..<passage.range.lowerBound].count { $0 == 0x0A } + 1
    }

    var json: String {
        "{\"file\": \(jsonText(file)), \"line\": \(line), \"text\": \(jsonText(String(decoding: bytes, as: UTF8.self)))}"
    }
}
