import ArgumentParser
import Fleet
import Glibc
import Synchronization

/// What people see of a run while it goes on.
final class RunDisplay: Sendable {
    enum Mode: String, ExpressibleByArgument, CaseIterable { case lines, bar, hosts, none }

    private struct State {
        var started = 0
        var finished = 0
        var failed = 0
        /// Of each host whose last line has no end yet.
        var beginnings: [String: [UInt8]] = [:]
        var isBarShown = false
        var lastBar = Duration.zero
    }

    private let mode: Mode
    private let total: Int
    private let width: Int
    private let isHandedOn: Bool
    private let begin = Time.steady
    private let state = Mutex(State())
    /// A line without end is cut here.
    private static let longestLine = 4096

    /// - Parameter mode: nil: what suits the number of hosts and the terminal.
    init(_ mode: Mode?, ids: [String]) {
        self.mode = mode ?? (ids.count == 1 ? .lines : .ofSeveral)
        total = ids.count
        isHandedOn = ids.count == 1 && isatty(STDOUT_FILENO) != 1
        width = ids.map(\.utf8.count).max() ?? 0
    }

    func start() {
        state.withLock { state in
            state.started += 1
            draw(&state)
        }
    }

    func output(_ id: String, _ piece: UnsafeRawBufferPointer) {
        guard mode == .lines else { return }
        // Another program takes the output of one host as it is.
        guard !isHandedOn else { return Terminal.print(Array(piece)) }
        state.withLock { state in
            var line = state.beginnings[id] ?? []
            var text = ""
            for byte in piece {
                if byte != 0x0A { line.append(byte) }
                guard byte == 0x0A || line.count >= Self.longestLine else { continue }
                text += self.line(id, line)
                line.removeAll(keepingCapacity: true)
            }
            state.beginnings[id] = line
            Terminal.print(text)
        }
    }

    private func line(_ id: String, _ bytes: [UInt8]) -> String {
        let text = ShownOutput.line(bytes)
        return total == 1 ? "\(text)\n" : "\(padded(id)) | \(text)\n"
    }

    private func padded(_ id: String) -> String { id + String(repeating: " ", count: max(0, width - id.utf8.count)) }

    func finish(_ result: HostResult) {
        state.withLock { state in
            state.finished += 1
            if result.isFailure { state.failed += 1 }
            if let rest = state.beginnings.removeValue(forKey: result.task.id), !rest.isEmpty {
                Terminal.print(line(result.task.id, rest))
            }
            let isTold = mode == .hosts || result.isFailure && mode != .none && total > 1
            if isTold {
                let ending = result.completion.ending
                let how = ending.isSuccess ? "" : ", \(ending.text)"
                say(
                    "[\(state.finished)/\(total)] \(padded(result.task.id))  \(ending.word)\(how), \(result.seconds) s",
                    &state)
            }
            draw(&state)
        }
    }

    /// Whether people see what hosts say as it comes.
    var showsLines: Bool { mode == .lines && isatty(STDOUT_FILENO) == 1 }

    func note(_ text: String) { state.withLock { say(text, &$0) } }

    /// Takes the bar away.
    func end() { state.withLock { hideBar(&$0) } }

    private func say(_ text: String, _ state: inout State) {
        hideBar(&state)
        Terminal.say(text + "\n")
    }

    // MARK: The bar

    private func hideBar(_ state: inout State) {
        if state.isBarShown { Terminal.say("\r\u{1B}[K") }
        (state.isBarShown, state.lastBar) = (false, .zero)
    }

    /// Ten times a second at most.
    private func draw(_ state: inout State) {
        let now = Time.steady
        guard mode == .bar, now - state.lastBar >= .milliseconds(100) || state.finished == total else { return }
        state.lastBar = now
        state.isBarShown = true
        let filled = 24 * state.finished / max(1, total)
        let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: 24 - filled)
        var text = "[\(bar)] \(state.finished)/\(total)"
        if state.failed > 0 { text += ", \(state.failed) failed" }
        text += ", \(state.started - state.finished) running"
        if state.finished > 0, state.finished < total {
            let left = (now - begin).milliseconds * (total - state.finished) / state.finished / 1000
            text += left < 60 ? ", \(left) s left" : ", \(left / 60) min left"
        }
        Terminal.say("\r\(text)\u{1B}[K")
    }
}

extension RunDisplay.Mode {
    /// A bar where people see it, else a line for each host.
    static var ofSeveral: RunDisplay.Mode { Terminal.isScreen ? .bar : .hosts }
}
