import Diagnostics
import HostTable
import OutputTree
import Registry
import Template

/// cron: system crontabs with a line for each enabled host.
struct Cron: Target {
    let name = "cron"

    /// Debian's cron reads at most 998 bytes of a command and drops the whole file for one that is longer.
    static let longestCommand = 998
    private static let vocabulary = Vocabulary([
        "hosts": .list(
            Vocabulary([
                "minute": .text, "hour": .text, "user": .text, "php": .text, "script": .text, "url": .text, "id": .text,
            ]))
    ])

    func artifacts(
        for registry: Registry, from templates: TemplateSet, reporting diagnostics: inout Diagnostics
    ) -> [Artifact] {
        guard
            let template = templates.template(
                "cron/crontab.tmpl", CrontabSyntax(), Self.vocabulary, reporting: &diagnostics)
        else { return [] }
        let hosts = registry.hosts.filter { $0.state == .enabled && $0.cron != nil }
        // Debian's cron ignores a file of more than 10,000 lines.
        let sharding = Sharding(count: hosts.count, average: 512)
        var shards = [[Host]](repeating: [], count: sharding.count)
        for host in hosts { shards[sharding.shard(of: CRC32.of(host.id.value))].append(host) }
        return shards.enumerated().map { number, hosts in
            var file: [UInt8] = []
            if let first = hosts.first {
                // One host at a time first: a value that cannot be written is then reported where it stands.
                for host in hosts { check(host, template, registry, reporting: &diagnostics) }
                let lines = hosts.map { values(of: $0, registry) }
                if !diagnostics.hasErrors {
                    template.render([.list(lines)], into: &file, at: first.id.place, reporting: &diagnostics)
                }
            } else {
                template.render(
                    [.list([])], into: &file, at: Place(SourceFile(name: "", bytes: []), line: 1, column: 1),
                    reporting: &diagnostics)
            }
            // A name with a dot would be ignored.
            return .file(OutputFile(path: "cron/vmoodle-\(sharding.name(number))", bytes: file, needsFreshCopy: true))
        }
    }

    private func check(
        _ host: Host, _ template: Template, _ registry: Registry, reporting diagnostics: inout Diagnostics
    ) {
        var line: [UInt8] = []
        template.render([.list([values(of: host, registry)])], into: &line, at: host.id.place, reporting: &diagnostics)
        guard line.split(separator: 0x0A).contains(where: { $0.count > Self.longestCommand }) else { return }
        diagnostics.error(
            Code(405),
            "the cron line of host '\(String(decoding: host.id.value, as: UTF8.self))' is longer than cron reads (\(Self.longestCommand) bytes)",
            at: host.id.place)
    }

    private func values(of host: Host, _ registry: Registry) -> [Value] {
        let platform = registry.platform(of: host)
        let (minute, hour) = Self.fields(period: host.cron?.minutes ?? 15, slot: CRC32.of(host.id.value))
        return [
            .text(Array(minute.utf8)), .text(Array(hour.utf8)), .text(platform.user.value.bytes),
            .text(platform.php.bytes),
            .text(platform.root.value.bytes + Array("/admin/cli/cron.php".utf8)), .text(host.url.value.bytes),
            .text(host.id.value),
        ]
    }

    /// The fields of minute and hour of a period, shifted by a hash of the id, so that hosts do not all start at once and a new
    /// host moves no other.
    static func fields(period: Int, slot: UInt32) -> (minute: String, hour: String) {
        let start = Int(slot) % period
        if period == 1 { return ("*", "*") }
        if period < 60 { return ("\(start)-59/\(period)", "*") }
        let hours = period / 60
        if hours == 1 { return ("\(start)", "*") }
        return ("\(start % 60)", hours == 24 ? "\(start / 60)" : "\(start / 60)-23/\(hours)")
    }
}
