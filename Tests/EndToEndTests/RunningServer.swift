import Foundation

/// A server in the foreground; stopped by its process id, at the latest with the last reference.
///
/// Not Foundation's Process: that takes a server for running as long as any of its children is, and hands down the
/// signal mask of a thread that blocks SIGTERM.
final class RunningServer {
    private let directory: URL
    private var identifier: pid_t = 0
    /// As waitpid(2) has it, when it has ended by itself or was asked to.
    private(set) var status: Int32 = 0

    /// Starts a program and returns when `isReady` no longer throws.
    ///
    /// - Parameter hasGroup: whether it is in a process group of its own: Apache with mpm_prefork ends by a signal to its group.
    init(
        _ name: String, _ arguments: [String], in directory: URL, hasGroup: Bool = false, isReady: () throws -> Void
    ) throws {
        self.directory = directory
        let log = directory.appending(path: "output.log").path
        identifier = try Self.spawn(try Program.required(name), arguments, log: log, hasGroup: hasGroup)
        for _ in 0..<3000 where isRunning {
            if (try? isReady()) != nil { return }
            usleep(20_000)
        }
        throw ServerFailure("\(name) did not start:\n\(self.log)")
    }

    deinit { stop() }

    /// What the server said.
    var log: String {
        ["output.log", "error.log"]
            .compactMap { try? String(contentsOf: directory.appending(path: $0), encoding: .utf8) }.joined()
    }

    /// Asks it to end, and after five seconds no longer asks.
    func stop(by signal: Int32 = SIGTERM) {
        guard isRunning else { return }
        kill(identifier, signal)
        for _ in 0..<250 where isRunning { usleep(20_000) }
        if isRunning {
            kill(identifier, SIGKILL)
            waitpid(identifier, nil, 0)
            identifier = 0
        }
    }

    private var isRunning: Bool {
        if identifier > 0, waitpid(identifier, &status, WNOHANG) != 0 { identifier = 0 }
        return identifier > 0
    }

    private static func spawn(_ path: String, _ arguments: [String], log: String, hasGroup: Bool) throws -> pid_t {
        var files = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&files)
        defer { posix_spawn_file_actions_destroy(&files) }
        posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&files, 1, log, O_WRONLY | O_CREAT | O_APPEND, 0o644)
        posix_spawn_file_actions_adddup2(&files, 1, 2)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        posix_spawnattr_setpgroup(&attributes, 0)
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETSIGMASK) | (hasGroup ? Int16(POSIX_SPAWN_SETPGROUP) : 0))
        var words = ([path] + arguments).map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        var identifier: pid_t = 0
        let result = posix_spawn(&identifier, path, &files, &attributes, &words, environ)
        guard result == 0 else { throw ServerFailure("\(path): \(String(cString: strerror(result)))") }
        return identifier
    }
}

/// Programs of the system, and the one that is tested.
enum Program {
    static let isRoot = geteuid() == 0

    /// Where a program is; php-fpm's name may hold a version.
    static func path(_ name: String) -> String? {
        let folders = ["/usr/sbin", "/usr/local/sbin", "/usr/bin", "/usr/local/bin"]
        let versions = ["", "8.4", "8.3", "8.2", "8.1", "8.0", "7.4"]
        let names = name == "php-fpm" ? versions.map { name + $0 } : [name]
        return names.flatMap { name in folders.map { "\($0)/\(name)" } }.first(where: isExecutable)
    }

    static func required(_ name: String) throws -> String {
        guard let path = path(name) else { throw ServerFailure("\(name) is not installed") }
        return path
    }

    /// The built `vmoodle-gen`: VMOODLE_GEN_BINARY, or the one beside the tests.
    static func vmoodleGen() throws -> String {
        if let path = ProcessInfo.processInfo.environment["VMOODLE_GEN_BINARY"] { return path }
        var folder = URL(filePath: CommandLine.arguments[0]).standardizedFileURL.resolvingSymlinksInPath()
        while folder.path != "/" {
            folder.deleteLastPathComponent()
            let candidates = ["vmoodle-gen", ".build/debug/vmoodle-gen"].map { folder.appending(path: $0).path }
            if let found = candidates.first(where: isExecutable) { return found }
        }
        throw ServerFailure("vmoodle-gen is not built; set VMOODLE_GEN_BINARY")
    }

    private static func isExecutable(_ path: String) -> Bool {
        var isDirectory: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) && !isDirectory.boolValue
            && FileManager.default.isExecutableFile(atPath: path)
    }
}

/// A server or a program that did not do what a test needs.
struct ServerFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
