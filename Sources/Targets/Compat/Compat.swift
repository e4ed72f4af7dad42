import Diagnostics
import OutputTree
import Registry
import Template

/// Commands by the paths that VMoodle's scripts have (`local/vmoodle/cli/`), for each platform: each hands over to Moodle's own.
///
/// None unless the registry asks for them.
struct Compat: Target {
    let name = "compat"

    func artifacts(
        for registry: Registry, from templates: TemplateSet, reporting diagnostics: inout Diagnostics
    ) -> [Artifact] {
        let compiled: Template<CompatText>? = templates.template(
            "compat/script.php.tmpl", PHPSyntax(), reporting: &diagnostics)
        let shared = ["handover.php", "version.php", "lang.php"].map { name in
            let template: Template<CompatText>? = templates.template(
                "compat/\(name).tmpl", PHPSyntax(), reporting: &diagnostics)
            return (name == "lang.php" ? "lang/en/local_vmoodle.php" : name, template)
        }
        guard let script = compiled, registry.extras.contains(.compat) else { return [] }
        var buffer = ByteBuffer()
        return registry.platforms.flatMap { platform in
            let scripts = CompatScript.all.map { ("cli/\($0.name).php", script, CompatText(platform, $0)) }
            let others = shared.compactMap { path, template in
                template.map { (path, $0, CompatText(platform, CompatScript.all[0])) }
            }
            return (scripts + others).map { path, template, text -> Artifact in
                var text = text
                buffer.removeAll()
                template.render(&text, into: &buffer, at: platform.root.place, reporting: &diagnostics)
                let folder = String(decoding: platform.id, as: UTF8.self)
                return .file(OutputFile(path: "compat/\(folder)/local/vmoodle/\(path)", bytes: buffer.bytes()))
            }
        }
    }
}

/// What the template of one command says.
struct CompatText: Subject {
    enum Name { case script }

    static let vocabulary: Vocabulary<Name> = ["script": .text(.script)]

    private let platform: Platform
    private let script: CompatScript

    init(_ platform: Platform, _ script: CompatScript) {
        self.platform = platform
        self.script = script
    }

    func write(_ name: Name, to output: inout ByteBuffer) {
        output.append(script.isOfPlugin ? platform.documentRoot : platform.root.value.bytes)
        output.append("/")
        output.append(Array(script.path.utf8))
    }
}
