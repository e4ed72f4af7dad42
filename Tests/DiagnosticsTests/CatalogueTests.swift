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
        // A value on lines that are indented less, or after others in the same brackets.
        ("a:\n  db: { x: y, password:\n\"hunter2\", z: XX }\n", 3), ("a: { password: \"x\nhunter2\", b: c }\n", 2),
        ("password: \"x\nhunter2\"\n", 2), ("password:\nhunter2\n", 2), ("a: {\n token: x\nhunter2\n, b: c }\n", 3),
        ("upgradekey: { file: /x, hunter2 }\n", 1), ("upgradekey: { file: /x,\n  hunter2 }\n", 2),
        ("password: { file: \"/x\", env: hunter2 }\n", 1), ("password: { file: \"{hunter2}\" }\n", 1),
        ("password: { env: HUNTER-hunter2 }\n", 1), ("password: { command: [hunter2] }\n", 1),
        ("password_salt: { main: {hunter2}, old: [x] }\n", 1),
        ("password_salt: { main: { file: /x }, hunter2: x }\n", 1),
        ("p:\n- password: |\n    x\n    hunter2\n", 4), ("? password\n: hunter2\n", 2),
        ("\"pass\\x77ord\": hunter2\n", 1), ("a: it's\npassword: hunter2\n", 2),
        ("a: |\n  it's \"so\n  {\npassword: hunter2\n", 4),
        ("a: \"x\n  password: hunter2\"\n", 2), ("a: b # password: hunter2\n", 1), ("password: 'x'' hunter2'\n", 1),
        ("api_key: hunter2\n", 1), ("a: { private_key: hunter2 }\n", 1), ("consumersecret_1: hunter2\n", 1),
        ("a: { secret: { file: /x }, hunter2: x }\n", 1),
        // Addresses.
        ("url: \"https://user:hunter2@a.example\"\n", 1), ("url: https://hunter2@a.example/\n", 1),
        ("url: https://a:x/@hunter2@a.example\n", 1), ("aliases: [user:hunter2@a.example]\n", 1),
    ])
    func secretsOfSeveralLinesAreNotShown(_ text: String, _ line: Int) {
        let place = Place(SourceFile(name: "r", bytes: Array(text.utf8)), line: line, column: 1)
        let shown = Diagnostic(severity: .error, code: Code(101), message: "m", place: place).text
        #expect(!shown.contains("hunter2") && (shown.contains("....") || shown.contains(" .")), "\(shown)")
    }

    @Test(arguments: [
        ("password: { file: /etc/x }\n", 1, "/etc/x"), ("password:\n  file: /etc/x\n", 2, "/etc/x"),
        ("password: { file: \"/etc/{id}\" }\n", 1, "/etc/{id}"), ("password: { env: KEY }\n", 1, "KEY"),
        ("password: { command: [/bin/pass, show] }\n", 1, "/bin/pass"),
        ("a: { secret: { file: /etc/x } }\n", 1, "/etc/x"),
        ("password: x\nname: visible\n", 2, "visible"), ("mail: { main_name: visible }\n", 1, "visible"),
        ("main: { type: visible }\n", 1, "visible"), ("\"key'\\\\\": visible\n", 1, "visible"),
        ("password:\nname: visible\n", 2, "visible"),
        ("p:\n- password: x\n  name: visible\n", 3, "visible"),
        ("a: { password: x,\n b: c\n}\nname: visible\n", 4, "visible"),
        ("a: { password: x\n, name: y,\n b: visible }\n", 3, "visible"),
        ("password: |\n  it's\n  {\nname: visible\n", 4, "visible"),
        ("password: \"a\n  b\"\nname: visible\n", 3, "visible"),
        ("password_salt: { main: { file: /x }, old: [{ env: KEY }] } # visible\n", 1, "visible"),
        ("password_salt:\n  old:\n  - { file: /visible }\n", 3, "visible"),
        ("password:\n  file: /etc/{id}\n", 2, "{id}"),
        ("mail: { noreply: visible@a.example, url: http://visible/ }\n", 1, "visible@a.example, url: http://visible/"),
        ("db: { name: visible }\n", 1, "visible"), ("db:\n  name: visible\n", 2, "visible"),
        ("db: null # visible\n", 1, "visible"), ("db: # visible\n", 1, "visible"),
        ("config:\n  list:\n    - visible\n", 3, "visible"), ("config:\n  list:\n  - visible\n", 3, "visible"),
        ("config:\n  list:\n    [a,\n     visible]\n", 4, "visible"),
    ])
    func whatIsNoSecretIsShown(_ text: String, _ line: Int, _ visible: String) {
        let place = Place(SourceFile(name: "r", bytes: Array(text.utf8)), line: line, column: 1)
        #expect(Diagnostic(severity: .error, code: Code(101), message: "m", place: place).text.contains(visible))
    }

    @Test(arguments: [
        "smtppass", "recaptchaprivatekey", "bind_pw", "proxypassword", "api_key", "private_key", "client_key",
        "passphrase",
        "license_key", "airnotifieraccesskey", "consumersecret_1", "consumer_secret", "secretkey_live",
        "wwwpasswordold", "apikey2",
        "AccessKey", "my-token",
    ])
    func namesOfSecretsAreKnown(_ name: String) { #expect(SecretName.isSetting(name) && SecretName.isLikely(name)) }

    @Test(arguments: [
        "forgottenpasswordurl", "passwordpolicy", "disablelogintoken", "proxybypass", "sitekey", "recaptchapublickey",
        "consumerkey", "maxtokens", "tokenduration", "requirepassword", "lang", "gradepass_default", "old", "",
    ])
    func namesOfSwitchesAndOfWhatIsPublicAreNone(_ name: String) { #expect(!SecretName.isSetting(name)) }

    @Test func manyFindingsInALongFileAreShownInGoodTime() {
        let file = SourceFile(name: "r", bytes: Array(String(repeating: "a: b\n", count: 100_000).utf8))
        var diagnostics = Diagnostics()
        for line in 1...20_000 { diagnostics.error(Code(201), "m", at: Place(file, line: line * 5, column: 1)) }
        #expect(diagnostics.sorted.map(\.text).joined().count > 500_000)
    }
}
