import ArgumentParser
import Diagnostics
import OutputTree
import Registry
import RegistryYAML
import Targets

struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check the registry and everything it would compile to; write nothing.",
        discussion: """
            Secrets are not asked for. With json or sarif the findings are one document on standard output.
            --with asks programs of this machine what they think of the files: nginx, apache, caddy, php, php-fpm, systemd and logrotate as \
            they are installed, cron by its rules. They read them in a temporary directory; nothing is published, no address is \
            bound, and certificates and accounts that are not here have stand-ins.
            Exit status: 0 fine, 1 failed, also where a program is not there, 64 usage, 65 registry invalid, or files refused.
            """)

    @OptionGroup var input: RegistryArgument

    @OptionGroup var templates: TemplatesOption

    @Flag(help: "Take warnings for errors.")
    var strict = false

    @Flag(name: .shortAndLong, help: "Say nothing but errors and warnings.")
    var quiet = false

    @Option(
        name: .customLong("with"),
        help: ArgumentHelp(
            "Have the files checked by these programs: \(Validator.all.map(\.target).joined(separator: ", ")).",
            valueName: "target,…"))
    var programs: [String] = []

    @OptionGroup var findings: FindingsOption

    @Option(help: "text, json or sarif.")
    var format = FindingsFormat.text

    func run() throws {
        var diagnostics = Diagnostics()
        let path = input.registry
        let bytes: [UInt8]
        switch InputFiles.bytes(path, isRegistry: true) {
        case .success(let read): bytes = read
        case .failure(let failure):
            if format == .text { throw InputFiles.refuse(path, "the registry", failure.reason) }
            diagnostics.error(Code(501), "cannot read the registry '\(path)': \(failure.reason)", at: nil)
            Terminal.print(format == .json ? diagnostics.json : diagnostics.sarif)
            throw Exit.failed
        }
        let file = SourceFile(name: path, bytes: bytes)
        let registry = Registry(yaml: file, including: InputFiles.inclusion(input.input), reporting: &diagnostics)
        var validation: Validation?
        if let registry {
            InputFiles.keep(registry)
            let servedFrom = try InputFiles.absolute("out")
            let templates = try templates.set(for: input.input, reporting: &diagnostics)
            _ = OutputTree(
                registry, for: allTargets(servedFrom: servedFrom, secrets: .hidden), from: templates,
                reporting: &diagnostics)
            if !diagnostics.hasErrors, !validators.isEmpty {
                Interruption.watch()
                validation = Validation(registry, from: templates, servedFrom: servedFrom)
                for validator in validators {
                    validation?.ask(validator, reporting: &diagnostics)
                    Interruption.end()
                }
            }
        }
        if strict { diagnostics.takeWarningsForErrors() }
        switch format {
        case .text: Terminal.show(diagnostics, all: findings.allErrors)
        case .json: Terminal.print(diagnostics.json)
        case .sarif: Terminal.print(diagnostics.sarif)
        }
        if validation?.isIncomplete ?? false { throw Exit.failed }
        guard let registry, !diagnostics.hasErrors else {
            throw Exit.invalidRegistry
        }
        if !quiet, format == .text {
            let hosts = counted(registry.hosts.count, "host")
            Terminal.print(
                "\(input.registry): \(hosts) on \(counted(registry.platforms.count, "platform")), no errors\(taken(validation))\n"
            )
        }
    }

    /// What programs said, for people.
    private func taken(_ validation: Validation?) -> String {
        guard let validation else { return "" }
        let names = validators.map(\.target).joined(separator: ", ")
        var standIns: [String] = []
        if validators.contains(where: \.readsCertificates), !validation.missing.isEmpty {
            standIns.append("\(counted(validation.missing.count, "certificate")) not readable here")
        }
        if validators.contains(where: \.readsAccounts), !validation.missingAccounts.isEmpty {
            standIns.append("\(counted(validation.missingAccounts.count, "account")) not on this machine")
        }
        return "; accepted by \(names)"
            + (standIns.isEmpty ? "" : " (with a stand-in for \(standIns.joined(separator: " and ")))")
    }

    /// Those that are asked for, each once.
    private var validators: [Validator] {
        let names = programs.flatMap { $0.split(separator: ",").map(String.init) }
        return Validator.all.filter { names.contains($0.target) }
    }

    func validate() throws {
        let known = Validator.all.map(\.target)
        for name in programs.flatMap({ $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) })
        where !known.contains(name) {
            let hint =
                suggestion(for: name, among: known).map { "did you mean '\($0)'?" }
                ?? "known are \(known.joined(separator: ", "))"
            throw ValidationError("no program checks '\(name)'; \(hint)")
        }
    }
}
