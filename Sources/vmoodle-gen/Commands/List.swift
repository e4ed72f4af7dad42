import ArgumentParser
import Registry

struct List: ParsableCommand {
    enum Format: String, ExpressibleByArgument, CaseIterable { case table, json, ids, urls }

    static let configuration = CommandConfiguration(abstract: "List the hosts of the registry.")

    @OptionGroup var input: RegistryArgument

    @Option(help: "table, json, ids or urls.")
    var format = Format.table

    func run() throws {
        let registry = try InputFiles.registry(input)
        let rows = registry.hosts.map { host in
            [
                host.id.value, host.url.value.bytes, Array(host.state.rawValue.utf8), registry.platform(of: host).id,
                host.name ?? [],
            ]
        }
        switch format {
        case .ids: Terminal.print(rows.map { text($0[0]) + "\n" }.joined())
        case .urls: Terminal.print(rows.map { text($0[1]) + "\n" }.joined())
        case .json: Terminal.print(json(rows))
        case .table: Terminal.print(table([["ID", "URL", "STATE", "PLATFORM", "NAME"].map { Array($0.utf8) }] + rows))
        }
    }

    private func json(_ rows: [[[UInt8]]]) -> String {
        let names = ["id", "url", "state", "platform", "name"]
        let hosts = rows.map { row in
            "{" + zip(names, row).map { "\"\($0)\": \(vmoodle_gen.json($1))" }.joined(separator: ", ") + "}"
        }
        return "{\"schema\": 1, \"hosts\": [" + (hosts.isEmpty ? "" : "\n  " + hosts.joined(separator: ",\n  ") + "\n")
            + "]}\n"
    }

    /// Columns as wide as their widest value; the last one is not filled up.
    private func table(_ rows: [[[UInt8]]]) -> String {
        let texts = rows.map { $0.map { text($0) } }
        let widths = texts[0].indices.map { column in texts.map { $0[column].count }.max() ?? 0 }
        return texts.map { row in
            let cells = zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
            var line = cells.joined(separator: "  ")
            while line.last == " " { line.removeLast() }
            return line + "\n"
        }.joined()
    }

    private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
