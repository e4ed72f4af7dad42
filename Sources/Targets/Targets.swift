import Diagnostics
import HostTable
import OutputTree
import Registry
import Shim
import Template

/// A program that reads the output.
///
/// Takes checked hosts and templates; gives files in memory, or findings at the hosts that the program's language cannot
/// express. The code of a target lies in a folder of its own, and so do its templates.
public protocol Target: Sendable {
    /// On the command line, under templates/ and in the output.
    var name: String { get }
    func artifacts(
        for registry: Registry, from templates: TemplateSet, reporting diagnostics: inout Diagnostics
    ) -> [Artifact]
}

/// A file that a target made.
public enum Artifact: Sendable {
    /// Part of the release, with what in it is about which hosts.
    case file(OutputFile, [Passage] = [])
    /// Named by its content and shared by releases.
    case stored(OutputFile, [Passage] = [])

    public var file: OutputFile {
        switch self {
        case .file(let file, _), .stored(let file, _): file
        }
    }

    /// In the order in which they stand.
    public var passages: [Passage] {
        switch self {
        case .file(_, let passages), .stored(_, let passages): passages
        }
    }
}

/// Every target, for an output directory that will be at a path on the serving machine, with the secrets that the registry
/// refers to.
///
/// - Parameter rehearsal: for files that are only looked at by a server's own check.
public func allTargets(
    servedFrom outputDirectory: AbsolutePath, secrets: Secrets, rehearsal: Rehearsal? = nil
) -> [any Target] {
    [
        Aliases(), Apache(outputDirectory: outputDirectory, rehearsal: rehearsal),
        Caddy(outputDirectory: outputDirectory, rehearsal: rehearsal), Compat(), Cron(), Logrotate(),
        Nginx(outputDirectory: outputDirectory, rehearsal: rehearsal),
        PHP(outputDirectory: outputDirectory, secrets: secrets), PHPFPM(outputDirectory: outputDirectory),
        SSL(), Systemd(),
    ]
}

extension OutputTree {
    /// Renders a registry; nil, with what is wrong reported, if a template or a value is.
    public init?(
        _ registry: Registry, for targets: [any Target], from templates: TemplateSet,
        reporting diagnostics: inout Diagnostics
    ) {
        templates.checkPartials(reporting: &diagnostics)
        var files: [OutputFile] = []
        var stored: [OutputFile] = []
        for target in targets {
            for artifact in target.artifacts(for: registry, from: templates, reporting: &diagnostics) {
                switch artifact {
                case .file(let file, _): files.append(file)
                case .stored(let file, _): stored.append(file)
                }
            }
        }
        guard !diagnostics.hasErrors else { return nil }
        self.init(
            files: files, stored: stored, runtime: Shim.files.map { OutputFile(path: $0.path, bytes: $0.bytes) })
    }
}
