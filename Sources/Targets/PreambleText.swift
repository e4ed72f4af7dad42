import Registry
import Template

/// What the template of a web server's first file says.
struct PreambleText: Subject {
    enum Name {
        case listens, listen, port, bound, tls, certificate, certificateKey, namesHashSize, shares, pages, status, page
        case http2Listen, http2Directive, asksPools, asksModule, hasChallenges
    }

    static let vocabulary: Vocabulary<Name> = [
        "listens": .list(
            .listens,
            [
                "listen": .text(.listen), "port": .text(.port), "bound": .flag(.bound), "tls": .flag(.tls),
                "certificate": .text(.certificate), "certificate_key": .text(.certificateKey),
                "http2_listen": .flag(.http2Listen), "http2_directive": .flag(.http2Directive),
            ]),
        "names_hash_size": .text(.namesHashSize),
        "shares": .flag(.shares),
        "asks_pools": .flag(.asksPools),
        "asks_module": .flag(.asksModule),
        "has_challenges": .flag(.hasChallenges),
        "pages": .list(.pages, ["status": .text(.status), "page": .text(.page)]),
    ]

    let language: ServerLanguage
    let listeners: Listeners
    /// A power of two above twice the number of names.
    let namesHashSize: Int
    /// Whether hosts share servers.
    private let areShared: Bool
    private let asksPools: Bool
    private let asksModule: Bool
    private let hasChallenges: Bool
    private var listen = 0
    private var page = 0

    init(
        _ language: ServerLanguage, _ listeners: Listeners, _ totals: ServerTotals, of registry: Registry,
        areShared: Bool
    ) {
        self.language = language
        self.listeners = listeners
        self.areShared = areShared
        asksModule = registry.platforms.contains { $0.apachePHP == .module }
        asksPools =
            registry.platforms.contains { $0.apachePHP == .fpm } || registry.hosts.contains { $0.hasOwnPool }
        hasChallenges = totals.hasChallenges
        namesHashSize = Self.namesHashSize(totals.names)
    }

    static func namesHashSize(_ names: Int) -> Int {
        var size = 512
        while size < 2 * names { size *= 2 }
        return size
    }

    func write(_ name: Name, to output: inout ByteBuffer) {
        switch name {
        case .listen: language.address(listeners.all[listen].address, &output)
        case .port: output.append(listeners.all[listen].address.port)
        case .certificate: output.append(listeners.all[listen].certificate?.certificate.bytes ?? [])
        case .certificateKey: output.append(listeners.all[listen].certificate?.key.bytes ?? [])
        case .namesHashSize: output.append(namesHashSize)
        case .status: output.append(RefusalPage.all[page].status)
        case .page: output.append(RefusalPage.all[page].page)
        default: preconditionFailure("\(name) is no text")
        }
    }

    func isSet(_ name: Name) -> Bool {
        switch name {
        case .bound: listeners.all[listen].address.host != nil
        case .shares: areShared
        case .asksPools: asksPools
        case .asksModule: asksModule
        case .hasChallenges: hasChallenges
        case .http2Listen: listeners.all[listen].http2 == .listen
        case .http2Directive: listeners.all[listen].http2 == .directive
        default: listeners.all[listen].certificate != nil
        }
    }

    func count(of name: Name) -> Int { name == .pages ? RefusalPage.all.count : listeners.all.count }

    mutating func select(_ item: Int, of name: Name) {
        if name == .pages { page = item } else { listen = item }
    }
}
