import Registry

/// A URL in the one form in which a registry has it: lower-case host, no default port, no `/` at its end.
struct CanonicalURL {
    let text: String
    /// What requests are looked up by.
    let key: [UInt8]
    let isTLS: Bool
    let host: String
    /// `host` or `host:port`.
    let authority: String

    /// Nil if it is none even when these differences are mended.
    init?(_ written: String) {
        guard let scheme = ["https://", "http://"].first(where: { written.lowercased().hasPrefix($0) }) else {
            return nil
        }
        var rest = Array(written.utf8.dropFirst(scheme.utf8.count))
        while rest.last == UInt8(ascii: "/") { rest.removeLast() }
        let slash = rest.firstIndex(of: UInt8(ascii: "/")) ?? rest.count
        var authority = rest[..<slash].map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        let port = scheme == "https://" ? ":443" : ":80"
        if authority.suffix(port.utf8.count).elementsEqual(port.utf8) { authority.removeLast(port.utf8.count) }
        if authority.last == UInt8(ascii: ".") { authority.removeLast() }
        let text = scheme + String(decoding: authority + rest[slash...], as: UTF8.self)
        guard let url = try? SiteURL(registry: Array(text.utf8)) else { return nil }
        self.text = text
        key = Array(url.key)
        isTLS = url.scheme == .https
        host = String(decoding: url.authority.host, as: UTF8.self)
        self.authority = String(decoding: url.authority.key, as: UTF8.self)
    }
}
