import HostTable
import OutputTree
import Publishing
import Targets

/// What becomes of the hosts from one release to the next.
struct HostChanges {
    struct Field: Equatable {
        let name: String
        /// As PHP writes it, or a word; nil: it is new. Secrets are not among them.
        let from: String?
        /// Nil: it is gone.
        let to: String?
    }

    struct Host {
        let id: String
        /// The key of its URL.
        let key: String
        var fields: [Field] = []
    }

    private(set) var added: [Host] = []
    private(set) var removed: [Host] = []
    /// Sorted by id, as the others are.
    private(set) var changed: [Host] = []
    /// How many hosts there were.
    let former: Int

    var isEmpty: Bool { added.isEmpty && removed.isEmpty && changed.isEmpty }

    /// From a release to itself.
    static let none = HostChanges(former: 0)

    private init(former: Int) { self.former = former }

    private typealias Row = [[UInt8]: HostRecord]

    /// - Parameter fragment: the bytes of a stored file by its path, of the old release and of the new one.
    init(
        from old: ReleaseHosts, to new: ReleaseHosts, fragment: (old: (String) -> [UInt8]?, new: (String) -> [UInt8]?)
    ) throws {
        former = try old.count
        let ids = try (Self.rows(old.ids, beside: new.ids), Self.rows(new.ids, beside: old.ids))
        let keys = try (Self.rows(old.keys, beside: new.keys), Self.rows(new.keys, beside: old.keys))
        // Each of a host's keys that comes, goes or leads elsewhere.
        var changes: [[UInt8]: [Field]] = [:]
        for (key, record) in keys.0 where keys.1[key].map({ Self.leadsElsewhere(record, $0) }) ?? true {
            let name = String(decoding: key, as: UTF8.self)
            changes[record.id, default: []].append(Field(name: "key", from: name, to: nil))
        }
        for (key, record) in keys.1 where keys.0[key].map({ Self.leadsElsewhere(record, $0) }) ?? true {
            let name = String(decoding: key, as: UTF8.self)
            changes[record.id, default: []].append(Field(name: "key", from: nil, to: name))
        }
        for (id, record) in ids.0 where ids.1[id] == nil && id != ReleaseHosts.commands {
            removed.append(Self.host(id, record))
        }
        for (id, record) in ids.1 where id != ReleaseHosts.commands {
            guard let before = ids.0[id] else {
                added.append(Self.host(id, record))
                continue
            }
            let fields = Self.fields(before, record, fragment) + (changes[id] ?? [])
            if !fields.isEmpty { changed.append(Self.host(id, record, fields)) }
            changes[id] = nil
        }
        // Hosts whose rows are in shards that did not change.
        let known = Set((added + removed + changed).map(\.id))
        for (id, fields) in changes where !id.isEmpty && !known.contains(String(decoding: id, as: UTF8.self)) {
            guard let record = try new.ids.record(of: id).flatMap(HostRecord.init) else { continue }
            changed.append(Self.host(id, record, fields))
        }
        added.sort { $0.id < $1.id }
        removed.sort { $0.id < $1.id }
        changed.sort { $0.id < $1.id }
        for index in changed.indices { changed[index].fields.sort { ($0.name, $0.to ?? "") < ($1.name, $1.to ?? "") } }
    }

    private static func rows(_ table: HostTableReader, beside other: HostTableReader) throws -> Row {
        var rows: Row = [:]
        for entry in try table.entries(beside: other) {
            guard let record = HostRecord(entry.record) else {
                throw HostTableReader.Damage("a row of the table is no record")
            }
            rows[entry.key] = record
        }
        return rows
    }

    /// Whether a key is another host's or another kind of key; sub-paths below it are other hosts' matter.
    private static func leadsElsewhere(_ one: HostRecord, _ other: HostRecord) -> Bool {
        one.id != other.id || (one.status == .redirect) != (other.status == .redirect)
    }

    private static func host(_ id: [UInt8], _ record: HostRecord, _ fields: [Field] = []) -> Host {
        Host(
            id: String(decoding: id, as: UTF8.self), key: String(decoding: record.canonical, as: UTF8.self),
            fields: fields)
    }

    private static func fields(
        _ old: HostRecord, _ new: HostRecord, _ fragment: (old: (String) -> [UInt8]?, new: (String) -> [UInt8]?)
    ) -> [Field] {
        var fields: [Field] = []
        if old.status != new.status {
            fields.append(Field(name: "state", from: old.status.state, to: new.status.state))
        }
        guard old.payload != new.payload, !old.payload.isEmpty, !new.payload.isEmpty else { return fields }
        func settings(_ record: HostRecord, _ read: (String) -> [UInt8]?) -> FragmentSettings? {
            read(StoredFile.path(of: record.payload[...], in: "fragments")).flatMap(FragmentSettings.init)
        }
        guard let old = settings(old, fragment.old), let new = settings(new, fragment.new) else {
            return fields + [Field(name: "settings", from: "(cannot be read)", to: "(new)")]
        }
        return fields + differences(old.settings, new.settings) { FragmentSettings.shown($0, $1) }
            + differences(old.files, new.files) { "(file \($1))" }
    }

    private static func differences(
        _ old: [(name: String, literal: String)], _ new: [(name: String, literal: String)],
        _ shown: (String, String) -> String
    ) -> [Field] {
        var before = Dictionary(old.map { ($0.name, $0.literal) }, uniquingKeysWith: { $1 })
        var fields: [Field] = []
        for (name, literal) in new {
            let former = before.removeValue(forKey: name)
            guard former != literal else { continue }
            fields.append(Field(name: name, from: former.map { shown(name, $0) }, to: shown(name, literal)))
        }
        for (name, literal) in before { fields.append(Field(name: name, from: shown(name, literal), to: nil)) }
        return fields
    }
}

extension HostRecord.Status {
    /// As the registry calls it.
    fileprivate var state: String {
        switch self {
        case .enabled, .redirect, .rootless: "enabled"
        case .disabled: "disabled"
        case .archived: "archived"
        case .maintenance: "maintenance"
        }
    }
}
