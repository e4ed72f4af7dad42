/// What is known of a run: of a host's cron, or of one of its jobs.
public struct CronRecord: Sendable, Equatable {
    /// From when its period counts, in milliseconds since 1970: its last start or turn, or what a new one was given.
    public var since: Int
    /// Nil: it was never started.
    public var start: Int?
    /// It was started, and has not ended as far as is known.
    public var isRunning: Bool
    /// How the last run ended that has; nil: none has.
    public var outcome: CronOutcome?
    /// How many milliseconds that took; nil: not known.
    public var duration: Int?

    public init(
        since: Int, start: Int? = nil, isRunning: Bool = false, outcome: CronOutcome? = nil, duration: Int? = nil
    ) {
        (self.since, self.start, self.isRunning) = (since, start, isRunning)
        (self.outcome, self.duration) = (outcome, duration)
    }

    /// One that is new: its first turn is where a hash of its name is in the period, so that many new ones do not come together.
    public init(new name: some Sequence<UInt8>, period: Int, at now: Int) {
        self.init(since: now - Int(CronRecord.hash(name) % UInt64(max(period, 1))))
    }

    /// FNV-1a, finished as in SplitMix64, for its high bits and low bits to be alike.
    static func hash(_ bytes: some Sequence<UInt8>) -> UInt64 {
        var word: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { word = (word ^ UInt64(byte)) &* 0x100_0000_01B3 }
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }
}

/// What happens to records, one line each in the state.
public enum CronEvent: Sendable, Equatable {
    case started(at: Int, since: Int)
    case ended(at: Int, CronOutcome)
    /// Its turn came, and there was nothing to do.
    case passed(at: Int)
}

extension CronRecord {
    public mutating func apply(_ event: CronEvent) {
        switch event {
        case .started(let time, let since): (self.since, start, isRunning) = (since, time, true)
        case .ended(let time, let outcome):
            duration = outcome == .lost ? nil : start.map { max(time - $0, 0) }
            (isRunning, self.outcome) = (false, outcome)
        case .passed(let time): since = time
        }
    }
}
