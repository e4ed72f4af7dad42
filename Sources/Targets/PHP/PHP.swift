import Diagnostics
import HostTable
import OutputTree
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
        guard
            let template = templates.template(
                Fragment.template, PHPSyntax(), Fragment.vocabulary, reporting: &diagnostics),
            templates.haveSummedFragments(reporting: &diagnostics)
        else { return configs }
        var artifacts = configs
        var references: [[UInt8]] = []
        references.reserveCapacity(registry.hosts.count)
        for host in registry.hosts {
            var bytes: [UInt8] = []
            bytes.reserveCapacity(1024)
            let fragment = Fragment(host, registry, secrets)
            template.render(fragment.values, into: &bytes, at: host.id.place, reporting: &diagnostics)
            let readers = registry.platform(of: host).group.value.bytes
            let stored = StoredFile(
                in: "fragments", bytes: bytes, access: fragment.isSecret ? .group(readers) : .everyone)
            references.append(stored.reference)
            artifacts.append(.stored(stored.file))
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
        let vocabulary = Vocabulary(["platform": .text, "shim": .text, "dirroot": .text, "setup": .text])
        guard let template = templates.template("php/config.php.tmpl", PHPSyntax(), vocabulary, reporting: &diagnostics)
        else { return [] }
        return registry.platforms.map { platform in
            var bytes: [UInt8] = []
            template.render(
                [
                    .text(platform.id), .text(outputDirectory.bytes + Array("/vmoodle.php".utf8)),
                    .text(platform.documentRoot),
                    .text(platform.root.value.bytes + Array("/lib/setup.php".utf8)),
                ], into: &bytes, at: platform.root.place, reporting: &diagnostics)
            return .file(
                OutputFile(path: "php/\(String(decoding: platform.id, as: UTF8.self))/config.php", bytes: bytes))
        }
    }
}
