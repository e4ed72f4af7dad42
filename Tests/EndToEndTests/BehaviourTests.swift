import Foundation
import TestSupport
import Testing

/// One list of requests for all web servers, which answer alike, or otherwise for a reason that stands beside it; the table of
/// docs/web-servers.md. VMOODLE_RECORD=1 writes it anew, and fails.
@Suite(.serialized, .enabled(if: WebServer.areInstalled, "nginx, apache2, caddy and php-fpm are needed"))
struct BehaviourTests {
    private static let marks = ("<!-- The table begins. -->\n", "<!-- The table ends. -->\n")

    private func answers(of server: WebServer) throws -> [String] {
        let sites = try VirtualSites(on: server, registry: Behaviour.registry)
        try Behaviour.writeFiles(for: sites)
        try sites.start()
        return try Behaviour.sections.flatMap(\.requests).map { request in
            do {
                return BehaviourAnswer(try ask(request, at: sites), to: request, at: sites).words
            } catch {
                throw ServerFailure(
                    "\(server) \(request.target) \(request.title ?? ""): \(error)\n\(sites.logs.suffix(2000))")
            }
        }
    }

    private func ask(_ request: BehaviourRequest, at sites: VirtualSites) throws -> HTTPAnswer {
        let host = request.host?.replacingOccurrences(of: "PORT", with: "\(sites.port)")
        guard request.isChunked else {
            return try sites.get(
                request.target, host: host, method: request.method, headers: request.headers, body: request.body)
        }
        let body = "\(String(request.body.utf8.count, radix: 16))\r\n\(request.body)\r\n0\r\n\r\n"
        let lines = ["\(request.method) \(request.target) HTTP/1.1", "Host: \(host ?? "")", "Connection: close"]
        let head = (lines + request.headers + ["Transfer-Encoding: chunked", "", ""]).joined(separator: "\r\n")
        return try LoopbackHTTP(port: sites.port).answer(to: Array((head + body).utf8))
    }

    @Test func allServersAnswerAsTheTableSays() throws {
        let answers = try WebServer.programs.map { (server: $0.rawValue, words: try self.answers(of: $0)) }
        var number = 0
        var table = ""
        for section in Behaviour.sections {
            table += "\n### \(section.title)\n\n| request | answer | otherwise |\n| --- | --- | --- |\n"
            for request in section.requests {
                let row = BehaviourRow(request: request, answers: answers.map { ($0.server, $0.words[number]) })
                #expect(row.others.isEmpty == (request.why == nil), "\(row.line)")
                table += row.line + "\n"
                number += 1
            }
        }
        print(table)
        try compare(table + "\n")
    }

    /// Whichever layout the hosts have, and wherever PHP runs.
    @Test(arguments: WebServer.allCases.filter { !WebServer.programs.contains($0) })
    func oneProgramAnswersAlike(server: WebServer) throws {
        let requests = Behaviour.sections.flatMap(\.requests).map { "\($0.target) \($0.title ?? "")" }
        let (own, usual) = (try answers(of: server), try answers(of: server.program))
        let others = zip(requests, zip(own, usual)).filter { $0.1.0 != $0.1.1 }
        #expect(others.isEmpty, "\(others.map { "\($0.0): \($0.1.0), not \($0.1.1)" }.joined(separator: "\n"))")
    }

    private func compare(_ table: String) throws {
        let page = Repository.root.appending(path: "docs/web-servers.md")
        let text = try String(contentsOf: page, encoding: .utf8)
        let start = try #require(text.range(of: Self.marks.0)?.upperBound)
        let end = try #require(text.range(of: Self.marks.1)?.lowerBound)
        if ProcessInfo.processInfo.environment["VMOODLE_RECORD"] != nil {
            try Data((text[..<start] + table + text[end...]).utf8).write(to: page)
            Issue.record("docs/web-servers.md is recorded; run again without VMOODLE_RECORD")
        } else {
            let lines = table.split(separator: "\n")
            let known = Set(text[start..<end].split(separator: "\n"))
            #expect(text[start..<end] == table, "\(lines.filter { !known.contains($0) }.joined(separator: "\n"))")
        }
    }
}
