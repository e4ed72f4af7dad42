import Template

/// When something with a period runs, shifted by a hash of the host's id, so that hosts do not all start at once and a new host
/// moves no other.
struct Schedule {
    /// In minutes: less than 60, or whole hours.
    private let period: Int
    /// Minutes behind the period's beginning.
    private let start: Int

    init(period: Int, slot: UInt32) {
        self.period = period
        start = Int(slot) % period
    }

    func writeMinute(to output: inout ByteBuffer) {
        if period == 1 { return output.append(UInt8(ascii: "*")) }
        output.append(start % 60)
        guard period < 60 else { return }
        output.append("-59/")
        output.append(period)
    }

    func writeHour(to output: inout ByteBuffer) {
        let hours = period / 60
        guard hours > 1 else { return output.append(UInt8(ascii: "*")) }
        output.append(start / 60)
        guard hours < 24 else { return }
        output.append("-23/")
        output.append(hours)
    }
}

extension ByteBuffer {
    /// Whether any line has more bytes than so many.
    func hasLine(longerThan limit: Int) -> Bool {
        var lineStart = 0
        for offset in 0..<count where self[offset] == 0x0A {
            if offset - lineStart > limit { return true }
            lineStart = offset + 1
        }
        return count - lineStart > limit
    }
}
