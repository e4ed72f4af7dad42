import Registry
import Template

/// What the template of a web server's first file says.
struct PreambleText: Subject {
    enum Name {
        case listens, listen, port, bound, tls, certificate, certificateKey, namesHashSize, pages, status, page
    }

    static let vocabulary: Vocabulary<Name> = [
        "listens": .list(
            .listens,
            [
                "listen": .text(.listen), "port": .text(.port), "bound": .flag(.bound), "tls": .flag(.tls),
                "certificate": .text(.certificate),
                "certificate_key": .text(.certificateKey),
            ]),
        "names_hash_size": .text(.namesHashSize),
        "pages": .list(.pages, ["status": .text(.status), "page": .text(.page)]),
    ]

    let language: ServerLanguage
    let listeners: Listeners
    /// A power of two above twice the number of names.
    let namesHashSize: Int
    private var listen = 0
    private var page = 0

    init(_ language: ServerLanguage, _ listeners: Listeners, _ servers: [VirtualServer]) {
        self.language = language
        self.listeners = listeners
        let names = servers.reduce(0) { $0 + $1.names.count }
        var size = 512
        while size < 2 * names { size *= 2 }
        namesHashSize = size
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
        case .listens, .bound, .tls, .pages: preconditionFailure("\(name) is no text")
        }
    }

    func isSet(_ name: Name) -> Bool {
        name == .bound ? listeners.all[listen].address.host != nil : listeners.all[listen].certificate != nil
    }

    func count(of name: Name) -> Int { name == .pages ? RefusalPage.all.count : listeners.all.count }

    mutating func select(_ item: Int, of name: Name) {
        if name == .pages { page = item } else { listen = item }
    }
}
