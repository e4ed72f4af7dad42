import Glibc

/// Clocks, without Foundation.
public enum Time {
    /// Microseconds since 1970.
    public static var now: Int { microseconds(CLOCK_REALTIME) }

    /// Of a clock that nobody sets.
    static var steady: Duration { .microseconds(microseconds(CLOCK_MONOTONIC)) }

    private static func microseconds(_ clock: clockid_t) -> Int {
        var time = timespec()
        clock_gettime(clock, &time)
        return time.tv_sec * 1_000_000 + time.tv_nsec / 1000
    }
}

extension Duration {
    /// Rounded down.
    public var milliseconds: Int {
        Int(components.seconds) * 1000 + Int(components.attoseconds / 1_000_000_000_000_000)
    }
}
