import Foundation
import TestSupport
import Testing

/// Each key has its record, no other key has one, slots are different, and the bytes are the same whatever the entries' order:
/// Tests/Invariants/TableInvariants.swift, compiled with optimisation.
@Suite struct InvariantTests {
    private let directory: TemporaryDirectory
    private let program: String

    init() throws {
        directory = try TemporaryDirectory()
        program = directory.path + "/table-invariants"
        let sources = Repository.names(in: "Sources/HostTable").map { "Sources/HostTable/\($0)" }
        let outcome = try run(
            "/usr/bin/env",
            ["swiftc", "-O", "-wmo", "-parse-as-library", "-module-name", "TableInvariants", "-o", program]
                + (sources + ["Tests/Invariants/TableInvariants.swift"]).map {
                    Repository.root.appending(path: $0).path
                })
        try #require(outcome.status == 0, "\(outcome.errors)")
    }

    @Test func everySizeKeepsThem() throws {
        #expect(try said(["0", "2000"]) == "2001 tables, 2007003 looks\n")
        #expect(try said(["100000", "100000"]) == "1 tables, 100003 looks\n")
    }

    private func said(_ arguments: [String]) throws -> String {
        let outcome = try run(program, arguments)
        #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
        return outcome.text
    }
}
