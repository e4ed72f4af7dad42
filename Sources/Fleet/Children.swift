import CLinux
import Dispatch
import Glibc
import Synchronization

/// The thread that waits for all programs that run: for their output, their ends, and the time when they must end.
final class Children: Sendable {
    /// One for the whole process: it also hears the signals that people send us.
    static let shared = Children()

    /// What a task hands to the thread.
    struct Watched: Sendable {
        let child: Child
        /// Unlike its process id never another's.
        let number: Int
        /// -1: none is read, or no more.
        var pipe: Int32
        let reader: @Sendable (UnsafeRawBufferPointer) -> Void
        /// On the steady clock.
        var deadline: Duration?
        let grace: Duration
        /// Called with the time on the steady clock: the task may have to wait before it goes on.
        let end: @Sendable (Ending, Duration) -> Void
        /// What it ended of, if we ended it.
        var cause: Ending?
    }

    private struct Inbox {
        var arrivals: [Watched] = []
        var cancelled: [Int] = []
        var onSignal: (@Sendable (Int32) -> Void)?
    }

    private let inbox = Mutex(Inbox())
    private let count = Atomic(0)
    /// A byte 0 wakes the thread; any other is a signal's number.
    private let bell: (reading: Int32, writing: Int32)

    private init() {
        var (reading, writing) = (Int32(-1), Int32(-1))
        guard linux_pipe(&reading, &writing) == 0 else {
            preconditionFailure("no pipe can be made: \(String(cString: strerror(errno)))")
        }
        for end in [reading, writing] { _ = fcntl(end, F_SETFL, O_NONBLOCK) }
        bell = (reading, writing)
        DispatchQueue(label: "children").async { self.wait() }
    }

    // MARK: What tasks say

    var nextNumber: Int { count.add(1, ordering: .relaxed).newValue }

    func watch(_ child: Watched) {
        inbox.withLock { $0.arrivals.append(child) }
        ring()
    }

    /// Asks a child that is watched to end, and ends it if it does not; one that has ended is nobody's concern.
    func cancel(_ number: Int) {
        inbox.withLock { $0.cancelled.append(number) }
        ring()
    }

    func hearSignals(_ onSignal: @escaping @Sendable (Int32) -> Void) {
        inbox.withLock { $0.onSignal = onSignal }
        _ = linux_write_interrupts(bell.writing)
    }

    private func ring() {
        var byte: UInt8 = 0
        // A full pipe wakes it as well.
        _ = write(bell.writing, &byte, 1)
    }

    // MARK: What the thread does

    private func wait() -> Never {
        var children: [Watched] = []
        while true {
            let now = Time.steady
            for index in children.indices { children[index].enforce(now) }
            var waiting = [pollfd(fd: bell.reading, events: Int16(POLLIN), revents: 0)]
            for child in children {
                waiting.append(pollfd(fd: child.child.descriptor, events: Int16(POLLIN), revents: 0))
                waiting.append(pollfd(fd: child.pipe, events: Int16(POLLIN), revents: 0))
            }
            guard poll(&waiting, nfds_t(waiting.count), Self.patience(children, now)) >= 0 else { continue }
            if waiting[0].revents != 0 { answer(&children) }
            var ended: Set<Int> = []
            for (index, states) in stride(from: 1, to: waiting.count, by: 2).map({ waiting[$0...$0 + 1] }).enumerated()
            {
                let (hasEnded, hasOutput) = (states.first?.revents != 0, states.last?.revents != 0)
                if hasOutput, !hasEnded { children[index].read(pieces: 1) }
                if hasEnded, children[index].reap() { ended.insert(children[index].number) }
            }
            if !ended.isEmpty { children.removeAll { ended.contains($0.number) } }
        }
    }

    /// Milliseconds until the next deadline, rounded up; -1: none.
    private static func patience(_ children: [Watched], _ now: Duration) -> Int32 {
        guard let next = children.compactMap(\.deadline).min() else { return -1 }
        return Int32(min(max((next - now).milliseconds + 1, 0), 3_600_000))
    }

    private func answer(_ children: inout [Watched]) {
        var bytes = [UInt8](repeating: 0, count: 256)
        let count = max(read(bell.reading, &bytes, bytes.count), 0)
        let (mail, onSignal) = inbox.withLock { inbox in
            defer { (inbox.arrivals, inbox.cancelled) = ([], []) }
            return (inbox, inbox.onSignal)
        }
        children += mail.arrivals
        let now = Time.steady
        for index in children.indices where mail.cancelled.contains(children[index].number) {
            children[index].ask(toEndAs: .cancelled, now)
        }
        for byte in bytes[..<count] where byte != 0 { onSignal?(Int32(byte)) }
    }
}

extension Children.Watched {
    /// Asks for the end at the deadline; after the grace, demands it.
    fileprivate mutating func enforce(_ now: Duration) {
        guard let deadline, deadline <= now else { return }
        guard cause != nil else { return ask(toEndAs: .timedOut, now) }
        kill(-child.id, SIGKILL)
        self.deadline = nil
    }

    fileprivate mutating func ask(toEndAs cause: Ending, _ now: Duration) {
        guard self.cause == nil else { return }
        self.cause = cause
        kill(-child.id, SIGTERM)
        // One that is stopped takes no signal before it goes on.
        kill(-child.id, SIGCONT)
        deadline = now + grace
    }

    /// Reads what there is; a pipe that nobody writes to any more is closed.
    fileprivate mutating func read(pieces: Int) {
        var left = pieces
        withUnsafeTemporaryAllocation(byteCount: 65536, alignment: 1) { buffer in
            while pipe >= 0, left > 0 {
                let count = Glibc.read(pipe, buffer.baseAddress!, buffer.count)
                if count < 0, errno == EINTR { continue }
                if count < 0 { return }
                left -= 1
                if count > 0 { reader(UnsafeRawBufferPointer(rebasing: buffer[..<count])) } else { closePipe() }
            }
        }
    }

    private mutating func closePipe() {
        if pipe >= 0 { close(pipe) }
        pipe = -1
    }

    /// Ends what the program left behind in its group, and tells its task.
    fileprivate mutating func reap() -> Bool {
        var signal: Int32 = 0
        let status = linux_ending(child.id, &signal)
        guard status >= 0 else { return false }
        // Before the program is reaped, since its number may then be another's.
        kill(-child.id, SIGKILL)
        // What left the group may write for ever; a pipe holds no more than is read at once.
        read(pieces: 1)
        closePipe()
        Warden.dismiss(child)
        while waitpid(child.id, nil, 0) < 0, errno == EINTR {}
        close(child.descriptor)
        end(cause ?? (signal == 0 ? .exited(Int(status)) : .killed(signal: Int(signal))), Time.steady)
        return true
    }
}
