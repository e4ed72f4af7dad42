/// What names say that their values are nobody's business.
///
/// Names are compared without '_', '-' and case, and without digits and words such as `old` at their end: `api_key`,
/// `consumersecret_1` and `secretkey_live` are what they look like.
public enum SecretName {
    /// What the name of a secret ends in. A `sitekey`, `publickey` or `consumerkey` is shown to every visitor, and none.
    private static let ends = bytes([
        "pass", "password", "passwd", "passphrase", "passcode", "pwd", "pw", "secret", "token", "salt", "pepper",
        "credential", "credentials", "privatekey", "secretkey", "apikey", "authkey", "accesskey", "clientkey",
        "sharedkey", "licensekey", "licencekey", "encryptionkey", "signingkey", "masterkey",
    ])
    /// What stands anywhere in a name that may be one.
    private static let parts =
        bytes(["pas", "pwd", "upgradekey"]) + ends.filter { $0.count > 3 && !$0.starts(with: "pas".utf8) }
    /// What may follow: which of several secrets it is.
    private static let variants = bytes(["old", "new", "live", "test", "sandbox"])
    /// Switches about secrets (`disablelogintoken`), and what only ends like one (`proxybypass`).
    private static let switches = bytes(["disable", "enable", "require", "show", "allow"])
    private static let lookalikes = bytes(["bypass", "compass"])

    private static func bytes(_ words: [String]) -> [[UInt8]] { words.map { Array($0.utf8) } }

    /// Maps of a registry in which secrets stand; a text in the place of one may be the secret itself.
    private static let holders: Set<String> = [
        "defaults", "db", "options", "session", "cache", "mail", "smtp", "admin", "reader", "config", "plugins",
    ]

    /// Whether a key stands before a map that may hold secrets.
    static func isHolder(_ key: String) -> Bool { holders.contains(key.lowercased()) }

    /// Whether a key may stand before a secret, slips of the hand (`passwrd`) among them: rather too often than too rarely.
    public static func isLikely(_ key: String) -> Bool {
        let bare = squeezed(key)
        return bare.elementsEqual("auth".utf8) || key.lowercased().hasSuffix("_auth") || isSetting(key)
            || parts.contains { part in bare.indices.contains { bare[$0...].starts(with: part) } }
    }

    /// Whether a setting of Moodle's or a plugin's is a secret: `recaptchaprivatekey`, `bind_pw`, `proxypassword`; not
    /// `forgottenpasswordurl`.
    public static func isSetting(_ name: String) -> Bool {
        var bare = squeezed(name)
        if switches.contains(where: { bare.starts(with: $0) }) { return false }
        dropDigits(&bare)
        if let variant = variants.first(where: { has(bare, suffix: $0) }) { bare.removeLast(variant.count) }
        dropDigits(&bare)
        return ends.contains { has(bare, suffix: $0) } && !lookalikes.contains { has(bare, suffix: $0) }
    }

    /// Lower-case letters and whatever else is no '_' and no '-'.
    private static func squeezed(_ name: String) -> [UInt8] {
        name.utf8.filter { $0 != 0x5F && $0 != 0x2D }.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    }

    private static func dropDigits(_ name: inout [UInt8]) {
        while let last = name.last, (0x30...0x39).contains(last) { name.removeLast() }
    }

    private static func has(_ name: [UInt8], suffix: [UInt8]) -> Bool {
        name.count >= suffix.count && name.last == suffix.last && name.suffix(suffix.count).elementsEqual(suffix)
    }
}
