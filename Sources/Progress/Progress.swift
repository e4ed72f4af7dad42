import Synchronization

// How far a long piece of work is: said by whoever does it, looked at by whoever shows it.
//
// Takes the name of a phase and counts; knows nothing of terminals. To say one more is done is to add to one number, whether anybody looks
// or not.

/// What this process is at.
public enum Progress {
    public struct Phase: Sendable {
        /// What is done, as "writing".
        public var name: String
        /// What is counted, as "files"; empty: nothing is, and nobody knows how long it takes.
        public var things: String
        public var total: Int
        /// Distinguishes a phase from the one before.
        public var number: Int

        public init(name: String, things: String, total: Int, number: Int) {
            self.name = name
            self.things = things
            self.total = total
            self.number = number
        }
    }

    private static let phase = Mutex<Phase?>(nil)
    private static let count = Atomic<Int>(0)

    /// Begins a phase.
    public static func begin(_ name: String, _ things: String = "", of total: Int = 0) {
        phase.withLock { phase in
            count.store(0, ordering: .relaxed)
            phase = Phase(name: name, things: things, total: total, number: (phase?.number ?? 0) + 1)
        }
    }

    /// So many more are done.
    public static func advance(by number: Int = 1) { count.wrappingAdd(number, ordering: .relaxed) }

    /// What it is at, and how many are done; nil: nothing has begun.
    public static var state: (phase: Phase, done: Int)? {
        phase.withLock { phase in phase.map { ($0, min(count.load(ordering: .relaxed), $0.total)) } }
    }
}
