import Diagnostics
import HostTable
import OutputTree
import Registry
import Template

/// php-fpm: pools of platforms, and of hosts that have a user of their own; no file where nobody asks for one.
///
/// Each platform's are in a folder of their own, as another may have another PHP, whose php-fpm includes them.
struct PHPFPM: Target {
    let name = "php-fpm"
    /// Where the output will be on the serving machine.
    let outputDirectory: AbsolutePath
    var rehearsal: Rehearsal?

    func artifacts(
        for registry: Registry, from templates: TemplateSet, reporting diagnostics: inout Diagnostics
    ) -> [Artifact] {
        let compiled: Template<PoolText>? = templates.template(
            "php-fpm/pools.conf.tmpl", INISyntax(.pool), reporting: &diagnostics)
        guard let template = compiled else { return [] }
        let hosts = registry.hosts.filter { $0.web.pool != nil }
        guard !hosts.isEmpty || registry.platforms.contains(where: { $0.pool != nil }) else { return [] }
        var text = PoolText(registry, outputDirectory, for: rehearsal)
        check(hosts, registry, &text, reporting: &diagnostics)
        return registry.platforms.indices.flatMap { index -> [Artifact] in
            let folder = "php-fpm/\(String(decoding: registry.platforms[index].id, as: UTF8.self))"
            let own = hosts.filter { $0.platform == index }
            var files: [Artifact] = []
            if registry.platforms[index].pool != nil {
                text.begin([.platform(index)])
                files.append(file("\(folder)/platform.conf", &text, template, &diagnostics))
            }
            guard !own.isEmpty else { return files }
            let sharding = Sharding(count: own.count, average: 128)
            var shards = [[PoolText.Pool]](repeating: [], count: sharding.count)
            for host in own { shards[sharding.shard(of: CRC32.of(host.slice(.id)))].append(.host(host)) }
            for (number, pools) in shards.enumerated() where !pools.isEmpty {
                text.begin(pools)
                files.append(file("\(folder)/hosts-\(sharding.name(number)).conf", &text, template, &diagnostics))
            }
            return files
        }
    }

    private func file(
        _ path: String, _ text: inout PoolText, _ template: Template<PoolText>, _ diagnostics: inout Diagnostics
    ) -> Artifact {
        var buffer = ByteBuffer()
        do {
            try template.render(&text, into: &buffer)
        } catch {
            // One at a time, so that what cannot be written is reported where it stands.
            for pool in text.pools {
                buffer.removeAll()
                text.begin([pool])
                let place = text.place(of: pool)
                template.render(&text, into: &buffer, at: place, reporting: &diagnostics)
            }
        }
        return .file(OutputFile(path: path, bytes: buffer.bytes()), text.passages)
    }

    private func check(
        _ hosts: [Host], _ registry: Registry, _ text: inout PoolText, reporting diagnostics: inout Diagnostics
    ) {
        var first: [[UInt8]: Place] = [:]
        func take(_ address: FastCGIAddress, of what: String, at place: Place) {
            guard let other = first.updateValue(place, forKey: address.bytes) else { return }
            diagnostics.error(
                Code(332),
                "the pool of \(what) listens at '\(String(decoding: address.bytes, as: UTF8.self))', as another does",
                at: place, notes: [Note("the other pool", at: other)])
        }
        for platform in registry.platforms where platform.pool != nil {
            take(platform.fpm, of: "the platform", at: platform.root.place)
        }
        for host in hosts {
            let id = "host '\(String(decoding: host.slice(.id), as: UTF8.self))'"
            if let address = host.fpm { take(address, of: id, at: host.id.place) }
            if let name = registry.platforms[host.platform].proxyNames.first {
                diagnostics.error(
                    Code(331), "\(id) has a pool of its own, and proxies may ask for it by a name of its platform's",
                    at: host.id.place, notes: [Note("this name", at: name.place)])
            }
            for path in text.readable(by: host) where path.contains(UInt8(ascii: ":")) {
                diagnostics.error(
                    Code(405),
                    "'\(String(decoding: path, as: UTF8.self))' of \(id) cannot be written: open_basedir takes ':' for the end of a path",
                    at: host.id.place)
            }
        }
    }
}
