import ArgumentParser
import Registry
import Targets

struct TargetsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "targets", abstract: "List the programs for which files are made, with their templates.",
        discussion: """
            Each line has the name, what 'targets' of a registry that says nothing of it stands for, and the templates: true or \
            false, or always, as nothing works without these files.
            """)

    func run() throws {
        let templates = TemplateSet().paths
        for target in allTargets(servedFrom: try InputFiles.absolute("out"), secrets: [:]) {
            let own = templates.filter { $0.hasPrefix(target.name + "/") }
            let usual = OptionalTarget(rawValue: target.name).map { "\(OptionalTarget.usual.contains($0))" } ?? "always"
            Terminal.print("\(target.name)\t\(usual)\t\(own.joined(separator: " "))\n")
        }
    }
}
