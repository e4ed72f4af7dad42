import Diagnostics
import Registry
import RegistryYAML
import Template

@testable import Targets

/// The hosts of a registry, and the templates that they are rendered by.
struct Fleet: ~Copyable {
    let registry: Registry
    let nginxServers: [VirtualServer]
    let apacheServers: [VirtualServer]
    let cronHosts: [Host]
    let refusal = Array("/srv/out/vmoodle/refuse.php".utf8)
    /// Bytes of all artifacts.
    private(set) var size = 0
    private var output = ByteBuffer()
    private let templates:
        (
            nginx: Template<ServerText>, apache: Template<ServerText>, cron: Template<CrontabText>,
            fragment: Template<Fragment>
        )
    private var texts: (nginx: ServerText, apache: ServerText, cron: CrontabText, fragment: Fragment)

    init(_ file: SourceFile) throws {
        var diagnostics = Diagnostics()
        let set = TemplateSet()
        let nginx: Template<ServerText>? = set.template(
            "nginx/server.conf.tmpl", NginxSyntax(), reporting: &diagnostics)
        let apache: Template<ServerText>? = set.template(
            "apache/virtualhost.conf.tmpl", ApacheSyntax(), reporting: &diagnostics)
        let cron: Template<CrontabText>? = set.template("cron/crontab.tmpl", CrontabSyntax(), reporting: &diagnostics)
        let fragment: Template<Fragment>? = set.template(
            "php/fragment.php.tmpl", PHPSyntax(), reporting: &diagnostics)
        guard let registry = Registry(yaml: file, reporting: &diagnostics), let nginx, let apache, let cron,
            let fragment
        else { throw Failure(diagnostics.sorted.map(\.text).joined()) }
        self.registry = registry
        nginxServers = VirtualServer.all(of: registry, reporting: &diagnostics)
        apacheServers = nginxServers.map(\.withoutFamilies)
        cronHosts = registry.hosts.filter { $0.runs(by: .lines) > 0 }
        templates = (nginx, apache, cron, fragment)
        let platforms = registry.platforms.map(PlatformText.init)
        texts = (
            ServerText(Nginx.language, platforms, refusal: refusal, nginxServers[0]),
            ServerText(Apache.language, platforms, refusal: refusal, nginxServers[0]),
            CrontabText(registry.platforms), Fragment(registry, [:])
        )
    }

    // MARK: Rendering

    mutating func nginx(_ server: VirtualServer) {
        output.removeAll()
        texts.nginx.begin(server)
        Self.render(templates.nginx, &texts.nginx, &output)
    }

    mutating func apache(_ server: VirtualServer) {
        output.removeAll()
        texts.apache.begin(server)
        Self.render(templates.apache, &texts.apache, &output)
    }

    mutating func fragment(_ host: Host) {
        output.removeAll()
        texts.fragment.begin(host)
        Self.render(templates.fragment, &texts.fragment, &output)
    }

    mutating func crontab() {
        output.removeAll()
        texts.cron.begin(cronHosts)
        Self.render(templates.cron, &texts.cron, &output)
    }

    private static func render<S>(_ template: Template<S>, _ subject: inout S, _ output: inout ByteBuffer) {
        do {
            try template.render(&subject, into: &output)
        } catch {
            preconditionFailure("the fleet has a value that cannot be written: \(error.reason)")
        }
    }

    // MARK: Comparing

    /// Fails where what is written by hand is not what the templates say.
    mutating func compare(_ hand: inout HandWritten) throws {
        hand.syntax = NginxSyntax()
        for server in nginxServers {
            nginx(server)
            try same("nginx/server.conf.tmpl", &hand) { $0.nginx(server) }
        }
        hand.syntax = ApacheSyntax()
        for server in apacheServers {
            apache(server)
            try same("apache/virtualhost.conf.tmpl", &hand) { $0.apache(server) }
        }
        hand.syntax = PHPSyntax()
        for host in registry.hosts {
            fragment(host)
            try same("php/fragment.php.tmpl", &hand) { $0.fragment(host) }
        }
        hand.syntax = CrontabSyntax()
        crontab()
        let hosts = cronHosts
        try same("cron/crontab.tmpl", &hand) { $0.crontab(hosts) }
    }

    private mutating func same(
        _ template: String, _ hand: inout HandWritten, _ write: (inout HandWritten) -> Void
    ) throws {
        hand.out.removeAll()
        write(&hand)
        size += output.count
        guard hand.out.bytes() != output.bytes() else { return }
        throw Failure(
            "Benchmarks/Render does not write what templates/\(template) says:\n"
                + String(decoding: hand.out.bytes(), as: UTF8.self) + "instead of\n"
                + String(decoding: output.bytes(), as: UTF8.self))
    }
}
