import Template

/// What the template of the list of certificates says.
struct CertificateList: Subject {
    enum Name { case certificates, path, key, names, hosts, more }

    static let vocabulary: Vocabulary<Name> = [
        "certificates": .list(
            .certificates,
            [
                "path": .text(.path), "key": .text(.key), "names": .literal(.names), "hosts": .literal(.hosts),
                "more": .flag(.more),
            ])
    ]

    private let certificates: [NamedCertificate]
    private var certificate = 0

    init(_ certificates: [NamedCertificate]) { self.certificates = certificates }

    mutating func write(_ name: Name, to output: inout ByteBuffer) {
        let paths = certificates[certificate].certificate
        output.append(name == .key ? paths.key.bytes : paths.certificate.bytes)
    }

    mutating func write(_ name: Name, with writer: inout LiteralWriter, to output: inout ByteBuffer) {
        let certificate = certificates[certificate]
        let items = name == .names ? certificate.names : certificate.hosts
        writer.write(listOf: items.count, to: &output) { $1.write(items[$0], to: &$2) }
    }

    mutating func isSet(_ name: Name) -> Bool { certificate < certificates.count - 1 }

    mutating func count(of name: Name) -> Int { certificates.count }

    mutating func select(_ item: Int, of name: Name) { certificate = item }
}
