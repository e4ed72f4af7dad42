import Diagnostics
import Foundation
import Registry
import RegistryInputs
import RegistryYAML
import TestSupport
import Testing

/// Inputs that `make fuzz` found worth keeping, and some that were written to hurt: what happens with them is always an
/// answer, in good time.
@Suite struct CorpusTests {
    private func read(_ bytes: [UInt8]) -> (registry: Registry?, diagnostics: Diagnostics) {
        var diagnostics = Diagnostics()
        return (Registry(yaml: SourceFile(name: "r", bytes: bytes), reporting: &diagnostics), diagnostics)
    }

    @Test func everyInputOfTheCorpusIsReadAlikeInAllWays() throws {
        let names = Repository.names(in: "Tests/Fuzz/Registry/corpus")
        #expect(names.count > 50)
        for name in names {
            let bytes = try Repository.bytes("Tests/Fuzz/Registry/corpus/\(name)")
            #expect(fault(of: bytes, by: .all) == nil, "\(name)")
        }
    }

    /// Each with the code of its refusal; docs/registry.md states the limits.
    static let hostile: [(name: String, bytes: [UInt8], code: Int)] = [
        ("a million brackets", Array(repeating: 0x5B, count: 1_000_000), 105),
        ("a million braces on lines", Array(String(repeating: "{\n", count: 1_000_000).utf8), 103),
        (
            "ten thousand levels",
            Array((0..<10_000).map { String(repeating: " ", count: min($0, 400)) + "a:\n" }.joined().utf8), 105
        ),
        ("billion laughs", Array(("a: &a [x]\n" + (0..<25).map { "b\($0): &b\($0) [*a, *a]\n" }.joined()).utf8), 103),
        ("a hundred megabytes", Array(repeating: 0x61, count: 100_000_000), 105),
        ("sixty-four megabytes in quotes", Array("a: \"".utf8) + Array(repeating: 0x61, count: 64 << 20) + [0x22], 105),
        (
            "a long text on short lines", Array(("a: \"" + String(repeating: "x y\n  ", count: 100_000) + "\"").utf8),
            105
        ),
        (
            "five megabytes on short lines",
            Array(("a: \"" + String(repeating: "x y\n  ", count: 900_000) + "\"").utf8),
            105
        ),
        ("ten thousand unknown keys", Array((0..<10_000).map { "k\($0): 1\n" }.joined().utf8), 201),
        ("one key more", Array((0..<10_001).map { "k\($0): 1\n" }.joined().utf8), 105),
        (
            "one key more of a map in another",
            Array(("a:\n  b:\n" + (0..<10_001).map { "    k\($0): 1\n" }.joined()).utf8), 105
        ),
        ("one item more", Array(("a:\n" + (0..<10_001).map { "- k\($0)\n" }.joined()).utf8), 105),
        ("one item more in brackets", Array(("a: [" + String(repeating: "1, ", count: 10_000) + "1]\n").utf8), 105),
        ("as many items as there may be", Array(("a: [" + String(repeating: "1, ", count: 9_999) + "1]\n").utf8), 203),
        (
            "one key more in a map 'hosts' of something else",
            Array(("a:\n  hosts:\n" + (0..<10_001).map { "    k\($0): 1\n" }.joined()).utf8), 105
        ),
        ("hosts of any number", Array(("hosts:\n" + (0..<10_001).map { "  k\($0): 1\n" }.joined()).utf8), 203),
        ("eight thousand directives", Array(String(repeating: "%TAG !a! tag:a,2000:\n", count: 8000).utf8), 101),
        ("NUL", Array("a: x\0y\n".utf8), 102), ("C1 control", Array("a: x\u{9F}\n".utf8), 102),
        ("tab", Array("a:\n\tb: 1\n".utf8), 101), ("UTF-16", [0xFE, 0xFF, 0, 0x61, 0, 0x3A], 102),
        ("UTF-16 without mark", [0x61, 0, 0x3A, 0, 0x20, 0, 0x31, 0], 102),
        ("Latin-1", Array("a: \u{E9}".utf16.map { UInt8($0) }), 102),
        ("overlong", [0x61, 0x3A, 0x20, 0xC0, 0xAF], 102), ("surrogate", [0x61, 0x3A, 0x20, 0xED, 0xA0, 0x80], 102),
        ("carriage returns", Array("a: 1\rb: 2\r".utf8), 102), ("escaped NUL", Array("a: \"\\x00\"".utf8), 102),
    ]

    @Test(arguments: hostile.indices) func hostileInputIsRefusedInGoodTime(_ index: Int) {
        let (name, bytes, code) = Self.hostile[index]
        let (registry, diagnostics) = read(bytes)
        #expect(
            registry == nil && diagnostics.all.contains { $0.code == Code(code) },
            "\(name): \(diagnostics.all.prefix(2))")
    }

    /// Anchors, merge keys and the like would have meant something; none is taken for something else.
    @Test func wellUsedReferencesAreRefusedToo() {
        for text in [
            "a: &x {b: 1}\nc: *x\n", "defaults: {<<: {b: 1}}\nversion: 1\n",
            "version: 1\ndefaults: { config: { <<: { a: 1 } } }\n", "a: !!str 1\n", "? [a]\n: 1\n", "{a: 1}: 2\n",
        ] {
            #expect(read(Array(text.utf8)).diagnostics.all.contains { [103, 101].contains($0.code.number) }, "\(text)")
        }
    }

    /// Of a file, nothing is read behind a beginning that is refused whatever follows; a cut registry is no such beginning.
    @Test(arguments: 0..<7) func aBeginningIsRefusedOnlyIfAnyWholeIs(_ number: Int) {
        let (beginning, isRefused) = Self.beginnings[number]
        let bytes = Array(beginning.utf8)
        #expect(bytes.withUnsafeBufferPointer(SourceFile.isRefusedRegistry) == isRefused)
        guard isRefused else { return }
        var diagnostics = Diagnostics()
        _ = Registry(yaml: SourceFile(name: "r", bytes: bytes), reporting: &diagnostics)
        #expect(diagnostics.all.map(\.code) == [Code(105)])
    }

    private static let beginnings = [
        ("version: \"" + String(repeating: "x y\n  ", count: 1_400_000), true),
        ("# x\nversion: '" + String(repeating: String(repeating: "x", count: 999) + "\n", count: 8000), true),
        ("version: \"" + String(repeating: "x y\n  ", count: 200_000), false),
        ("version: 1\n" + String(repeating: "  - [a, \"b\"]: 'c\n", count: 200_000), false),
        ("a: &x\n" + String(repeating: "x: {y: 'z'}\n", count: 700_000), false),
        ("hosts:\n" + String(repeating: "  h: { url: https://h.example }\n", count: 200_000) + "  h: { na", false),
        (String(repeating: "  h: [ 'a b\n c', d ]\n", count: 300_000) + "  h: 'na", false),
    ]
}
