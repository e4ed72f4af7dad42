/// How a run of a cron ended.
public enum CronOutcome: Sendable, Equatable {
    case exited(Int)
    case signalled(Int)
    /// Ended because it took too long.
    case timedOut
    /// Moodle ran no task, for its database has to be upgraded first.
    case upgradePending
    /// Moodle ran no task, for it is in maintenance on the command line.
    case maintenance
    /// The program could not be started.
    case unstarted
    /// The runner ended before it.
    case lost

    /// Whether Moodle did its work.
    public var isFine: Bool { self == .exited(0) }
    /// Whether Moodle said that it must not work now, which is no fault of the run.
    public var isSuspended: Bool { self == .upgradePending || self == .maintenance }

    /// One word, as in state and logs.
    public var word: String {
        switch self {
        case .exited(let status): "exit:\(status)"
        case .signalled(let signal): "signal:\(signal)"
        case .timedOut: "timeout"
        case .upgradePending: "upgrade-pending"
        case .maintenance: "maintenance"
        case .unstarted: "unstarted"
        case .lost: "lost"
        }
    }

    public init?(word: some StringProtocol) {
        let parts = word.split(separator: ":", maxSplits: 1)
        guard parts.count == 2 else {
            let known: [CronOutcome] = [.timedOut, .upgradePending, .maintenance, .unstarted, .lost]
            guard let outcome = known.first(where: { $0.word == word }) else { return nil }
            self = outcome
            return
        }
        guard let number = Int(parts[1]), (0...255).contains(number) else { return nil }
        switch parts[0] {
        case "exit": self = .exited(number)
        case "signal": self = .signalled(number)
        default: return nil
        }
    }
}
