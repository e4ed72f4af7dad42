import Diagnostics
import HostTable
import OutputTree
import Registry
import Template

/// cron: system crontabs with a line for each enabled host, and one for each of its jobs.
struct Cron: Target {
    let name = "cron"
    /// Which files are made; nil: all. The registry then has all hosts that these have lines of.
    var part: ShardsOfMany?

    /// Debian's cron reads at most 998 bytes of a command and drops the whole file for one that is longer.
    static let longestCommand = 998

    private static let prefix = "cron/vmoodle-"

    /// Whether a release's file is one of these.
    static func isCrontab(_ path: String) -> Bool { path.hasPrefix(prefix) }

    func artifacts(
        for registry: Registry, from templates: TemplateSet, reporting diagnostics: inout Diagnostics
    ) -> [Artifact] {
        let compiled: Template<CrontabText>? = templates.template(
            "cron/crontab.tmpl", CrontabSyntax(), reporting: &diagnostics)
        guard let template = compiled else { return [] }
        let hosts = registry.hosts.filter { $0.runs(by: .lines) > 0 }
        let sharding = part?.sharding ?? Self.sharding(lines: hosts.reduce(0) { $0 + $1.cron.runs })
        var shards = [[Host]](repeating: [], count: sharding.count)
        for host in hosts { shards[sharding.shard(of: CRC32.of(host.slice(.id)))].append(host) }
        var text = CrontabText(registry.platforms)
        var buffer = ByteBuffer()
        return shards.enumerated().filter { part?.numbers.contains($0.offset) ?? true }.map { number, hosts in
            buffer.removeAll()
            text.begin(hosts)
            if !Self.isWritten(template, &text, &buffer), !hosts.isEmpty {
                check(hosts, template, &text, reporting: &diagnostics)
                buffer.removeAll()
            }
            // A name with a dot would be ignored.
            return .file(
                OutputFile(
                    path: "\(Self.prefix)\(sharding.name(number))", bytes: buffer.bytes(), needsFreshCopy: true),
                text.passages)
        }
    }

    /// Debian's cron ignores a file of more than 10,000 lines.
    static func sharding(lines: Int) -> Sharding { Sharding(count: lines, average: 512) }

    /// Whether a crontab could be written, with no line that is longer than cron reads.
    private static func isWritten(
        _ template: Template<CrontabText>, _ text: inout CrontabText, _ output: inout ByteBuffer
    ) -> Bool {
        do {
            try template.render(&text, into: &output)
        } catch {
            return false
        }
        return !output.hasLine(longerThan: longestCommand)
    }

    /// One host at a time, so that what cannot be written is reported where it stands; the first, if it is all of them together.
    private func check(
        _ hosts: [Host], _ template: Template<CrontabText>, _ text: inout CrontabText,
        reporting diagnostics: inout Diagnostics
    ) {
        let before = diagnostics.all.count
        var line = ByteBuffer()
        for host in hosts {
            line.removeAll()
            text.begin([host])
            template.render(&text, into: &line, at: host.id.place, reporting: &diagnostics)
            guard line.hasLine(longerThan: Self.longestCommand) else { continue }
            diagnostics.error(
                Code(405),
                "the cron line of host '\(String(decoding: host.slice(.id), as: UTF8.self))' is longer than cron reads (\(Self.longestCommand) bytes)",
                at: host.id.place)
        }
        // Nothing is wrong with any of them: their lines hang together, by a template of a site's own.
        guard diagnostics.all.count == before, let first = hosts.first else { return }
        diagnostics.error(
            Code(405),
            "a crontab of \(hosts.count) hosts has a line that is longer than cron reads (\(Self.longestCommand) bytes); "
                + "the template must begin a line for each host",
            at: first.id.place)
    }
}
