/// What the runner keeps, as text: a first line, a line for each run as it stood, and one for whatever happened since.
///
///     vmoodle-gen cron 1
///     run lyc-12 1764121260000 1764121260000 exit:0 1200 off
///     start lyc-12 1764122160000 1764122160000
///     end lyc-12 1764122161900 exit:0
///     pass lyc-12 1764123060000
///
/// Times are milliseconds since 1970, `-` is what is not known. What cannot be read, such as a last line that was cut off, says
/// nothing: the run is then started a little early, never too late.
public enum CronStateText {
    public static let firstLine = "vmoodle-gen cron 1\n"

    public static func text(_ records: [String: CronRecord]) -> String {
        firstLine
            + records.sorted { $0.key < $1.key }.map { text($0.value, of: $0.key) }.joined()
    }

    public static func text(_ record: CronRecord, of name: String) -> String {
        let numbers = [record.start, record.duration].map { $0.map(String.init) ?? "-" }
        let state = record.isRunning ? "on" : "off"
        return "run \(name) \(record.since) \(numbers[0]) \(record.outcome?.word ?? "-") \(numbers[1]) \(state)\n"
    }

    public static func text(_ event: CronEvent, of name: String) -> String {
        switch event {
        case .started(let time, let since): "start \(name) \(time) \(since)\n"
        case .ended(let time, let outcome): "end \(name) \(time) \(outcome.word)\n"
        case .passed(let time): "pass \(name) \(time)\n"
        }
    }

    /// - Returns: what is known, and how many lines were not a run's own; nil if the text is of another format.
    public static func records(_ bytes: [UInt8]) -> (records: [String: CronRecord], events: Int)? {
        guard bytes.starts(with: firstLine.utf8) else { return nil }
        var records: [String: CronRecord] = [:]
        var events = 0
        // What is behind the last line feed was not written to its end.
        let end = bytes.lastIndex(of: 0x0A) ?? 0
        for line in bytes[..<end].split(separator: 0x0A).dropFirst() {
            let words = line.split(separator: 0x20, omittingEmptySubsequences: false).map {
                String(decoding: $0, as: UTF8.self)
            }
            guard words.count >= 3, !words[1].isEmpty else { continue }
            let name = words[1]
            if words[0] == "run", words.count == 7, let since = Int(words[2]) {
                records[name] = CronRecord(
                    since: since, start: Int(words[3]), isRunning: words[6] == "on",
                    outcome: CronOutcome(word: words[4]),
                    duration: Int(words[5]))
            } else if let event = event(words) {
                events += 1
                records[name, default: CronRecord(since: 0)].apply(event)
            }
        }
        return (records, events)
    }

    private static func event(_ words: [String]) -> CronEvent? {
        guard let time = Int(words[2]) else { return nil }
        if words.count == 3 { return words[0] == "pass" ? .passed(at: time) : nil }
        guard words.count == 4 else { return nil }
        switch words[0] {
        case "start": return Int(words[3]).map { .started(at: time, since: $0) }
        case "end": return CronOutcome(word: words[3]).map { .ended(at: time, $0) }
        default: return nil
        }
    }
}
