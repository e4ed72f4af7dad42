import HostTable
import Registry
import Testing

@Suite struct SiteURLTests {
    @Test(arguments: [
        ("https://a.b", "a.b", "a.b", "", 443), ("http://a.b", "a.b", "a.b", "", 80),
        ("https://a.b:8443/x/y", "a.b", "a.b:8443", "/x/y", 8443),
        ("http://192.0.2.7:1/x", "192.0.2.7", "192.0.2.7:1", "/x", 1),
        ("https://xn--bcher-kva.de/x", "xn--bcher-kva.de", "xn--bcher-kva.de", "/x", 443),
    ])
    func partsAreThoseOfTheText(_ text: String, _ host: String, _ authority: String, _ path: String, _ port: Int) throws
    {
        let url = try SiteURL(registry: Array(text.utf8))
        #expect(url.scheme.rawValue + "://" + authority + path == text)
        #expect(Array(url.host) == Array(host.utf8))
        #expect(Array(url.authorityKey) == Array(authority.utf8))
        #expect(Array(url.path) == Array(path.utf8))
        #expect(Array(url.key) == Array((authority + path).utf8))
        #expect(url.authority == HostKey.authority(Array(authority.utf8)))
        #expect(url.hasPath == !path.isEmpty)
        #expect(url.port == port)
        #expect(url.segments == path.count { $0 == "/" })
        #expect(HostKey.authority(Array(url.authorityKey))?.key == Array(url.authorityKey))
    }

    @Test func urlIsASmallValue() { #expect(MemoryLayout<SiteURL>.size <= 16) }

    /// The quick pass and the one that says why judge alike: each byte in each place of a URL.
    @Test func everyByteInEveryPlaceIsAcceptedOrRefused() throws {
        let url = Array("https://a-1.xn.b:81/x.p/y".utf8)
        var accepted = 0
        for index in url.indices {
            for byte in UInt8.min...UInt8.max {
                var changed = url
                changed[index] = byte
                guard let other = try? SiteURL(registry: changed) else { continue }
                accepted += 1
                #expect(other.bytes == changed)
                #expect(HostKey.authority(Array(other.authorityKey))?.key == Array(other.authorityKey))
            }
        }
        #expect(accepted > url.count)
    }
}
