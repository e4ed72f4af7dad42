import Diagnostics
import OutputTree
import Registry
import Template

/// logrotate: one file for the logs that hosts' crons write themselves; none where nobody names a log.
///
/// Logs by their names, not by a pattern: that would take other programs' logs in the same directory as well.
struct Logrotate: Target {
    let name = "logrotate"
    var rehearsal: Rehearsal?

    func artifacts(
        for registry: Registry, from templates: TemplateSet, reporting diagnostics: inout Diagnostics
    ) -> [Artifact] {
        let compiled: Template<LogrotateText>? = templates.template(
            "logrotate/vmoodle.tmpl", LogrotateSyntax(), reporting: &diagnostics)
        guard let template = compiled else { return [] }
        // Whatever their state: a host that was closed left a log behind.
        let hosts = registry.hosts.filter { $0.cron.mode != .none && $0.cron.log != nil }
        guard !hosts.isEmpty else { return [] }
        var text = LogrotateText(registry, hosts, for: rehearsal)
        var buffer = ByteBuffer()
        template.render(&text, about: hosts, into: &buffer, reporting: &diagnostics) {
            $0 = LogrotateText(registry, $1, for: rehearsal)
        }
        return [.file(OutputFile(path: "logrotate/vmoodle", bytes: buffer.bytes()))]
    }
}
