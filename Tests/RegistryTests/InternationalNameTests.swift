import Foundation
import HostTable
import Registry
import TestSupport
import Testing

@Suite struct InternationalNameTests {
    private func host(_ text: String) -> String? {
        (try? SiteURL(registry: Array("https://\(text)".utf8))).map {
            String(decoding: $0.authority.host, as: UTF8.self)
        }
    }

    @Test(arguments: [
        ("école.example.edu", "xn--cole-9oa.example.edu"), ("Bücher.example", "xn--bcher-kva.example"),
        ("straße.example", "xn--strae-oqa.example"), ("例え.テスト", "xn--r8jz45g.xn--zckzah"),
        ("xn--cole-9oa.example.edu", "xn--cole-9oa.example.edu"),
    ])
    func internationalNameBecomesItsALabels(_ written: String, _ expected: String) {
        #expect(host(written) == expected)
    }

    @Test func whatUTS46RefusesIsAFindingOfItsOwn() {
        for name in ["xn--a.example", "a\u{AD}b\u{200D}.example", "xn--.example", "☕️\u{FFFD}.example"] {
            #expect { try SiteURL(registry: Array("https://\(name)".utf8)) } throws: {
                ($0 as? ValueRefusal)?.isInternationalName ?? false
            }
        }
    }

    @Test func aliasIsReadInTheSameWay() throws {
        #expect(
            try AliasName(registry: Array("école.example:8080".utf8)).authority.key
                == Array("xn--cole-9oa.example:8080".utf8))
        #expect(throws: ValueRefusal.self) { try AliasName(registry: Array("xn--a.example".utf8)) }
        #expect(throws: ValueRefusal.self) { try AliasName(registry: Array("ÉCOLE.EXAMPLE:80".utf8)) }
    }

    /// web-platform-tests map what browsers map: here each name is refused, or is one that means itself.
    @Test(.enabled(if: Repository.publicData("wpt") != nil, "the public test data are not beside the repository"))
    func namesThatBreakBrowsersAreRefusedOrCanonical() throws {
        let folder = try #require(Repository.publicData("wpt"))
        let json = try JSONSerialization.jsonObject(with: Data(contentsOf: folder.appending(path: "toascii.json")))
        let names = try #require(json as? [Any]).compactMap { ($0 as? [String: Any])?["input"] as? String }
        #expect(names.count > 50)
        for name in names {
            guard let host = host(name) else { continue }
            #expect(HostKey.host(Array(host.utf8)) == Array(host.utf8), "\(name)")
            #expect(self.host(host) == host, "\(name) became \(host)")
        }
    }

    @Test(
        .enabled(
            if: Repository.publicData("naughty-strings") != nil, "the public test data are not beside the repository"))
    func stringsThatBreakProgramsAreNoNames() throws {
        let folder = try #require(Repository.publicData("naughty-strings"))
        let json = try JSONSerialization.jsonObject(with: Data(contentsOf: folder.appending(path: "blns.json")))
        for text in try #require(json as? [String]) {
            guard let host = host(text) else { continue }
            #expect(host.utf8.allSatisfy { "abcdefghijklmnopqrstuvwxyz0123456789.-_".utf8.contains($0) }, "\(text)")
        }
    }

    /// The quick look and the careful one agree on every string of a few bytes out of those that matter.
    @Test func quickLookSaysWhatTheGrammarSays() {
        let bytes = Array("aZ0x-_.:8/é".utf8)
        for length in 1...5 {
            for number in 0..<Int(pow(Double(bytes.count), Double(length))) {
                var (text, rest) = ([UInt8](), number)
                for _ in 0..<length {
                    text.append(bytes[rest % bytes.count])
                    rest /= bytes.count
                }
                let quick = text.withUnsafeBufferPointer { HostKey.canonicalAuthority($0) }
                let careful = HostKey.authority(text)
                if let quick {
                    #expect(
                        careful?.key == text && careful?.host.count == quick.hostCount && careful?.port == quick.port)
                } else if careful?.key == text {
                    // What may be an address is left to the careful one.
                    let last = text.prefix { $0 != 0x3A }.split(separator: 0x2E).last ?? []
                    #expect(!last.contains { (0x61...0x7A).contains($0) } || last.starts(with: "0x".utf8))
                }
            }
        }
    }
}
