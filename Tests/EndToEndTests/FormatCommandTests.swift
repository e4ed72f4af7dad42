import Foundation
import TestSupport
import Testing

/// `fmt` as its users type it.
@Suite struct FormatCommandTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private func format(_ arguments: [String], input: String = "") throws -> Outcome {
        try run(Program.vmoodleGen(), ["fmt"] + arguments, input: Array(input.utf8), in: directory.url)
    }

    @Test func fileIsReplacedWholeAndKeepsItsMode() throws {
        let path = try directory.write("version:   1\nhosts: {}\n", to: "real/registry.yaml")
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
        let link = directory.url.appending(path: "registry.yaml").path
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "real/registry.yaml")
        #expect(try format(["--check"]).status == 2)
        let outcome = try format([])
        #expect(outcome.status == 0 && outcome.text == "registry.yaml\n", "\(outcome.errors)")
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "version: 1\nhosts: {}\n")
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        #expect(attributes[.posixPermissions] as? Int == 0o640)
        #expect(
            try FileManager.default.attributesOfItem(atPath: link)[.type] as? FileAttributeType == .typeSymbolicLink)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: directory.url.appending(path: "real").path) == [
                "registry.yaml"
            ])
        // Nothing to do is nothing done.
        let again = try format([])
        #expect(again.status == 0 && again.output.isEmpty && again.errors.isEmpty)
        #expect(
            try FileManager.default.attributesOfItem(atPath: path)[.systemFileNumber] as? Int == attributes[
                .systemFileNumber] as? Int)
        #expect(try format(["--check"]).status == 0)
    }

    @Test func severalFilesAreLaidOutAndOneThatIsNoRegistryIsLeftAlone() throws {
        _ = try directory.write("a:   1\n", to: "a.yaml")
        _ = try directory.write("b: [\n", to: "b.yaml")
        let outcome = try format(["a.yaml", "b.yaml"])
        #expect(
            outcome.status == 65 && outcome.text == "a.yaml\n" && outcome.errors.contains("b.yaml:1:4: error: VM101"))
        #expect(try String(contentsOf: directory.url.appending(path: "b.yaml"), encoding: .utf8) == "b: [\n")
        _ = try directory.write("c:   1\n", to: "c.yaml")
        let goesOn = try format(["nowhere.yaml", "c.yaml"])
        #expect(goesOn.status == 1 && goesOn.text == "c.yaml\n")
    }

    @Test func standardInputGoesToStandardOutput() throws {
        let outcome = try format(["-"], input: "a:   { b: 1 }   # c\n")
        #expect(outcome.text == "a: { b: 1 }  # c\n")
        #expect(try format(["-", "--check"], input: "a:   1\n").status == 2)
    }
}
