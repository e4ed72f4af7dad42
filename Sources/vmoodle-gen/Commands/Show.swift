import ArgumentParser
import Diagnostics
import Registry
import RegistryText
import RegistryYAML

struct Show: ParsableCommand {
    enum Format: String, ExpressibleByArgument, CaseIterable { case yaml, json }

    static let configuration = CommandConfiguration(
        abstract: "Show a host with everything that it inherits.",
        discussion: "What is shown is registry language with all patterns filled in; secrets are left out.")

    @Argument(help: ArgumentHelp("Id, URL or name of the host.", valueName: "host"))
    var host: String

    @OptionGroup var input: RegistryArgument

    @Option(help: "yaml or json.")
    var format = Format.yaml

    func run() throws {
        let read = try InputFiles.readRegistry(input.input)
        let found = try InputFiles.host(host, of: read)
        let tree = found.tree
        switch format {
        case .yaml:
            let id = String(decoding: found.id, as: UTF8.self)
            Terminal.print(
                YAMLWriter.text(of: .map([YAMLEntry(id, .map(ResolvedValue.map(tree).withBracesDoubled.entries))])))
        case .json:
            let id = String(decoding: found.id, as: UTF8.self)
            Terminal.print("{\"schema\": 1, \"id\": \(jsonText(id)), \"fields\": \(ResolvedValue.map(tree).json)}\n")
        }
    }
}

extension ResolvedValue {
    /// As the language writes texts with braces.
    fileprivate var withBracesDoubled: ResolvedValue {
        switch self {
        case .text(let bytes, let isPlain):
            .text(bytes.flatMap { $0 == 0x7B || $0 == 0x7D ? [$0, $0] : [$0] }, isPlain: isPlain)
        case .list(let items): .list(items.map(\.withBracesDoubled))
        case .map(let pairs): .map(pairs.map { ($0.key, $0.value.withBracesDoubled) })
        case .redacted: .redacted
        }
    }
}

extension ResolvedHost {
    /// The fields as maps in maps.
    var tree: [(key: [UInt8], value: ResolvedValue)] { Self.tree(fields.map { (Self.names($0), $0.value) }) }

    /// The value of a field, or of what is in it, as `tree` has it: maps in maps.
    func tree(at path: String) -> ResolvedValue? {
        let inner = fields.compactMap { field -> (names: [[UInt8]], value: ResolvedValue)? in
            let last = field.names.indices.first { field.names[...$0].joined(separator: ".") == path }
            return last.map { (Array(Self.names(field)[($0 + 1)...]), field.value) }
        }
        guard let first = inner.first else { return value(path) }
        return first.names.isEmpty ? first.value : .map(Self.tree(inner))
    }

    /// Keys of free maps may hold dots: only the names of fields are taken apart.
    private static func names(_ field: ResolvedField) -> [[UInt8]] { field.names.map { Array($0.utf8) } }

    private static func tree(_ fields: [(names: [[UInt8]], value: ResolvedValue)]) -> [(
        key: [UInt8], value: ResolvedValue
    )] {
        var tree: [(key: [UInt8], value: ResolvedValue)] = []
        var rest = fields[...]
        while let first = rest.first {
            let name = first.names[0]
            if first.names.count == 1 {
                tree.append((name, first.value))
                rest.removeFirst()
            } else {
                let same = rest.prefix { $0.names[0] == name && $0.names.count > 1 }
                tree.append((name, .map(Self.tree(same.map { (Array($0.names.dropFirst()), $0.value) }))))
                rest = rest.dropFirst(same.count)
            }
        }
        return tree
    }
}
