import Diagnostics
import Glibc
import OutputTree
import Registry
import Targets

/// Asks programs what they think of the files that a registry compiles to, and says whose host's it is about.
struct Validation {
    private let registry: Registry
    private let templates: TemplateSet
    private let servedFrom: AbsolutePath

    /// Certificates that this machine has not, or does not let us read.
    let missing: Set<AbsolutePath>

    /// Users and groups that this machine has not.
    let missingAccounts: Set<AccountName>

    /// A program could not be asked.
    private(set) var isIncomplete = false

    init(_ registry: Registry, from templates: TemplateSet, servedFrom: AbsolutePath) {
        self.registry = registry
        self.templates = templates
        self.servedFrom = servedFrom
        var seen: Set<ObjectIdentifier> = []
        var missing: Set<AbsolutePath> = []
        for host in registry.hosts where seen.insert(ObjectIdentifier(host.web)).inserted {
            guard let certificate = host.web.certificate else { continue }
            let paths = [certificate.certificate, certificate.key].map { String(decoding: $0.bytes, as: UTF8.self) }
            if paths.contains(where: { access($0, R_OK) != 0 }) { missing.insert(certificate.certificate) }
        }
        self.missing = missing
        missingAccounts = registry.missingAccounts
    }

    /// Reports what a program refuses: at the host that it is about, else in the file.
    mutating func ask(_ validator: Validator, reporting diagnostics: inout Diagnostics) {
        do throws(ProgramOutput.Failure) {
            guard registry.makes(validator.target) else {
                throw ProgramOutput.Failure(reason: "'targets' leaves them out")
            }
            let stage = try Stage()
            let artifacts = try artifacts(for: validator, on: stage)
            let files = artifacts.map(\.file)
            try stage.write(files)
            for complaint in try validator.complaints(files, stage) {
                report(complaint, of: validator.target, artifacts, reporting: &diagnostics)
            }
        } catch {
            isIncomplete = true
            diagnostics.error(
                Code(521), "the files of \(validator.target) could not be checked: \(error.reason)", at: nil)
        }
    }

    private func artifacts(for validator: Validator, on stage: Stage) throws(ProgramOutput.Failure) -> [Artifact] {
        let needsStandIn = validator.readsCertificates && !missing.isEmpty
        let standIn = needsStandIn ? try StandInCertificate.made(on: stage) : nil
        let needsAccount = validator.readsAccounts && !missingAccounts.isEmpty
        let account = needsAccount ? StandInAccount(try AccountName.present(), for: missingAccounts) : nil
        let targets = allTargets(
            servedFrom: servedFrom, secrets: .hidden,
            rehearsal: Rehearsal(in: stage.directory, standIn: standIn, for: missing, account: account))
        guard let target = targets.first(where: { $0.name == validator.target }) else {
            preconditionFailure("a validator is of a target")
        }
        // What is to be said of the registry and the templates has been.
        var ignored = Diagnostics()
        return target.artifacts(for: registry, from: templates, reporting: &ignored)
    }

    private func report(
        _ complaint: Complaint, of target: String, _ artifacts: [Artifact], reporting diagnostics: inout Diagnostics
    ) {
        guard let artifact = artifacts.first(where: { $0.file.path == complaint.file }) else {
            return diagnostics.error(Code(520), "\(target) refuses the files: \(complaint.message)", at: nil)
        }
        let file = SourceFile(name: artifact.file.path, bytes: artifact.file.bytes)
        let place = Place(file, line: complaint.line ?? 1, column: 1, length: file.line(complaint.line ?? 1).count)
        let writer = templates.lines(thatMayWrite: file.line(place.line), for: target).map {
            Note("this line of the template writes it", at: $0)
        }
        guard let passage = artifact.passages.first(where: { $0.range.contains(file.line(place.line).startIndex) })
        else {
            return diagnostics.error(
                Code(520), "\(target) refuses the file: \(complaint.message)", at: place, notes: writer)
        }
        diagnostics.error(
            Code(520), "\(target) refuses what is written for \(passage.subject): \(complaint.message)",
            at: passage.place, notes: [Note("in this line", at: place)] + writer)
    }
}

extension Passage {
    /// As a message calls it.
    fileprivate var subject: String {
        let ids = hosts.map { "'\(String(decoding: $0.id.value, as: UTF8.self))'" }
        switch ids.count {
        case 0: return "the names of a proxy"
        case 1: return "host \(ids[0])"
        default: return "hosts \(ids.prefix(3).joined(separator: ", "))\(ids.count > 3 ? " …" : "")"
        }
    }
}
