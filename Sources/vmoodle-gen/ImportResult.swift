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
            show(draft)
            Terminal.say("vmoodle-gen: error: VM550: nothing in \(source) can be carried\n")
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
        show(draft)
        let compiles = check(draft)
        if !report.isComplete || !compiles { throw Exit.incomplete }
    }

    /// Whether the result is a registry as it stands; what is wrong with it is shown at its own lines.
    private func check(_ draft: RegistryDraft) -> Bool {
        var diagnostics = Diagnostics()
        let file = SourceFile(name: options.output ?? "the result", bytes: Array(draft.text.utf8))
        _ = Registry(yaml: file, reporting: &diagnostics)
        guard diagnostics.hasErrors else { return true }
        Terminal.show(diagnostics)
        return false
    }

    /// The report of a source in which nothing could be read.
    func refuseSource() -> ExitCode {
        Terminal.say(report.text)
        return Exit.invalidRegistry
    }

    private func show(_ draft: RegistryDraft) {
        if options.format == .json {
            let hosts = draft.entries.map { entry in
                "{\"id\": \(jsonText(entry.id)), \"url\": \(jsonText(entry.url)), \"file\": \(jsonText(entry.host.place.file.name)), "
                    + "\"line\": \(entry.host.place.line)}"
            }
            let findings = report.json { jsonText($0) }.joined(separator: ",\n  ")
            let list = hosts.joined(separator: ",\n  ")
            Terminal.print("{\"schema\": 1, \"hosts\": [\(list)],\n \"findings\": [\(findings)]}\n")
            return
        }
        Terminal.say(report.text)
        let place = options.output.map { " to \($0)" } ?? ""
        if !draft.entries.isEmpty { Terminal.say("\(counted(draft.entries.count, "host")) written\(place)\n") }
    }

    private func refuse(_ reason: String) -> ExitCode {
        Terminal.say("vmoodle-gen: error: VM502: \(reason)\n")
        return Exit.failed
    }
}
