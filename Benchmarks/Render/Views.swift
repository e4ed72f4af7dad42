import Diagnostics
import Glibc
import Registry
import RegistryYAML
import Template

@testable import Targets

/// The values that the templates of servers and crontabs write for the hosts of a registry, and what they write: for
/// Benchmarks/peers.
enum Views {
    /// Writes views.json, nginx, apache and cron into a folder.
    static func write(_ file: SourceFile, to folder: String) throws {
        let fleet = try Fleet(file)
        let platforms = fleet.registry.platforms.map(PlatformText.init)
        let server = fleet.nginxServers[0]
        let nginx = try views(
            "nginx/server.conf.tmpl", NginxSyntax(), fleet.nginxServers,
            Recording(ServerText(Nginx.language, platforms, refusal: fleet.refusal, server))
        ) { $0.begin($1) }
        let apache = try views(
            "apache/virtualhost.conf.tmpl", ApacheSyntax(), fleet.apacheServers,
            Recording(ServerText(Apache.language, platforms, refusal: fleet.refusal, server))
        ) { $0.begin($1) }
        let cron = try views(
            "cron/crontab.tmpl", CrontabSyntax(), [fleet.cronHosts], Recording(CrontabText(fleet.registry.platforms))
        ) { $0.begin($1) }
        let all = [("nginx", nginx), ("apache", apache), ("cron", cron)]
        let json = all.map { "\"\($0.0)\": [\($0.1.views.joined(separator: ",\n"))]" }.joined(separator: ",\n")
        try write(Array("{\(json)}\n".utf8), to: "\(folder)/views.json")
        for (name, output) in all { try write(output.bytes, to: "\(folder)/\(name)") }
    }

    private static func views<S: Subject, Item>(
        _ path: String, _ syntax: any Syntax, _ items: [Item], _ subject: Recording<S>,
        _ begin: @escaping (inout S, Item) -> Void
    ) throws -> (views: [String], bytes: [UInt8]) {
        var subject = subject
        var diagnostics = Diagnostics()
        var output = ByteBuffer()
        let compiled: Template<Recording<S>>? = TemplateSet().template(path, syntax, reporting: &diagnostics)
        guard let template = compiled else { throw Failure(diagnostics.sorted.map(\.text).joined()) }
        var views: [String] = []
        for item in items {
            subject.restart { begin(&$0, item) }
            try template.render(&subject, into: &output)
            views.append(subject.root.json)
        }
        return (views, output.bytes())
    }

    private static func write(_ bytes: [UInt8], to path: String) throws {
        guard let file = fopen(path, "wb") else { throw Failure("cannot write \(path)") }
        defer { fclose(file) }
        guard fwrite(bytes, 1, bytes.count, file) == bytes.count else { throw Failure("cannot write \(path)") }
    }
}
