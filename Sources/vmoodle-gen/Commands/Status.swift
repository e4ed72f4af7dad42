import ArgumentParser
import Diagnostics
import Importing
import OutputTree
import Publishing
import Shim

struct Status: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say which release serves, and whether its files are what was published.",
        discussion: """
            Exit status: 0 all is as it was published, 1 something is not, or could not be looked at, 64 usage.
            """)

    @OptionGroup var output: OutputOption

    @Flag(
        help:
            "Read every file; otherwise those of the release are read, and fragments and shards only have to be there.")
    var verify = false

    @Flag(
        help:
            "List directories beside hosts' data directories, and databases of --dsn, that no host of the registry has."
    )
    var orphans = false

    @Option(help: ArgumentHelp("The registry that says which hosts there are.", valueName: "file"))
    var registry = RegistryInput.standard

    @OptionGroup var database: DatabaseOption

    @Option(help: "text or json.")
    var format = ReportFormat.text

    private struct Report {
        var release: String?
        var since: String?
        var hosts: Int?
        var releases: Int
        var isUnfinished: Bool
        /// What is wrong, with the path.
        var findings: [(path: String, what: String)]
        /// Nil: nobody has asked.
        var orphans: Orphans?
    }

    func validate() throws {
        guard orphans || database.dsn == nil else { throw ValidationError("--dsn is for --orphans") }
    }

    func run() throws {
        let orphans = try self.orphans ? found() : nil
        var report = try output.opened { directory throws(PublishingError) in try self.report(directory) }
        report.orphans = orphans
        Terminal.print(format == .json ? json(report) : text(report))
        if report.release == nil || !report.findings.isEmpty { throw Exit.failed }
    }

    private func found() throws -> Orphans {
        let registry = try InputFiles.registry(RegistryInput(path: registry))
        let databases =
            try database.dsn == nil
            ? nil : database.asked { reading throws(DatabaseReading.Failure) in try reading.databases() }
        return Orphans(of: registry, databases: databases)
    }

    private func report(_ directory: OutputDirectory) throws(PublishingError) -> Report {
        let releases = try directory.releases()
        let current = releases.first { $0.isCurrent }
        var report = Report(
            release: try directory.currentRelease(), since: current?.activated.map(Releases.time), hosts: nil,
            releases: releases.count, isUnfinished: directory.isUnfinished, findings: [])
        guard let release = report.release else { return report }
        report.findings = try Inspection(of: release, in: directory, reading: true).damage
            .map { ($0.path, $0.what.rawValue) }
        do {
            let hosts = try ReleaseHosts(release, in: directory)
            report.hosts = try hosts.count
            report.findings += try directory.damage(ofStored: hosts.storedFiles(), reading: verify)
                .map { ($0.path, $0.what.rawValue) }
        } catch let error as PublishingError {
            throw error
        } catch {
            report.findings.append(("releases/\(release)", "its table cannot be read: \(error)"))
        }
        for file in Shim.files {
            guard let bytes = directory.contents(of: file.path) else {
                report.findings.append((file.path, "missing"))
                continue
            }
            if bytes != file.bytes {
                report.findings.append(
                    (file.path, "altered, or of another version of vmoodle-gen; build writes it again"))
            }
        }
        return report
    }

    private func text(_ report: Report) -> String {
        guard let release = report.release else { return "no release is current in \(output.out)\n" }
        let since = report.since.map { " since \($0)" } ?? ""
        let hosts = report.hosts.map { ", \(counted($0, "host"))" } ?? ""
        var text =
            "release \(release) is current in \(output.out)\(since)\(hosts); \(counted(report.releases, "release")) kept\n"
        for finding in report.findings.prefix(50) { text += "\(finding.path): \(finding.what)\n" }
        if report.findings.count > 50 { text += "… and \(report.findings.count - 50) more\n" }
        if report.isUnfinished { text += "a build is at work or was cut off; the next one cleans up\n" }
        text += report.findings.isEmpty ? "all files are as they were published\n" : ""
        guard let orphans = report.orphans else { return text }
        for path in orphans.directories { text += "\(printable(path)): no host has this directory\n" }
        for name in orphans.databases ?? [] { text += "\(printable(name)): no host has this database\n" }
        let isNone = orphans.directories.isEmpty && orphans.databases?.isEmpty ?? true
        return text + (isNone ? "no directory or database without a host was found\n" : "")
    }

    private func json(_ orphans: Orphans?) -> String {
        guard let orphans else { return "null" }
        let list = { (texts: [String]) in "[\(texts.map { jsonText($0) }.joined(separator: ", "))]" }
        return
            "{\"directories\": \(list(orphans.directories)), \"databases\": \(orphans.databases.map(list) ?? "null")}"
    }

    private func json(_ report: Report) -> String {
        let findings = report.findings.map { "{\"path\": \(jsonText($0.path)), \"what\": \(jsonText($0.what))}" }
        return """
            {"schema": 1, "release": \(report.release.map { jsonText($0) } ?? "null"), \
            "since": \(report.since.map { jsonText($0) } ?? "null"), "hosts": \(report.hosts.map { "\($0)" } ?? "null"), \
            "releases": \(report.releases), "unfinished": \(report.isUnfinished), \
            "findings": [\(findings.joined(separator: ", "))], "orphans": \(json(report.orphans))}

            """
    }
}
