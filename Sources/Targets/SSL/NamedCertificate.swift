import Diagnostics
import Registry

/// A certificate with the names that it has to hold.
struct NamedCertificate {
    let certificate: Web.Certificate
    /// In the order of the hosts: the names of their URLs, and aliases, those that redirect too, as their servers speak TLS first.
    private(set) var names: [[UInt8]] = []
    /// Ids, sorted.
    private(set) var hosts: [[UInt8]] = []
    /// Of the first host.
    let place: Place

    private init(_ certificate: Web.Certificate, _ place: Place) {
        self.certificate = certificate
        self.place = place
    }

    /// Those of hosts for which a web server ends TLS, in the order of the first host of each.
    static func all(of registry: Registry) -> [NamedCertificate] {
        var positions: [AbsolutePath: Int] = [:]
        var all: [NamedCertificate] = []
        var seen: Set<[UInt8]> = []
        for host in registry.hosts where host.isHTTPS {
            guard let certificate = host.web.certificate else { continue }
            let position = positions[certificate.certificate] ?? all.count
            if position == all.count {
                positions[certificate.certificate] = position
                all.append(NamedCertificate(certificate, host.id.place))
            }
            all[position].hosts.append(Array(host.slice(.id)))
            let names = [Array(host.urlHost)] + host.aliasIndices.map { Array(host.aliasHost($0)) }
            // Hosts in sub-directories share a name.
            for name in names where seen.insert(certificate.certificate.bytes + [0] + name).inserted {
                all[position].names.append(name)
            }
        }
        return all
    }

    /// The name of certbot's, if the certificate lies where it puts those that it gets (certbot(1), "Where are my certificates?").
    var certbotName: [UInt8]? {
        let folder = Array("/etc/letsencrypt/live/".utf8)
        let path = certificate.certificate.bytes
        guard path.starts(with: folder) else { return nil }
        let rest = path.dropFirst(folder.count).split(separator: 0x2F, omittingEmptySubsequences: false)
        return rest.count == 2 ? Array(rest[0]) : nil
    }
}
