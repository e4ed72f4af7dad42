/// A URL as a server takes it apart; nothing is decoded.
struct RequestTarget {
    let authority: [UInt8]
    let path: [UInt8]
    /// With its `?`.
    let query: [UInt8]

    /// SCRIPT_NAME, as far as the look-up goes: a server sends `/x` on to `/x/`, where a site in a sub-directory is, and no
    /// script's name is a sub-directory's.
    var script: [UInt8] { path.last == 0x2F ? path : path + [0x2F] }

    init(_ url: [UInt8]) {
        var rest = url[...]
        let scheme = ["https://", "http://"].first { scheme in
            rest.prefix(scheme.utf8.count).map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }.elementsEqual(
                scheme.utf8)
        }
        rest = rest.dropFirst(scheme?.utf8.count ?? 0)
        rest = rest.prefix { $0 != UInt8(ascii: "#") }
        let end = rest.firstIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") } ?? rest.endIndex
        authority = Array(rest[..<end])
        let question = rest[end...].firstIndex(of: UInt8(ascii: "?")) ?? rest.endIndex
        path = end == question ? [UInt8(ascii: "/")] : Array(rest[end..<question])
        query = Array(rest[question...])
    }
}
