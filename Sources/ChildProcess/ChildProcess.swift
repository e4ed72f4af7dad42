import Glibc

// Programs that are run to their end: what they print, how they ended, and that they do end.
//
// Takes words and an environment; knows nothing of what the programs are for. No shell is asked, there is nothing to read, and each is the
// first of a process group of its own, so that what it has started ends with it where it is ended.

/// A program that runs.
public enum ChildProcess {
    public struct Failure: Error, CustomStringConvertible {
        public let description: String

        static func system(_ what: String, _ code: Int32 = errno) -> Failure {
            Failure(description: "\(what): \(String(cString: strerror(code)))")
        }
    }

    public enum Ending: Equatable, Sendable {
        case exited(Int32)
        /// By a signal that was not sent from here.
        case killed(signal: Int32)
        /// It was ended because its time was over.
        case timedOut
        /// It was ended because whoever takes its output wants no more.
        case refused
        /// It was ended because this process was sent SIGINT, SIGTERM or SIGHUP, which is for the caller to follow.
        case interrupted(signal: Int32)
    }

    /// Runs a program.
    ///
    /// It is over when the program has ended, even if what it has started still holds its output. While it runs, SIGINT, SIGTERM and
    /// SIGHUP to this process end the program first.
    ///
    /// - Parameters:
    ///   - words: the program's path, or its name in a directory of `PATH`, and its arguments.
    ///   - environment: `NAME=value` each; nil: this process's own.
    ///   - withErrors: its stderr goes where its stdout goes, and not where this process's does.
    ///   - seconds: after which it and all of its group are sent SIGTERM.
    ///   - mercy: seconds after which they are then sent SIGKILL.
    ///   - take: is given what it prints; false: that is enough, and it is ended.
    /// - Throws: `Failure` if it cannot be started.
    public static func run(
        _ words: [String], environment: [String]? = nil, withErrors: Bool, seconds: Int, mercy: Int = 5,
        taking take: (ArraySlice<UInt8>) -> Bool
    ) throws(Failure) -> Ending {
        let signals = try BlockedSignals()
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw .system("no pipe") }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        defer { close(ends[0]) }
        let number: pid_t
        do {
            defer { close(ends[1]) }
            number = try spawn(words, environment, output: ends[1], withErrors: withErrors, signals: signals)
        }
        _ = fcntl(ends[0], F_SETFL, O_NONBLOCK)
        var child = RunningChild(number: number, output: ends[0], signals: signals)
        return child.wait(seconds: seconds, mercy: mercy, taking: take)
    }

    private static func spawn(
        _ words: [String], _ environment: [String]?, output: Int32, withErrors: Bool, signals: BlockedSignals
    ) throws(Failure) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
        if withErrors { posix_spawn_file_actions_adddup2(&actions, output, STDERR_FILENO) }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK))
        posix_spawnattr_setpgroup(&attributes, 0)
        posix_spawnattr_setsigmask(&attributes, &signals.former)
        var arguments = pointers(words)
        var variables = environment.map(pointers) ?? []
        defer { for pointer in arguments + variables { free(pointer) } }
        var number: pid_t = 0
        let status = variables.withUnsafeMutableBufferPointer { own in
            posix_spawnp(
                &number, words[0], &actions, &attributes, &arguments, environment == nil ? environ : own.baseAddress!)
        }
        guard status == 0 else { throw Failure(description: String(cString: strerror(status))) }
        return number
    }

    private static func pointers(_ texts: [String]) -> [UnsafeMutablePointer<CChar>?] {
        texts.map { strdup($0) } + [nil]
    }
}
