import Diagnostics
import HostTable
import OutputTree
import Progress
import Registry
import Shim
import Template
import Threads

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
    /// Named by its content and shared by releases, with the host that all of it is about.
    case stored(StoredFile, of: Host? = nil)
    /// Part of the release, and the same as an earlier build made it.
    case kept(KeptFile)
    /// Stored by an earlier build.
    case keptStored(KeptStoredFile)

    /// Of what was made and not kept.
    public var file: OutputFile {
        switch self {
        case .file(let file, _): file
        case .stored(let stored, _): stored.file
        case .kept, .keptStored: preconditionFailure("targets that were given nothing to reuse make all")
        }
    }

    /// In the order in which they stand.
    public var passages: [Passage] {
        switch self {
        case .file(_, let passages): passages
        case .stored(let stored, let host): host.map { [Passage(0..<stored.file.size, .host($0))] } ?? []
        case .kept, .keptStored: []
        }
    }
}

/// Every target, for an output directory that will be at a path on the serving machine, with the secrets that the registry
/// refers to.
///
/// - Parameters:
///   - rehearsal: for files that are only looked at by a server's own check.
///   - earlier: what need not be made again: made by the same targets with the same templates, for the same directory.
public func allTargets(
    servedFrom outputDirectory: AbsolutePath, secrets: Secrets, rehearsal: Rehearsal? = nil,
    reusing earlier: EarlierBuild = .none
) -> [any Target] {
    let place = ServerPlace(outputDirectory: outputDirectory, rehearsal: rehearsal, earlier: earlier)
    return [
        Aliases(), Apache(place: place), Caddy(place: place), Compat(), Cron(), Logrotate(rehearsal: rehearsal),
        Nginx(place: place),
        PHP(outputDirectory: outputDirectory, secrets: secrets, earlier: earlier),
        PHPFPM(outputDirectory: outputDirectory, rehearsal: rehearsal), SSL(), Systemd(),
    ]
}

extension OutputTree {
    /// Fewer are made in less time than threads take to begin.
    static let fewHosts = 500

    /// Renders a registry by those of the targets that it wants; nil, with what is wrong reported, if a template or a value is.
    public init?(
        _ registry: Registry, for targets: [any Target], from templates: TemplateSet,
        reporting diagnostics: inout Diagnostics
    ) {
        templates.checkPartials(reporting: &diagnostics)
        var files: [OutputFile] = []
        var stored: [StoredFile] = []
        var kept: [KeptFile] = []
        var keptStored: [KeptStoredFile] = []
        Progress.begin("rendering", "hosts", of: registry.hosts.count)
        let wanted = targets.filter { registry.makes($0.name) }
        @Sendable func make(_ target: any Target) -> (artifacts: [Artifact], found: Diagnostics) {
            var found = Diagnostics()
            let artifacts = target.artifacts(for: registry, from: templates, reporting: &found)
            return (artifacts, found)
        }
        // The longest begins first, and what all web servers wait for goes on beside it.
        let order = wanted.indices.sorted { (wanted[$0] is PHP ? 0 : 1, $0) < (wanted[$1] is PHP ? 0 : 1, $1) }
        let made =
            registry.hosts.count < Self.fewHosts
            ? order.map { make(wanted[$0]) } : concurrentMap(order.count) { make(wanted[order[$0]]) }
        // What they find is reported in their order.
        for (_, target) in zip(order, made).sorted(by: { $0.0 < $1.0 }) {
            for diagnostic in target.found.all { diagnostics.report(diagnostic) }
            for artifact in target.artifacts {
                switch artifact {
                case .file(let file, _): files.append(file)
                case .stored(let file, _): stored.append(file)
                case .kept(let file): kept.append(file)
                case .keptStored(let file): keptStored.append(file)
                }
            }
        }
        guard !diagnostics.hasErrors else { return nil }
        self.init(
            files: files, stored: stored, runtime: Self.runtime, kept: kept, keptStored: keptStored)
    }

    static var runtime: [OutputFile] { Shim.files.map { OutputFile(path: $0.path, bytes: $0.bytes) } }
}
