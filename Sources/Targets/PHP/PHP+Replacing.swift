import Diagnostics
import Digests
import HostTable
import OutputTree
import Registry
import Template

/// What becomes of a release's fragments and tables where some hosts are others.
public struct ReplacedFragments {
    /// `hosts.php` and `ids.php`, if they are others.
    public fileprivate(set) var files: [OutputFile] = []
    /// Fragments and shards of the tables that are new, or may be read by others than before.
    public fileprivate(set) var stored: [StoredFile] = []
    /// Those that the release needs no more.
    public fileprivate(set) var gone: [(folder: String, name: Digest)] = []
    /// How many more the release needs, each counted once.
    fileprivate var more = 0
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
    ///   - shared: other files that may be.
    ///   - former: the former release's files, without its manifest.
    ///   - storedFiles: how many of different names that needs.
    /// - Returns: nil if the former release has not a file for each of these.
    public init?(
        replacing fragments: ReplacedFragments, _ shared: [OutputFile] = [],
        in former: [(path: String, size: Int, sha256: String)], storedFiles: Int
    ) {
        let sums = Dictionary(former.map { ($0.path, $0.sha256) }, uniquingKeysWith: { first, _ in first })
        let files = fragments.files + shared
        guard files.allSatisfy({ sums[$0.path] != nil }) else { return nil }
        self.init(
            replacing: files.filter { $0.sha256 != sums[$0.path] }, stored: fragments.stored,
            in: former.map { path, size, sha256 in
                KeptFile(
                    path: path, size: size, sha256: sha256, inputs: nil, needsFreshCopy: Cron.isCrontab(path))
            },
            storedFiles: storedFiles + fragments.more, runtime: Self.runtime)
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
                replaced.gone.append((file.folder, former))
                replaced.stored.append(file)
            }
            try replaced.add(tables.map { ($0.changes, $0.table, $0.path) })
        } catch {
            return nil
        }
        return replaced
    }

    /// Makes what differs from a release in which some hosts were others, or were not there.
    ///
    /// - Parameters:
    ///   - old: simple ones, which the release has.
    ///   - registry: with those alone that are there in their place.
    /// - Returns: nil if a template or a value is wrong, the tables do not have these hosts, or commands that name no host are for
    ///   one of them.
    public func replacing(
        _ old: [Footprint], by registry: Registry, from templates: TemplateSet, in keys: HostTableReader,
        _ ids: HostTableReader, reporting diagnostics: inout Diagnostics
    ) -> ReplacedFragments? {
        let compiled: Template<Fragment>? = templates.template(Fragment.template, PHPSyntax(), reporting: &diagnostics)
        guard let template = compiled, templates.haveSummedFragments(reporting: &diagnostics),
            registry.commandHost == nil
        else { return nil }
        let made = fragments(of: registry, by: template, reporting: &diagnostics)
        guard !diagnostics.hasErrors else { return nil }
        do {
            guard let former = try FormerRecords(of: old, in: keys, ids) else { return nil }
            let new = HostRecords(registry, fragments: made.map(\.name))
            var replaced = ReplacedFragments()
            let names = Set(made.lazy.filter { $0.artifact != nil }.map(\.name))
            // No other host has one of these: a fragment's sum is of its host's id, too.
            let gone = former.fragments.subtracting(names)
            replaced.gone = gone.map { (Self.fragments, $0) }
            replaced.more = names.count - former.fragments.count
            replaced.stored = made.compactMap { made in
                guard case .stored(let file, _)? = made.artifact else { return nil }
                // The same bytes may be for another group now.
                return former.fragments.contains(made.name) && file.file.access == .everyone ? nil : file
            }
            try replaced.add([
                (former.changes(of: former.keys, to: new.keys), keys, "hosts.php"),
                (former.changes(of: former.ids, to: new.ids), ids, "ids.php"),
            ])
            return replaced
        } catch {
            return nil
        }
    }
}

extension ReplacedFragments {
    /// - Parameter tables: both, each with its changes as those of `HostTable`. They may have shards in common, where hosts' keys are
    ///   their ids.
    fileprivate mutating func add(
        _ tables: [(changes: [[UInt8]: [UInt8]?], table: HostTableReader, path: String)]
    ) throws {
        var (before, now) = (Set<Digest>(), Set<Digest>())
        var shards: [Digest: StoredFile] = [:]
        for (changes, table, path) in tables {
            let references = Set(table.references.compactMap { Digest(hexadecimal: $0) })
            before.formUnion(references)
            guard !changes.isEmpty else {
                now.formUnion(references)
                continue
            }
            var replaced: Set<Digest> = []
            let new = try HostTable(changing: changes, in: table) { former, shard in
                let file = StoredFile(in: "shards", bytes: shard)
                shards[file.name] = file
                if let former = Digest(hexadecimal: former) { replaced.insert(former) }
                now.insert(file.name)
                return file.reference
            }
            now.formUnion(references.subtracting(replaced))
            files.append(OutputFile(path: path, bytes: new.root))
        }
        gone += before.subtracting(now).map { ("shards", $0) }
        stored += now.subtracting(before).compactMap { shards[$0] }
        more += now.count - before.count
    }
}

/// What the tables of a release say of some hosts.
private struct FormerRecords {
    private(set) var keys: [[UInt8]: [UInt8]] = [:]
    private(set) var ids: [[UInt8]: [UInt8]] = [:]
    private(set) var fragments: Set<Digest> = []

    /// Nil if they do not have them, or one of the hosts is that of commands that name none.
    init?(of hosts: [Footprint], in table: HostTableReader, _ tableOfIDs: HostTableReader) throws {
        let commands = try tableOfIDs.record(of: HostRecords.commandKey).flatMap(HostRecord.init)
        for host in hosts {
            let found = try tableOfIDs.entries(ofHash: host.id).filter { $0.key != HostRecords.commandKey }
            // Of two ids with one hash nobody knows which is meant.
            guard found.count == 1, let record = HostRecord(found[0].record), record.id != commands?.id else {
                return nil
            }
            ids[found[0].key] = found[0].record
            if !record.payload.isEmpty {
                guard let fragment = Digest(hexadecimal: record.payload) else { return nil }
                fragments.insert(fragment)
            }
            let names = Set(host.names)
            let ofHost = try names.flatMap(table.entries(ofHash:)).filter { HostRecord($0.record)?.id == record.id }
            guard ofHost.count == host.names.count else { return nil }
            for entry in ofHost { keys[entry.key] = entry.record }
        }
    }

    /// What is another where new rows stand in the place of former ones.
    func changes(of former: [[UInt8]: [UInt8]], to new: [TableRows]) -> [[UInt8]: [UInt8]?] {
        var changes = former.mapValues { _ in [UInt8]?.none }
        for entry in new.flatMap(\.entries) {
            if former[entry.key] == entry.record {
                changes.removeValue(forKey: entry.key)
            } else {
                changes.updateValue(entry.record, forKey: entry.key)
            }
        }
        return changes
    }
}

/// Records of one table that lead to other fragments.
private struct ReplacedRecords {
    let table: HostTableReader
    let path: String
    private(set) var changes: [[UInt8]: [UInt8]?] = [:]

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
            changes[key] = found.bytes
        }
        return former
    }
}

extension Host {
    /// The keys at which the host answers.
    fileprivate var servedKeys: [[UInt8]] {
        let aliases = aliasIndices.filter { aliasMode($0) == .serve }.map { Array(aliasKey($0)) }
        return [Array(key)] + aliases + (settings.development.behatURL.map { [Array($0.value.key)] } ?? [])
    }
}
