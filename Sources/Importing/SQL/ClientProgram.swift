import Glibc

/// A program of the system's, run to its end without a shell.
struct ClientProgram {
    struct Outcome {
        var status: Int32
        var output: [UInt8]
        var errors: String
    }

    let name: String
    let arguments: [String]
    /// Variables beside those of this process.
    let environment: [String: String]

    /// Nil if the program cannot be started.
    func run() -> Outcome? {
        var output: [Int32] = [-1, -1]
        var errors: [Int32] = [-1, -1]
        guard pipe(&output) == 0 else { return nil }
        guard pipe(&errors) == 0 else {
            for end in output { close(end) }
            return nil
        }
        let child = spawn(output: output, errors: errors)
        close(output[1])
        close(errors[1])
        defer {
            close(output[0])
            close(errors[0])
        }
        guard let child else { return nil }
        let said = Self.read([output[0], errors[0]])
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0, errno == EINTR {}
        let code = status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + status & 0x7F
        return Outcome(status: code, output: said[0], errors: String(decoding: said[1], as: UTF8.self))
    }

    private func spawn(output: [Int32], errors: [Int32]) -> pid_t? {
        var files = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&files)
        defer { posix_spawn_file_actions_destroy(&files) }
        posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&files, output[1], 1)
        posix_spawn_file_actions_adddup2(&files, errors[1], 2)
        for end in output + errors { posix_spawn_file_actions_addclose(&files, end) }
        var words = ([name] + arguments).map { strdup($0) } + [nil]
        var variables = inherited() + environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer {
            for word in words { free(word) }
            for variable in variables { free(variable) }
        }
        var child: pid_t = 0
        return posix_spawnp(&child, name, &files, nil, &words, &variables) == 0 ? child : nil
    }

    /// This process's variables but for those that are set anew, and for the one that is for this tool alone.
    private func inherited() -> [UnsafeMutablePointer<CChar>?] {
        var variables: [UnsafeMutablePointer<CChar>?] = []
        var next = environ
        while let variable = next.pointee {
            let name = String(cString: variable).prefix { $0 != "=" }
            if environment[String(name)] == nil, name != "VMOODLE_DSN_PASSWORD" { variables.append(strdup(variable)) }
            next += 1
        }
        return variables
    }

    /// Reads several pipes to their ends, none of which may fill up meanwhile.
    private static func read(_ pipes: [Int32]) -> [[UInt8]] {
        var read = pipes.map { _ in [UInt8]() }
        var waits = pipes.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        var buffer = [UInt8](repeating: 0, count: 65536)
        while waits.contains(where: { $0.fd >= 0 }) {
            if poll(&waits, nfds_t(waits.count), -1) < 0, errno != EINTR { break }
            for index in waits.indices where waits[index].fd >= 0 && waits[index].revents != 0 {
                let count = Glibc.read(waits[index].fd, &buffer, buffer.count)
                if count > 0 {
                    read[index] += buffer[..<count]
                } else if count == 0 || errno != EINTR {
                    waits[index].fd = -1
                }
            }
        }
        return read
    }
}
