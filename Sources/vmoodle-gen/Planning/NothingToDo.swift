import Diagnostics
import Digests
import Glibc
import Publishing

/// What there is to say where nothing that a build reads or wrote has changed since the last.
struct NothingToDo {
    let release: String
    let hosts: Int

    /// Of whatever decides what a build does beside what it reads; nil: it cannot be told.
    static func arguments(_ options: CompilationOptions) -> Digest? {
        guard let program = FileStamp.program, let here = getcwd(nil, 0) else { return nil }
        defer { free(here) }
        let input = options.input.input
        guard input.path != "-" else { return nil }
        let texts = [
            String(cString: here), input.path, input.baseDirectory, options.output.out, options.servedFrom,
            options.templates.templates, getenv("VMOODLE_TEMPLATES").map { String(cString: $0) },
        ]
        var bytes: [UInt8] = []
        for text in texts { bytes += "\(text?.utf8.count ?? -1) \(text ?? "")\n".utf8 }
        bytes += "\(geteuid()) \(getegid())".utf8
        program.digest.append(to: &bytes)
        return Digest(of: bytes)
    }

    /// Nil: a build has to look.
    init?(_ arguments: Digest, in output: OutputDirectory) {
        guard let unchanged = output.unchanged(since: arguments) else { return nil }
        (release, hosts) = (unchanged.release, unchanged.hosts)
    }

    /// As that of a proposal in which nothing changes.
    var json: String {
        let digest = Plan.digest(from: release, to: release)
        return """
            {"schema": 1, "changed": false, "release": \(jsonText(release)), "previous": \(jsonText(release)), \
            "digest": \(jsonText(digest)), "hosts": {"added": [], "changed": [], "removed": []}, "total": \(hosts), \
            "files": {"written": 0, "unchanged": 0, "replaced": []}, "written": [], "reload": [], "refused": []}

            """
    }

    func text(_ out: String) -> String {
        "nothing to do: \(counted(hosts, "host")), release \(release) is current in \(out)\n"
    }
}
