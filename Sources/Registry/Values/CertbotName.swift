/// The name of a certificate of certbot's: what its directory below /etc/letsencrypt/live is called.
public struct CertbotName: PlainRegistryValue, Hashable {
    public let bytes: [UInt8]

    public static let requirement = "must be a certificate's name at certbot: letters, digits, '.', '-' and '_'"
    public static let schemaPattern: String? = "^[A-Za-z0-9][A-Za-z0-9._-]{0,252}$"

    public init?(_ bytes: [UInt8]) {
        guard (1...253).contains(bytes.count), isLetter(bytes[0]) || isDigit(bytes[0]),
            bytes.allSatisfy({ isWordByte($0) || $0 == 0x2E || $0 == 0x2D })
        else { return nil }
        self.bytes = bytes
    }

    /// Where certbot keeps what it gets (certbot(1), "Where are my certificates?").
    public var certificate: Web.Certificate {
        let folder = Array("/etc/letsencrypt/live/".utf8) + bytes
        return Web.Certificate(
            certificate: AbsolutePath(accepted: folder + Array("/fullchain.pem".utf8)),
            key: AbsolutePath(accepted: folder + Array("/privkey.pem".utf8)))
    }

    /// The webroot that certbot is told without a word of the registry.
    public static let webroot = AbsolutePath(accepted: Array("/var/www/acme".utf8))
}
