import ChildProcess
import Glibc

/// Waits until something happens in some directories: inotify(7).
final class FileEvents {
    private let descriptor: Int32
    private let signals: BlockedSignals

    /// Editors write, rename and set times one after the other: so many milliseconds without another event end a change,
    private static let quiet: Int32 = 100
    /// but it is looked at after so many in any case.
    private static let longest = 1000

    struct Failure: Error { let reason: String }

    init(_ signals: BlockedSignals) throws(Failure) {
        descriptor = inotify_init1(Int32(IN_CLOEXEC) | Int32(IN_NONBLOCK))
        self.signals = signals
        guard descriptor >= 0 else { throw Failure(reason: String(cString: strerror(errno))) }
    }

    deinit { close(descriptor) }

    /// Those that are watched already stay so; one that was replaced by another of its name is watched anew.
    func watch(_ directories: Set<String>) throws(Failure) {
        let mask = [
            IN_CLOSE_WRITE, IN_MOVED_FROM, IN_MOVED_TO, IN_CREATE, IN_DELETE, IN_ATTRIB, IN_DELETE_SELF, IN_MOVE_SELF,
            Int32(bitPattern: UInt32(IN_ONLYDIR)),
        ].reduce(0) { $0 | UInt32(bitPattern: Int32($1)) }
        for directory in directories where inotify_add_watch(descriptor, directory, mask) < 0 {
            // One that has just gone is no failure: its own directory is watched, too.
            guard errno != ENOENT, errno != ENOTDIR else { continue }
            throw Failure(reason: "'\(directory)': \(String(cString: strerror(errno)))")
        }
    }

    enum Event {
        case change
        case signal(Int32)
    }

    /// Returns when something has happened and no more does, or when this process is to end.
    func next() -> Event {
        var end: Int?
        while true {
            if let signal = signals.taken() { return .signal(signal) }
            var waiting = [
                pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
                pollfd(fd: signals.descriptor, events: Int16(POLLIN), revents: 0),
            ]
            let ready = poll(&waiting, 2, end == nil ? -1 : Self.quiet)
            if ready == 0 { return .change }
            guard waiting[0].revents != 0 else { continue }
            drain()
            if let end, now() >= end { return .change }
            end = end ?? now() + Self.longest
        }
    }

    /// What has happened is of no interest: files are looked at.
    private func drain() {
        var buffer = [UInt8](repeating: 0, count: 65536)
        while read(descriptor, &buffer, buffer.count) > 0 {}
    }

    /// Milliseconds of a clock that nobody sets.
    private func now() -> Int {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
    }
}
