import Registry
import Template

/// What logrotate's template says: the logs that one user writes belong into one stanza.
struct LogrotateText: Subject {
    enum Name { case stanzas, logs, path, user, group }

    static let vocabulary: Vocabulary<Name> = [
        "stanzas": .list(
            .stanzas,
            ["logs": .list(.logs, ["path": .text(.path)]), "user": .text(.user), "group": .text(.group)])
    ]

    private struct Stanza {
        let user: AccountName
        let group: AccountName
        var logs: [[UInt8]]
    }

    private var stanzas: [Stanza] = []
    private var stanza = 0
    private var log = 0

    /// - Parameter hosts: sorted by id; those that have no log are left out.
    init(_ registry: Registry, _ hosts: [Host], for rehearsal: Rehearsal?) {
        var positions: [[UInt8]: Int] = [:]
        // logrotate takes a log that stands twice for a mistake.
        var seen: Set<[UInt8]> = []
        for host in hosts {
            guard let path = host.cron.log?.bytes, seen.insert(path).inserted else { continue }
            let user = rehearsal.name(of: registry.user(of: host))
            let group = rehearsal.name(of: registry.group(of: host))
            // Neither holds a '/'.
            let key = user.bytes + [0x2F] + group.bytes
            if let position = positions[key] {
                stanzas[position].logs.append(path)
            } else {
                positions[key] = stanzas.count
                stanzas.append(Stanza(user: user, group: group, logs: [path]))
            }
        }
    }

    mutating func write(_ name: Name, to output: inout ByteBuffer) {
        switch name {
        case .path: output.append(stanzas[stanza].logs[log])
        case .user: output.append(stanzas[stanza].user.bytes)
        case .group: output.append(stanzas[stanza].group.bytes)
        case .stanzas, .logs: preconditionFailure("\(name) is no text")
        }
    }

    mutating func count(of name: Name) -> Int { name == .stanzas ? stanzas.count : stanzas[stanza].logs.count }

    mutating func select(_ item: Int, of name: Name) {
        if name == .stanzas { stanza = item } else { log = item }
    }
}
