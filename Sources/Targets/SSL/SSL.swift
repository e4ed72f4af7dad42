import Diagnostics
import OutputTree
import Registry
import Template

/// Which certificate holds which names: for certbot what it is to be told, for all else a list in JSON.
///
/// None unless the registry asks for them.
struct SSL: Target {
    let name = "ssl"

    func artifacts(
        for registry: Registry, from templates: TemplateSet, reporting diagnostics: inout Diagnostics
    ) -> [Artifact] {
        let certbot: Template<CertificatesText>? = templates.template(
            "ssl/certbot.sh.tmpl", ShellSyntax(), reporting: &diagnostics)
        let list: Template<CertificateList>? = templates.template(
            "ssl/certificates.json.tmpl", JSONSyntax(), reporting: &diagnostics)
        guard let certbot, let list else { return [] }
        let certificates = NamedCertificate.all(of: registry)
        guard let first = certificates.first else { return [] }
        var script = ByteBuffer()
        var text = CertificatesText(certificates.filter { $0.certbotName != nil })
        certbot.render(&text, into: &script, at: first.place, reporting: &diagnostics)
        var json = ByteBuffer()
        var entries = CertificateList(certificates)
        list.render(&entries, into: &json, at: first.place, reporting: &diagnostics)
        return [
            .file(OutputFile(path: "ssl/certbot.sh", bytes: script.bytes())),
            .file(OutputFile(path: "ssl/certificates.json", bytes: json.bytes())),
        ]
    }
}
