import Diagnostics
import Foundation
import TestSupport
import Testing

@Suite struct CatalogueTests {
    /// The ways to name a code.
    nonisolated(unsafe) private static let patterns: [Regex<AnyRegexOutput>] = [
        #"Code\(([0-9]{3})\)"#, #"(?:error|warn|refuse)\(\s*([0-9]{3}),"#, #"VM([0-9]{3}): "#,
        #"(?:nil|isInternationalName) \? ([0-9]{3}) : ([0-9]{3})[,)]"#, #"\((?:found|start), ([0-9]{3}), "#,
        #"case [A-Za-z]+ = (5[0-9]{2})\n"#,
    ].map { try! Regex($0) }

    /// The numbers that the sources report.
    private func used() throws -> Set<Int> {
        let sources = Repository.root.appending(path: "Sources")
        let paths = FileManager.default.enumerator(atPath: sources.path)?.compactMap { $0 as? String } ?? []
        var numbers: Set<Int> = []
        for path in paths where path.hasSuffix(".swift") && !path.hasSuffix("CodeCatalogue.swift") {
            let text = try String(contentsOf: sources.appending(path: path), encoding: .utf8)
            for pattern in Self.patterns {
                for match in text.matches(of: pattern) {
                    numbers.formUnion(match.output.dropFirst().compactMap { $0.substring.flatMap { Int($0) } })
                }
            }
        }
        return numbers
    }

    @Test func everyCodeInUseIsExplained() throws {
        let catalogue = Set(Code.catalogue.map(\.number))
        let used = try used()
        #expect(used.subtracting(catalogue) == [])
        #expect(catalogue.subtracting(used) == [])
    }

    @Test func everyEntryHasATitleAndATextInOrder() {
        for entry in Code.catalogue {
            #expect(!entry.title.isEmpty && entry.text.count > 40 && !entry.text.hasSuffix("\n"))
        }
        #expect(Code.catalogue.map(\.number) == Code.catalogue.map(\.number).sorted())
        #expect(Set(Code.catalogue.map(\.number)).count == Code.catalogue.count)
    }

    @Test(arguments: [
        ("a:\n  upgradekey: |\n    hunter2\n    hunter2\n", 4), ("password: \"a\n  hunter2\"\n", 2),
        ("password_peppers:\n- hunter2\n", 2), ("password_peppers: [\n  hunter2 ]\n", 2),
        ("password_salt: { main: hunter2 }\n", 1), ("x: { \"password\" : 'hunter2' }\n", 1),
        ("a: { secret: hunter2 }\n", 1),
        ("config: { smtppass: hunter2 }\n", 1), ("db: { passwrd: \"hunter2\" }\n", 1),
        ("smtp: { pasword: hunter2 }\n", 1),
        ("password: { hunter2: x }\n", 1), ("password: { file: hunter2 }\n", 1), ("password: { env: hunter2 }\n", 1),
        ("password: { command: hunter2 }\n", 1), ("config: { recaptchaprivatekey: hunter2 }\n", 1),
        ("password:\n  file: hunter2\n", 2),
        ("password_salt:\n  old:\n    - x\n    - hunter2\n", 4), ("admin_password: hunter2\n", 1),
    ])
    func secretsOfSeveralLinesAreNotShown(_ text: String, _ line: Int) {
        let place = Place(SourceFile(name: "r", bytes: Array(text.utf8)), line: line, column: 1)
        let shown = Diagnostic(severity: .error, code: Code(101), message: "m", place: place).text
        #expect(!shown.contains("hunter2") && shown.contains("...."), "\(shown)")
    }

    @Test(arguments: [
        ("password: { file: /etc/x }\n", 1, "/etc/x"), ("password:\n  file: /etc/x\n", 2, "/etc/x"),
        ("password: { file: \"/etc/{id}\" }\n", 1, "/etc/{id}"), ("password: { env: KEY }\n", 1, "KEY"),
        ("password: { command: [/bin/pass, show] }\n", 1, "/bin/pass"),
        ("a: { secret: { file: /etc/x } }\n", 1, "/etc/x"),
        ("password: x\nname: visible\n", 2, "visible"), ("mail: { main_name: visible }\n", 1, "visible"),
        ("db: { name: visible }\n", 1, "visible"), ("db:\n  name: visible\n", 2, "visible"),
        ("db: null # visible\n", 1, "visible"), ("db: # visible\n", 1, "visible"),
        ("config:\n  list:\n    - visible\n", 3, "visible"), ("config:\n  list:\n  - visible\n", 3, "visible"),
        ("config:\n  list:\n    [a,\n     visible]\n", 4, "visible"),
    ])
    func whatIsNoSecretIsShown(_ text: String, _ line: Int, _ visible: String) {
        let place = Place(SourceFile(name: "r", bytes: Array(text.utf8)), line: line, column: 1)
        #expect(Diagnostic(severity: .error, code: Code(101), message: "m", place: place).text.contains(visible))
    }

    @Test func manyFindingsInALongFileAreShownInGoodTime() {
        let file = SourceFile(name: "r", bytes: Array(String(repeating: "a: b\n", count: 100_000).utf8))
        var diagnostics = Diagnostics()
        for line in 1...20_000 { diagnostics.error(Code(201), "m", at: Place(file, line: line * 5, column: 1)) }
        #expect(diagnostics.sorted.map(\.text).joined().count > 500_000)
    }
}
