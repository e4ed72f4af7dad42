import Glibc
import Synchronization

/// A line of JSON for everything that happens in a job, written at once; whoever reads it while it grows sees whole lines.
public final class Journal: Sendable {
    private let file: Int32
    private let failed = Mutex<String?>(nil)

    /// Opens the journal of a job, which nobody else may have open to write.
    public init(of job: JobDirectory) throws(FleetError) {
        file = open(job.journalPath, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw FleetError(writing: job.journalPath) }
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
            close(file)
            throw FleetError("job \(job.id) is being run", kind: .locked)
        }
    }

    deinit { close(file) }

    /// What kept a line from being written; nothing is read back from a journal that lacks some.
    public var failure: String? { failed.withLock { $0 } }

    /// - Parameter fields: of a JSON object, in their order: names, and values as JSON writes them.
    public func append(_ fields: KeyValuePairs<String, String>) {
        let line = "{" + fields.map { "\"\($0.key)\": \($0.value)" }.joined(separator: ", ") + "}\n"
        failed.withLock { failed in
            if failed == nil, !writeAll(line.utf8, to: file) { failed = String(cString: strerror(errno)) }
        }
    }

    /// The last status of each host, of a journal whose hosts' lines begin with `host` and `status`, two words.
    public static func statuses(in job: JobDirectory) -> [String: String] {
        var statuses: [String: String] = [:]
        for line in contents(of: job.journalPath).split(separator: 0x0A) {
            let parts = line.split(separator: 0x22, maxSplits: 8, omittingEmptySubsequences: false)
                .map { String(decoding: $0, as: UTF8.self) }
            guard parts.count == 9, parts[0] == "{", parts[1] == "host", parts[5] == "status" else { continue }
            statuses[parts[3]] = parts[7]
        }
        return statuses
    }
}
