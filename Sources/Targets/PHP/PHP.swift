import Diagnostics
import HostTable
import OutputTree
import Progress
import Registry
import Template

/// PHP: a fragment for each host, the tables that lead to it, and a config.php for each platform.
struct PHP: Target {
    let name = "php"
    /// Where the output will be on the serving machine.
    let outputDirectory: AbsolutePath
    let secrets: Secrets

    func artifacts(
        for registry: Registry, from templates: TemplateSet, reporting diagnostics: inout Diagnostics
    ) -> [Artifact] {
        let configs = configs(for: registry, from: templates, reporting: &diagnostics)
        let compiled: Template<Fragment>? = templates.template(
            Fragment.template, PHPSyntax(), reporting: &diagnostics)
        guard let template = compiled, templates.haveSummedFragments(reporting: &diagnostics) else { return configs }
        var artifacts = configs
        var references: [[UInt8]] = []
        references.reserveCapacity(registry.hosts.count)
        var fragment = Fragment(registry, secrets)
        var buffer = ByteBuffer()
        for (index, host) in registry.hosts.enumerated() {
            Progress.advance()
            buffer.removeAll()
            fragment.begin(host)
            template.render(&fragment, into: &buffer, at: host.id.place, reporting: &diagnostics)
            let readers = registry.group(of: host).bytes
            let stored = StoredFile(
                in: "fragments", bytes: buffer.bytes(), access: fragment.isSecret ? .group(readers) : .everyone)
            references.append(stored.reference)
            // What no table names would be written by every build and removed by every `gc`.
            guard HostRecord.Status(host.state).hasFragment || index == registry.commandHost else { continue }
            artifacts.append(.stored(stored.file, [Passage(0..<stored.file.bytes.count, .host(host))]))
        }
        if let proxies = ProxyList(registry.proxies) {
            artifacts.append(.file(OutputFile(path: "proxies.php", bytes: proxies.file)))
        }
        let records = HostRecords(registry, fragments: references)
        for (name, entries) in [("hosts", records.keys), ("ids", records.ids)] {
            let table = HostTable(entries) { shard in
                let stored = StoredFile(in: "shards", bytes: shard)
                artifacts.append(.stored(stored.file))
                return stored.reference
            }
            artifacts.append(.file(OutputFile(path: "\(name).php", bytes: table.root)))
        }
        return artifacts
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
