import Diagnostics
import Fleet

extension CronReport {
    /// One line of JSON, with the end of what was said if it went wrong.
    var json: String {
        let (exit, signal) = (outcome.exit, outcome.signal)
        let lines = outcome.isFine ? [] : said.split(separator: 0x0A).suffix(20).map { jsonText(Array($0)) }
        return """
            {"schema": 1, "host": \(jsonText(run.host)), "job": \(run.job.map { jsonText($0) } ?? "null"), \
            "started": \(Self.seconds(started)), "seconds": \(Self.seconds(duration)), "result": "\(outcome.result)", \
            "exit": \(exit.map { "\($0)" } ?? "null"), "signal": \(signal.map { "\($0)" } ?? "null"), \
            "said": [\(lines.joined(separator: ", "))]}

            """
    }

    /// Milliseconds as seconds.
    static func seconds(_ milliseconds: Int) -> String {
        let (whole, part) = (milliseconds / 1000, milliseconds % 1000)
        return "\(whole).\(part < 100 ? "0" : "")\(part < 10 ? "0" : "")\(part)"
    }
}

extension CronOutcome {
    /// The program's status; nil: it ended otherwise.
    var exit: Int? {
        switch self {
        case .exited(let status): status
        // Moodle says so with this one.
        case .upgradePending, .maintenance: 1
        default: nil
        }
    }

    var signal: Int? { if case .signalled(let signal) = self { signal } else { nil } }

    /// A word for people and programs.
    var result: String {
        switch self {
        case .exited(0): "ok"
        case .exited: "failed"
        case .signalled: "killed"
        default: word
        }
    }
}
