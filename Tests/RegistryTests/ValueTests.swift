import Registry
import Testing

@Suite struct ValueTests {
    @Test(arguments: [
        "https://moodle.example.edu", "http://a", "https://a.b:8443", "http://192.0.2.7",
        "https://a_b.example.edu/ecole-3",
        "https://a.b/x/Y/z.1~_",
    ])
    func canonicalURLIsTakenAsItIs(_ text: String) throws {
        let url = try SiteURL(registry: Array(text.utf8))
        #expect(url.bytes == Array(text.utf8))
    }

    @Test(arguments: [
        ("https://A.b", "must be written 'https://a.b'"), ("https://a.b/", "must not end in '/', write 'https://a.b'"),
        ("https://a.b:443", "must be written 'https://a.b'"), ("https://a.b.", "must be written 'https://a.b'"),
        ("https://a.b:80", "must not name port 80, the default one of the other scheme"),
        ("http://a.b:443", "must not name port 443, the default one of the other scheme"),
        ("ftp://a.b", "must begin with 'https://' or 'http://'"), ("https://u:p@a.b", "must not hold a user name"),
        ("https://Bücher.de:443", "must be written 'https://xn--bcher-kva.de'"),
        ("https://[::1%lo]", "must have an IPv6 address in brackets and without a zone, such as '[2001:db8::1]'"),
        ("https://*.b", "must not be a pattern; only an alias may be '*.name'"),
        ("https://", "must have a host name"),
        ("https://a b", "must have a host name of letters, digits, '-' and '_' in labels joined by '.'"),
        ("https://a.b/x/../y", "must have sub-directories of letters, digits, '.', '_', '~' and '-' only"),
        ("https://a.b/x?y", "must have sub-directories of letters, digits, '.', '_', '~' and '-' only"),
        ("https://a.b/x.php", "must not have a sub-directory that ends in '.php'"),
        ("https://a.b/public", "must not end in '/public', which Moodle refuses"),
        ("https://a.b/1/2/3/4/5/6/7/8/9", "must have at most 8 sub-directories"),
    ])
    func otherURLIsRefusedWithWhatWouldBeRight(_ text: String, _ reason: String) {
        #expect { try SiteURL(registry: Array(text.utf8)) } throws: { ($0 as? ValueRefusal)?.reason == reason }
    }

    @Test func pathsAreAbsoluteAndShort() {
        let refused = [
            "", "/", "a", "/a/", "/a//b", "/a/./b", "/a/..", "//a", "/" + String(repeating: "x", count: 1024),
        ]
        for text in refused { #expect(AbsolutePath(Array(text.utf8)) == nil, "\(text)") }
        for text in ["/a", "/a b/ç", "/a/.b", "/a/..b"] { #expect(AbsolutePath(Array(text.utf8)) != nil, "\(text)") }
    }

    @Test func pathContainsWhatLiesBelowIt() throws {
        let path = try #require(AbsolutePath(Array("/srv/a".utf8)))
        for (other, expected) in [("/srv/a", true), ("/srv/a/b", true), ("/srv/ab", false), ("/srv", false)] {
            #expect(path.contains(try #require(AbsolutePath(Array(other.utf8)))) == expected)
        }
    }

    @Test(arguments: [
        ("1m", 1), ("5m", 5), ("15m", 15), ("60m", 60), ("1h", 60), ("6h", 360), ("24h", 1440), ("7m", nil),
        ("0m", nil), ("5", nil),
        ("m", nil), ("-5m", nil), ("+5m", nil), ("05m", nil), ("5h", nil), ("48h", nil), ("1d", nil),
    ])
    func periodDividesAnHourOrADay(_ text: String, _ minutes: Int?) {
        #expect(CronPeriod(Array(text.utf8))?.minutes == minutes)
    }

    @Test(arguments: [
        ("80", true), ("127.0.0.1:8080", true), ("[::1]:443", true), ("example.org:80", true), ("0", false),
        ("65536", false),
        ("080", false), ("a:b", false), (":80", false), ("::1:80", false), ("[]:80", false), ("a b:80", false),
        ("unix:/x", false),
    ])
    func listenAddressHasAPort(_ text: String, _ accepted: Bool) {
        let address = ListenAddress(Array(text.utf8))
        #expect((address != nil) == accepted)
        #expect(address.map(\.bytes) == (accepted ? Array(text.utf8) : nil))
    }

    @Test func secretNeverShows() {
        let secret = Secret(Array("hunter2".utf8))
        var dumped = ""
        dump(secret, to: &dumped)
        for text in ["\(secret)", String(reflecting: secret), dumped, "\(SecretSource.literal(secret))"] {
            #expect(!text.contains("hunter2") && !text.contains("104"), "\(text)")
        }
    }
}
