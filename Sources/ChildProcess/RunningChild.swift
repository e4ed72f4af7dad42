import Glibc

/// Waits for a program and takes what it prints meanwhile.
struct RunningChild {
    let number: pid_t
    /// Its end of the pipe does not block.
    let output: Int32
    let signals: BlockedSignals

    /// As waitpid(2) has it; nil: it runs.
    private var status: Int32?
    private var isClosed = false
    private var buffer = [UInt8](repeating: 0, count: 65536)

    /// Milliseconds after which it is looked at again, should no signal say that it has ended: another thread may have been told.
    private static let longestWait = 100

    init(number: pid_t, output: Int32, signals: BlockedSignals) {
        self.number = number
        self.output = output
        self.signals = signals
    }

    mutating func wait(seconds: Int, mercy: Int, taking take: (ArraySlice<UInt8>) -> Bool) -> ChildProcess.Ending {
        let end = Self.now() + seconds * 1000
        while true {
            guard self.take(take) else { return finish(.refused, mercy: 0) }
            if isOver() {
                // What it said last.
                guard self.take(take) else { return .refused }
                return ending
            }
            if let signal = signals.taken() { return finish(.interrupted(signal: signal), mercy: mercy) }
            let left = end - Self.now()
            guard left > 0 else { return finish(.timedOut, mercy: mercy) }
            sleep(atMost: min(left, Self.longestWait))
        }
    }

    private var ending: ChildProcess.Ending {
        guard let status else { preconditionFailure("it has ended") }
        let signal = status & 0x7F
        return signal == 0 ? .exited(status >> 8 & 0xFF) : .killed(signal: signal)
    }

    /// Hands on what there is to read; false: no more is wanted.
    private mutating func take(_ take: (ArraySlice<UInt8>) -> Bool) -> Bool {
        while !isClosed {
            let count = read(output, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            if count < 0, errno == EAGAIN { return true }
            guard count > 0 else {
                isClosed = true
                return true
            }
            guard take(buffer[..<count]) else { return false }
        }
        return true
    }

    private mutating func isOver() -> Bool {
        guard status == nil else { return true }
        var found: Int32 = 0
        let waited = waitpid(number, &found, WNOHANG)
        if waited == number { status = found }
        return waited == number
    }

    private func sleep(atMost milliseconds: Int) {
        var waiting = [pollfd(fd: signals.descriptor, events: Int16(POLLIN), revents: 0)]
        if !isClosed { waiting.append(pollfd(fd: output, events: Int16(POLLIN), revents: 0)) }
        _ = poll(&waiting, nfds_t(waiting.count), Int32(milliseconds))
    }

    /// Ends the program and all of its group.
    private mutating func finish(_ ending: ChildProcess.Ending, mercy: Int) -> ChildProcess.Ending {
        if mercy > 0 {
            kill(-number, SIGTERM)
            let end = Self.now() + mercy * 1000
            while !isOver(), Self.now() < end {
                // It must not wait for somebody to read.
                _ = take { _ in true }
                _ = signals.taken()
                sleep(atMost: min(max(1, end - Self.now()), Self.longestWait))
            }
        }
        // Those that the program has started and that did not follow.
        kill(-number, SIGKILL)
        while !isOver() { sleep(atMost: Self.longestWait) }
        return ending
    }

    /// Milliseconds of a clock that nobody sets.
    private static func now() -> Int {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
    }
}
