import Diagnostics
import Publishing

extension Proposal {
    /// More are counted only.
    private static let mostHosts = 100
    private static let mostFields = 20

    /// What people read.
    func text(withDiffs: Bool, out: String) -> String {
        let hosts = counted(hosts, "host")
        if plan.isEmpty { return "nothing to do: \(hosts), release \(plan.release) is current in \(out)\n" }
        var text = ""
        if let changes {
            let all =
                changes.removed.map { ("-", $0) } + changes.changed.map { ("~", $0) } + changes.added.map { ("+", $0) }
            for (mark, host) in all.prefix(Self.mostHosts) { text += Self.text(mark, host) }
            if all.count > Self.mostHosts { text += "… and \(all.count - Self.mostHosts) hosts more\n" }
        }
        if withDiffs {
            // The tables are for the runtime: what they say is in the list of hosts.
            for file in replacements where file.path != "hosts.php" && file.path != "ids.php" {
                let name = file.path
                text += String(
                    decoding: UnifiedDiff(
                        from: (file.old == nil ? "/dev/null" : "a/\(name)", file.old ?? []),
                        to: (file.new == nil ? "/dev/null" : "b/\(name)", file.new ?? [])
                    ).text, as: UTF8.self)
            }
        }
        return text + summary(hosts)
    }

    private static func text(_ mark: String, _ host: HostChanges.Host) -> String {
        var text = "\(mark) \(host.id)  \(host.key)\n"
        for field in host.fields.prefix(mostFields) {
            switch (field.from, field.to) {
            case (nil, let to?): text += "    + \(field.name): \(to)\n"
            case (let from?, nil): text += "    - \(field.name): \(from)\n"
            case (let from, let to): text += "    \(field.name): \(from ?? "") → \(to ?? "")\n"
            }
        }
        if host.fields.count > mostFields { text += "    … and \(host.fields.count - mostFields) more\n" }
        return text
    }

    private func summary(_ hosts: String) -> String {
        var parts = ["\(counted(plan.written.count, "file")) to write"]
        if let changes {
            let counts = [
                (changes.added.count, "added"), (changes.changed.count, "changed"), (changes.removed.count, "removed"),
            ]
            parts += counts.filter { $0.0 > 0 }.map { "\(counted($0.0, "host")) \($0.1)" }
            if changes.isEmpty { parts.append("no host changed") }
        }
        if !reloads.isEmpty { parts.append("reload: \(reloads.joined(separator: ", "))") }
        var text = "\(hosts): \(parts.joined(separator: "; "))\n"
        text += plan.previous.map { "release \($0) → \(plan.release)\n" } ?? "release \(plan.release), the first one\n"
        for reason in reasons { text += "refused without --force or the digest: \(reason)\n" }
        return text + "digest \(plan.digest)\n"
    }

    /// One object: docs/publishing.md.
    var json: String {
        let hosts: String
        if let changes {
            hosts =
                "{\"added\": \(Self.ids(changes.added)), \"changed\": [\(changes.changed.map(Self.json).joined(separator: ", "))], "
                + "\"removed\": \(Self.ids(changes.removed))}"
        } else {
            hosts = "null"
        }
        return """
            {"schema": 1, "changed": \(!plan.isEmpty), "release": \(jsonText(plan.release)), \
            "previous": \(plan.previous.map { jsonText($0) } ?? "null"), "digest": \(jsonText(plan.digest)), \
            "hosts": \(hosts), "total": \(self.hosts), "files": {"written": \(plan.written.count), \
            "unchanged": \(plan.unchanged.count), "replaced": \(Self.list(replacements.map(\.path)))}, \
            "written": \(Self.list(plan.written)), "reload": \(Self.list(reloads)), "refused": \(Self.list(reasons))}

            """
    }

    private static func list(_ texts: [String]) -> String {
        "[\(texts.map { jsonText($0) }.joined(separator: ", "))]"
    }

    private static func ids(_ hosts: [HostChanges.Host]) -> String { list(hosts.map(\.id)) }

    private static func json(_ host: HostChanges.Host) -> String {
        let fields = host.fields.map { field in
            "{\"name\": \(jsonText(field.name)), \"from\": \(field.from.map { jsonText($0) } ?? "null"), "
                + "\"to\": \(field.to.map { jsonText($0) } ?? "null")}"
        }
        return "{\"id\": \(jsonText(host.id)), \"fields\": [\(fields.joined(separator: ", "))]}"
    }
}
