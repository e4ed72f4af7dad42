import ArgumentParser
import Diagnostics
import Glibc
import Registry
import RegistryYAML

/// Which hosts of a registry a command is about.
struct HostSelection: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            "The registry, if it has a '.' or '/' in it or is '-'; and hosts: id, pattern of ids ('lyc-*'), @group, @all.",
            valueName: "registry | selector"))
    var words: [String] = []

    @Option(
        help: ArgumentHelp("Where files that it includes are looked for; default: its own directory.", valueName: "dir")
    )
    var baseDir: String?

    @Option(help: ArgumentHelp("The host that answers this URL or name, or has this id.", valueName: "url"))
    var host: [String] = []

    @Option(
        name: .customLong("where"),
        help: ArgumentHelp(
            "Hosts with these values: field=value, field!=value, joined by ','; a value may have '*'.",
            valueName: "conditions"))
    var conditions: [String] = []

    @Option(help: ArgumentHelp("Hosts whose ids stand in a file, one a line ('-': standard input).", valueName: "file"))
    var hostsFrom: String?

    @Option(help: ArgumentHelp("None of these: id, pattern of ids, @group.", valueName: "selector"))
    var exclude: [String] = []

    @Option(help: ArgumentHelp("Every n-th of the selected hosts, from the i-th on.", valueName: "i/n"))
    var shard: String?

    @Option(help: ArgumentHelp("The registry.", valueName: "file"))
    var registry: String?

    var input: RegistryInput {
        RegistryInput(
            path: registry ?? words.first(where: Self.isPath) ?? RegistryInput.standard, baseDirectory: baseDir)
    }

    private static func isPath(_ word: String) -> Bool {
        word == "-" || !HostSelector.isURL(word) && word.contains { $0 == "." || $0 == "/" }
    }

    private var selectors: [String] { words.filter { !Self.isPath($0) } }

    /// Whether nothing but the registry is said.
    var isEmpty: Bool { !namesHosts && exclude.isEmpty && shard == nil }

    /// Whether it is said which hosts there are to be, and not only which of all not.
    var namesHosts: Bool { !selectors.isEmpty || !host.isEmpty || !conditions.isEmpty || hostsFrom != nil }

    func validate() throws {
        guard words.count(where: Self.isPath) + (registry == nil ? 0 : 1) <= 1 else {
            throw ValidationError("only one registry can be read; hosts are named by id, '@group' or pattern")
        }
        _ = try shardNumbers()
        _ = try parsedConditions()
    }

    // MARK: Choosing

    /// The selected hosts in the order of their ids.
    ///
    /// - Throws: exit status 64 if a selector names no host.
    func hosts(of read: ReadRegistry) throws -> [Host] {
        let chosen = try allHosts(of: read)
        guard let (index, count) = try shardNumbers() else { return chosen }
        return chosen.enumerated().filter { $0.offset % count == index - 1 }.map(\.element)
    }

    /// The same for commands that change something: no condition may be met by none.
    ///
    /// Empty only if the shard is.
    func chosenHosts(of read: ReadRegistry) throws -> [Host] {
        guard try allHosts(of: read).isEmpty else { return try hosts(of: read) }
        for condition in try parsedConditions() {
            let values = Set(
                read.registry.hosts.flatMap { host -> [String] in
                    condition.field.hasPrefix("group")
                        ? host.settings.groups.map { String(decoding: $0, as: UTF8.self) }
                        : read.host(host.id.value)?.value(condition.field).map { [$0.text] } ?? []
                })
            guard condition.isEqual, !values.contains(where: { fnmatch(condition.pattern, $0, 0) == 0 }) else {
                continue
            }
            let hint =
                suggestion(for: condition.pattern, among: values.sorted()).map { "; did you mean '\($0)'?" } ?? ""
            throw ValidationError("no host has '\(condition.field)=\(condition.pattern)'\(hint)")
        }
        throw ValidationError("no host is selected: what is named is excluded again, or does not meet all conditions")
    }

    /// Those of all shards.
    func allHosts(of read: ReadRegistry) throws -> [Host] {
        let all = read.registry.hosts
        var chosen = all
        if !selectors.isEmpty || !host.isEmpty || hostsFrom != nil {
            let named = try (selectors + ids()).map { HostSelector.word($0) } + host.map { .address($0) }
            var ids: Set<[UInt8]> = []
            for selector in named { try ids.formUnion(selector.hosts(of: read.registry).map(\.id.value)) }
            chosen = all.filter { ids.contains($0.id.value) }
        }
        let conditions = try parsedConditions()
        if !conditions.isEmpty {
            chosen = chosen.filter { host in
                guard let resolved = read.host(host.id.value) else { return false }
                return conditions.allSatisfy { $0.holds(for: resolved, groups: host.settings.groups) }
            }
        }
        guard !exclude.isEmpty else { return chosen }
        var excluded: Set<[UInt8]> = []
        for word in exclude { try excluded.formUnion(HostSelector.word(word).hosts(of: read.registry).map(\.id.value)) }
        return chosen.filter { !excluded.contains($0.id.value) }
    }

    private func ids() throws -> [String] {
        guard let hostsFrom else { return [] }
        return try InputFiles.read(hostsFrom, as: "the list of hosts").split(separator: 0x0A).map {
            String(decoding: $0, as: UTF8.self).trimmingBlanks
        }.filter { !$0.isEmpty && !$0.hasPrefix("#") }
    }

    /// - Throws: exit status 64 if a registry has no such field.
    static func checkField(_ path: String) throws {
        guard let meant = RegistrySchema.fieldMeant(by: path) else { return }
        throw ValidationError(
            "no field is '\(path)'" + (meant.isEmpty ? "; docs/fields.md lists them" : "; did you mean '\(meant)'?"))
    }

    func shardNumbers() throws -> (index: Int, count: Int)? {
        guard let shard else { return nil }
        let parts = shard.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count == 2, let index = parts[0], let count = parts[1], count > 0, (1...count).contains(index)
        else {
            throw ValidationError("'--shard' must be i/n with 1 ≤ i ≤ n, not '\(shard)'")
        }
        return (index, count)
    }

    private func parsedConditions() throws -> [Condition] {
        try conditions.flatMap { $0.split(separator: ",") }.map { text in
            guard let condition = Condition(String(text)) else {
                throw ValidationError("'--where' must be 'field=value' or 'field!=value', not '\(text)'")
            }
            if condition.field != "group" { try Self.checkField(condition.field) }
            return condition
        }
    }
}

/// `field=value` or `field!=value`.
struct Condition {
    let field: String
    let isEqual: Bool
    let pattern: String

    init?(_ text: String) {
        guard let sign = text.firstIndex(of: "="), sign != text.startIndex else { return nil }
        let before = text[..<sign]
        isEqual = before.last != "!"
        field = String(isEqual ? before : before.dropLast())
        pattern = String(text[text.index(after: sign)...])
        guard !field.isEmpty else { return nil }
    }

    func holds(for host: ResolvedHost, groups: [[UInt8]]) -> Bool {
        let values: [String]
        switch field {
        case "groups", "group": values = groups.map { String(decoding: $0, as: UTF8.self) }
        default: values = [host.value(field)?.text ?? ""]
        }
        return values.contains { fnmatch(pattern, $0, 0) == 0 } == isEqual
    }
}

extension String {
    var trimmingBlanks: String {
        var text = self[...]
        while let last = text.last, last == " " || last == "\t" || last == "\r" { text.removeLast() }
        return String(text.drop { $0 == " " || $0 == "\t" })
    }
}
