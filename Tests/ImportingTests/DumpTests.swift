import Diagnostics
import Importing
import TestSupport
import Testing

/// Dumps that are cut, odd or hostile.
@Suite struct DumpTests {
    private func report(of dump: [UInt8]) -> (count: Int?, ImportReport) {
        var report = ImportReport()
        let records = DumpReading.records(of: SourceFile(name: "d", bytes: dump), reporting: &report)
        return (records?.count, report)
    }

    @Test(arguments: ["dump-mysql", "dump-postgresql"]) func everyPrefixOfADumpEnds(_ name: String) throws {
        let bytes = try Repository.bytes("Tests/Imports/\(name)/dump.sql")
        for count in stride(from: 0, to: bytes.count, by: 7) {
            let (_, report) = report(of: Array(bytes.prefix(count)))
            #expect(!report.text.contains("hunter2"))
        }
    }

    @Test func rowWithoutNamesOfColumnsIsReported() {
        let (count, report) = report(of: Array("INSERT INTO x_local_vmoodle VALUES (1,'a'),(2,'b');".utf8))
        #expect(count == nil)
        #expect(report.diagnostics.all.filter { $0.code == Code(551) }.count == 2)
    }

    @Test func olderRegisterIsReadWhereThereIsNoNewerOne() {
        let block =
            "CREATE TABLE mdl_block_vmoodle (id int, name text); INSERT INTO mdl_block_vmoodle VALUES (1,'a'),(2,'b');"
        let local = "CREATE TABLE mdl_local_vmoodle (id int); INSERT INTO mdl_local_vmoodle VALUES (1);"
        #expect(report(of: Array(block.utf8)).count == 2)
        #expect(report(of: Array((block + local).utf8)).count == 1)
    }

    @Test func twentyThousandRowsInOneLineAreReadInTime() {
        let row = "(1,'a','b','http://a.example')"
        let dump =
            "CREATE TABLE local_vmoodle (id int, name text, shortname text, vhostname text);\nINSERT INTO local_vmoodle VALUES "
            + Array(repeating: row, count: 20_000).joined(separator: ",") + ";"
        let clock = ContinuousClock()
        var count: Int?
        let time = clock.measure { count = report(of: Array(dump.utf8)).count }
        #expect(count == 20_000)
        // Debug builds on shared cores; quadratic work would take many minutes.
        #expect(time < .seconds(60), "\(time)")
    }
}
