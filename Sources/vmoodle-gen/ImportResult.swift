import ArgumentParser
import Diagnostics
import Glibc
import Importing
import Registry
import RegistryYAML

/// Hosts that were read, on their way to a registry, files of secrets and a report.
struct ImportResult {
    let options: ImportOptions
    var report: ImportReport

    /// Writes all of it.
    ///
    /// - Throws: exit status 65 if no host could be carried, 3 if something could not, 1 if a file cannot be written.
    mutating func write(_ hosts: [ImportedHost], from source: String) throws {
        let draft = RegistryDraft(hosts, options: try options.draft(from: source), reporting: &report)
        guard !draft.entries.isEmpty else {
            let nothing = "nothing in \(source) can be carried"
            if options.format != .text { report.lost(.notUnderstood, nothing, at: nil) }
            show(draft.entries)
            if options.format == .text { Terminal.say("vmoodle-gen: error: VM550: \(nothing)\n") }
            throw Exit.invalidRegistry
        }
        if let output = options.output, !options.force, access(output, F_OK) == 0 {
            throw refuse("'\(output)' is already there; --force replaces it")
        }
        if let directory = options.secrets {
            do {
                try SecretDirectory(directory).write(draft.secretFiles)
            } catch { throw refuse(error.reason) }
        }
        if let output = options.output {
            do {
                try NewFile.write(
                    Array(draft.text.utf8), to: output, isPrivate: draft.holdsSecrets, replacing: options.force)
            } catch { throw refuse(error.reason) }
        } else {
            Terminal.print(draft.text)
        }
        let wrong = mistakes(in: draft)
        if options.format != .text { report.add(wrong) }
        show(draft.entries)
        if options.format == .text { Terminal.show(wrong) }
        if !report.isComplete || wrong.hasErrors { throw Exit.incomplete }
    }

    /// What is wrong with the result as a registry, at its own lines; nothing if it compiles.
    private func mistakes(in draft: RegistryDraft) -> Diagnostics {
        var diagnostics = Diagnostics()
        let file = SourceFile(name: options.output ?? "the result", bytes: Array(draft.text.utf8))
        _ = Registry(yaml: file, reporting: &diagnostics)
        return diagnostics.hasErrors ? diagnostics : Diagnostics()
    }

    /// The report of a source in which nothing could be read.
    func refuseSource() -> ExitCode {
        show([])
        return Exit.invalidRegistry
    }

    private func show(_ entries: [RegistryDraft.Entry]) {
        switch options.format {
        case .sarif: Terminal.print(report.diagnostics.sarif)
        case .json:
            let hosts = entries.map { entry in
                "{\"id\": \(jsonText(entry.id)), \"url\": \(jsonText(entry.url)), \"file\": \(jsonText(entry.host.place.file.name)), "
                    + "\"line\": \(entry.host.place.line)}"
            }
            let findings = report.json { jsonText($0) }.joined(separator: ",\n  ")
            let list = hosts.joined(separator: ",\n  ")
            Terminal.print("{\"schema\": 1, \"hosts\": [\(list)],\n \"findings\": [\(findings)]}\n")
        case .text:
            Terminal.say(report.text)
            let place = options.output.map { " to \($0)" } ?? ""
            if !entries.isEmpty { Terminal.say("\(counted(entries.count, "host")) written\(place)\n") }
        }
    }

    private func refuse(_ reason: String) -> ExitCode {
        Terminal.say("vmoodle-gen: error: VM502: \(reason)\n")
        return Exit.failed
    }
}
