import Diagnostics
import OutputTree
import Registry
import Template

/// What scripts and other tools ask about hosts: site aliases in YAML, all hosts in JSON, a function for a shell. No secrets.
///
/// One file of each for all hosts; none unless the registry asks for them.
struct Aliases: Target {
    let name = "aliases"

    func artifacts(
        for registry: Registry, from templates: TemplateSet, reporting diagnostics: inout Diagnostics
    ) -> [Artifact] {
        let files: [(name: String, syntax: any Syntax)] = [
            ("sites.yaml", YAMLSyntax()), ("hosts.json", JSONSyntax()), ("hosts.sh", ShellSyntax()),
        ]
        var text = AliasesText(registry)
        return files.compactMap { name, syntax -> Artifact? in
            let compiled: Template<AliasesText>? = templates.template(
                "aliases/\(name).tmpl", syntax, reporting: &diagnostics)
            guard let template = compiled else { return nil }
            var buffer = ByteBuffer()
            template.render(&text, about: registry.hosts, into: &buffer, reporting: &diagnostics) { $0.begin($1) }
            return .file(OutputFile(path: "aliases/\(name)", bytes: buffer.bytes()), text.passages)
        }
    }
}
