import Registry

/// docs/fields.md: every field of the language, from the descriptions by which it is read.
public enum FieldTable {
    public static var text: String {
        """
        # Every field of a registry

        Made by `vmoodle-gen schema --format markdown` from the descriptions by which registries are read; docs/registry.md tells
        how they work together. "filled" means that `{id}`, `{host}`, `{name}` and `{shortname}` stand for the host's own.

        ## The registry

        \(table(TopField.self))
        ## A platform: `platforms.ID`

        \(table(PlatformField.self))
        ## A database server: `dbservers.ID`

        \(table(DatabaseServerField.self))
        ## A host: `hosts.ID`, `defaults`, `groups.ID`, `platforms.ID.defaults`

        \(table(HostField.self))
        What holds where nothing else is said:

        ```yaml
        \(HostField.builtIn)
        ```

        ## An alias

        \(table(AliasField.self))
        ## A task

        \(table(TaskField.self))
        ## A job of cron's

        \(table(CronJobField.self))
        ## A secret: one of these, or a text in quotes, with a warning

        \(table(SecretField.self))
        """
    }

    private static func table<Field: DescribedField>(_ type: Field.Type) -> String {
        "| field | value | what it is |\n| --- | --- | --- |\n"
            + Field.allCases.map { field in
                let becomes = field.description.setting.map { "; `$CFG->\(setting($0.description, field))`" } ?? ""
                return
                    "| `\(field.path)` | \(value(field.description.shape)) | \(escaped(field.description.summary.description))\(becomes) |\n"
            }.joined()
    }

    private static func setting<Field: DescribedField>(_ name: String, _ field: Field) -> String {
        let isOption = field.path.hasPrefix("db.options.") || field.path == "db.persist"
        return isOption ? "dboptions['\(name)']" : name
    }

    private static func value(_ shape: Shape) -> String {
        switch shape {
        case .value(let type): grammar(type)
        case .pattern(let type): grammar(type) + ", filled"
        case .text(let longest): "text, filled, at most \(longest) bytes"
        case .bool: "`true` or `false`"
        case .int(let range):
            range.upperBound == Int.max ? "a whole number" : "\(range.lowerBound) to \(range.upperBound)"
        case .word(let words): words.map { "`\($0)`" }.joined(separator: ", ")
        case .id(let map): "an id of `\(map)`"
        case .secret: "a secret"
        case .list(let item): "a list: \(value(item))"
        case .items(let item): "one, or a list: \(value(item))"
        case .alias: "`host[:port]`, filled, or a map"
        case .map(_, let inner): "a map; values: \(value(inner))"
        case .setting: "whatever PHP can write, texts filled; or `{ secret: … }`"
        case .fields(let type): "fields of \(type.kind)"
        }
    }

    /// The requirement without its "must be".
    private static func grammar(_ type: any RegistryValue.Type) -> String {
        let text = type.requirement
        return escaped(text.hasPrefix("must be ") ? String(text.dropFirst(8)) : text)
    }

    private static func escaped(_ text: String) -> String { String(text.flatMap { $0 == "|" ? "\\|" : String($0) }) }
}
