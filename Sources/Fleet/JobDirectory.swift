import CLinux
import Glibc

/// One run of many hosts as it is kept: what was asked for, for which hosts, what came of it, and what each said.
///
///     jobs/ID/arguments       where and how the command was given, each word ended by a NUL
///     jobs/ID/hosts           an id a line, in the order of the run
///     jobs/ID/journal.jsonl   a line for each start and end
///     jobs/ID/logs/HOST.log
///
/// Its owner alone can read any of it.
public struct JobDirectory: Sendable {
    public let path: String

    public var id: String { path.split(separator: "/").last.map(String.init) ?? path }
    public var journalPath: String { "\(path)/journal.jsonl" }

    public func log(of host: String) -> String { "\(path)/logs/\(host).log" }

    /// Where jobs and what else is remembered from run to run are kept: the environment's directory, root's or the user's own.
    public static func state() -> String {
        let value = { (name: String) in getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 } }
        if let named = value("VMOODLE_STATE_DIR") { return named }
        if geteuid() == 0 { return "/var/lib/vmoodle-gen" }
        return (value("XDG_STATE_HOME") ?? "\(value("HOME") ?? "")/.local/state") + "/vmoodle-gen"
    }

    /// Makes a new one.
    ///
    /// - Parameters:
    ///   - name: what the job does, in a word.
    ///   - state: the directory that holds `jobs`.
    public init(for name: String, in state: String, at time: Int = Time.now) throws(FleetError) {
        try Self.make("\(state)/jobs")
        let jobs = try Self.absolute("\(state)/jobs")
        let word = name.utf8.prefix(40).map { byte -> Character in
            let isPlain = (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || byte == 0x5F
            return isPlain ? Character(UnicodeScalar(byte)) : "-"
        }
        let day = Time.text(time).filter { $0.isNumber }.prefix(14)
        let base = "\(jobs)/\(day.prefix(8))-\(day.dropFirst(8))-\(String(word))"
        for number in 1...1000 {
            let path = number == 1 ? base : "\(base)-\(number)"
            if mkdir(path, 0o700) == 0 {
                self.path = path
                try Self.make("\(path)/logs")
                return
            }
            guard errno == EEXIST else { throw FleetError(writing: path) }
        }
        throw FleetError("cannot write '\(base)': a thousand jobs began in one second")
    }

    /// One that there is: by its id, the beginning of one, or a path; or the newest, as `last`.
    public init(existing word: String, in state: String) throws(FleetError) {
        if word.contains("/") {
            path = try Self.absolute(word)
        } else {
            let ids = Self.all(in: state)
            let found =
                word == "last" ? ids.suffix(1) : ids.contains(word) ? [word] : ids.filter { $0.hasPrefix(word) }[...]
            guard let id = found.first, found.count == 1 else {
                throw FleetError(
                    found.isEmpty
                        ? "no job is '\(word)' in \(state)/jobs"
                        : "several jobs begin with '\(word)': \(found.joined(separator: ", "))")
            }
            path = try Self.absolute("\(state)/jobs/\(id)")
        }
        guard access(journalPath, R_OK) == 0 else { throw FleetError("no job is kept in '\(path)'") }
    }

    /// The ids of those that are kept, oldest first.
    public static func all(in state: String) -> [String] {
        names(in: "\(state)/jobs").filter { !$0.hasPrefix(".") }.sorted()
    }

    // MARK: What it holds

    public var arguments: [String] {
        contents(of: "\(path)/arguments").split(separator: 0, omittingEmptySubsequences: false).dropLast().map(
            Self.text)
    }

    public var hosts: [String] { contents(of: "\(path)/hosts").split(separator: 0x0A).map(Self.text) }

    public func keep(arguments: [String], hosts: [String]) throws(FleetError) {
        try writePrivately(Array(arguments.map { $0 + "\0" }.joined().utf8), to: "\(path)/arguments")
        try writePrivately(Array(hosts.map { $0 + "\n" }.joined().utf8), to: "\(path)/hosts")
    }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }

    /// That of a directory from wherever one is.
    private static func absolute(_ path: String) throws(FleetError) -> String {
        guard let absolute = realpath(path, nil) else {
            throw FleetError("'\(path)': \(String(cString: strerror(errno)))")
        }
        defer { free(absolute) }
        return String(cString: absolute)
    }

    /// Makes a directory and those above it.
    private static func make(_ path: String) throws(FleetError) {
        var prefix = path.hasPrefix("/") ? "/" : ""
        for part in path.split(separator: "/") {
            prefix += "\(part)/"
            if mkdir(prefix, 0o700) != 0, errno != EEXIST { throw FleetError(writing: path) }
        }
    }
}
