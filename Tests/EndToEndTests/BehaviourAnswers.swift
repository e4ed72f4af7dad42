import Foundation

/// An answer in a few words: the status, and what ran or where it leads.
struct BehaviourAnswer: Equatable {
    let words: String

    init(_ answer: HTTPAnswer, to request: BehaviourRequest, at sites: VirtualSites) {
        var parts = ["\(answer.status)"]
        if let location = answer.header("Location") { parts.append("to `\(location)`") }
        let page = (try? JSONSerialization.jsonObject(with: Data(answer.body)) as? [String: Any]) ?? [:]
        if let settings = page["CFG"] as? [String: Any], let name = settings["dbname"] as? String {
            parts.append(Self.said(of: page, by: String(name.dropFirst(2))))
        } else if answer.text == StandIn.pixels || answer.text == "Contact: x\n" {
            parts.append("the file")
        } else if answer.status == 200, !answer.body.isEmpty {
            parts.append("`\(answer.text.prefix(80))`")
        } else if request.method == "HEAD", !answer.body.isEmpty {
            parts.append("with a body")
        }
        for name in request.shows {
            let value = page[name] as? String ?? answer.header(name) ?? ""
            parts.append(value.isEmpty ? "no \(name)" : "\(name) `\(value)`")
        }
        words = parts.joined(separator: ", ").replacingOccurrences(of: String(sites.port), with: "PORT")
            .replacingOccurrences(of: "|", with: "\\|")
    }

    /// The host, the script, and what follows that.
    private static func said(of page: [String: Any], by id: String) -> String {
        let script = page["SCRIPT_NAME"] as? String ?? ""
        let info = page["PATH_INFO"] as? String ?? ""
        return "\(id) runs `\(script)`" + (info.isEmpty ? "" : " with `\(info)`")
    }
}

/// What all servers answered to one request.
struct BehaviourRow {
    let request: BehaviourRequest
    let answers: [(server: String, words: String)]

    /// The answer of most, and who says otherwise.
    var common: String {
        let counts = Dictionary(grouping: answers, by: \.words).mapValues(\.count)
        return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? ""
    }

    var others: [(servers: [String], words: String)] {
        let common = common
        let groups = Dictionary(grouping: answers.filter { $0.words != common }, by: \.words)
        return groups.map { (servers: $1.map(\.server), words: $0) }.sorted { $0.words < $1.words }
    }

    /// A line of the table.
    var line: String {
        var name = request.title ?? "`\(request.target)`"
        if request.title == nil, request.host != "alpha.example.test" { name += " of `\(request.host ?? "")`" }
        if request.method != "GET" { name = "\(request.method) \(name)" }
        let others = others.map { "\($0.servers.joined(separator: ", ")): \($0.words)" }.joined(separator: "; ")
        let reason = request.why.map { others.isEmpty ? "" : ": \($0)" } ?? ""
        return "| \(name.replacingOccurrences(of: "|", with: "\\|")) | \(common) | \(others)\(reason) |"
    }
}
