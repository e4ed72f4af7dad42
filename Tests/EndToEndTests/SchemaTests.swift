import Foundation
import TestSupport
import Testing

/// The JSON Schema and `check` agree, by a validator that is not ours (PyPI: check-jsonschema).
@Suite struct SchemaTests {
    private static let validator = Repository.root.appending(path: ".build/python/bin/check-jsonschema").path

    /// The files that the validator refuses.
    private func refused(_ files: [String]) throws -> Set<String> {
        let directory = try TemporaryDirectory()
        let schema = try run(Program.vmoodleGen(), ["schema"])
        let path = try directory.write(schema.text, to: "schema.json")
        let outcome = try run(
            Self.validator, ["--schemafile", path, "--output-format", "json"] + files, in: Repository.root)
        let json = try #require(
            try JSONSerialization.jsonObject(with: Data(outcome.output)) as? [String: Any],
            "\(outcome.errors)\(outcome.text)")
        let errors = (json["errors"] as? [[String: Any]] ?? []) + (json["parse_errors"] as? [[String: Any]] ?? [])
        return Set(errors.compactMap { $0["filename"] as? String })
    }

    @Test(
        .enabled(if: FileManager.default.isExecutableFile(atPath: validator), "Tests/install-python check-jsonschema"))
    func everyExampleFitsTheSchema() throws {
        let files =
            ["registry.yaml"] + Repository.names(in: "Tests/Accepted").map { "Tests/Accepted/\($0)/registry.yaml" }
        #expect(try refused(files) == [])
    }

    /// What is wrong in one field the schema refuses too; what only the whole shows it cannot see.
    @Test(
        .enabled(if: FileManager.default.isExecutableFile(atPath: validator), "Tests/install-python check-jsonschema"))
    func schemaRefusesWhatCheckRefusesInAField() throws {
        let files = Repository.names(in: "Tests/Rejected").map { "Tests/Rejected/\($0)" }
        let refused = try refused(files)
        for file in files {
            let text = String(decoding: try Repository.bytes(file), as: UTF8.self)
            let codes = Set(text.matches(of: /# error: VM([0-9]+)/).compactMap { Int($0.1) })
            if codes.contains(201) || codes.contains(202) { #expect(refused.contains(file), "\(file)") }
            if codes.allSatisfy({ $0 >= 300 || $0 == 213 }) { #expect(!refused.contains(file), "\(file)") }
        }
    }
}
