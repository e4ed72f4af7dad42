import Foundation
import TestSupport
import Testing

/// Tests/Imports: what people have today, with the registry and the report that it gives; `make golden` writes them anew.
@Suite struct ImportedTests {
    private static let cases = Repository.names(in: "Tests/Imports")

    private func text(_ path: String) -> String {
        (try? Repository.bytes("Tests/Imports/\(path)")).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    @Test(arguments: cases) func registryAndReportAreWhatWasReviewed(_ name: String) throws {
        let arguments = text("\(name)/arguments").split(whereSeparator: \.isWhitespace).map(String.init)
        let outcome = try run(
            Program.vmoodleGen(), ["import"] + arguments, in: Repository.root.appending(path: "Tests/Imports/\(name)"))
        #expect(outcome.text == text("\(name)/registry.yaml"))
        #expect(outcome.errors == text("\(name)/report.txt"))
        #expect("\(outcome.status)\n" == text("\(name)/status"))
    }

    /// Passwords of all cases begin with one word, so that it can be looked for.
    @Test(arguments: cases) func reportHoldsNoPassword(_ name: String) throws {
        #expect(!text("\(name)/report.txt").lowercased().contains("hunter2"))
    }

    @Test(arguments: cases) func registryCompiles(_ name: String) throws {
        let registry = text("\(name)/registry.yaml")
        guard text("\(name)/status") != "65\n" else {
            #expect(registry.isEmpty)
            return
        }
        try Reader.expectAccepted(registry)
    }
}

/// The registry's reader as the tests of other commands ask it.
enum Reader {
    /// Whether the reader knows every field of the language. Until it does, lines of fields that it does not know, and only
    /// those, are left out before a registry is checked; once it does, the test of the largest example says so.
    static let knowsEveryField = false

    /// - Returns: how many fields were left out.
    @discardableResult
    static func expectAccepted(_ registry: String) throws -> Int {
        var leftOut = 0
        var lines = registry.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let directory = try TemporaryDirectory()
        for _ in 0..<20 {
            let file = try directory.write(lines.joined(separator: "\n"), to: "registry.yaml")
            let outcome = try run(Program.vmoodleGen(), ["check", file])
            if outcome.status == 0 { return leftOut }
            let findings = outcome.errors.split(separator: "\n").filter { $0.contains(": error: VM") }
            try #require(!knowsEveryField && !findings.isEmpty, "\(outcome.errors)\n\(lines.joined(separator: "\n"))")
            leftOut += findings.count
            for finding in findings.reversed() {
                try #require(finding.contains("VM201: unknown key"), "\(outcome.errors)")
                let parts = finding.dropFirst(file.count + 1).split(separator: ":")
                try leaveOut(try #require(Int(parts[0])) - 1, column: try #require(Int(parts[1])), of: &lines)
            }
        }
        Issue.record("the reader still refuses:\n\(lines.joined(separator: "\n"))")
        return leftOut
    }

    /// A key with all that is indented below it; within a map on one line, that line with the rest of its value.
    private static func leaveOut(_ index: Int, column: Int, of lines: inout [String]) throws {
        let indent = lines[index].prefix { $0 == " " }.count
        if column - 1 == indent {
            var end = index + 1
            while end < lines.count, lines[end].isEmpty || lines[end].prefix(while: { $0 == " " }).count > indent {
                end += 1
            }
            lines.removeSubrange(index..<end)
            lines.insert(contentsOf: Array(repeating: "", count: end - index), at: index)
        } else {
            let line = Array(lines[index].unicodeScalars)
            var end = column - 1
            var depth = 0
            while end < line.count {
                if line[end] == "{" || line[end] == "[" { depth += 1 }
                if depth == 0, line[end] == "," || line[end] == "}" { break }
                if line[end] == "}" || line[end] == "]" { depth -= 1 }
                end += 1
            }
            if end < line.count, line[end] == "," { end += 1 }
            var shorter = String.UnicodeScalarView(line[..<(column - 1)])
            shorter.append(contentsOf: line[end...])
            lines[index] = String(shorter)
        }
    }
}
