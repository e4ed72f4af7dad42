import Diagnostics
import Foundation
import Registry
import RegistryYAML
import TestSupport
import Testing

import class Registry.Host  // Foundation has one, too.

@Suite struct ReadingTests {
    private static let head = """
        version: 1
        platforms: { p: { root: /srv/p, defaults: { config: { a: 2, b: 2 } } }, q: { root: /srv/q } }
        dbservers: { s: { type: pgsql } }
        defaults:
          platform: p
          dataroot: /data/{id}
          db: { server: s, name: "m_{id}", user: u, password: { file: "/etc/{id}" } }
          config: { a: 1, b: 1, c: 1, d: 1, map: { x: 1, y: 1 }, list: [1, 2] }
        groups:
          g1: { config: { a: 3, b: 3, c: 3 } }
          g2: { config: { a: 4, c: 4, map: { y: 2, z: "{host}" } } }

        """

    private func read(_ text: String) -> (Registry?, Diagnostics) {
        var diagnostics = Diagnostics()
        let registry = Registry(yaml: SourceFile(name: "r", bytes: Array(text.utf8)), reporting: &diagnostics)
        return (registry, diagnostics)
    }

    private func host(_ text: String) throws -> Host {
        let (registry, diagnostics) = read(
            Self.head + "hosts:\n  h: { url: https://h.example, sslproxy: true, \(text) }\n")
        return try #require(registry?.hosts.first, "\(diagnostics.sorted.map(\.text).joined())")
    }

    private func config(_ text: String) throws -> [String: String] {
        Dictionary(
            uniqueKeysWithValues: try host(text).config.map { setting in
                (String(decoding: setting.name, as: UTF8.self), show(setting.value))
            })
    }

    private func show(_ value: ConfigValue) -> String {
        switch value {
        case .bool(let value): "\(value)"
        case .int(let value): "\(value)"
        case .float(let bytes): "float " + String(decoding: bytes, as: UTF8.self)
        case .string(let bytes): "'" + String(decoding: bytes, as: UTF8.self) + "'"
        case .list(let items): "[" + items.map(show).joined(separator: " ") + "]"
        case .map(let pairs):
            "{" + pairs.map { String(decoding: $0.key, as: UTF8.self) + ":" + show($0.value) }.joined(separator: " ")
                + "}"
        case .secret(.file(let path)): "file " + String(decoding: path.bytes, as: UTF8.self)
        case .secret(let source): "\(source)"
        }
    }

    @Test func laterLayersWinAndMapsMergeDeeply() throws {
        let config = try config("groups: [g1, g2], config: { d: 5, map: { x: null } }")
        #expect(config == ["a": "4", "b": "3", "c": "4", "d": "5", "map": "{y:2 z:'h.example'}", "list": "[1 2]"])
    }

    @Test func platformDefaultsStandAboveDefaults() throws {
        #expect(
            try config("config: {}") == ["a": "2", "b": "2", "c": "1", "d": "1", "map": "{x:1 y:1}", "list": "[1 2]"])
        #expect(try config("platform: q")["a"] == "1")
    }

    @Test func nullTakesAwayAndListsReplace() throws {
        #expect(try config("config: null").isEmpty)
        #expect(try config("config: { a: ~, map: , list: [9] }") == ["b": "2", "c": "1", "d": "1", "list": "[9]"])
    }

    @Test func configValuesAreTypedByWhatIsWritten() throws {
        let config = try config(
            #"config: { a: "08", b: -7, c: 1.50, d: false, map: "null", list: [], e: 4.5.1, f: 10.0.0.1, g: text, h: '{{id}}' }"#
        )
        #expect(
            config == [
                "a": "'08'", "b": "-7", "c": "float 1.50", "d": "false", "map": "'null'", "list": "[]", "e": "'4.5.1'",
                "f": "'10.0.0.1'", "g": "'text'", "h": "'{id}'",
            ])
    }

    @Test(
        arguments: [
            "no", "yes", "on", "Off", "True", "NULL", "08", "0x1F", "0o17", "1_000", "1e3", "22:22", "2026-01-31", "+1",
            ".5", "1.", "-",
            ".inf", "99999999999999999999",
        ].filter { $0 != "-" })
    func valuesThatYAMLReadersDisagreeOnAreRefused(_ text: String) {
        let (registry, diagnostics) = read(
            Self.head + "hosts:\n  h: { url: https://h.example, sslproxy: true, config: { k: \(text) } }\n")
        #expect(registry == nil)
        #expect(diagnostics.all.map(\.code) == [Code(206)])
        #expect(diagnostics.all.first?.message.contains("'\(text)'") ?? false)
    }

    @Test func placesAreThoseOfTheText() throws {
        let host = try host("name: H")
        #expect(host.url.place.line == 13 && host.url.place.column == 13)
        #expect(host.dataRoot.place.line == 6 && host.dataRoot.place.column == 13)
    }

    @Test func hostsAreSortedByBytes() throws {
        let (registry, _) = read(
            Self.head + "hosts:\n"
                + ["b", "a-1", "a", "a1"].map { "  \($0): { url: 'http://\($0).example' }\n" }.joined())
        #expect(registry?.hosts.map { String(decoding: $0.id.value, as: UTF8.self) } == ["a", "a-1", "a1", "b"])
    }

    /// To Swift's String `café` written with one code point and with two are equal; to a registry they are two texts.
    @Test func stringsAreBytes() throws {
        let config = try config(#"config: { "list": ["caf\u00e9", "cafe\u0301"] }"#)
        #expect(Array((config["list"] ?? "").utf8) == Array("['caf\u{E9}' 'cafe\u{301}']".utf8))
    }

    @Test(arguments: [
        ("", 106, 1, 1), ("# only a comment\n", 106, 1, 1), ("[]\n", 106, 1, 1),
        ("version: 1\n---\nversion: 1\n", 106, 2, 1),
        ("a: &x 1\n", 103, 1, 4), ("a: *x\n", 103, 1, 4), ("a: !!str 1\n", 103, 1, 4), ("<<: {}\n", 103, 1, 1),
        ("[a]: 1\n", 103, 1, 1),
        ("%YAML 1.2\n---\na: 1\n", 103, 1, 1), ("a: 1\na: 2\n", 104, 2, 1), ("a: [\n", 101, 1, 4),
        ("a: b: c\n", 101, 1, 5),
        ("\ta: 1\n", 101, 1, 1), ("a: 1\rb: 2\n", 102, 1, 5), ("a: 1\n# é\u{2028}b: 2\n", 102, 2, 4),
        ("a: 1 # \u{85}\n", 102, 1, 8), ("a: \"\\0\"\n", 102, 1, 4), ("a: \"\\u202e\"\n", 102, 1, 4),
        ("a: \"\\u061c\"\n", 102, 1, 4), ("a: x\u{200E}\n", 102, 1, 4), ("a: \"\\u200f\"\n", 102, 1, 4),
        ("a: \u{FEFF}x\n", 102, 1, 4),
    ])
    func syntaxIsRefusedInItsPlace(_ text: String, _ code: Int, _ line: Int, _ column: Int) {
        let (registry, diagnostics) = read(text)
        #expect(registry == nil)
        let found = diagnostics.all.contains {
            $0.code == Code(code) && $0.place?.line == line && $0.place?.column == column
        }
        #expect(found, "\(diagnostics.sorted.map(\.text).joined())")
    }

    @Test(arguments: [
        ("a: [\n\n", 1, 4, "this '[' is not closed"), ("b: 1\na: { c: [x, {d: é\n", 2, 13, "this '{' is not closed"),
        ("a: \"x\nb: 1\n", 1, 4, "this '\"' is not closed"),
        ("a:\n  - { b: 'hunter2\n\n", 2, 10, "this ''' is not closed"),
        ("a: { b: 1\nhosts:\n", 2, 6, "did not find expected ',' or '}'"),
    ])
    func whatIsNotClosedIsShownWhereItBegins(_ text: String, _ line: Int, _ column: Int, _ message: String) throws {
        let (_, diagnostics) = read(text)
        let error = try #require(diagnostics.all.first)
        #expect(error.place?.line == line && error.place?.column == column, "\(error.text)")
        #expect(error.message.hasSuffix(message) && diagnostics.all.count == 1, "\(error.text)")
    }

    @Test func bracketThatIsOpenWhereALaterLineDoesNotFitIsNoted() {
        let (_, diagnostics) = read("a: { b: 1\nhosts:\n")
        let notes = diagnostics.all.flatMap(\.notes).map { "\($0.place.line):\($0.place.column): \($0.message)" }
        #expect(notes == ["1:4: the '{' that is open there"])
    }

    /// Wherever a file is cut off, there is a character to put the caret under.
    @Test(arguments: ["", "\n", "\n \n\n", "\n}", ": {", "'"])
    func syntaxErrorHasALineAndACaret(_ ending: String) throws {
        let bytes = try Repository.bytes("registry.yaml")
        var count = 0
        for cut in bytes.indices {
            let file = SourceFile(name: "r", bytes: bytes[..<cut] + Array(ending.utf8))
            var diagnostics = Diagnostics()
            _ = Registry(yaml: file, reporting: &diagnostics)
            for error in diagnostics.all where error.code == Code(101) {
                let place = try #require(error.place)
                let line = String(decoding: file.line(place.line), as: UTF8.self).unicodeScalars
                #expect((1...max(1, line.count)).contains(place.column) && !line.isEmpty, "\(cut): \(error.text)")
                count += 1
            }
        }
        #expect(count > 100)
    }

    @Test func bytesThatAreNotUTF8AreRefusedInTheirPlace() {
        var diagnostics = Diagnostics()
        let bytes = Array("version: 1\nname: é x".utf8) + [0xFF, 0x0A]
        #expect(Registry(yaml: SourceFile(name: "r", bytes: bytes), reporting: &diagnostics) == nil)
        #expect(diagnostics.all.first?.code == Code(102))
        #expect(diagnostics.all.first?.place?.description == "r:2:10")
    }

    @Test func utf16IsRefused() {
        var diagnostics = Diagnostics()
        #expect(Registry(yaml: SourceFile(name: "r", bytes: [0xFF, 0xFE, 0x61, 0]), reporting: &diagnostics) == nil)
        #expect(diagnostics.all.first?.code == Code(102))
    }

    @Test func hostileNestingAndLengthAreRefused() throws {
        let long = { (count: Int) in String(repeating: "x", count: count) }
        for text in [
            String(repeating: "[", count: 100_000), "a: " + long(65537), "# " + long(1 << 20),
            Self.head + "hosts:\n  h: { url: https://h.example, sslproxy: true, name: \(long(1025)) }\n",
        ] {
            let (registry, diagnostics) = read(text)
            #expect(registry == nil)
            #expect(diagnostics.all.contains { $0.code == Code(105) })
        }
        #expect(try config("config: { a: \(long(65536)) }")["a"]?.count == 65538)
    }

    @Test func aPasswordNeverStandsInAFinding() {
        let (_, diagnostics) = read(
            Self.head + "hosts:\n  h: { url: https://h.example, sslproxy: true, db: { password: \"hunter2\" } }\n")
        #expect(diagnostics.all.map(\.code) == [Code(211)])
        #expect(!diagnostics.all.contains { $0.text.contains("hunter2") })
        let (_, plain) = read(
            Self.head + "hosts:\n  h: { url: https://h.example, sslproxy: true, db: { password: hunter2 } }\n")
        #expect(plain.all.map(\.code) == [Code(210)])
        #expect(!plain.all.contains { $0.text.contains("hunter2") })
    }

    @Test func anAccountMayHaveNoPasswordButItMustBeSaid() throws {
        let host = try host("db: { password: \"\" }")
        guard case .literal(let secret) = host.database.password else { throw CancellationError() }
        #expect(secret.bytes.isEmpty)
        for text in ["db: { password: }, dataroot: null", "upgradekey: \"\""] {
            let (registry, _) = read(Self.head + "hosts:\n  h: { url: https://h.example, sslproxy: true, \(text) }\n")
            #expect(registry == nil)
        }
    }

    @Test func aMistakeInDefaultsIsReportedOnce() {
        let hosts = (0..<50).map { "  h\($0): { url: 'http://h\($0).example' }\n" }.joined()
        let (registry, diagnostics) = read(
            Self.head.replacingOccurrences(of: "/data/{id}", with: "data/{id}") + "hosts:\n" + hosts)
        #expect(registry == nil)
        #expect(diagnostics.all.count == 1)
    }

    @Test func aMistakeOfAPatternNamesTheHostThatShowsIt() throws {
        let head = Self.head.replacingOccurrences(of: "m_{id}", with: "m_{name}")
        let names = [("a", "fine"), ("b", "x y"), ("c", "x z")]
        let hosts = names.map { "  \($0.0): { name: \($0.1), url: 'http://\($0.0).example' }\n" }
        let (registry, diagnostics) = read(head + "hosts:\n" + hosts.joined())
        #expect(registry == nil && diagnostics.all.count == 1)
        let found = try #require(diagnostics.all.first)
        #expect(
            found.message == "'name' must be 1 to 63 letters, digits, '_' or '-', not 'm_x y'" && found.place?.line == 7
        )
        #expect(found.notes.map(\.message) == ["as for host 'b'"] && found.notes.first?.place.description == "r:14:3")
    }

    @Test func aMistakeOfAHostNeedsNoNote() {
        let (_, diagnostics) = read(Self.head + "hosts: { a: { url: x, groups: [none], web: { tls: { key: /k } } } }\n")
        #expect(diagnostics.all.count == 3 && diagnostics.all.allSatisfy(\.notes.isEmpty))
    }

    @Test func warningsDoNotCrowdErrorsOut() {
        let list = String(repeating: "{ secret: \"x\" }, ", count: 1500)
        let many = Self.head + "hosts:\n  a: { url: http://a.example, config: { list: [\(list)] } }\n"
        let (registry, diagnostics) = read(many)
        #expect(registry != nil && diagnostics.all.count == 1001 && !diagnostics.hasErrors)
        #expect(diagnostics.all.last?.message == "there are more than 1000 warnings; the others are not shown")
        let (none, findings) = read(many + "  b: { url: http://b.example, config: { x: no } }\n")
        #expect(none == nil && findings.all.last?.code == Code(206))
    }

    @Test func errorsEndSomewhere() {
        let hosts = (0..<1050).map { "H\($0): x, " }.joined()
        let (registry, diagnostics) = read(Self.head + "hosts: { \(hosts) }\n")
        #expect(registry == nil && diagnostics.all.count == 1001)
        #expect(diagnostics.all.last?.message == "there are more than 1000 errors; the others are not shown")
    }

    @Test(arguments: [
        ("url: 'https://X'", 105), ("dataroot: '/X'", 105), ("dataroot: '/{X}'", 105), ("config: { ? X : 1 }", 105),
        ("Z: 1", 201), ("? X : 1", 201), ("state: X", 204), ("sslproxy: X", 202), ("groups: [X]", 305),
        ("config: { 'a-Z': 1 }", 204),
        ("labels: { ? X : 1 }", 105), ("dataroot: '/{Y}'", 205), ("plugins: { Y: {} }", 204), ("aliases: ['Y']", 208),
    ])
    func longValuesAreNotShownWhole(_ text: String, _ code: Int) {
        let long = text.replacingOccurrences(of: "X", with: String(repeating: "x", count: 60_000))
            .replacingOccurrences(of: "Y", with: String(repeating: "é", count: 300))
            .replacingOccurrences(of: "Z", with: String(repeating: "x", count: 1000))
        let (registry, diagnostics) = read(Self.head + "hosts:\n  h: { url: http://h.example, \(long) }\n")
        #expect(registry == nil && diagnostics.all.contains { $0.code == Code(code) }, "\(diagnostics.all.map(\.code))")
        for found in diagnostics.all {
            #expect(found.message.count < 1000 && !found.message.contains(String(repeating: "x", count: 81)))
            #expect(!found.message.contains(String(repeating: "é", count: 81)))
            #expect(code == 105 || code == 202 || found.message.contains("…"), "\(found.message)")
        }
        if code == 105 { #expect(diagnostics.all.allSatisfy { $0.code == Code(105) || $0.code == Code(104) }) }
    }

    @Test func aSecretOfConfigIsWhatIsWritten() throws {
        let host = try host("config: { cronremotepassword: \"a{{b}}{id\", note: \"{id}\", lang: \"\" }")
        let values = host.config.filter { $0.name.elementsEqual("cronremotepassword".utf8) }.map(\.value)
        guard case .secret(.literal(let secret))? = values.first else { throw CancellationError() }
        #expect(String(decoding: secret.bytes, as: UTF8.self) == "a{{b}}{id")
    }

    @Test func aReferenceIsTheWholeValue() throws {
        let reference = try config("groups: [g1], config: { map: { secret: { file: /q } } }")
        #expect(reference["map"] == "file /q")
        let head = Self.head.replacingOccurrences(
            of: "g1: { config: {", with: "g1: { config: { map: { secret: { file: /q } },")
        let replaced = { (text: String) in
            let (registry, diagnostics) = read(
                head + "hosts:\n  h: { url: https://h.example, sslproxy: true, \(text) }\n")
            let host = try #require(registry?.hosts.first, "\(diagnostics.sorted.map(\.text).joined())")
            return host.config.first { $0.name.elementsEqual("map".utf8) }.map { show($0.value) }
        }
        #expect(try replaced("groups: [g1]") == "file /q")
        #expect(try replaced("groups: [g1], config: { map: { z: 1 } }") == "{z:1}")
        #expect(try replaced("groups: [g1, g2], config: { map: { y: 3 } }") == "{y:3 z:'h.example'}")
    }

    @Test func subdirectoriesOfOneNameAreFew() {
        let hosts = (0...1000).map { "  h\($0): { url: 'http://h.example/s\($0)' }\n" }.joined()
        let (registry, diagnostics) = read(Self.head + "hosts:\n" + hosts)
        #expect(registry == nil && diagnostics.all.map(\.code) == [Code(314)])
    }

    /// The names by which proxies ask have the sub-directories of all names.
    @Test(arguments: [(500, []), (501, [Code(314)])]) func subdirectoriesOfProxiesAreFew(_ count: Int, _ codes: [Code])
    {
        let hosts = (0..<count).map {
            "  h\($0): { url: 'http://h.example/s\($0)', platform: q }\n  i\($0): { url: 'http://i.example/t\($0)', platform: q }\n"
        }
        let head =
            "proxies: [10.0.0.1]\n"
            + Self.head.replacingOccurrences(
                of: "{ root: /srv/q }", with: "{ root: /srv/q, proxy: { names: backend.internal } }")
        let (_, diagnostics) = read(head + "hosts:\n" + hosts.joined())
        #expect(head.contains("backend") && diagnostics.all.map(\.code) == codes, "\(diagnostics.all.map(\.message))")
    }

    @Test func aPlatformThatStandsTwiceIsAnErrorAndNoCrash() {
        let text = Self.head.replacingOccurrences(
            of: "q: { root: /srv/q } }", with: "q: { root: /srv/q }, p: { root: /srv/r } }")
        let (registry, diagnostics) = read(text + "hosts: {}\n")
        #expect(registry == nil && diagnostics.all.map(\.code) == [Code(104)])
    }
}
