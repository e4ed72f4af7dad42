import Diagnostics
import Foundation
@_spi(Testing) import RegistryYAML
import TestSupport
import Testing

/// What is read line by line is node for node what libyaml gives; whatever else there is makes that reading give up.
@Suite struct LineReadingTests {
    /// Registries and worse: every text of the repository that some test reads as one.
    private static func texts() throws -> [(name: String, bytes: [UInt8])] {
        var paths = ["registry.yaml"]
        for folder in ["Rejected", "Formatted", "Fuzz/Registry/corpus"] {
            paths += Repository.names(in: "Tests/\(folder)").map { "Tests/\(folder)/\($0)" }
        }
        for folder in ["Accepted", "Imports"] {
            for name in Repository.names(in: "Tests/\(folder)") {
                let (case1, case2) = ("Tests/\(folder)/\(name)/registry.yaml", "Tests/\(folder)/\(name)/expected.yaml")
                paths += [case1, case2].filter {
                    FileManager.default.fileExists(atPath: Repository.root.appending(path: $0).path)
                }
            }
        }
        var texts = try paths.map { ($0, try Repository.bytes($0)) }
        for (number, text) in plain.enumerated() { texts.append(("plain \(number)", Array(text.utf8))) }
        for (number, text) in foreign.enumerated() { texts.append(("foreign \(number)", Array(text.utf8))) }
        guard let suite = Repository.publicData("yaml-test-suite") else { return texts }
        let files = FileManager.default.enumerator(atPath: suite.path)?.compactMap { $0 as? String } ?? []
        for file in files where file.hasSuffix("/in.yaml") {
            texts.append((file, [UInt8](try Data(contentsOf: suite.appending(path: file)))))
        }
        return texts
    }

    /// Each shape that is read line by line.
    static let plain = [
        "a: 1\nb: 'x''y'\nc: \"x\\\"y\\\\\"\n", "a:\nb:\n  c:\n  d: 1\n",
        "a:\n  - x\n  - y: 1\n    z:\n  -   w: [1, 2]\nb: 2\n",
        "a:\n- x\n- y:\n  - z\nb: 1\n", "# c\n\na: x # y\n  # z\nb: 'é' # ü\nc: [é, 'ü', {ñ: ö, p: \"q\"}] # r\n",
        "a: {}\nb: []\nc: { d: {}, e: [] }",
        "a: https://x:80/y#z\nb: x:y\nc: { d: https://x, e: [x:y] }\n", "'a b': 1\n\"c\\\"d\": 2\n\"é\": ü\n",
        "a:   # nothing\nb: 1\n", "a:",
        "a: \u{1F600} x\nb: {c: \u{1F600}, d: 1}\n", "a: ~\nb: null\nc: +1\n", "a: (x), [y]\nb: x{y}\n",
        "a: x   \nb: \"\"\nc: ''\nd: '#'\n", "1: 2\n_: /\n/: _\n",
    ]

    /// What looks like them and is something else, or means more.
    static let foreign = [
        "<<: 1\n", "é: 1\n", "a: x\n  y\n", "a: 'x\n  y'\n", "a: [x,\n  y]\n", "a: &b 1\nc: *b\n", "a: !b 1\n",
        "? a\n: b\n", "a: |\n  x\n", "a: >\n  x\n", "---\na: 1\n",
        "a: 1\n...\n", "%YAML 1.1\n---\na: 1\n", "a:\tx\n", "\ta: 1\n", "a: x\ty\n", "a: b: c\n", "a : 1\n",
        "a:\n  x\n", "a: \"x\" y\n", "a: 'x'y\n",
        "a: [x]y\n", "a: x #y\nb: x#y\n", "a: \"x\"#y\n", "a: [x, ]\n", "a: [, x]\n", "a: {x}\n", "a: {x: }\n",
        "a: [x: y]\n", "a: {x:y}\n", "a: {\"x\":y}\n",
        "a: [x #y]\n", "a: [x?y, ?z]\n", "- a\n- b\n", "  a: 1\n", "a:\n   b: 1\n  c: 2\n", "a: 1\n b: 2\n",
        "a:\n  - x\n  b: 1\n", "a:\n  b: 1\n  - x\n",
        "a:\n  -\n    x\n", "a:\n  - - x\n", "a: -1\nb: - x\n", "a: \"\\x41\"\n", "a: \"\\u00e9\"\n",
        "a: x\r\nb: y\r\n", "\u{FEFF}a: 1\n", "a: \u{85}\n",
        "a: \u{2028}x\n", "a: \u{FFFE}\n", "a: %x\n", "a: @x\n", "a: `x\n", "a: ]\n", "a: }\n", "a: ,\n", "a:: 1\n",
        "a: :\n", "a: ::b\n", "a: x:\n", "a: [x:]\n",
        "a: {x: y:}\n", "a: 'x\n", "a: \"x\n", "a: [x\n", "a: {x: y\n", "x\n", "", "\n", "# x\n", "a: 1\na\n",
        "a: 1\n'b'\n", "a:\n - x\n- y\n", "a: 'x' : y\n",
    ]

    @Test func whatIsReadByLinesIsWhatLibyamlReads() throws {
        var taken = 0
        for (name, bytes) in try Self.texts() where same(bytes, name) { taken += 1 }
        #expect(taken > 60)
    }

    @Test(arguments: plain.indices) func plainTextsAreReadByLines(_ index: Int) {
        #expect(same(Array(Self.plain[index].utf8), "plain \(index)"), "\(Self.plain[index])")
    }

    /// Texts that something was changed in, forty thousand of them: the two agree, or the first gives up.
    @Test func changedTextsAreReadAlikeToo() throws {
        var random = SplitMix64(seed: 20_261_125)
        let texts = try Self.texts().filter { (1..<3000).contains($0.bytes.count) && same($0.bytes, $0.name) }.map(
            \.bytes)
        let marks = Array("\n\n   \t:::--#\"'[]{},?&*!|>%@`\\~<a1é".utf8)
        var taken = 0
        for _ in 0..<40_000 {
            var bytes = texts[random.next(below: texts.count)]
            for _ in 0...random.next(below: 3) {
                let at = random.next(below: bytes.count + 1)
                switch random.next(below: 5) {
                case 0: bytes.insert(marks[random.next(below: marks.count)], at: at)
                case 1 where at < bytes.count: bytes[at] = marks[random.next(below: marks.count)]
                case 2 where at < bytes.count: bytes.remove(at: at)
                case 3: bytes.removeSubrange(at...)
                default:
                    let other = texts[random.next(below: texts.count)]
                    let start = random.next(below: other.count)
                    bytes.insert(contentsOf: other[start..<min(start + random.next(below: 40), other.count)], at: at)
                }
            }
            if same(bytes, String(decoding: bytes, as: UTF8.self)) { taken += 1 }
        }
        #expect(taken > 10_000, "\(taken)")
    }

    /// Texts of few kinds of bytes, where marks meet that no one would write side by side.
    @Test func everyShortTextIsReadAlike() {
        let parts = ["a", "\n", " ", ":", "-", "'", "[", "{", "}", "]", ",", "#", "é"].map { Array($0.utf8) }
        var taken = 0
        func check(_ bytes: [UInt8], _ depth: Int) {
            if same(Array("a: ".utf8) + bytes, "short") { taken += 1 }
            if same(Array("a:\n  ".utf8) + bytes, "short") { taken += 1 }
            guard depth < 4 else { return }
            for part in parts { check(bytes + part, depth + 1) }
        }
        check([], 0)
        #expect(taken > 2000, "\(taken)")
    }

    /// What libyaml is not let go on over, the reading by lines does not go on over either.
    @Test func commentsAreAsLongInBothWays() {
        for (length, isTaken) in [(1000, true), (1_040_000, true), (3 << 20, false)] {
            let comment = String(repeating: "#" + String(repeating: "x", count: 998) + "\n", count: length / 1000)
            #expect(same(Array("a: 1\n\(comment)b: 2\n".utf8), "comments") == isTaken)
            #expect(same(Array("a: 1\n\(comment)".utf8), "comments at the end") == isTaken)
        }
    }

    /// Whether a text is read by lines; if so, it is held against libyaml's reading.
    private func same(_ bytes: [UInt8], _ name: String) -> Bool {
        let file = SourceFile(name: "r", bytes: bytes)
        let check = LineReadingCheck(file)
        if case .differs(let how) = check { Issue.record("\(how) in '\(name)'") }
        return check == .same
    }
}
