import Diagnostics
import Digests
import HostTable
import OutputTree
import Progress
import Registry
import Template
import Threads

/// PHP: a fragment for each host, the tables that lead to it, and a config.php for each platform.
public struct PHP: Target {
    public let name = "php"
    /// Where the output will be on the serving machine.
    let outputDirectory: AbsolutePath
    let secrets: Secrets
    var earlier = EarlierBuild.none

    /// The folder of stored fragments.
    static let fragments = "fragments"

    public init(outputDirectory: AbsolutePath, secrets: Secrets, earlier: EarlierBuild = .none) {
        (self.outputDirectory, self.secrets, self.earlier) = (outputDirectory, secrets, earlier)
    }

    public func artifacts(
        for registry: Registry, from templates: TemplateSet, reporting diagnostics: inout Diagnostics
    ) -> [Artifact] {
        let configs = configs(for: registry, from: templates, reporting: &diagnostics)
        let compiled: Template<Fragment>? = templates.template(
            Fragment.template, PHPSyntax(), reporting: &diagnostics)
        guard let template = compiled, templates.haveSummedFragments(reporting: &diagnostics) else { return configs }
        var artifacts = configs
        let fragments = fragments(of: registry, by: template, reporting: &diagnostics)
        artifacts += fragments.lazy.compactMap(\.artifact)
        if let proxies = ProxyList(registry.proxies) {
            artifacts.append(.file(OutputFile(path: "proxies.php", bytes: proxies.file)))
        }
        let records = HostRecords(registry, fragments: fragments.map(\.name))
        for (name, rows) in [("hosts", records.keys), ("ids", records.ids)] {
            var shards: [Artifact] = []
            let table = HostTable(rows) { parts in
                let stored = concurrentMap(parts.count) { shard(parts[$0]) }
                shards = stored.map(\.artifact)
                return stored.map(\.reference)
            }
            artifacts += shards
            artifacts.append(.file(OutputFile(path: "\(name).php", bytes: table.root)))
        }
        return artifacts
    }

    /// A host's fragment, or where an earlier build put it.
    struct Made {
        let name: Digest
        /// Nil: no table names it.
        let artifact: Artifact?
    }

    /// Those of all hosts, in their order.
    func fragments(
        of registry: Registry, by template: Template<Fragment>, reporting diagnostics: inout Diagnostics
    ) -> [Made] {
        let ranges = parts(of: registry.hosts.count, least: 200)
        let kind = FragmentRendering.Kind(registry, secrets, template)
        let made = concurrentMap(ranges.count) { part in
            let rendering = FragmentRendering(kind)
            var found = Diagnostics()
            let made = ranges[part].map { index in
                Progress.advance()
                let host = registry.hosts[index]
                if let kept = host.written.flatMap({ earlier.stored(in: Self.fragments, madeFrom: $0) }) {
                    return Made(name: kept.name, artifact: .keptStored(kept))
                }
                let bytes = rendering.bytes(of: index, reporting: &found)
                let access: OutputFile.Access =
                    rendering.isSecret ? .group(registry.group(of: host).bytes) : .everyone
                let sum = rendering.sum
                let stored = StoredFile(in: Self.fragments, remaking: bytes, access: access, inputs: host.written) {
                    var found = Diagnostics()
                    return $0.one(for: kind) { FragmentRendering(kind) }.bytes(of: index, sum: sum, reporting: &found)
                }
                // What no table names would be written by every build and removed by every `gc`.
                let isNamed = HostRecord.Status(host.state).hasFragment || index == registry.commandHost
                return Made(name: stored.name, artifact: isNamed ? .stored(stored, of: host) : nil)
            }
            return (made: made, found: found)
        }
        for part in made { for diagnostic in part.found.all { diagnostics.report(diagnostic) } }
        return made.flatMap(\.made)
    }

    private func shard(_ part: HostTable.Part) -> (reference: [UInt8], artifact: Artifact) {
        let inputs = Digest(of: Array("a shard of ".utf8) + part.inputs)
        if let kept = earlier.stored(in: "shards", madeFrom: inputs) {
            return (kept.name.hexadecimal, .keptStored(kept))
        }
        let stored = StoredFile(in: "shards", bytes: part.file, inputs: inputs)
        return (stored.reference, .stored(stored))
    }

    private func configs(
        for registry: Registry, from templates: TemplateSet, reporting diagnostics: inout Diagnostics
    ) -> [Artifact] {
        let compiled: Template<PlatformConfig>? = templates.template(
            "php/config.php.tmpl", PHPSyntax(), reporting: &diagnostics)
        guard let template = compiled else { return [] }
        return registry.platforms.map { platform in
            var buffer = ByteBuffer()
            var config = PlatformConfig(platform: platform, outputDirectory: outputDirectory)
            template.render(&config, into: &buffer, at: platform.root.place, reporting: &diagnostics)
            return .file(
                OutputFile(
                    path: "php/\(String(decoding: platform.id, as: UTF8.self))/config.php", bytes: buffer.bytes()))
        }
    }
}
