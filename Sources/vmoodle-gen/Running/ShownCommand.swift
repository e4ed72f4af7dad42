/// A command as people see it and as it is kept: quoted for a shell, without values that look like secrets.
enum ShownCommand {
    private static let secretNames = [
        "pass", "password", "passwd", "passphrase", "secret", "token", "key", "credentials",
    ]

    /// Words without the values of options whose names speak of secrets; the process list of the machine shows them all the same.
    static func redacted(_ words: [String]) -> [String] {
        // `cfg --name=smtppass --set=…`.
        let setsSecret = words.contains { $0.hasPrefix("--name=") && isSecret($0.dropFirst(7)) }
        var isNext = false
        return words.map { word in
            let isValue = isNext && !word.hasPrefix("-")
            isNext = false
            if isValue { return Self.secret }
            let sign = word.firstIndex(of: "=") ?? word.endIndex
            let name = word[..<sign]
            guard name.hasPrefix("-"), isSecret(name) || setsSecret && name == "--set" else { return word }
            isNext = sign == word.endIndex
            return isNext ? word : word[...sign] + Self.secret
        }
    }

    /// By the last word of a name: `--adminpass`, `upgrade_key`; neither `--bypass` nor `--ignore-password-policy`.
    private static func isSecret(_ name: Substring) -> Bool {
        let last = name.split { $0 == "-" || $0 == "_" }.last?.lowercased() ?? ""
        return last != "bypass" && secretNames.contains { last.hasSuffix($0) }
    }

    static let secret = "«secret»"

    static func text(_ words: [String]) -> String { words.map(quoted).joined(separator: " ") }

    /// A word that POSIX shells read as it is.
    static func quoted(_ word: String) -> String {
        let isPlain =
            !word.isEmpty
            && word.utf8.allSatisfy {
                (0x61...0x7A).contains($0 | 0x20) || (0x2B...0x3A).contains($0) || $0 == 0x3D || $0 == 0x40
                    || $0 == 0x5F
                    || $0 == 0x25
            }
        guard !isPlain || word.hasPrefix("=") else { return word }
        return "'" + word.unicodeScalars.map { $0 == "'" ? #"'\''"# : String($0) }.joined() + "'"
    }
}
