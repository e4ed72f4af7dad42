import Glibc
import Synchronization

/// What people say to us with signals: stop starting programs, then end those that run.
///
/// The first SIGINT (Ctrl-C) is a wish to stop, a second one, SIGTERM or SIGHUP the word to end.
public final class Interrupts: Sendable {
    public enum Wish: Int, Sendable, Comparable {
        case none, stop, end

        public static func < (left: Wish, right: Wish) -> Bool { left.rawValue < right.rawValue }
    }

    private struct State {
        var wish = Wish.none
        var signal: Int32 = 0
        var onChange: @Sendable (Wish) -> Void = { _ in }
    }

    private let state = Mutex(State())

    public init() {}

    /// Hears signals from now on, for the rest of the process.
    public func listen() { Children.shared.hearSignals { [self] in hear($0) } }

    public var wish: Wish { state.withLock(\.wish) }

    /// 128 and the number of the last signal, as shells have it; nil if there was none.
    public var exitStatus: Int32? { state.withLock { $0.signal == 0 ? nil : 128 + $0.signal } }

    /// Calls back for each signal that asks for more than the ones before.
    public func onChange(_ body: @escaping @Sendable (Wish) -> Void) { state.withLock { $0.onChange = body } }

    func hear(_ signal: Int32) {
        let (wish, isNew, onChange) = state.withLock { state in
            let before = state.wish
            state.wish = signal == SIGINT && before == .none ? .stop : .end
            state.signal = signal
            return (state.wish, state.wish > before, state.onChange)
        }
        if isNew { onChange(wish) }
    }
}
