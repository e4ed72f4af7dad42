import Diagnostics
import Foundation
import Importing
import Testing

/// Nodelists there and back.
@Suite struct NodelistTests {
    private func rows(_ text: String, separator: Character = ";") throws -> [NodelistRow] {
        var report = ImportReport()
        let file = SourceFile(name: "n", bytes: Array(text.utf8))
        let records = NodelistReading.records(
            of: file, separator: separator.asciiValue ?? 0, reporting: &report)
        #expect(report.diagnostics.all.filter { $0.code != Code(557) }.isEmpty, "\(report.text)")
        return try #require(records).compactMap { NodelistRow($0) }
    }

    private func row(_ name: String) -> NodelistRow {
        NodelistRow(
            vhostname: "https://a.example", name: name, shortname: "a", vdblogin: "u", vdbname: "m", vdatapath: "/d")
    }

    @Test(arguments: [";", ",", ":", "\t"] as [Character])
    func rowsComeBackAsTheyWere(_ separator: Character) throws {
        var random = SystemRandomNumberGenerator()
        let parts = ["a", "Lycée", ";", ",", "|", "&", "#", "44", "\"", "'", "\\", "=", ":", "/", "(", "日", "{x}", "-"]
        func text(_ count: ClosedRange<Int>) -> String {
            (0..<Int.random(in: count, using: &random)).map { _ in parts.randomElement(using: &random) ?? "" }.joined()
        }
        let rows = (0..<300).map { number in
            NodelistRow(
                vhostname: "https://h\(number).example", name: text(1...6), shortname: text(1...4),
                description: text(0...9), vdbtype: "postgres", vdbhost: "db:1", vdblogin: text(1...3),
                vdbpass: text(0...8), vdbname: "m", vdbprefix: "p_", vdbpersist: Bool.random(),
                vdatapath: "/d/\(number)",
                mnet: Int.random(in: -1...9), enabled: Bool.random(), vtemplate: text(0...2), services: "subnetwork",
                forcedns: number % 7 == 0, config: number % 3 == 0 ? ["lang": "fr", "x": text(1...3)] : [:],
                plugins: number % 2 == 0 ? ["auth_cas": ["hostname": text(1...3)]] : [:])
        }
        // VMoodle's format cannot say everything, and then there is a warning.
        let sayable = rows.filter { NodelistWriting([$0], separator: separator.asciiValue ?? 0).warnings.isEmpty }
        #expect(sayable.count > 200)
        let written = NodelistWriting(sayable, separator: separator.asciiValue ?? 0)
        #expect(written.warnings.isEmpty)
        #expect(try self.rows(written.text, separator: separator) == sayable)
    }

    @Test func separatorIsWrittenAsTheEntityThatVMoodleReads() {
        let text = NodelistWriting([row("a;b,c")]).text
        #expect(
            text.hasPrefix("vhostname;name;shortname;description;vdbtype;vdbhost;vdblogin;vdbpass;vdbname;vdbprefix;"))
        #expect(text.split(separator: "\n")[1].hasPrefix("https://a.example;a&#44b,c;a;"))
    }

    @Test func columnsThatNoRowUsesAreLeftOut() {
        var second = row("b")
        second.config = ["lang": "fr"]
        let header = NodelistWriting([row("a"), second]).text.split(separator: "\n")[0]
        #expect(header.hasSuffix(";vdbpersist;vdatapath;mnet;enabled;vtemplate;services;config_lang"))
        #expect(!NodelistWriting([row("a")]).text.contains("config_"))
    }

    @Test(arguments: [
        ("a&#44b", "has '&#44' or '&#59' in it"), ("a\r\nb", "has lines"), (" a", "begins or ends with a space"),
        (String(repeating: "x", count: 1000), "VMoodle reads at most 1023"),
    ])
    func whatVMoodleWouldReadOtherwiseIsWarnedOf(_ name: String, _ warning: String) {
        let warnings = NodelistWriting([row(name)]).warnings
        #expect(warnings.count == 1 && warnings[0].contains(warning), "\(warnings)")
    }

    @Test func lineOfExactlyWhatVMoodleReadsIsNotWarnedOf() {
        let rest = NodelistWriting([row("")]).text.split(separator: "\n")[1].utf8.count + 1
        #expect(NodelistWriting([row(String(repeating: "x", count: 1023 - rest))]).warnings.isEmpty)
        #expect(NodelistWriting([row(String(repeating: "x", count: 1024 - rest))]).warnings.count == 1)
    }

    @Test func passwordsNeverStandInTheReport() {
        var report = ImportReport()
        let text = """
            vhostname;name;shortname;vdatapath;vdbname;vdblogin;vdbpass;config_smtppass;enabled
            bad;N;n;relative;m.m;u;hunter2;hunter2;hunter;x;y
            http://a.example;N;n;/d;m;u;hunter2\u{1};hunter2;1

            """
        let records = NodelistReading.records(of: SourceFile(name: "n", bytes: Array(text.utf8)), reporting: &report)
        _ = RecordConversion.hosts(of: records ?? [], reporting: &report)
        #expect(!report.diagnostics.all.isEmpty)
        #expect(!report.text.contains("hunter2") && !report.json { "\"\($0)\"" }.joined().contains("hunter2"))
    }
}
