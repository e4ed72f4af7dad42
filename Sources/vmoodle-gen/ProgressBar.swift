import Dispatch
import Glibc
import Progress
import Synchronization

/// One line at the bottom of a terminal that says how far a build is; nothing where stderr is something else.
///
/// It appears after half a second, so that short builds leave no trace, and goes before anything else is said.
enum ProgressBar {
    private struct State: ~Copyable {
        var isShown = false
        var phase = 0
        /// Milliseconds, when the phase was seen first.
        var since = 0
    }

    private static let state = Mutex(State())
    private static let patience = 500
    private static let interval = 100

    /// Does some work with the bar beside it.
    static func during<Value>(_ isWanted: Bool, _ work: () throws -> Value) rethrows -> Value {
        guard isWanted, Terminal.isScreen else { return try work() }
        let timer = DispatchSource.makeTimerSource(queue: .global(qos: .utility))
        timer.schedule(
            deadline: .now() + .milliseconds(patience), repeating: .milliseconds(interval), leeway: .milliseconds(10))
        timer.setEventHandler { draw() }
        timer.resume()
        defer {
            timer.cancel()
            hide(forGood: true)
        }
        isOver.store(false, ordering: .relaxed)
        return try work()
    }

    private static let isOver = Atomic(true)

    /// Takes the bar away, for something else to be said.
    static func hide(forGood: Bool = false) {
        state.withLock { state in
            if forGood { isOver.store(true, ordering: .relaxed) }
            guard state.isShown else { return }
            Terminal.draw("\r\u{1B}[K")
            state.isShown = false
        }
    }

    private static func draw() {
        guard let (phase, done) = Progress.state else { return }
        state.withLock { state in
            guard !isOver.load(ordering: .relaxed) else { return }
            let now = milliseconds()
            if state.phase != phase.number { (state.phase, state.since) = (phase.number, now) }
            let text = line(phase, done, milliseconds: now - state.since, width: width)
            Terminal.draw("\r\(text)\u{1B}[K")
            state.isShown = true
        }
    }

    /// What is shown, no longer than a terminal is wide.
    static func line(_ phase: Progress.Phase, _ done: Int, milliseconds: Int, width: Int) -> String {
        guard phase.total > 0 else { return String("\(phase.name) …".prefix(max(0, width - 1))) }
        var parts = ["\(phase.name) \(done.grouped) of \(phase.total.grouped) \(phase.things)"]
        if milliseconds >= 200, done > 0 {
            let rate = max(1, done * 1000 / milliseconds)
            parts.append("\(rate.grouped)/s")
            parts.append("\((phase.total - done + rate - 1) / rate) s left")
        }
        let text = parts.joined(separator: ", ")
        let room = min(30, width - text.utf8.count - 4)
        guard room >= 5 else { return String(text.prefix(max(0, width - 1))) }
        let full = room * done / phase.total
        return "[\(String(repeating: "#", count: full))\(String(repeating: " ", count: room - full))] \(text)"
    }

    private static var width: Int {
        var size = winsize()
        return ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 ? Int(size.ws_col) : 80
    }

    /// Of a clock that nobody sets.
    static func milliseconds() -> Int {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
    }
}

extension Int {
    /// With a comma between thousands.
    var grouped: String {
        let digits = Array(String(magnitude))
        var text = self < 0 ? "-" : ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { text += "," }
            text.append(digit)
        }
        return text
    }
}
