import Glibc
import Synchronization

/// A signal that asks to end, noted so that what was made for a moment goes first; a second one ends at once.
enum Interruption {
    private static let received = Atomic<Int32>(0)

    /// The signal; nil: none has come.
    static var signal: Int32? {
        let number = received.load(ordering: .relaxed)
        return number == 0 ? nil : number
    }

    /// Notes signals from now on. System calls that wait end with EINTR.
    static func watch() {
        for number in [SIGINT, SIGTERM, SIGHUP] {
            var action = sigaction()
            // What a shell has set to be ignored stays so: 'nohup', a background job of a script.
            guard sigaction(number, nil, &action) == 0, action.__sigaction_handler.sa_handler == nil else { continue }
            action.__sigaction_handler.sa_handler = { Interruption.received.store($0, ordering: .relaxed) }
            action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND))
            sigaction(number, &action, nil)
        }
    }

    /// Ends by the signal that came, if one did, as whoever sent it expects.
    static func end() {
        guard let number = signal else { return }
        kill(getpid(), number)
    }
}
