import Diagnostics
import Fleet

/// What came of a run of many hosts.
struct RunReport: Sendable {
    enum Status: String, Sendable {
        case done
        /// Too many hosts, or one of the first, failed.
        case stopped
        case interrupted
    }

    let job: JobDirectory
    let command: [String]
    var status = Status.done
    var results: [HostResult] = []
    /// Hosts that were not started.
    var rest: [HostTask] = []
    var duration = Duration.zero
    /// What the hosts said was before everybody's eyes.
    var isShown = false
    /// 128 and the signal's number.
    var interruption: Int32?

    var failures: [HostResult] { results.filter(\.isFailure) }

    // MARK: For people

    /// At most so many hosts have a row, those that failed first.
    private static let mostRows = 40
    /// And so many are quoted.
    private static let mostQuoted = 10
    /// As many as are remembered with what they said; JUnit has them all.
    static let mostRemembered = 1000
    static let quotedLines = 20

    var text: String {
        let sorted = results.filter { !$0.completion.ending.isSuccess } + results.filter(\.completion.ending.isSuccess)
        let shown = sorted.prefix(
            results.count <= Self.mostRows ? results.count : max(Self.mostRows / 2, min(failures.count, Self.mostRows)))
        let rows = shown.map { result in
            [
                result.task.id, result.completion.ending.word,
                result.completion.ending.exitStatus.map(String.init) ?? "-",
                result.seconds,
            ]
        }
        // Of one host the summary says it all.
        var text = results.count == 1 && rest.isEmpty ? "" : Self.table([["HOST", "STATUS", "EXIT", "SECONDS"]] + rows)
        if shown.count < results.count { text += "… and \(counted(results.count - shown.count, "host")) more\n" }
        for result in failures.prefix(Self.mostQuoted) { text += quote(result) }
        if failures.count > Self.mostQuoted {
            text += "\n… and \(failures.count - Self.mostQuoted) more have failed; their logs are in \(job.path)/logs\n"
        }
        for result in results {
            guard let failure = result.logFailure else { continue }
            text += "\(result.log) is not whole: \(failure)\n"
        }
        return text + "\n" + summary + "\n"
    }

    private func quote(_ result: HostResult) -> String {
        let lines = isShown ? [] : result.lastLines.map { "    \(ShownOutput.text($0))\n" }
        let said =
            result.lastLines.isEmpty
            ? "it said nothing" : isShown ? "all of it is in \(result.log)" : "its last lines, of \(result.log)"
        return "\n\(result.task.id): \(result.completion.ending.text); \(said)\n" + lines.joined()
    }

    var summary: String {
        var counts: [(Int, String)] = [
            (results.count { $0.completion.ending.isSuccess }, "ok"), (failures.count, "failed"),
            (results.count { $0.completion.ending == .cancelled }, "interrupted"), (rest.count, "not started"),
        ]
        counts = counts.filter { $0.0 > 0 }
        let parts = counts.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
        let isLeft = !rest.isEmpty || results.contains { $0.completion.ending == .cancelled }
        let hint =
            isLeft
            ? "; 'resume \(job.id)' goes on"
            : failures.isEmpty ? "" : "; 'resume \(job.id) --retry-failed' runs those that failed again"
        return
            "\(counted(results.count + rest.count, "host")): \(parts), \(HostResult.seconds(duration)) s; job \(job.id) in \(job.path)\(hint)"
    }

    private static func table(_ rows: [[String]]) -> String {
        let widths = (0..<4).map { column in rows.map { $0[column].utf8.count }.max() ?? 0 }
        return rows.map { row in
            let cells = row.indices.map { column in
                let blanks = String(repeating: " ", count: widths[column] - row[column].utf8.count)
                return column < 2 ? row[column] + blanks : blanks + row[column]
            }
            return cells.joined(separator: "  ") + "\n"
        }.joined()
    }

    // MARK: For programs

    var json: String {
        let hosts =
            results.map { "{" + $0.fields.map { "\"\($0.key)\": \($0.value)" }.joined(separator: ", ") + "}" }
            + rest.map { "{\"host\": \(jsonText($0.id)), \"status\": \"not-started\"}" }
        let list = hosts.isEmpty ? "" : "\n  " + hosts.joined(separator: ",\n  ") + "\n"
        return """
            {"schema": 1, "job": \(jsonText(job.id)), "directory": \(jsonText(job.path)), \
            "command": [\(command.map { jsonText($0) }.joined(separator: ", "))], "status": "\(status.rawValue)", \
            "seconds": \(HostResult.seconds(duration)), "hosts": [\(list)]}

            """
    }
}

extension HostResult {
    /// As journals have it, after `host` and `status`.
    var fields: KeyValuePairs<String, String> {
        [
            "host": jsonText(task.id), "status": "\"\(completion.ending.word)\"",
            "exit": completion.ending.exitStatus.map(String.init) ?? "null", "what": jsonText(completion.ending.text),
            "started": "\"\(Time.text(completion.started))\"", "seconds": seconds, "url": jsonText(task.url),
            "platform": jsonText(task.platform), "log": jsonText(log),
        ]
    }
}
