import Glibc

/// What a program prints, run without a shell and with nothing to read; its complaints go to our own stderr unless they are asked for.
enum ProgramOutput {
    struct Failure: Error { let reason: String }

    /// Runs a program and gives what it printed.
    ///
    /// - Parameters:
    ///   - words: the program's path, or its name in a directory of `PATH`, and its arguments.
    ///   - seconds: after which it is ended.
    ///   - limit: bytes that it may print.
    static func of(_ words: [String], seconds: Int = 30, limit: Int) throws(Failure) -> [UInt8] {
        let (status, bytes) = try run(words, withErrors: false, seconds: seconds, limit: limit)
        guard status == 0 else {
            let signal = status & 0x7F
            throw Failure(
                reason: signal == 0 ? "it ended with status \(status >> 8 & 0xFF)" : "signal \(signal) ended it")
        }
        return bytes
    }

    /// Runs a program and gives all that it said, its complaints among it, and whether it ended with status 0.
    static func transcript(
        of words: [String], seconds: Int, limit: Int
    ) throws(Failure) -> (isFine: Bool, text: String) {
        let (status, bytes) = try run(words, withErrors: true, seconds: seconds, limit: limit)
        return (status == 0, String(decoding: bytes, as: UTF8.self))
    }

    /// Gives the status as waitpid(2) has it.
    private static func run(
        _ words: [String], withErrors: Bool, seconds: Int, limit: Int
    ) throws(Failure) -> (status: Int32, bytes: [UInt8]) {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw Failure(reason: String(cString: strerror(errno))) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        defer { close(ends[0]) }
        let child: pid_t
        do throws(Failure) {
            child = try spawn(words, output: ends[1], withErrors: withErrors)
        } catch {
            close(ends[1])
            throw error
        }
        close(ends[1])
        let reading = read(ends[0], seconds: seconds, limit: limit)
        if case .failure = reading { kill(child, SIGKILL) }
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0, errno == EINTR {}
        return (status, try reading.get())
    }

    private static func spawn(_ words: [String], output: Int32, withErrors: Bool) throws(Failure) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
        if withErrors { posix_spawn_file_actions_adddup2(&actions, output, STDERR_FILENO) }
        var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        var child: pid_t = 0
        let status = posix_spawnp(&child, words[0], &actions, nil, &arguments, environ)
        guard status == 0 else { throw Failure(reason: String(cString: strerror(status))) }
        return child
    }

    private static func read(_ descriptor: Int32, seconds: Int, limit: Int) -> Result<[UInt8], Failure> {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65536)
        let end = now() + seconds * 1000
        while true {
            var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            let left = end - now()
            guard left > 0 else { return .failure(Failure(reason: "it did not end within \(seconds) seconds")) }
            // A signal may come just before poll(2) waits.
            let ready = poll(&waiting, 1, Int32(min(left, 200)))
            guard Interruption.signal == nil else { return .failure(Failure(reason: "it was interrupted")) }
            if ready < 0, errno == EINTR { continue }
            guard ready > 0 else { continue }
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { return .failure(Failure(reason: String(cString: strerror(errno)))) }
            if count == 0 { return .success(bytes) }
            bytes += buffer[..<count]
            guard bytes.count <= limit else { return .failure(Failure(reason: "it printed more than \(limit) bytes")) }
        }
    }

    /// Milliseconds of a clock that nobody sets.
    private static func now() -> Int {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
    }
}
