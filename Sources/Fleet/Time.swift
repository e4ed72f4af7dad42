import Glibc

/// Clocks, without Foundation.
public enum Time {
    /// Microseconds since 1970.
    public static var now: Int { microseconds(CLOCK_REALTIME) }

    /// RFC 3339 with milliseconds, UTC.
    ///
    /// - Parameter time: microseconds since 1970.
    public static func text(_ time: Int) -> String {
        var (seconds, fields) = (time_t(time / 1_000_000), tm())
        gmtime_r(&seconds, &fields)
        var buffer = [CChar](repeating: 0, count: 32)
        let count = strftime(&buffer, buffer.count, "%Y-%m-%dT%H:%M:%S", &fields)
        let whole = String(decoding: buffer.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return "\(whole).\(String(1000 + time / 1000 % 1000).dropFirst())Z"
    }

    /// Of a clock that nobody sets.
    public static var steady: Duration { .microseconds(microseconds(CLOCK_MONOTONIC)) }

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
