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
        ("straße.example", "xn--strae-oqa.example"), ("e\u{301}cole.example", "xn--cole-9oa.example"),
        ("bücher。example", "xn--bcher-kva.example"), ("a_b.bücher.example", "a_b.xn--bcher-kva.example"),
        ("é_b.example", "xn--_b-9ia.example"), ("r3---sn.bücher.example", "r3---sn.xn--bcher-kva.example"),
        ("ｂｃ.example", "bc.example"), ("例え.テスト", "xn--r8jz45g.xn--zckzah"),
        ("xn--cole-9oa.example.edu", "xn--cole-9oa.example.edu"),
    ])
    func internationalNameBecomesItsALabels(_ written: String, _ expected: String) {
        #expect(host(written) == expected)
    }

    @Test(arguments: [
        ("xn--a.example", "'xn--a' holds a character that names cannot have"), ("xn--.example", "'xn--' "),
        ("xn--9.example", "'xn--9' is not the A-label of a name"), ("xn--abc-.example", "'xn--abc-' "),
        ("xn--fa-hia9999999.example", "'xn--fa-hia9999999' "), ("xn--☃-.example", "'xn--☃-' "),
        ("www.lookout.net⩴80", "'net⩴80' "), ("www\u{3000}a.example", "'www\u{3000}a' "), ("é=.example", "'é=' "),
        ("-é.example", "'-é' has a '-' "), ("ab--é.example", "'ab--é' has a '-' "), ("💩.example", "'💩' holds a "),
        ("\u{301}a.example", "'\u{301}a' begins with a combining character"), ("א1a.example", "'א1a' mixes directions"),
        ("a\u{200D}é.example", "'a\u{200D}é' "), ("é\u{0}.example", "'é\u{0}' "),
        (String(repeating: "é", count: 64) + ".example", "'ééé"), ("a\u{AD}b\u{200D}.example", "'a\u{AD}b\u{200D}' "),
    ])
    func whatUTS46RefusesIsAFindingOfItsOwn(_ name: String, _ part: String) {
        #expect { try SiteURL(registry: Array("https://\(name)".utf8)) } throws: { error in
            guard let refusal = error as? ValueRefusal, refusal.isInternationalName else { return false }
            return refusal.reason.hasPrefix("must have a host name that UTS 46 allows (\(part)")
        }
    }

    @Test(arguments: [
        ("École.Example.edu", "must be written 'https://xn--cole-9oa.example.edu'"),
        ("XN--bcher-kva.example", "must be written 'https://xn--bcher-kva.example'"),
        ("bücher.example.", "must be written 'https://xn--bcher-kva.example'"),
        ("*.bücher.example", "must not be a pattern; only an alias may be '*.name'"),
        ("bücher..example", "must have a host name of letters, digits, '-' and '_' in labels joined by '.'"),
        ("\u{AD}.example", "must have a host name of letters, digits, '-' and '_' in labels joined by '.'"),
    ])
    func otherNameIsRefusedWithWhatWouldBeRight(_ name: String, _ reason: String) {
        #expect { try SiteURL(registry: Array("https://\(name)".utf8)) } throws: { error in
            guard let refusal = error as? ValueRefusal else { return false }
            return refusal.reason == reason && !refusal.isInternationalName
        }
    }

    @Test func wildcardOfAnInternationalNameIsReadInTheSameWay() throws {
        let alias = try AliasName(registry: Array("*.école.example:8080".utf8))
        #expect(alias.authority.key == Array("*.xn--cole-9oa.example:8080".utf8))
        #expect(alias.authority.host == Array("*.xn--cole-9oa.example".utf8) && alias.authority.port == 8080)
        #expect(throws: ValueRefusal.self) { try AliasName(registry: Array("*.École.Example".utf8)) }
        #expect(throws: ValueRefusal.self) { try AliasName(registry: Array("*.xn--a.example".utf8)) }
    }

    @Test func bytesThatAreNotUTF8AreNoName() {
        let refusal = #expect(throws: ValueRefusal.self) { try AliasName(registry: [0x61, 0xFF, 0x2E, 0x62]) }
        #expect(refusal?.isInternationalName == true)
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
        let vectors = try #require(json as? [Any]).compactMap { $0 as? [String: Any] }
        #expect(vectors.count > 50)
        var accepted = 0
        for vector in vectors {
            let name = try #require(vector["input"] as? String)
            guard let host = host(name) else { continue }
            accepted += 1
            #expect(HostKey.host(Array(host.utf8)) == Array(host.utf8), "\(name)")
            #expect(self.host(host) == host, "\(name) became \(host)")
            // Unicode 15.1 gave capital sharp s another mapping; either is a name of its own.
            guard !name.contains("ẞ") else { continue }
            #expect(vector["output"] as? String == host, "\(name)")
        }
        #expect(accepted >= 10)
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

    /// A canonical authority is one that is its own key.
    @Test func scanSaysWhatTheKeySays() {
        let bytes = Array("aZ0x-_.:8/é".utf8)
        for length in 1...5 {
            for number in 0..<Int(pow(Double(bytes.count), Double(length))) {
                var (text, rest) = ([UInt8](), number)
                for _ in 0..<length {
                    text.append(bytes[rest % bytes.count])
                    rest /= bytes.count
                }
                let (extent, authority) = (AuthorityExtent(of: text.span), HostKey.authority(text))
                #expect((extent == nil) == (authority == nil))
                guard let extent, let authority else { continue }
                #expect(extent.isCanonical == (authority.key == text))
                #expect(authority.host.count == extent.hostLength && Int(extent.port) == authority.port ?? 0)
                #expect(HostKey.authority(authority.key) == authority)
            }
        }
    }
}
