import Template

/// What the template of certbot's commands says.
struct CertificatesText: Subject {
    enum Name { case certificates, certificateName, names, name }

    static let vocabulary: Vocabulary<Name> = [
        "certificates": .list(
            .certificates, ["name": .text(.certificateName), "names": .list(.names, ["name": .text(.name)])])
    ]

    private let certificates: [NamedCertificate]
    private var certificate = 0
    private var name = 0

    init(_ certificates: [NamedCertificate]) { self.certificates = certificates }

    mutating func write(_ name: Name, to output: inout ByteBuffer) {
        switch name {
        case .certificateName: output.append(certificates[certificate].certbotName ?? [])
        case .name: output.append(certificates[certificate].names[self.name])
        case .certificates, .names: preconditionFailure("\(name) is no text")
        }
    }

    mutating func count(of name: Name) -> Int {
        name == .names ? certificates[certificate].names.count : certificates.count
    }

    mutating func select(_ item: Int, of name: Name) {
        if name == .names { self.name = item } else { certificate = item }
    }
}
