import Diagnostics
import OutputTree
import Registry
import Template

/// systemd: a timer for each run of hosts whose `cron.mode` says so; no file where none does.
///
/// What runs have in common is in a template of units, what they do not in a drop-in of each instance. An instance's name is the
/// host's id, for a job with `:` and its name behind it.
struct Systemd: Target {
    let name = "systemd"

    func artifacts(
        for registry: Registry, from templates: TemplateSet, reporting diagnostics: inout Diagnostics
    ) -> [Artifact] {
        func template<S>(_ name: String, _: S.Type) -> Template<S>? {
            templates.template("systemd/\(name).tmpl", SystemdSyntax(), reporting: &diagnostics)
        }
        let shared = ["vmoodle-cron@.service", "vmoodle-cron@.timer", "vmoodle-cron.slice", "vmoodle-cron.target"]
        let units = shared.map { ($0, template($0, TimersUnit.self)) }
        let service = template("service.conf", RunUnit.self)
        let timer = template("timer.conf", RunUnit.self)
        let hosts = registry.hosts.filter { $0.runs(by: .systemd) > 0 }
        guard !hosts.isEmpty, let service, let timer else { return [] }
        let platforms = registry.platforms.map(CronPlatform.init)
        var runs = hosts.flatMap { RunUnit.all(of: $0, on: platforms[$0.platform]) }
        var timers = TimersUnit(runs.map(\.instance))
        var artifacts: [Artifact] = []
        var buffer = ByteBuffer()
        for (name, template) in units {
            buffer.removeAll()
            // Ids can be written anywhere, so that only a template of a site's own fails.
            template?.render(&timers, into: &buffer, at: hosts[0].id.place, reporting: &diagnostics)
            artifacts.append(.file(OutputFile(path: "systemd/\(name)", bytes: buffer.bytes())))
        }
        for index in runs.indices {
            let (host, instance) = (runs[index].host, String(decoding: runs[index].instance, as: UTF8.self))
            for (kind, template) in [("service", service), ("timer", timer)] {
                buffer.removeAll()
                template.render(&runs[index], into: &buffer, at: host.id.place, reporting: &diagnostics)
                let file = OutputFile(
                    path: "systemd/vmoodle-cron@\(instance).\(kind).d/host.conf", bytes: buffer.bytes())
                artifacts.append(.file(file, [Passage(0..<file.bytes.count, .host(host))]))
            }
        }
        return artifacts
    }
}
