import ArgumentParser
import Targets

struct TargetsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "targets", abstract: "List the programs for which files are made, with their templates.")

    func run() throws {
        let templates = TemplateSet().paths
        for target in allTargets(servedFrom: try InputFiles.absolute("out"), secrets: [:]) {
            let own = templates.filter { $0.hasPrefix(target.name + "/") }
            Terminal.print("\(target.name)\t\(own.joined(separator: " "))\n")
        }
    }
}
