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
    static func expectAccepted(_ registry: String) throws {
        let directory = try TemporaryDirectory()
        let outcome = try run(Program.vmoodleGen(), ["check", try directory.write(registry, to: "registry.yaml")])
        #expect(outcome.status == 0, "\(outcome.errors)\n\(registry)")
    }
}
