import HostTable
import Registry
import Template

/// What the template of a crontab says.
struct CrontabText: Subject {
    enum Name { case hosts, minute, hour, user, php, script, url, id }

    static let vocabulary: Vocabulary<Name> = [
        "hosts": .list(
            .hosts,
            [
                "minute": .text(.minute), "hour": .text(.hour), "user": .text(.user), "php": .text(.php),
                "script": .text(.script), "url": .text(.url), "id": .text(.id),
            ])
    ]

    private let platforms: [CronPlatform]
    private var hosts: [Host] = []
    private(set) var passages: [Passage] = []
    /// Where the text of the current host begins in the output.
    private var start = 0
    private var host: Host?
    private var platform: CronPlatform?
    private var schedule = Schedule(period: 1, slot: 0)

    init(_ platforms: [Platform]) { self.platforms = platforms.map(CronPlatform.init) }

    /// Turns to a crontab of hosts.
    mutating func begin(_ hosts: [Host]) {
        self.hosts = hosts
        passages.removeAll()
    }

    mutating func write(_ name: Name, to output: inout ByteBuffer) {
        guard let host, let platform else { preconditionFailure("a host's name stands inside 'hosts'") }
        switch name {
        case .minute: schedule.writeMinute(to: &output)
        case .hour: schedule.writeHour(to: &output)
        case .user: output.append(platform.user)
        case .php: output.append(platform.php)
        case .script: output.append(platform.script)
        case .url: host.withBytes(of: .url) { output.append($0) }
        case .id: host.withBytes(of: .id) { output.append($0) }
        case .hosts: preconditionFailure("\(name) is no text")
        }
    }

    mutating func count(of name: Name) -> Int { hosts.count }

    mutating func begins(_ item: Int, of name: Name, at offset: Int) {
        if item > 0 { passages.append(Passage(start..<offset, .host(hosts[item - 1]))) }
        start = offset
    }

    mutating func select(_ item: Int, of name: Name) {
        let next = hosts[item]
        host = next
        platform = platforms[next.platform]
        schedule = Schedule(period: next.cron?.minutes ?? 15, slot: CRC32.of(next.slice(.id)))
    }
}

/// What crontabs say of a platform, for each of its hosts.
private final class CronPlatform: Sendable {
    let user: [UInt8]
    let php: [UInt8]
    let script: [UInt8]

    init(_ platform: Platform) {
        user = platform.user.value.bytes
        php = platform.php.bytes
        script = platform.root.value.bytes + Array("/admin/cli/cron.php".utf8)
    }
}

/// When a job of a period runs, shifted by a hash of the host's id, so that hosts do not all start at once and a new host
/// moves no other.
struct Schedule {
    /// In minutes: less than 60, or whole hours.
    private let period: Int
    /// Minutes behind the period's beginning.
    private let start: Int

    init(period: Int, slot: UInt32) {
        self.period = period
        start = Int(slot) % period
    }

    func writeMinute(to output: inout ByteBuffer) {
        if period == 1 { return output.append(UInt8(ascii: "*")) }
        output.append(start % 60)
        guard period < 60 else { return }
        output.append("-59/")
        output.append(period)
    }

    func writeHour(to output: inout ByteBuffer) {
        let hours = period / 60
        guard hours > 1 else { return output.append(UInt8(ascii: "*")) }
        output.append(start / 60)
        guard hours < 24 else { return }
        output.append("-23/")
        output.append(hours)
    }
}

extension ByteBuffer {
    /// Whether any line has more bytes than so many.
    func hasLine(longerThan limit: Int) -> Bool {
        var lineStart = 0
        for offset in 0..<count where self[offset] == 0x0A {
            if offset - lineStart > limit { return true }
            lineStart = offset + 1
        }
        return count - lineStart > limit
    }
}
