import Diagnostics
import Digests
import HostTable
import OutputTree
import Registry
import Template

/// What becomes of a release where some hosts' fragments are others, and nothing else is.
public struct ReplacedFragments {
    /// `hosts.php` and `ids.php`, if they are others.
    public fileprivate(set) var files: [OutputFile] = []
    /// Fragments and shards of the tables, each with the name of that which it replaces.
    public fileprivate(set) var stored: [(former: Digest, file: StoredFile)] = []
}

extension OutputTree {
    /// Whether `init(replacing…)` can tell what becomes of a registry of these targets: others have files that say what a host's free
    /// fields do.
    public static func canReplaceFragments(of registry: Registry) -> Bool {
        registry.secretReferences.isEmpty && !registry.targets.contains(.aliases)
    }

    /// A release in which some hosts have other fragments than in a former one, and which is the same in all else.
    ///
    /// - Parameters:
    ///   - fragments: what is another.
    ///   - former: the former release's files, without its manifest.
    ///   - storedFiles: how many it needs, which is how many the new one does.
    public init(
        replacing fragments: ReplacedFragments, in former: [(path: String, size: Int, sha256: String)], storedFiles: Int
    ) {
        self.init(
            replacing: fragments.files, stored: fragments.stored.map(\.file),
            in: former.map { path, size, sha256 in
                KeptFile(
                    path: path, size: size, sha256: sha256, inputs: nil, needsFreshCopy: Cron.isCrontab(path))
            },
            storedFiles: storedFiles, runtime: Self.runtime)
    }
}

extension PHP {
    /// Makes what differs from a release in which some hosts had other settings.
    ///
    /// - Parameters:
    ///   - registry: with these hosts alone.
    ///   - keys: the table of that release's keys.
    ///   - ids: that of its hosts' ids.
    /// - Returns: nil if a template or a value is wrong, or its tables do not have these hosts.
    public func replacingFragments(
        of registry: Registry, from templates: TemplateSet, in keys: HostTableReader, _ ids: HostTableReader,
        reporting diagnostics: inout Diagnostics
    ) -> ReplacedFragments? {
        let compiled: Template<Fragment>? = templates.template(Fragment.template, PHPSyntax(), reporting: &diagnostics)
        guard let template = compiled, templates.haveSummedFragments(reporting: &diagnostics) else { return nil }
        let made = fragments(of: registry, by: template, reporting: &diagnostics)
        guard !diagnostics.hasErrors else { return nil }
        var replaced = ReplacedFragments()
        do {
            var tables = [ReplacedRecords(keys, path: "hosts.php"), ReplacedRecords(ids, path: "ids.php")]
            for (index, host) in registry.hosts.enumerated() {
                let former = try tables.indices.compactMap { table in
                    try tables[table].replace(
                        made[index].name.hexadecimal, of: host, isCommandHost: index == registry.commandHost)
                }
                guard let former = former.first, case .stored(let file, _) = made[index].artifact else { continue }
                replaced.stored.append((former, file))
            }
            for table in tables where !table.isEmpty {
                let (file, shards) = try table.made()
                replaced.files.append(file)
                replaced.stored += shards
            }
        } catch {
            return nil
        }
        return replaced
    }
}

/// Records of one table that lead to other fragments.
private struct ReplacedRecords {
    private let table: HostTableReader
    private let path: String
    private var records: [[UInt8]: [UInt8]] = [:]

    var isEmpty: Bool { records.isEmpty }

    init(_ table: HostTableReader, path: String) { (self.table, self.path) = (table, path) }

    /// Lets all records of a host that lead to its fragment lead to another.
    ///
    /// - Returns: the name of the former; nil: the table has none that is another.
    mutating func replace(_ fragment: [UInt8], of host: Host, isCommandHost: Bool) throws -> Digest? {
        let id = Array(host.slice(.id))
        var former: Digest?
        let keys =
            path == "ids.php"
            ? [id] + (isCommandHost ? [HostRecords.commandKey] : [])
            : host.servedKeys
        for key in keys {
            let record = try table.record(of: key)
            guard let record, var found = HostRecord(record), found.id == id else {
                throw HostTableReader.Damage("the table has not the host's keys")
            }
            guard !found.payload.isEmpty, found.payload != fragment else { continue }
            former = Digest(hexadecimal: found.payload)
            found.payload = fragment
            records[key] = found.bytes
        }
        return former
    }

    func made() throws -> (file: OutputFile, shards: [(former: Digest, file: StoredFile)]) {
        var replaced: [(former: Digest, file: StoredFile)] = []
        let new = try HostTable(replacing: records, in: table) { former, shard in
            let file = StoredFile(in: "shards", bytes: shard)
            if let former = Digest(hexadecimal: former) { replaced.append((former, file)) }
            return file.reference
        }
        return (OutputFile(path: path, bytes: new.root), replaced)
    }
}

extension Host {
    /// The keys at which the host answers.
    fileprivate var servedKeys: [[UInt8]] {
        let aliases = aliasIndices.filter { aliasMode($0) == .serve }.map { Array(aliasKey($0)) }
        return [Array(key)] + aliases + (settings.development.behatURL.map { [Array($0.value.key)] } ?? [])
    }
}
