import Diagnostics
import Testing

@Suite struct DiagnosticsTests {
    @Test func textHasPlaceCodeLineAndCaret() {
        let file = SourceFile(name: "registry.yaml", bytes: Array("a: 1\nhosts: été x\n".utf8))
        let diagnostic = Diagnostic(
            severity: .error, code: Code(204), message: "wrong", place: Place(file, line: 2, column: 12, length: 1),
            notes: [Note("first used here", at: Place(file, line: 1, column: 1))])
        #expect(
            diagnostic.text == """
                registry.yaml:2:12: error: VM204: wrong
                 2 | hosts: été x
                   |            ^
                registry.yaml:1:1: note: first used here
                 1 | a: 1
                   | ^

                """)
    }

    @Test(arguments: [
        "\u{1B}[2J", "\u{7}", "\u{7F}", "\u{9B}", "\u{202E}", "\u{61C}", "\u{200E}", "\u{200F}", "\u{2028}",
    ])
    func whatDrivesATerminalNeverReachesIt(_ hostile: String) {
        let file = SourceFile(name: "r\(hostile)", bytes: Array("x: \(hostile)y".utf8))
        let place = Place(file, line: 1, column: 4)
        var diagnostics = Diagnostics()
        diagnostics.error(Code(102), "m\(hostile)", at: place, notes: [Note("n\(hostile)", at: place)])
        diagnostics.warning(Code(102), "m\(hostile)", at: nil)
        let mark = hostile.unicodeScalars.first!
        for text in diagnostics.all.map(\.text) + [diagnostics.json, diagnostics.sarif] {
            #expect(!text.unicodeScalars.contains(mark), "\(text.debugDescription)")
        }
        #expect(diagnostics.all[0].text.contains("VM102: m?") && diagnostics.all[0].text.hasPrefix("r?"))
    }

    /// Persian, Khmer and the scripts of India are written with these; U+1F469 U+200D U+1F393 is one picture.
    @Test func lettersOfAllScriptsAreShown() {
        let text = "\u{645}\u{6CC}\u{200C}\u{62E}\u{648} \u{1780}\u{200B}\u{1781} \u{1F469}\u{200D}\u{1F393} \u{10FFFD}"
        #expect(printable(text) == text && jsonText(text) == "\"\(text)\"")
        #expect(jsonText("\u{1FFFE}\u{61C}") == #""\ud83f\udffe\u061c""#)
    }

    /// What two stages found alike stands once, and nothing else goes with it: no other message or second place, and nothing elsewhere.
    /// second place, not the same elsewhere.
    @Test func whatIsSaidTwiceStandsOnce() {
        let file = SourceFile(name: "r", bytes: Array("a: 1\nb: 2\n".utf8))
        let (first, second) = (Place(file, line: 1, column: 1), Place(file, line: 2, column: 1))
        var diagnostics = Diagnostics()
        for _ in 0..<2 {
            diagnostics.error(Code(204), "m", at: first)
            diagnostics.error(Code(204), "n", at: first)
            diagnostics.error(Code(204), "m", at: second)
            diagnostics.warning(Code(204), "m", at: first)
            diagnostics.error(Code(205), "m", at: first)
            diagnostics.error(Code(204), "m", at: first, notes: [Note("o", at: second)])
        }
        let found = diagnostics.sorted.map {
            "\($0.severity) \($0.code) \($0.message) \($0.notes.count) \($0.place?.line ?? 0)"
        }
        #expect(
            found == [
                "error VM204 m 0 1", "error VM204 n 0 1", "warning VM204 m 0 1", "error VM205 m 0 1",
                "error VM204 m 1 1",
                "error VM204 m 0 2",
            ])
    }

    /// SARIF's readers fill `{0}` in (3.11.5).
    @Test func bracesInMessagesAreNoPlaceholdersOfSARIF() {
        let file = SourceFile(name: "r", bytes: Array("a".utf8))
        var diagnostics = Diagnostics()
        let place = Place(file, line: 1, column: 1)
        diagnostics.error(Code(205), "unknown '{0}'", at: place, notes: [Note("{1}", at: place)])
        #expect(diagnostics.sarif.contains("\"unknown '{{0}}'\"") && diagnostics.sarif.contains("\"{{1}}\""))
        #expect(diagnostics.json.contains("\"unknown '{0}'\""))
    }

    /// Lines are found in whatever order they are asked for.
    @Test func linesAreFoundWithoutAnIndex() {
        let lines = (1...5000).map { $0 % 7 == 0 ? "" : "line \($0)" }
        let file = SourceFile(name: "r", bytes: Array(lines.joined(separator: "\n").utf8))
        let text = { (number: Int) in String(decoding: file.line(number), as: UTF8.self) }
        for number in [4999, 1, 1024, 1025, 1026, 2048, 2049, 3, 5000, 4097, 2] {
            #expect(text(number) == lines[number - 1])
        }
        #expect((1...5000).allSatisfy { text($0) == lines[$0 - 1] })
        #expect((1...5000).reversed().allSatisfy { text($0) == lines[$0 - 1] })
        #expect(text(0) == "" && text(-1) == "" && text(5001) == "" && text(.max) == "")
        let marked = SourceFile(name: "r", bytes: Array("\u{FEFF}a\r\nb\n".utf8))
        #expect((0...4).map { String(decoding: marked.line($0), as: UTF8.self) } == ["", "a", "b", "", ""])
    }

    /// To find the key of a list is not worth a look at any number of lines.
    @Test(arguments: [("include", 1000, "- file-1000"), ("include", 2500, ". ........."), ("db", 1000, ". .........")])
    func anItemThatIsFarBelowItsKeyIsHidden(_ key: String, _ number: Int, _ shown: String) {
        let items = (1...3000).map { "- file-\($0)\n" }
        let file = SourceFile(name: "r", bytes: Array(("\(key):\n" + items.joined()).utf8))
        let text = Diagnostic(
            severity: .error, code: Code(102), message: "m", place: Place(file, line: number + 1, column: 3)
        ).text
        #expect(text.split(separator: "\n")[1].hasSuffix("| \(shown)"), "\(text)")
    }

    @Test func caretStaysInSightOfALongLine() {
        let file = SourceFile(name: "r", bytes: Array(repeating: 0x61, count: 5000) + Array("!".utf8))
        let text = Diagnostic(
            severity: .error, code: Code(102), message: "m", place: Place(file, line: 1, column: 5001)
        ).text
        let lines = text.split(separator: "\n")
        #expect(
            lines[1].count < 200 && lines[1].last == "!" && lines[2].last == "^" && lines[1].count == lines[2].count)
    }

    @Test(arguments: [
        ("db: { user: u, password: \"hunter2\" }", "db: { user: u, password: ......... ."),
        ("password: hunter2 # é", "password: ....... . ."), ("  \"password\" : 'hunter2", "  \"password\" : ........"),
        ("password: { file: /x }", "password: { file: /x }"), ("  password:\n    hunter2", "    ......."),
        (
            "a: { password: { file: /x }, other_password: hunter2 }",
            "a: { password: { file: /x }, other_password: ....... ."
        ),
        ("url: \"https://u:hunter2 2@h\"", "url: \"https://......... .@h\""),
    ])
    func aPasswordIsNeverShown(_ text: String, _ shown: String) {
        let file = SourceFile(name: "r", bytes: Array(text.utf8))
        let line = text.split(separator: "\n").count
        let found = Diagnostic(
            severity: .error, code: Code(101), message: "m", place: Place(file, line: line, column: 1)
        ).text
        #expect(found.split(separator: "\n")[1] == " \(line) | \(shown)")
        #expect(!found.contains("hunter2"))
    }

    @Test func findingsAreSortedByPlaceAndStandOnce() {
        let file = SourceFile(name: "r", bytes: Array("a\nb\n".utf8))
        var diagnostics = Diagnostics()
        diagnostics.error(Code(2), "second", at: Place(file, line: 2, column: 1))
        diagnostics.warning(Code(1), "first", at: Place(file, line: 1, column: 1))
        diagnostics.error(Code(2), "second", at: Place(file, line: 2, column: 1))
        #expect(diagnostics.sorted.map(\.message) == ["first", "second"])
        #expect(diagnostics.hasErrors)
    }

    /// Of two that are near the nearer one, whichever comes first; a swap at the end is one slip.
    @Test func theNearestNameIsMeant() {
        #expect(suggestion(for: "abcdefghi", among: ["abcdefgxy", "abcdefgih"]) == "abcdefgih")
        #expect(suggestion(for: "abcdefghi", among: ["abcdefgih", "abcdefgxy"]) == "abcdefgih")
        #expect(suggestion(for: "abcdefghi", among: ["abcdefgih", "abcdefgxi"], slips: 1) == "abcdefgih")
        #expect(suggestion(for: "badcefghi", among: ["abcdefghi"]) == "abcdefghi")
        #expect(suggestion(for: "badcfeghi", among: ["abcdefghi"]) == nil)
    }

    @Test(arguments: [
        ("databse", "database"), ("url", nil), ("ulr", "url"), ("zzz", nil), ("maintenence", "maintenance"),
        ("hst", "host"),
    ])
    func suggestionIsANearName(_ written: String, _ expected: String?) {
        #expect(suggestion(for: written, among: ["database", "url", "host", "maintenance"]) == expected)
    }
}
