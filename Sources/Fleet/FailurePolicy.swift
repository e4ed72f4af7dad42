/// When a run of many hosts stops starting more.
public struct FailurePolicy: Sendable, Equatable {
    /// How many may fail.
    public enum Limit: Sendable, Equatable {
        case count(Int)
        /// Of all hosts, 0 to 100.
        case percent(Int)

        /// `12` or `5%`.
        public init?(_ text: String) {
            let isPercent = text.last == "%"
            guard let number = Int(isPercent ? String(text.dropLast()) : text), number >= 0, !isPercent || number <= 100
            else { return nil }
            self = isPercent ? .percent(number) : .count(number)
        }
    }

    /// Nil: all may.
    public var limit: Limit?

    public init(limit: Limit?) { self.limit = limit }

    /// Whether more may start.
    public func allows(failures: Int, of hosts: Int) -> Bool {
        switch limit {
        case nil: true
        case .count(let most): failures <= most
        case .percent(let percent): failures * 100 <= percent * hosts
        }
    }
}
