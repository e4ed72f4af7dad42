import Glibc

/// The runner's memory in a directory: `cron.state`, and `cron.lock`, which one runner holds.
///
/// What happens is appended with one write(2) each, and now and then all is written anew beside the file and put in its place by a
/// rename: whatever ends the runner, what it wrote is there. What the machine forgets when it loses power makes runs start early.
public final class CronState {
    public struct Failure: Error {
        /// Another runner is at work here.
        public var isLocked = false
        public var reason: String
    }

    public private(set) var records: [String: CronRecord]
    let directory: String
    private let lock: Int32
    private var file: Int32 = -1
    private var events: Int
    /// Why the last write failed; nil: it did not.
    public private(set) var failure: String?

    private static func path(_ directory: String) -> String { directory + "/cron.state" }

    /// What a runner wrote, whether it is at work or not; nothing if there was none.
    public static func records(in directory: String) throws(Failure) -> [String: CronRecord] {
        try read(path(directory))?.records ?? [:]
    }

    /// Makes the directory, and takes the lock.
    public init(directory: String) throws(Failure) {
        var made = ""
        for part in directory.split(separator: "/", omittingEmptySubsequences: false) {
            made += made.isEmpty && part.isEmpty ? "/" : part + "/"
            if part.isEmpty || mkdir(made, 0o755) == 0 || errno == EEXIST { continue }
            throw Failure(reason: "'\(made)' cannot be made: \(String(cString: strerror(errno)))")
        }
        self.directory = directory
        lock = open(directory + "/cron.lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard lock >= 0 else {
            throw Failure(reason: "'\(directory)/cron.lock' cannot be opened: \(String(cString: strerror(errno)))")
        }
        guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
            close(lock)
            throw Failure(isLocked: true, reason: "another runner is at work in '\(directory)'")
        }
        PrivateDirectory.sweep(directory)
        (records, events) = try Self.read(Self.path(directory)) ?? ([:], 0)
    }

    deinit {
        if file >= 0 { close(file) }
        close(lock)
    }

    private static func read(_ path: String) throws(Failure) -> (records: [String: CronRecord], events: Int)? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else {
            if errno == ENOENT { return nil }
            throw Failure(reason: "'\(path)' cannot be read: \(String(cString: strerror(errno)))")
        }
        defer { close(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = Glibc.read(file, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else {
                throw Failure(reason: "'\(path)' cannot be read: \(String(cString: strerror(errno)))")
            }
            if count == 0 { break }
            bytes += buffer[..<count]
        }
        guard let known = CronStateText.records(bytes) else {
            throw Failure(
                reason: "'\(path)' is of another format; without it all hosts would be taken for new ones")
        }
        return known
    }

    // MARK: Writing

    public func record(_ event: CronEvent, of name: String) {
        records[name, default: CronRecord(since: 0)].apply(event)
        events += 1
        append(CronStateText.text(event, of: name))
    }

    /// Puts a record back, as if nothing had happened since.
    func restore(_ record: CronRecord, of name: String) {
        records[name] = record
        events += 1
        append(CronStateText.text(record, of: name))
    }

    /// How long is kept what nobody asks for: hosts may be closed for a while, or a few served by hand.
    public static let memory = 30 * CronTurns.day

    /// Takes in what is new, forgets what is long gone, and writes all anew if much has been appended.
    ///
    /// - Parameter runs: those that are served, with their records if nothing is known of them.
    public func settle(_ runs: [(name: String, new: CronRecord)], at now: Int) {
        var kept = records.filter { $0.value.since > now - Self.memory }
        for (name, new) in runs { kept[name] = records[name] ?? new }
        let isChanged = kept.count != records.count || runs.contains { records[$0.name] == nil }
        guard isChanged || file < 0 || events > 4 * kept.count + 1000 else { return }
        records = kept
        rewrite()
    }

    private func rewrite() {
        let (path, new) = (Self.path(directory), Self.path(directory) + ".new")
        let next = open(new, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0o644)
        guard next >= 0 else { return fail(new) }
        guard writeAll(CronStateText.text(records).utf8, to: next), fsync(next) == 0, rename(new, path) == 0 else {
            fail(new)
            close(next)
            // The old one may still take what happens.
            if file < 0 { file = open(path, O_WRONLY | O_APPEND | O_CLOEXEC) }
            return
        }
        if file >= 0 { close(file) }
        (file, events, failure) = (next, 0, nil)
    }

    private func append(_ line: String) {
        guard file >= 0 else { return }
        // What stands before it may have been cut off.
        failure = nil
        if !writeAll("\n\(line)".utf8, to: file) { fail(Self.path(directory)) }
    }

    private func fail(_ path: String) { failure = "'\(path)' cannot be written: \(String(cString: strerror(errno)))" }
}
