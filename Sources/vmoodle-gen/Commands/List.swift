import ArgumentParser
import Registry
import RegistryYAML

struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List the hosts of the registry.",
        discussion: """
            With --field and without --format the values alone are printed, a line a host. Fields are those of the registry, \
            defaults and groups merged: db.server, config.theme, labels.region; and id. Secrets are never shown.
            """)

    @OptionGroup var selection: HostSelection

    @Option(
        name: .customLong("field"),
        help: ArgumentHelp("Show this field; several times for several.", valueName: "field"))
    var fields: [String] = []

    @Option(help: "table, json, yaml, csv, ids or urls.")
    var format: Listing.Format?

    func validate() throws { for field in fields { try HostSelection.checkField(field) } }

    func run() throws {
        let read = try InputFiles.readRegistry(selection.input)
        let hosts = try selection.hosts(of: read)
        switch format {
        case .ids: return Terminal.print(lines(hosts.lazy.map(\.id.value)))
        case .urls: return Terminal.print(lines(hosts.lazy.map(\.url.value.bytes)))
        default: break
        }
        let columns =
            fields.isEmpty
            ? ["id", "url", "state", "platform", "name"]
            : (format == nil || fields.contains("id") ? [] : ["id"]) + fields
        // A map is one text in a table, and maps in maps, as `show` has them, where the format has such.
        let isNested = format == .json || format == .yaml
        let rows = hosts.map { host in
            let resolved = fields.isEmpty ? nil : read.host(host.id.value)
            return columns.map { column -> ResolvedValue in
                guard let resolved else { return standard(column, host, read.registry) }
                return (isNested ? resolved.tree(at: column) : resolved.value(column)) ?? .text([], isPlain: false)
            }
        }
        let listing = Listing(what: "hosts", columns: columns, rows: rows)
        Terminal.print(format == nil && !fields.isEmpty ? listing.values : listing.text(format ?? .table))
    }

    private func standard(_ column: String, _ host: Host, _ registry: Registry) -> ResolvedValue {
        let bytes: [UInt8] =
            switch column {
            case "id": host.id.value
            case "url": host.url.value.bytes
            case "state": Array(host.state.rawValue.utf8)
            case "platform": registry.platform(of: host).id
            default: host.name ?? []
            }
        return .text(bytes, isPlain: false)
    }

    private func lines(_ values: some Sequence<[UInt8]>) -> [UInt8] {
        var lines: [UInt8] = []
        for value in values {
            lines += value
            lines.append(0x0A)
        }
        return lines
    }
}
