extension Ending {
    /// In a word, as journals have it.
    public var word: String {
        switch self {
        case .exited(0): "ok"
        case .exited: "failed"
        case .killed: "killed"
        case .timedOut: "timeout"
        case .cancelled: "interrupted"
        case .notStarted: "error"
        }
    }

    /// The same in full.
    public var text: String {
        switch self {
        case .exited(let status): "exit status \(status)"
        case .killed(let signal): "signal \(signal) ended it"
        case .timedOut: "it took too long and was ended"
        case .cancelled: "it was interrupted"
        case .notStarted(let reason): "it could not be started: \(reason)"
        }
    }

    /// Nil where a program did not end by itself.
    public var exitStatus: Int? {
        guard case .exited(let status) = self else { return nil }
        return status
    }
}
