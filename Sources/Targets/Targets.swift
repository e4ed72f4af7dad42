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
        Caddy(outputDirectory: outputDirectory, rehearsal: rehearsal), Cron(),
        Logrotate(rehearsal: rehearsal),
        Nginx(outputDirectory: outputDirectory, rehearsal: rehearsal),
        PHP(outputDirectory: outputDirectory, secrets: secrets),
        PHPFPM(outputDirectory: outputDirectory, rehearsal: rehearsal), SSL(), Systemd(),
    ]
}

extension OutputTree {
    /// Renders a registry by those of the targets that it wants; nil, with what is wrong reported, if a template or a value is.
    public init?(
        _ registry: Registry, for targets: [any Target], from templates: TemplateSet,
        reporting diagnostics: inout Diagnostics
    ) {
        templates.checkPartials(reporting: &diagnostics)
        var files: [OutputFile] = []
        var stored: [OutputFile] = []
        let wanted = targets.filter { registry.makes($0.name) }
        let lastServer = wanted.lastIndex { $0 is any ServerTarget }
        // The same for all web servers, and gone when the last has them.
        var servers: [VirtualServer]?
        for (index, target) in wanted.enumerated() {
            let artifacts: [Artifact]
            if let server = target as? any ServerTarget {
                let all = servers ?? VirtualServer.all(of: registry, reporting: &diagnostics)
                servers = index == lastServer ? nil : all
                artifacts = server.artifacts(of: all, for: registry, from: templates, reporting: &diagnostics)
            } else {
                artifacts = target.artifacts(for: registry, from: templates, reporting: &diagnostics)
            }
            for artifact in artifacts {
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
