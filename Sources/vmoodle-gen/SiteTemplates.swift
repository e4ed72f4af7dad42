import ArgumentParser
import Diagnostics
import Glibc
import Targets

struct TemplatesOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Templates that stand in for built-in ones, file by file; default: $VMOODLE_TEMPLATES, or 'templates' beside the registry.",
            valueName: "dir"))
    var templates: String?

    /// The built-in templates with those of the site in their place.
    func set(for registry: RegistryInput, reporting diagnostics: inout Diagnostics) throws -> TemplateSet {
        try SiteTemplates(templates, beside: registry).set(reporting: &diagnostics)
    }
}

/// A site's own folder of templates.
struct SiteTemplates {
    /// nil: there is none.
    let folder: String?

    /// - Parameter named: on the command line; this one, or the environment's, has to exist.
    init(_ named: String?, beside registry: RegistryInput) throws {
        let ofEnvironment = getenv("VMOODLE_TEMPLATES").map { String(cString: $0) }
        if let named = named ?? ofEnvironment, !named.isEmpty {
            guard Self.isFolder(named) else {
                throw InputFiles.refuse(named, "the folder of templates", "there is no such folder")
            }
            folder = named
        } else {
            let beside = registry.beside("templates")
            if let beside { ReadInputs.note(beside) }
            folder = beside.flatMap { Self.isFolder($0) ? $0 : nil }
        }
    }

    static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// The built-in templates with this folder's in their place; reports files that stand for nothing, and templates that were
    /// made from others than this version's.
    func set(reporting diagnostics: inout Diagnostics) throws -> TemplateSet {
        var templates = TemplateSet()
        guard let folder else { return templates }
        let known = Set(templates.paths)
        let places = templates.partialFolders
        for path in try names(in: folder) + inner(of: folder) where path.hasSuffix(".tmpl") {
            if known.contains(path) {
                _ = templates.replace(path, by: try file(path, as: "the template"))
            } else if !places.contains(where: { path.hasPrefix("\($0.path)/") }) {
                let meant = suggestion(for: path, among: known, slips: 3).map { "; did you mean '\($0)'?" }
                diagnostics.warning(
                    Code(410), "no template is called '\(path)', so this one is used for nothing\(meant ?? "")",
                    at: Place(try file(path, as: "the template"), line: 1, column: 1))
            }
        }
        for (path, target) in places {
            for name in try names(in: "\(folder)/\(path)", of: "partials") where name.hasSuffix(".tmpl") {
                templates.add(
                    partial: String(name.dropLast(".tmpl".utf8.count)), of: target,
                    try file("\(path)/\(name)", as: "the partial of a template"))
            }
        }
        templates.checkBases(reporting: &diagnostics)
        return templates
    }

    private func file(_ path: String, as what: String) throws -> SourceFile {
        let name = "\(folder ?? "")/\(path)"
        return SourceFile(name: name, bytes: try InputFiles.read(name, as: what))
    }

    /// The names in a folder's folders, behind theirs.
    private func inner(of folder: String) throws -> [String] {
        try names(in: folder).flatMap { inner in try names(in: "\(folder)/\(inner)").map { "\(inner)/\($0)" } }
    }

    /// The names in a folder that do not begin with a dot, sorted; none if there is no such folder.
    private func names(in folder: String, of what: String = "templates") throws -> [String] {
        ReadInputs.note(folder)
        guard let entries = FolderEntries.of(folder) else {
            if errno == ENOENT || errno == ENOTDIR { return [] }
            throw InputFiles.refuse(folder, "the folder of \(what)", String(cString: strerror(errno)))
        }
        return entries.map(\.name).filter { !$0.hasPrefix(".") }.sorted()
    }
}
