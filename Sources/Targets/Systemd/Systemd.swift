import Diagnostics
import OutputTree
import Registry
import Template

/// systemd: a timer for each run of hosts whose `cron.mode` says so, and a service that runs all crons of those that leave it to
/// the runner; no file where none does.
///
/// What runs have in common is in a template of units, what they do not in a drop-in of each instance. An instance's name is the
/// host's id, for a job with `:` and its name behind it.
struct Systemd: Target {
    let name = "systemd"
    private static let runner = "vmoodle-cron-runner.service"

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
        let runner = template(Self.runner, TimersUnit.self)
        let served = registry.hosts.first { $0.runs(by: .runner) > 0 }
        let hosts = registry.hosts.filter { $0.runs(by: .systemd) > 0 }
        var none = TimersUnit([])
        func file(_ name: String, _ template: Template<TimersUnit>?, _ units: inout TimersUnit, at host: Host)
            -> Artifact
        {
            var buffer = ByteBuffer()
            // Ids can be written anywhere, so that only a template of a site's own fails.
            template?.render(&units, into: &buffer, at: host.id.place, reporting: &diagnostics)
            return .file(OutputFile(path: "systemd/\(name)", bytes: buffer.bytes()))
        }
        var artifacts: [Artifact] = []
        if let served {
            artifacts.append(file(Self.runner, runner, &none, at: served))
            if hosts.isEmpty {
                for (name, template) in units where name.hasSuffix(".slice") {
                    artifacts.append(file(name, template, &none, at: served))
                }
            }
        }
        guard !hosts.isEmpty, let service, let timer else { return artifacts }
        let platforms = registry.platforms.map(CronPlatform.init)
        var runs = hosts.flatMap { RunUnit.all(of: $0, on: platforms[$0.platform]) }
        var timers = TimersUnit(runs.map(\.instance))
        for (name, template) in units { artifacts.append(file(name, template, &timers, at: hosts[0])) }
        var buffer = ByteBuffer()
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
