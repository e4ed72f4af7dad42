/// What names say that their values are nobody's business.
public enum SecretName {
    private static let parts = [
        "pas", "pwd", "secret", "token", "salt", "pepper", "privatekey", "upgradekey", "apikey", "authkey", "auth_key",
    ]
    private static let whole: Set<String> = ["main", "old", "auth", "pw"]
    /// Maps of a registry in which secrets stand; a text in the place of one may be the secret itself.
    private static let holders: Set<String> = [
        "defaults", "db", "options", "session", "cache", "mail", "smtp", "admin", "config", "plugins",
    ]

    /// Whether a key stands before a map that may hold secrets.
    static func isHolder(_ key: String) -> Bool { holders.contains(key.lowercased()) }

    /// Whether a key may stand before a secret, slips of the hand (`passwrd`) among them: rather too often than too rarely.
    public static func isLikely(_ key: String) -> Bool {
        let key = key.lowercased()
        return whole.contains(key) || key.hasSuffix("_pw") || key.hasSuffix("_auth")
            || parts.contains { part in key.utf8.indices.contains { key.utf8[$0...].starts(with: part.utf8) } }
    }

    /// Whether a setting of Moodle's or a plugin's is a secret: `recaptchaprivatekey`, `bind_pw`, `proxypassword`; not
    /// `forgottenpasswordurl`.
    public static func isSetting(_ name: String) -> Bool {
        let name = name.lowercased()
        let ends = [
            "pass", "password", "passwd", "pwd", "_pw", "secret", "token", "privatekey", "secretkey", "apikey",
            "auth_key", "salt", "pepper",
        ]
        return ends.contains { name.hasSuffix($0) }
    }
}
